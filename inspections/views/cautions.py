"""What pages of visits and draws say before anybody goes: similar visits, objects that are gone (R051, R104)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.pages import Button, Page
from inspections.models import Draw, DrawnObject, InspectionTask, Visit
from inspections.queries.cautions import (
    gone_words,
    gone_words_of_drawn,
    of_object,
    of_round,
    of_visit,
    similar_or_recent,
)
from inspections.queries.draws import may_see_all
from inspections.states import ACCEPTED, DRAWN, PAIRED, VISIT_WORKFLOW
from registry.models import SupervisedObject
from registry.states import GONE

SOON = timedelta(days=90)
MOST = 10
"""So many similar visits of one object are named."""
MOST_OF_ROUND = 50
"""So many visits of a whole round; how many more there are is said."""


@dataclass(frozen=True)
class Cautions:
    """What to know about a visit: others like it, and that its object is gone, with what may be done."""

    similar: Sequence[Visit]
    gone: str
    ways: Sequence[Button]


def cautions_of(page: Page, visit: Visit) -> Cautions | None:
    """For who takes part and who coordinates, until the visit is over."""
    if visit.is_over or not visit.is_open_to(page.member):
        return None
    similar = similar_or_recent(of_visit(visit), page.member, timezone.localdate())[:MOST]
    gone = gone_words(visit)
    return Cautions(list(similar), gone, _ways_out(page, visit) if gone and not visit.has_begun else [])


def similar_to(page: Page, row: SupervisedObject) -> list[Visit]:
    """Open and recent visits to an object that somebody is about to visit within the next three months."""
    today = timezone.localdate()
    occasion = of_object(row, today, today + SOON)
    return list(similar_or_recent(occasion, page.member, today)[:MOST])


def _ways_out(page: Page, visit: Visit) -> list[Button]:
    """What the member may do about an object that is gone."""
    address = reverse("inspections:cancel_visit", args=[page.tenant, visit.pk])
    may_cancel = any(one.name == "cancel_visit" for one in VISIT_WORKFLOW.open_to(visit, page.member))
    links = [Button(_("取消检查"), address, is_dangerous=True)] if may_cancel else []
    if visit.drawn_id is None:
        return links
    rows = DrawnObject.objects.of(page.tenant).select_related("draw__task__department", "draw__task__tenant")
    drawn = rows.get(pk=visit.drawn_id)
    if may_see_all(drawn.draw, page.member) and drawn.draw.state == ACCEPTED:
        return [Button(_("替换对象"), reverse("inspections:replace", args=[page.tenant, drawn.pk])), *links]
    return links


def cautions_of_round(page: Page, task: InspectionTask, waiting: QuerySet[Visit]) -> dict[str, Any]:
    """What to know about the visits that wait in a round, in as many queries however many there are."""
    occasion = of_round(task, waiting.order_by().values("object"))
    gone = waiting.filter(object__state__in=GONE).select_related("object").order_by("pk")
    similar = similar_or_recent(occasion, page.member, timezone.localdate())
    return {name: value for word, rows in (("gone", gone), ("similar", similar)) for name, value in _some(word, rows)}


def _some(word: str, rows: QuerySet[Visit]) -> list[tuple[str, Any]]:
    """The first of the rows, and how many more there are; those are counted only where there are any."""
    found = list(rows[: MOST_OF_ROUND + 1])
    more = rows.count() - MOST_OF_ROUND if len(found) > MOST_OF_ROUND else 0
    return [(word, found[:MOST_OF_ROUND]), (f"more_{word}", more)]


def caution_drawn(page: Page, draw: Draw, rows: Sequence[DrawnObject]) -> None:
    """Give each drawn object of a list that stands its `similar` visits and the words that it is `gone`.

    One query for the whole list. Needs `gave_way` and `arranged` of each.
    """
    standing = [row for row in rows if row.gave_way is None] if draw.state in (DRAWN, PAIRED, ACCEPTED) else []
    found = defaultdict(list)
    if standing:
        occasion = of_round(draw.task, [row.object_id for row in standing])
        for visit in similar_or_recent(occasion, page.member, timezone.localdate()):
            found[visit.object_id].append(visit)
    for row in rows:
        row.similar, row.gone = [], ""
    for row in standing:
        if row.arranged is None or not row.arranged.is_over:
            row.similar = found[row.object_id][:MOST]
            row.gone = gone_words_of_drawn(row, row.arranged)
