"""Migrates and loads the demonstration in one Django process; prints the table of accounts.

`--empty` loads only places, departments and people: what a place has on its first day.
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
)


def main() -> None:
    """Only the accounts go to standard output: the launcher shows them once the site answers."""
    django.setup()
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    for command in FIRST_DAY if "--empty" in sys.argv[1:] else (*FIRST_DAY, *FILLED):
        call_command(command, stdout=sys.stderr)
    call_command("demo_accounts")


if __name__ == "__main__":
    main()
