"""Tests whose rows are really committed: for threads, worker processes and browsers that look at the same database.

Afterwards the owner role brings every table back to what the migrations left.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache

import psycopg2
from django.db import connections


@dataclass(frozen=True)
class Tables:
    """Tables that the migrations fill, those they leave empty, and the transaction in which that was seen."""

    filled: tuple[str, ...]
    empty: tuple[str, ...]
    seen_in: int


@contextmanager
def owner_cursor() -> Iterator:
    """A cursor of the owner role, outside of Django's transactions; commits at the end."""
    parameters = connections["owner"].get_connection_params()
    address = {name: parameters[name] for name in ("dbname", "user", "password", "host", "port")}
    with closing(psycopg2.connect(**address)) as connection, connection, connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '60s'")
        yield cursor


def somebody_waits_for(table: str) -> bool:
    """Whether somebody is about to write a table that another has locked."""
    with owner_cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass", [table])
        return cursor.fetchone()[0] > 0


@cache
def remembered_tables() -> Tables:
    """Look at the clean database once, and keep a copy of what the migrations filled."""
    filled, empty = [], []
    with owner_cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS kept CASCADE; CREATE SCHEMA kept")
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM public."{table}")')
            (filled if cursor.fetchone()[0] else empty).append(table)
        for table in filled:
            cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return Tables(tuple(filled), tuple(empty), cursor.fetchone()[0])


def restore_tables() -> None:
    """Bring every table back: what was written since goes, what is missing returns. Keys are checked at the end.

    Rows are deleted, for there are few; emptying some hundred tables with all their indexes takes far longer.
    """
    tables = remembered_tables()
    with owner_cursor() as cursor:
        written = [*tables.filled, *_with_rows(cursor, tables.empty)]
        for table in written:
            cursor.execute(f"ALTER TABLE public.{table} DISABLE TRIGGER USER")
            cursor.execute(f"DELETE FROM public.{table} WHERE xmin::text::bigint > {tables.seen_in}")
        for table in tables.filled:
            cursor.execute(f"INSERT INTO public.{table} TABLE kept.{table} EXCEPT TABLE public.{table}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in written:
            cursor.execute(f"ALTER TABLE public.{table} ENABLE TRIGGER USER")


def _with_rows(cursor, tables: tuple[str, ...]) -> list[str]:
    found = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM public.{table})" for table in tables)
    cursor.execute(" UNION ALL ".join(found))
    return [table for (table,) in cursor.fetchall()]
