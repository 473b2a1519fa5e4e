"""Staged rows into the database, a hundred thousand in a second, and what a comparison finds about them.

PostgreSQL does not COPY into a table behind row-level security, and the application may not make temporary tables. Rows
are sent a part at a time as one JSON document that the server spreads out; the faultless rows of a register, which are
most, as one text a column, which costs half as much.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import compress, islice
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count

from common.imports.columns import Frame
from common.models import ImportBatch, StagedPart, StagedRow, Verdict
from common.tables import CellError

PART = 500
"""Rows in a part."""
_INSERT = """
    INSERT INTO common_stagedpart
        (tenant_id, batch_id, first, numbers, verdicts, "values", targets, befores, errors, doubts)
"""
_ROWS = f"""{_INSERT}
    SELECT %s, %s, min("number"), array_agg("number" ORDER BY "number"), array_agg("verdict" ORDER BY "number"),
        array_agg("values" ORDER BY "number"), array_agg("target" ORDER BY "number"),
        array_agg("before" ORDER BY "number"), array_agg("errors" ORDER BY "number"),
        array_agg("doubts" ORDER BY "number")
    FROM jsonb_to_recordset(%s::jsonb) AS rows("number" integer, "verdict" text, "values" jsonb, "target" bigint,
        "before" jsonb, "errors" jsonb, "doubts" jsonb)
"""  # noqa: S608 the statement is a constant
_COLUMNS = """{insert}
    SELECT %s, %s, (array_agg("number"))[1]::integer, array_agg("number")::integer[], array_agg('new'::text),
        array_agg(jsonb_object(%s::text[], ARRAY[{cells}])), array_agg(NULL::bigint), array_agg(NULL::jsonb),
        array_agg('[]'::jsonb), array_agg('[]'::jsonb)
    FROM unnest({texts}) AS rows("number", {columns})
"""
_BETWEEN = "\x1e"  # clean text holds no such mark
_SETTLE = """
    UPDATE common_stagedpart AS part
    SET verdicts = now.verdicts, targets = now.targets, befores = now.befores, doubts = now.doubts
    FROM (
        SELECT row.part_id, array_agg(coalesce(found.verdict, row.verdict) ORDER BY row.number),
            array_agg(coalesce(found.target, row.target) ORDER BY row.number),
            array_agg(coalesce(found.before, row.before) ORDER BY row.number),
            array_agg(coalesce(found.doubts, row.doubts) ORDER BY row.number)
        FROM common_stagedrow AS row
        LEFT JOIN ({found}) AS found (number, verdict, target, before, doubts) ON found.number = row.number
        WHERE row.tenant_id = %s AND row.batch_id = %s
        GROUP BY row.part_id HAVING count(found.number) > 0
    ) AS now (part_id, verdicts, targets, befores, doubts)
    WHERE part.tenant_id = %s AND part.batch_id = %s AND part.id = now.part_id
"""


class Question(NamedTuple):
    """A statement and its parameters."""

    sql: str
    values: Sequence[Any]


def stage(batch: ImportBatch, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Replace the batch's staged rows by `Judged.staged` ones; returns how many there are of each verdict."""
    unstage(batch)
    counts, rest = Counter[str](), iter(rows)
    while some := list(islice(rest, PART)):
        counts.update(row["verdict"] for row in some)
        _insert(batch, some)
    return dict(counts)


def unstage(batch: ImportBatch) -> None:
    """Delete the batch's staged rows."""
    StagedPart.objects.of(batch.tenant_id).filter(batch=batch).delete()


def stage_frame(batch: ImportBatch, frame: Frame) -> None:
    """Replace the batch's staged rows by those of a register: rejected, doubtful, or new until they are compared."""
    unstage(batch)
    faulty = sorted(frame.errors.keys() | frame.doubts.keys())
    for start in range(0, len(faulty), PART):
        _insert(batch, [_faulty_row(frame, at) for at in faulty[start : start + PART]])
    is_good = bytearray(b"\1") * len(frame)
    for at in faulty:
        is_good[at] = 0
    names = list(frame.values)
    columns = [list(compress(texts, is_good)) for texts in (map(str, frame.numbers), *frame.values.values())]
    statement = _statement(len(names))
    with connection.cursor() as cursor:
        for start in range(0, len(columns[0]), PART):
            texts = [_BETWEEN.join(column[start : start + PART]) for column in columns]
            cursor.execute(statement, [batch.tenant_id, batch.pk, names, *texts])


def settle(batch: ImportBatch, found: Question) -> None:
    """Write down what a query of (number, verdict, target, before, doubts) found; NULL leaves what was."""
    own = [batch.tenant_id, batch.pk]
    with over_all_rows() as cursor:
        cursor.execute(_SETTLE.format(found=found.sql), [*found.values, *own, *own])


@contextmanager
def over_all_rows() -> Iterator[Any]:
    """A cursor for statements over a whole batch.

    Fresh rows have no statistics and only an owner could gather them, so PostgreSQL would take a hundred thousand rows
    for one and compare each with each; without nested loops it hashes.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop = on")


def count_verdicts(batch: ImportBatch) -> dict[str, int]:
    """How many staged rows there are of each verdict."""
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch).order_by()
    return dict(rows.values_list("verdict").annotate(Count("number")))


def _insert(batch: ImportBatch, rows: Sequence[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [batch.tenant_id, batch.pk, json.dumps(rows, ensure_ascii=False)])


def _statement(count: int) -> str:
    """The insert for that many fields: their names as one list, then their texts. A single empty text is no array."""
    columns = [f"c{number}" for number in range(count)]
    return _COLUMNS.format(
        insert=_INSERT,
        cells=", ".join(f"coalesce({column}, '')" for column in columns),
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
