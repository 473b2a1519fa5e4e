"""Migrates and loads the demonstration in one Django process; prints the table of accounts."""

import sys

import django
from django.core.management import call_command


def main() -> None:
    """Only the accounts go to standard output: the launcher shows them once the site answers."""
    django.setup()
    call_command("migrate", verbosity=0, stdout=sys.stderr)
    call_command("load_demo", stdout=sys.stderr)
    call_command("load_demo_officers", stdout=sys.stderr)
    call_command("load_demo_items", stdout=sys.stderr)
    call_command("load_demo_objects", stdout=sys.stderr)
    call_command("load_demo_visits", stdout=sys.stderr)
    call_command("load_demo_credit", stdout=sys.stderr)
    call_command("load_demo_risk", stdout=sys.stderr)
    call_command("load_demo_plans", stdout=sys.stderr)
    call_command("load_demo_draws", stdout=sys.stderr)
    call_command("load_demo_budget", stdout=sys.stderr)
    call_command("demo_accounts")


if __name__ == "__main__":
    main()
