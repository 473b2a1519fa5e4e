"""The lines of a register that no code settles, matched by name and address: sure, probable, or new.

Only objects that could be meant are looked at: all of the place for lines without a code; for lines with one, those
without a code and those with that very code. Few objects are indexed once; of many, the lines are indexed some at a
time and the objects streamed past, so that memory grows with neither.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import chain, islice

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from common.imports.staging import Question, over_all_rows, rows_by_parts, settle
from common.models import ImportBatch, StagedRow, Verdict
from registry.imports.objects.statements import SAME_CODE
from registry.matching import SURE, Match, Row, match, match_to_few
from registry.models import SupervisedObject
from registry.queries.matches import streamed
from registry.queries.objects import objects_of
from registry.records import MATCHED, matching_row

FEW = 50_000
"""So many objects, or lines, are indexed at a time."""
_AT_ONCE = 5_000
_FOUND = """
    SELECT number, verdict, target, NULL::jsonb, doubts
    FROM jsonb_to_recordset(%s::jsonb) AS found (number integer, target bigint, verdict text, doubts jsonb)
"""


def match_rest(batch: ImportBatch) -> bool:
    """Match the lines that are still new; returns whether any found its object for sure.

    A sure one gets its `target`; a probable one becomes doubtful and says why.
    """
    staged = StagedRow.objects.of(batch.tenant_id).filter(batch=batch)
    taken = set(staged.exclude(target=None).values_list("target", flat=True))
    is_any_sure = False
    found = chain(_of_coded_lines(batch), _of_bare_lines(batch))
    while some := list(islice(found, _AT_ONCE)):
        judged = []
        for one in some:
            judged.append((one, one.confidence == SURE and int(one.b_id) not in taken))
            taken.add(int(one.b_id))
        is_any_sure |= any(is_sure for _one, is_sure in judged)
        doubtful = [one for one, is_sure in judged if not is_sure]
        lines = dict(
            staged.filter(number__in=[int(one.a_id) for one in doubtful]).values_list("number", "values__name")
        )
        known = dict(objects_of(batch.tenant).filter(pk__in=[one.b_id for one in doubtful]).values_list("pk", "name"))
        settled = [_settled(one, None if is_sure else _doubt(one, lines, known)) for one, is_sure in judged]
        settle(batch, Question(_FOUND, [json.dumps(settled, ensure_ascii=False)]))
    return is_any_sure


def _of_coded_lines(batch: ImportBatch) -> Iterator[Match]:
    with over_all_rows() as cursor:
        cursor.execute(SAME_CODE, {"tenant": batch.tenant_id, "batch": batch.pk})
        same_code = [pk for (pk,) in cursor.fetchall()]
    return _matches(
        _new_lines(batch, with_code=True), objects_of(batch.tenant).filter(Q(uscc="") | Q(pk__in=same_code))
    )


def _of_bare_lines(batch: ImportBatch) -> Iterator[Match]:
    return _matches(_new_lines(batch, with_code=False), objects_of(batch.tenant))


def _new_lines(batch: ImportBatch, *, with_code: bool) -> Iterator[Row]:
    for number, cells in rows_by_parts(batch, Verdict.NEW, MATCHED):
        if bool(cells["uscc"]) is with_code:
            yield matching_row(str(number), cells)


def _matches(lines: Iterator[Row], objects: QuerySet[SupervisedObject]) -> Iterator[Match]:
    """At most one match a line."""
    if (first := next(lines, None)) is None:
        return
    lines = chain([first], lines)
    few = list(islice(streamed(objects), FEW))
    if len(few) < FEW:
        yield from match_to_few(lines, few)
        return
    del few
    while some := list(islice(lines, FEW)):
        yield from match(some, streamed(objects))


def _settled(one: Match, doubt: dict[str, str] | None) -> dict[str, object]:
    return {
        "number": int(one.a_id),
        "target": int(one.b_id),
        "verdict": (Verdict.DOUBTFUL if doubt else Verdict.NEW).value,
        "doubts": [doubt] if doubt else [],
    }


def _doubt(one: Match, lines: Mapping[int, str], known: Mapping[int, str]) -> dict[str, str]:
    """Which line resembles which object, and why."""
    words = {"name": known.get(int(one.b_id), ""), "reason": one.reason}
    return {
        "sheet": "",
        "address": _("第%(number)s行") % {"number": one.a_id},
        "value": lines.get(int(one.a_id), ""),
        "why": _("很可能就是库中的“%(name)s”：%(reason)s。") % words,
        "mend": _("保存后进入“疑似相同对象”，请对照两边逐条判断。"),
    }
