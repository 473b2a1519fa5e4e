"""Staged rows into the database, a hundred thousand in seconds.

PostgreSQL does not COPY into a table behind row-level security, and the application may not make temporary tables. Rows
are sent as one JSON document and spread out by the server; the faultless rows of a register, which are most, as one
text a column, which costs half as much.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import compress, islice
from typing import Any

from django.db import connection
from django.db.models import Count

from common.imports.columns import Frame
from common.models import ImportBatch, StagedRow, Verdict
from common.tables import CellError

_AT_ONCE = 10_000
_COLUMNS = '"number", "verdict", "values", "target", "before", "errors", "doubts"'
_INSERT = f"""
    INSERT INTO common_stagedrow (tenant_id, batch_id, {_COLUMNS})
    SELECT %s, %s, {_COLUMNS} FROM jsonb_to_recordset(%s::jsonb) AS rows(
        "number" integer, "verdict" text, "values" jsonb, "target" bigint,
        "before" jsonb, "errors" jsonb, "doubts" jsonb)
"""  # noqa: S608 the columns are a constant
_INSERT_COLUMNS = """
    INSERT INTO common_stagedrow (tenant_id, batch_id, "number", "verdict", "values", "errors", "doubts")
    SELECT %s, %s, "number"::integer, 'new', jsonb_build_object({pairs}), '[]', '[]'
    FROM unnest({texts}) AS rows("number", {columns})
"""
_BETWEEN = "\x1e"  # clean text holds no such mark


def stage(batch: ImportBatch, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Replace the batch's staged rows by `Judged.staged` ones; returns how many there are of each verdict."""
    unstage(batch)
    counts, rest = Counter[str](), iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        counts.update(row["verdict"] for row in some)
        _insert(batch, some)
    return dict(counts)


def unstage(batch: ImportBatch) -> None:
    """Delete the batch's staged rows."""
    StagedRow.objects.of(batch.tenant_id).filter(batch=batch).delete()


def stage_frame(batch: ImportBatch, frame: Frame) -> None:
    """Replace the batch's staged rows by those of a register: rejected, doubtful, or new until they are compared."""
    unstage(batch)
    faulty = sorted(frame.errors.keys() | frame.doubts.keys())
    for start in range(0, len(faulty), _AT_ONCE):
        _insert(batch, [_faulty_row(frame, at) for at in faulty[start : start + _AT_ONCE]])
    is_good = bytearray(b"\1") * len(frame)
    for at in faulty:
        is_good[at] = 0
    names = list(frame.values)
    columns = [list(compress(texts, is_good)) for texts in ([str(n) for n in frame.numbers], *frame.values.values())]
    statement = _statement(len(names))
    with connection.cursor() as cursor:
        for start in range(0, len(columns[0]), _AT_ONCE):
            texts = [_BETWEEN.join(column[start : start + _AT_ONCE]) for column in columns]
            cursor.execute(statement, [batch.tenant_id, batch.pk, *names, *texts])


def count_verdicts(batch: ImportBatch) -> dict[str, int]:
    """How many staged rows there are of each verdict."""
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch).order_by()
    return dict(rows.values_list("verdict").annotate(Count("pk")))


def _insert(batch: ImportBatch, rows: Sequence[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [batch.tenant_id, batch.pk, json.dumps(rows, ensure_ascii=False)])


def _statement(count: int) -> str:
    """The insert for that many fields; their names and texts are parameters. A single empty text is no array."""
    columns = [f"c{number}" for number in range(count)]
    return _INSERT_COLUMNS.format(
        pairs=", ".join(f"%s::text, coalesce({column}, '')" for column in columns),
        texts=", ".join([f"string_to_array(%s, '{_BETWEEN}')"] * (count + 1)),
        columns=", ".join(columns),
    )


def _faulty_row(frame: Frame, at: int) -> dict[str, Any]:
    errors, doubts = frame.errors.get(at, []), frame.doubts.get(at, [])
    return {
        "number": frame.numbers[at],
        "verdict": Verdict.REJECTED.value if errors else Verdict.DOUBTFUL.value,
        "values": {name: texts[at] for name, texts in frame.values.items()},
        "target": None,
        "before": None,
        "errors": list(cells(errors)),
        "doubts": list(cells(doubts)),
    }


def cells(found: Iterable[CellError]) -> Iterator[dict[str, str]]:
    """Wrong cells as they are stored."""
    return map(asdict, found)
