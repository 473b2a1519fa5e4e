"""`manage.py load_demo_risk`: the demonstration's levels, after `load_demo_objects`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from risk.demo.loading import load_levels


class Command(BaseCommand):
    help = "Load the demonstration's levels; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_levels(timezone.localdate())} levels added")
