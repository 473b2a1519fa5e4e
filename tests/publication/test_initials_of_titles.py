"""What was public before initials were kept is found by them after the migration (DOMAIN 5.2 no. 56)."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.db import connection

from publication.models import PublicRecord
from publication.services.ledger import publish, withdraw
from tenancy.scope import scope

find_by_initials = import_module("publication.migrations.0010_initials_of_titles").find_by_initials


def quietly(statement: str) -> None:
    """Only the owner of the tables may take a wall away; the place's own rows are seen through it."""


def test_old_records_are_found_by_initials_once_and_tombstones_stay_empty(nanzheng, admin, notice):
    editor = SimpleNamespace(connection=connection, quote_name=connection.ops.quote_name, execute=quietly)
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(), actor=admin)
        shown = PublicRecord.objects.of(nanzheng)
        kept = shown.get().search_text
        shown.update(search_text="旧的检索文本")
        for _twice in range(2):
            find_by_initials(apps, editor)
        letters = kept.split(" ")[-1]
        assert shown.get().search_text == f"旧的检索文本 {letters}"
        withdraw(shown.get(), ground="repair", basis="信用修复决定", actor=admin)
        find_by_initials(apps, editor)
        assert shown.get().search_text == ""
