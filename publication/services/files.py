"""Files and look-up lines that go with a public record. They hold hashes and numbers, never text about people."""

import json
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db import connection

from common.attachments.vault import draft, keep
from publication.kinds import Kind
from publication.models import PublicFile, PublicLine
from tenancy.models import Region

_LINES_AT_ONCE = 5_000


def put_file(
    tenant: Region, kind: Kind, ref: str, name: str, chunks: Iterable[bytes], *, is_listed: bool = True
) -> PublicFile:
    """Keep `chunks` as the record's file of that name; the same name again puts the new bytes in its place."""
    with draft() as path:
        path.touch(mode=0o600)
        with path.open("wb") as file:
            file.writelines(chunks)
        kept = keep(path, tenant.pk)
    values = {"kind": name.rpartition(".")[2][:8], "size": kept.size, "sha256": kept.sha256, "is_listed": is_listed}
    row, _is_new = PublicFile.objects.of(tenant).update_or_create(
        tenant=tenant, record_kind=kind.name, ref=ref, name=name, defaults=values
    )
    return row


def put_lines(tenant: Region, kind: Kind, ref: str, lines: Iterable[tuple[str, dict[str, Any]]]) -> int:
    """Keep the lines (key, data), some thousands a statement; returns how many."""
    rest, count = iter(lines), 0
    statement = (
        f"INSERT INTO {PublicLine._meta.db_table} (tenant_id, record_kind, ref, key, data)"  # noqa: S608 ours
        " SELECT %s, %s, %s, line.key, line.data FROM unnest(%s::text[], %s::jsonb[]) AS line (key, data)"
    )
    with connection.cursor() as cursor:
        while some := list(islice(rest, _LINES_AT_ONCE)):
            keys, data = [key for key, _data in some], [json.dumps(data) for _key, data in some]
            cursor.execute(statement, [tenant.pk, kind.name, ref, keys, data])
            count += len(some)
    return count
