"""`manage.py load_demo_objects`: the supervised objects of 南郑区, after `load_demo` made its people."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.demo.accounts import demo_password
from registry.demo.loading import load_objects


class Command(BaseCommand):
    help = "Load the demonstration's supervised objects; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_objects()} objects added")
