"""`manage.py load_demo_credit`: the demonstration's grades, after `load_demo_objects`."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from credit.demo.loading import load_grades
from directory.demo.accounts import demo_password


class Command(BaseCommand):
    help = "Load the demonstration's grades; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        self.stdout.write(f"demonstration: {load_grades(timezone.localdate())} grades added")
