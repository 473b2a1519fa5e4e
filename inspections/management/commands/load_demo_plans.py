"""`manage.py load_demo_plans`: the plans of 南郑区 and 阿巴嘎旗, after their items and objects."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from inspections.demo.loading import load_plans


class Command(BaseCommand):
    help = "Load the demonstration's plans; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_plans(timezone.localdate())} plans added")
