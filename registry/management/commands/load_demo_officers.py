"""`manage.py load_demo_officers`: the officer library of 南郑区, after `load_demo` made its people."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from registry.demo.loading_officers import load_officers


class Command(BaseCommand):
    help = "Load the demonstration's officers; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_officers(timezone.localdate())} officers added")
