"""Fill the library with made-up objects for measurements: `manage.py make_objects 200000 --tenant 610703`.

Rows go in by COPY as the owner of the tables, and the indexes that only serve reading are built afterwards: two million
in minutes, memory flat. Not for a platform in use: the table is locked meanwhile.
"""

import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections, transaction
from django.utils import timezone

from registry.invention import Invented, Place, invent
from registry.models import SupervisedObject
from registry.records import head_field
from registry.searching import search_columns
from tenancy.models import Region
from tenancy.regions import last_code

AT_ONCE = 20_000
REBUILD_FROM = 50_000
"""From so many rows on, building the indexes afterwards is cheaper than keeping them."""
COLUMNS = (
    "tenant_id", "kind", "name", "former_names", "uscc", "state", "address", "industry_id", "detail", "source",
    "verified_on", "name_key", "search_key", "created_at",
)  # fmt: skip
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n"})
_NULL = r"\N"
_UNITS = "区县市旗"
_TABLE = SupervisedObject._meta.db_table


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("--tenant", required=True, help="a place; an upper one fills all counties below it")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, count: int, tenant: str, seed: int, **options: Any) -> None:
        places = list(counties(int(tenant.ljust(12, "0"))))
        if not places:
            raise CommandError(f"{tenant} is no place and has no counties")
        fill(places, count, seed)
        self.stdout.write(f"{count} objects in {len(places)} places.")


def counties(code: int) -> Iterator[Place]:
    """The place itself when it is a county, else the counties below it."""
    rows = Region.objects.using("owner").filter(pk__range=(code, last_code(code)), level="county")
    for pk, name in rows.order_by("pk").values_list("pk", "name"):
        yield Place(pk, name[:-1] if len(name) > 2 and name[-1] in _UNITS else name)


def fill(places: list[Place], count: int, seed: int) -> None:
    """Write `count` objects in one transaction of the owner."""
    now = timezone.now()
    lines = (_line(row, now) for row in invent(places, count, seed))
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no index is built while foreign keys wait to be checked
        indexes = _drop_indexes(cursor) if count >= REBUILD_FROM else []
        while some := "".join(islice(lines, AT_ONCE)):
            cursor.copy_expert(f"COPY {_TABLE} ({', '.join(COLUMNS)}) FROM STDIN", io.StringIO(some))
        for definition in indexes:
            cursor.execute(definition)
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"ANALYZE {_TABLE}")


def _line(row: Invented, now: datetime) -> str:
    keys = search_columns(row.name, row.former_names)
    head = head_field(row.kind)
    former = ",".join(f'"{name}"' for name in row.former_names)
    seen = None if row.days_unseen is None else (now - timedelta(days=row.days_unseen)).date().isoformat()
    values = (
        str(row.tenant_id), row.kind, row.name, f"{{{former}}}", row.uscc, "active", row.address, row.industry,
        json.dumps({head: row.head} if head else {}, ensure_ascii=False), "import", seen, keys.name_key,
        keys.search_key, now.isoformat(),
    )  # fmt: skip
    return "\t".join(_NULL if value is None else value.translate(_ESCAPES) for value in values) + "\n"


def _drop_indexes(cursor: Any) -> list[str]:
    """Drop the indexes that no constraint needs; returns the statements that build them again."""
    cursor.execute(
        """
        SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
        WHERE indrelid = %s::regclass AND NOT indisunique
            AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
        """,
        [_TABLE],
    )
    found = cursor.fetchall()
    for name, _definition in found:
        cursor.execute(f"DROP INDEX {name}")
    return [definition for _name, definition in found]
