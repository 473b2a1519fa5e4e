"""Staged rows into the database, a hundred thousand in half a second, and what a comparison finds about them.

PostgreSQL does not COPY into a table behind row-level security, and the application may not make temporary tables. So
rows go a part at a time, the cells of each as one text; the faultless rows of a register, which are most, with nothing
else. The view over the parts takes the texts apart where a statement asks for them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from itertools import compress, islice, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Count

from common.imports.columns import Frame
from common.models import ImportBatch, StagedPart, StagedRow, Verdict
from common.tables import CellError

PART = 500
"""Rows in a part."""
_PARTS_AT_ONCE = 40
BETWEEN_CELLS, BETWEEN_LINES = "\x1e", "\x1d"  # clean text holds no such marks
_ROWS = """
    INSERT INTO common_stagedpart
        (tenant_id, batch_id, fields, first, numbers, verdicts, lines, targets, befores, errors, doubts)
    SELECT %s, %s, %s, min("number"), array_agg("number" ORDER BY "number"), array_agg("verdict" ORDER BY "number"),
        array_agg("line" ORDER BY "number"), array_agg("target" ORDER BY "number"),
        array_agg("before" ORDER BY "number"), array_agg("errors" ORDER BY "number"),
        array_agg("doubts" ORDER BY "number")
    FROM jsonb_to_recordset(%s::jsonb) AS rows("number" integer, "verdict" text, "line" text, "target" bigint,
        "before" jsonb, "errors" jsonb, "doubts" jsonb)
"""
_FAULTLESS = f"""
    INSERT INTO common_stagedpart
        (tenant_id, batch_id, fields, first, numbers, verdicts, lines, targets, befores, errors, doubts)
    VALUES (%s, %s, %s, %s, string_to_array(%s, ',')::integer[], array_fill('{Verdict.NEW}'::text, ARRAY[%s]),
        string_to_array(%s, '{BETWEEN_LINES}'), '{{}}', '{{}}', '{{}}', '{{}}')
"""  # noqa: S608 the statement is a constant
ROWS_OF_BATCH = "(SELECT * FROM common_stagedrow WHERE tenant_id = %s AND batch_id = %s OFFSET 0) AS row"
"""For a statement that names many cells: each row is taken apart once. Parameters: tenant, batch."""

_SETTLE = """
    WITH found (number, verdict, target, before, doubts) AS MATERIALIZED ({found})
    UPDATE common_stagedpart AS part
    SET verdicts = now.verdicts, targets = now.targets, befores = now.befores, doubts = now.doubts
    FROM (
        SELECT row.part_id, array_agg(coalesce(found.verdict, row.verdict) ORDER BY row.number),
            array_agg(coalesce(found.target, row.target) ORDER BY row.number),
            array_agg(coalesce(found.before, row.before) ORDER BY row.number),
            array_agg(coalesce(found.doubts, row.doubts) ORDER BY row.number)
        FROM common_stagedrow AS row
        LEFT JOIN found ON found.number = row.number
        WHERE row.tenant_id = %s AND row.batch_id = %s AND row.part_id IN (
            SELECT touched.part_id FROM common_stagedrow AS touched JOIN found ON found.number = touched.number
            WHERE touched.tenant_id = %s AND touched.batch_id = %s
        )
        GROUP BY row.part_id
    ) AS now (part_id, verdicts, targets, befores, doubts)
    WHERE part.tenant_id = %s AND part.batch_id = %s AND part.id = now.part_id
"""
_AS_WRITTEN = {"enable_nestloop": "off", "enable_mergejoin": "off", "join_collapse_limit": "1"}


class Question(NamedTuple):
    """A statement and its parameters."""

    sql: str
    values: Sequence[Any]


def cells_of(names: Sequence[str]) -> dict[str, str]:
    """How a statement over staged rows names the text of each of these fields, staged in this order: `cells[1]`, …

    An empty text where the file has none. `row.values`, the same as JSON, is for people's pages and costs more.
    """
    return {name: f"cells[{place}]" for place, name in enumerate(names, start=1)}


def stage(batch: ImportBatch, rows: Iterable[dict[str, Any]]) -> dict[str, int]:
    """Replace the batch's staged rows by `Judged.staged` ones; returns how many there are of each verdict."""
    unstage(batch)
    counts, rest = Counter[str](), iter(rows)
    while some := list(islice(rest, PART)):
        counts.update(row["verdict"] for row in some)
        names = list(some[0]["values"])
        _insert(batch, names, [row | {"values": None, "line": _line(names, row["values"])} for row in some])
    return dict(counts)


def unstage(batch: ImportBatch) -> None:
    """Delete the batch's staged rows."""
    StagedPart.objects.of(batch.tenant_id).filter(batch=batch).delete()


def stage_frame(batch: ImportBatch, frame: Frame, names: Sequence[str]) -> None:
    """Replace the batch's staged rows by those of a register: rejected, doubtful, or new until they are compared.

    The cells stand in the order of `names`, empty for a field that the file does not have.
    """
    unstage(batch)
    columns = [frame.values.get(name) or repeat("", len(frame)) for name in names]
    lines = list(map(BETWEEN_CELLS.join, zip(*columns, strict=True)))
    faulty = sorted(frame.errors.keys() | frame.doubts.keys())
    for start in range(0, len(faulty), PART):
        _insert(batch, names, [_faulty_row(frame, at, lines[at]) for at in faulty[start : start + PART]])
    is_good = bytearray(b"\1") * len(frame)
    for at in faulty:
        is_good[at] = 0
    _insert_faultless(batch, names, list(compress(frame.numbers, is_good)), list(compress(lines, is_good)))


def rows_by_parts(batch: ImportBatch, verdict: Verdict, names: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The numbers of staged rows of that verdict and their cells of these names, two at least; some parts at a time.

    For reading all of a register: the parts are taken apart here, not by the view, and none is read twice.
    """
    after = -1
    rows = StagedPart.objects.of(batch.tenant_id).filter(batch=batch).order_by("first")
    columns = ("first", "fields", "numbers", "verdicts", "lines")
    while some := list(rows.filter(first__gt=after).values_list(*columns)[:_PARTS_AT_ONCE]):
        after = some[-1][0]
        for _first, fields, numbers, verdicts, lines in some:
            cells_of_line = itemgetter(*map(fields.index, names))
            for number, its, line in zip(numbers, verdicts, lines, strict=True):
                if its == verdict:
                    yield number, dict(zip(names, cells_of_line(line.split(BETWEEN_CELLS)), strict=True))


def settle(batch: ImportBatch, found: Question) -> None:
    """Write down what a query of (number, verdict, target, before, doubts) found; NULL leaves what was."""
    own = [batch.tenant_id, batch.pk]
    with over_all_rows() as cursor:
        cursor.execute(_SETTLE.format(found=found.sql), [*found.values, *own, *own, *own])


@contextmanager
def over_all_rows() -> Iterator[Any]:
    """A cursor for statements over a whole batch.

    Fresh rows have no statistics and only an owner could gather them, so PostgreSQL would take a hundred thousand rows
    for one and compare each with each: by nested loops, or on the tenant alone. Here it hashes, and joins in the order
    in which the statement is written; so write every join with the keys that make a row one.
    """
    with connection.cursor() as cursor:
        cursor.execute("; ".join(f"SET LOCAL {name} = {value}" for name, value in _AS_WRITTEN.items()))
        yield cursor
        cursor.execute("; ".join(f"SET LOCAL {name} TO DEFAULT" for name in _AS_WRITTEN))


def count_verdicts(batch: ImportBatch) -> dict[str, int]:
    """How many staged rows there are of each verdict."""
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch).order_by()
    return dict(rows.values_list("verdict").annotate(Count("number")))


def _insert(batch: ImportBatch, names: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [batch.tenant_id, batch.pk, list(names), json.dumps(rows, ensure_ascii=False)])


def _line(names: Sequence[str], values: Mapping[str, str]) -> str:
    return BETWEEN_CELLS.join(values[name].replace(BETWEEN_CELLS, " ") for name in names)


def _insert_faultless(batch: ImportBatch, names: Sequence[str], numbers: list[int], lines: list[str]) -> None:
    own: list[Any] = [batch.tenant_id, batch.pk, list(names)]
    with connection.cursor() as cursor:
        for start in range(0, len(lines), PART):
            here, texts = numbers[start : start + PART], lines[start : start + PART]
            listed = ",".join(map(str, here))
            cursor.execute(_FAULTLESS, [*own, here[0], listed, len(here), BETWEEN_LINES.join(texts)])


def _faulty_row(frame: Frame, at: int, line: str) -> dict[str, Any]:
    errors, doubts = frame.errors.get(at, []), frame.doubts.get(at, [])
    return {
        "number": frame.numbers[at],
        "verdict": Verdict.REJECTED.value if errors else Verdict.DOUBTFUL.value,
        "line": line,
        "target": None,
        "before": None,
        "errors": list(cells(errors)),
        "doubts": list(cells(doubts)),
    }


def cells(found: Iterable[CellError]) -> Iterator[dict[str, str]]:
    """Wrong cells as they are stored."""
    return map(asdict, found)
