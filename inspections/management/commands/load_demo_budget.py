"""`manage.py load_demo_budget`: caps, other levels' visits, merges and a simulation, after the plans were loaded."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from inspections.demo.ledgers import load_ledgers


class Command(BaseCommand):
    help = "Load the demonstration's visit budget; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_ledgers(timezone.localdate())} rows around the visit budget added")
