"""`manage.py demo_accounts`: whom to sign in as."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from directory.demo.accounts import account_table


class Command(BaseCommand):
    help = "Print the demonstration's accounts. Refuses unless DEMO is set."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="every account, not one per role and place")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(account_table(show_all=options["all"]))
