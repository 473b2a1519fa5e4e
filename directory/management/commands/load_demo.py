"""`manage.py load_demo`: the places of the five policies, ready to sign in to."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from directory.demo.loading import load_demo


class Command(BaseCommand):
    help = "Load the demonstration; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_demo(demo_password(), timezone.localdate())
        self.stdout.write(f"demonstration: {added} rows added")
