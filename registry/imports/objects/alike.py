"""The lines of a register that no code settles, matched by name and address: sure, probable, or new.

Only objects that could be meant are streamed past: all of the place for lines without a code; for lines with one, those
without a code and those with that very code. Lines come some parts at a time, so that memory does not grow with the
register.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from common.imports.staging import Question, rows_by_parts, settle
from common.models import ImportBatch, StagedRow, Verdict
from registry.matching import SURE, Match, Row, match, match_to_few
from registry.models import SupervisedObject
from registry.queries.matches import streamed
from registry.queries.objects import objects_of
from registry.records import matching_row

PARTS = 40
"""Parts of a register that are matched at a time: some twenty thousand lines."""
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
    for rows in filter(None, rows_by_parts(batch, Verdict.NEW, PARTS)):
        found = []
        for one in _matches(batch, [matching_row(str(number), cells) for number, cells in rows]):
            is_sure = one.confidence == SURE and int(one.b_id) not in taken
            taken.add(int(one.b_id))
            is_any_sure |= is_sure
            found.append(_settled(one, is_sure))
        if found:
            settle(batch, Question(_FOUND, [json.dumps(found, ensure_ascii=False)]))
    return is_any_sure


def _matches(batch: ImportBatch, lines: Sequence[Row]) -> Iterator[Match]:
    """At most one match a line; the smaller side is indexed."""
    stream = streamed(_candidates(batch, lines))
    first = list(islice(stream, len(lines)))
    return match_to_few(lines, first) if len(first) < len(lines) else match(lines, chain(first, stream))


def _candidates(batch: ImportBatch, lines: Sequence[Row]) -> QuerySet[SupervisedObject]:
    objects = objects_of(batch.tenant)
    if not all(line.uscc for line in lines):
        return objects
    return objects.filter(Q(uscc="") | Q(uscc__in=[line.uscc for line in lines]))


def _settled(one: Match, is_sure: bool) -> dict[str, object]:
    why = _("很可能与库中的一个对象相同：%(reason)s。") % {"reason": one.reason}
    doubt = {
        "sheet": "",
        "address": _("第%(number)s行") % {"number": one.a_id},
        "value": "",
        "why": why,
        "mend": _("保存后进入“疑似相同对象”，请对照两边逐条判断。"),
    }
    return {
        "number": int(one.a_id),
        "target": int(one.b_id),
        "verdict": (Verdict.NEW if is_sure else Verdict.DOUBTFUL).value,
        "doubts": [] if is_sure else [doubt],
    }
