"""Cases of resemblance as pages read them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from registry.matching import Row
from registry.models import MatchCase, ObjectEnrolment, SupervisedObject
from registry.records import ENROLMENT, founding_field, head_field
from registry.sides import against
from registry.states import MATCH_OPEN
from tenancy.models import Region

_PAGE = 5_000


def cases_of(tenant: Region) -> QuerySet[MatchCase]:
    """The place's cases with what their pages show."""
    related = (
        "object__industry",
        "object__town",
        "other__town",
        "object__department",
        "other__industry",
        "department",
        "batch",
        "decided_by",
        "tenant",
    )
    return MatchCase.objects.of(tenant).select_related(*related)


def streamed(objects: QuerySet[SupervisedObject], after: int = 0) -> Iterator[Row]:
    """The objects beyond a number in order of their numbers, as matching compares them.

    They come page by page: a cursor of the server's would not survive a pooler.
    """
    fields = ("pk", "name", "uscc", "address", "former_names")
    while page := list(objects.filter(pk__gt=after).order_by("pk").values_list(*fields)[:_PAGE]):
        after = page[-1][0]
        for pk, name, uscc, address, former in page:
            yield Row(str(pk), name, uscc, address, tuple(former))


def sides(case: MatchCase, headings: Mapping[str, str]) -> list[dict[str, Any]]:
    """Both sides field by field: [{label, line, known, differs}], what neither tells left out.

    `line` and `known` are texts in parts, those characters marked that the other side has not; a side that tells
    nothing differs in nothing.
    """
    known = _known(case.object) | _enrolled(case)
    line = _known(case.other) if case.other else case.line
    rows = [(label, line.get(name, ""), known.get(name, "")) for name, label in headings.items()]
    return [
        {
            "label": label,
            "line": against(told, stored or told),
            "known": against(stored, told or stored),
            "differs": bool(told and stored) and told != stored,
        }
        for label, told, stored in rows
        if told or stored
    ]


def beside(case: MatchCase, waiting: QuerySet[MatchCase]) -> tuple[MatchCase | None, MatchCase | None, int]:
    """(the one before, the one after, how many) of the open ones among `waiting`, in the order of their list."""
    rows = waiting.filter(state=MATCH_OPEN)
    newer, older = rows.filter(pk__gt=case.pk).order_by("pk"), rows.filter(pk__lt=case.pk).order_by("-pk")
    return newer.first(), older.first(), rows.count()


def _known(row: SupervisedObject) -> dict[str, str]:
    """What the library holds, in the fields of a register."""
    return {
        "name": row.name,
        "uscc": row.uscc,
        "kind": row.get_kind_display(),
        "former_names": row.former_words,
        "town": str(row.town or ""),
        "address": row.address,
        "longitude": str(row.longitude or ""),
        "latitude": str(row.latitude or ""),
        "state": row.get_state_display(),
        "industry": row.industry_id or "",
        "principal": row.detail.get(head_field(row.kind), ""),
        "founded_on": row.detail.get(founding_field(row.kind), ""),
    }


def _enrolled(case: MatchCase) -> dict[str, str]:
    """What the sending department itself keeps about the object; another department's is not shown."""
    rows = ObjectEnrolment.objects.of(case.tenant_id).filter(object=case.object, department=case.department)
    enrolment = rows.first() if case.department_id else None
    if enrolment is None:
        return {}
    held = {name: str(getattr(enrolment, name) or "") for name in ENROLMENT}
    return {**held, "permit_until": enrolment.permit_last_day}
