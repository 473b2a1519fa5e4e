"""Migrate as the owner role; whatever is created then is readable by the application role."""

from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate
from django.db import connections

_PRIVILEGES = """
GRANT USAGE ON SCHEMA public TO supervision_app, supervision_public;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO supervision_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO supervision_app;
"""


class Command(migrate.Command):
    help = "Migrate as the owner role."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database="owner")

    def handle(self, *args: Any, **options: Any) -> None:
        with connections[options["database"]].cursor() as cursor:
            cursor.execute(_PRIVILEGES)
        super().handle(*args, **options)
