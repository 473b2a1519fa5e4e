"""Staged rows into the database, a hundred thousand in seconds.

PostgreSQL does not COPY into a table behind row-level security, and the application may not make temporary tables; rows
sent as one JSON document and spread out by the server are as fast as both.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any

from django.db import connection

from common.imports.importers import Judged
from common.models import ImportBatch, StagedRow
from common.tables import CellError

_AT_ONCE = 10_000
_COLUMNS = '"number", "verdict", "values", "target", "before", "errors", "doubts"'
_INSERT = f"""
    INSERT INTO common_stagedrow (tenant_id, batch_id, {_COLUMNS})
    SELECT %s, %s, {_COLUMNS} FROM jsonb_to_recordset(%s::jsonb) AS rows(
        "number" integer, "verdict" text, "values" jsonb, "target" bigint,
        "before" jsonb, "errors" jsonb, "doubts" jsonb)
"""  # noqa: S608 the columns are a constant


def stage(batch: ImportBatch, judged: Iterable[Judged]) -> dict[str, int]:
    """Replace the batch's staged rows; returns how many there are of each verdict."""
    StagedRow.objects.of(batch.tenant_id).filter(batch=batch).delete()
    counts, rest = Counter[str](), iter(judged)
    with connection.cursor() as cursor:
        while some := list(islice(rest, _AT_ONCE)):
            rows = [_row(one) for one in some]
            counts.update(row["verdict"] for row in rows)
            cursor.execute(_INSERT, [batch.tenant_id, batch.pk, json.dumps(rows, ensure_ascii=False)])
    return dict(counts)


def _row(judged: Judged) -> dict[str, Any]:
    line = judged.line
    return {
        "number": line.number,
        "verdict": judged.verdict.value,
        "values": line.values,
        "target": judged.target,
        "before": judged.before,
        "errors": _cells([*judged.errors, *line.errors]),
        "doubts": _cells([*judged.doubts, *line.doubts]),
    }


def _cells(cells: Sequence[CellError]) -> list[dict[str, str]]:
    return [asdict(cell) for cell in cells]
