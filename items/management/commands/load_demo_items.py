"""`manage.py load_demo_items`: the items of 南郑区, after `load_demo` made its people."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.demo.accounts import demo_password
from items.demo.checking import load_checklists
from items.demo.loading import load_items


class Command(BaseCommand):
    help = "Load the demonstration's supervision items; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_items()} items added")
        self.stdout.write(f"demonstration: {load_checklists()} checklists added")
