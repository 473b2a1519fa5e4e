"""`manage.py load_demo_objects`: the supervised objects of 南郑区 and 阿巴嘎旗, after `load_demo` made their people."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from registry.demo.abaga import load_stations
from registry.demo.loading import load_objects


class Command(BaseCommand):
    help = "Load the demonstration's objects; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        added = load_objects() + load_stations(timezone.localdate())
        self.stdout.write(f"demonstration: {added} objects added")
