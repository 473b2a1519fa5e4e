"""`manage.py load_demo_visits`: the visits of 南郑区, after its people, items and objects."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.demo.accounts import demo_password
from inspections.demo.visits import load_visits


class Command(BaseCommand):
    help = "Load the demonstration's visits; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_visits()} visits added")
