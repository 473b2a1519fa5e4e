"""What was rejected: as a file with the reasons in the last column, to be mended and uploaded again; and what many rows
have in common."""

from dataclasses import astuple, dataclass

from django.db import connection
from django.db.models import Func, IntegerField, Value
from django.utils.translation import gettext as _

from common.imports.importers import importer_of
from common.models import ImportBatch, StagedPart, StagedRow, Verdict
from common.tables import write_xlsx


def rejected_file(batch: ImportBatch) -> bytes:
    """An .xlsx of the rows with errors or doubts, in the importer's own headings."""
    importer = importer_of(batch.importer)
    headings = [_("原文件行号"), *importer.headings(), _("问题和改法")]
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch, verdict__in=[Verdict.REJECTED, Verdict.DOUBTFUL])
    return write_xlsx(
        _("有误的行"),
        headings,
        ([str(row.number), *(row.values.get(name, "") for name in importer.fields), _reasons(row)] for row in rows),
    )


def _reasons(row: StagedRow) -> str:
    return "\n".join(f"{cell['address']}：{cell['why']}{cell['mend']}" for cell in [*row.errors, *row.doubts])


# --- the same again and again -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fault:
    """What is wrong in the same words in `count` cells, the first of them at `address`."""

    why: str
    mend: str
    count: int
    address: str


FAULTS_SHOWN = 20
_FAULTS = {Verdict.REJECTED: "errors", Verdict.DOUBTFUL: "doubts"}


def same_faults(batch: ImportBatch, verdict: str) -> list[Fault]:
    """What several rows have in common, the most frequent first: one mend in the file settles them all.

    It is counted once, when the file has been read.
    """
    if verdict not in batch.faults:
        return _counted(batch, verdict)
    return [Fault(*fault) for fault in batch.faults[verdict]]


def count_faults(batch: ImportBatch) -> None:
    """Write down what the rows of a fresh report have in common; the caller saves."""
    batch.faults = {verdict: [astuple(fault) for fault in _counted(batch, verdict)] for verdict in _FAULTS}


def first_rows(batch: ImportBatch, verdict: str, most: int) -> list[StagedRow]:
    """At most so many of the rows of that verdict, the first of the file; only parts that hold them are taken apart."""
    held = Func("verdicts", Value(verdict), function="array_positions")
    parts = StagedPart.objects.of(batch.tenant_id).filter(batch=batch, verdicts__contains=[verdict]).order_by("first")
    wanted, found = [], 0
    for number, count in parts.values_list("pk", Func(held, function="cardinality", output_field=IntegerField())):
        wanted.append(number)
        found += count
        if found >= most:
            break
    return list(batch.rows.filter(part__in=wanted, verdict=verdict)[:most])


def _counted(batch: ImportBatch, verdict: str) -> list[Fault]:
    if verdict not in _FAULTS:
        return []
    table, column = StagedRow._meta.db_table, _FAULTS[Verdict(verdict)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT cell->>'why', min(cell->>'mend'), count(*), (array_agg(cell->>'address' ORDER BY staged.number))[1]
            FROM {table} AS staged CROSS JOIN LATERAL jsonb_array_elements(staged.{column}) AS cell
            WHERE staged.tenant_id = %s AND staged.batch_id = %s AND staged.verdict = %s
            GROUP BY 1 HAVING count(*) > 1 ORDER BY 3 DESC, 1 LIMIT {FAULTS_SHOWN}
            """,  # noqa: S608 only names of our own
            [batch.tenant_id, batch.pk, verdict],
        )
        return [Fault(*found) for found in cursor.fetchall()]
