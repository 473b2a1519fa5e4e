"""`manage.py load_demo_draws`: tasks and draws of 南郑区 and 阿巴嘎旗, after officers and objects were loaded."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from directory.demo.accounts import demo_password
from inspections.demo.abaga import load_abaga
from inspections.demo.coverage import load_coverage
from inspections.demo.loading_draws import load_draws


class Command(BaseCommand):
    help = "Load the demonstration's draws; may be run again. Refuses unless DEMO is set."

    def handle(self, *args: Any, **options: Any) -> None:
        demo_password()
        today = timezone.localdate()
        draws, visits = load_draws(today), load_coverage(today) + load_abaga(today)
        self.stdout.write(f"demonstration: {draws} draws and {visits} visits added")
