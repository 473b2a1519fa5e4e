"""Files and look-up lines that go with a public record. They hold hashes and numbers, never text about people."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from common.attachments.vault import draft, keep
from publication.kinds import Kind
from publication.models import PublicFile, PublicLine
from tenancy.models import Region


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


def put_lines(tenant: Region, kind: Kind, ref: str, rows: str, parameters: dict[str, Any]) -> int:
    """Keep the lines that the SELECT `rows` yields as (key, data), in one statement; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {PublicLine._meta.db_table} (tenant_id, record_kind, ref, key, data)"  # noqa: S608 ours
            f" SELECT %(_tenant)s, %(_kind)s, %(_ref)s, line.key, line.data FROM ({rows}) AS line (key, data)",
            {**parameters, "_tenant": tenant.pk, "_kind": kind.name, "_ref": ref},
        )
        return cursor.rowcount
