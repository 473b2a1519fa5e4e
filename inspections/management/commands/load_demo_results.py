"""`manage.py load_demo_results`: public results and letters of rating, after visits and draws were loaded."""

from typing import Any

from django.core.management.base import BaseCommand

from directory.demo.accounts import demo_password
from inspections.demo.results import load_results


class Command(BaseCommand):
    help = "Load what followed the demonstration's visits; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_results()} results made public")
