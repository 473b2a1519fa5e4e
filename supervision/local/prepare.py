"""Migrates and loads the demonstration in one Django process; prints the table of accounts.

`--empty` loads only places, departments and people: what a place has on its first day. `--rest` adds all else to that.
"""

import sys

import django
from django.core.management import call_command

FIRST_DAY = ("load_demo",)
FILLED = (
    "load_demo_officers",
    "load_demo_items",
    "load_demo_objects",
    "load_demo_visits",
    "load_demo_credit",
    "load_demo_risk",
    "load_demo_plans",
    "load_demo_draws",
    "load_demo_budget",
    "load_demo_results",
)


def main() -> None:
    """Only the accounts go to standard output: the launcher shows them once the site answers."""
    django.setup()
    if "--rest" not in sys.argv[1:]:
        call_command("migrate", verbosity=0, stdout=sys.stderr)
        load(FIRST_DAY)
    if "--empty" not in sys.argv[1:]:
        load(FILLED)
    call_command("demo_accounts")


def load(commands: tuple[str, ...]) -> None:
    for command in commands:
        call_command(command, stdout=sys.stderr)


if __name__ == "__main__":
    main()
