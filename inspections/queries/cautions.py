"""What to know before a visit is arranged, approved or made: similar ones, recent results, an object that is gone."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from inspections.models import (
    CorrectionOrder,
    DrawnObject,
    Finding,
    InspectionTask,
    PlanLineItem,
    SectionItem,
    Visit,
    VisitSection,
)
from inspections.queries.visits import RECENT, visits_for
from inspections.states import CLOSED, VISIT_OVER
from items.queries.responsibilities import versions_in_force
from registry.models import SupervisedObject
from tenancy.models import Member, Region


@dataclass(frozen=True)
class Occasion:
    """What is arranged: numbers of the objects and of the supervision items, lists or subqueries, and the window.

    `own` says which visits are the occasion itself and resemble nothing.
    """

    tenant: Region
    objects: Any
    items: Any
    starts_on: date
    ends_on: date
    own: Q


def of_visit(visit: Visit) -> Occasion:
    """One visit as an occasion."""
    items = SectionItem.objects.of(visit.tenant_id).filter(section__visit=visit).values("item_version__item")
    own = Q(pk=visit.pk) | _seen_again(visit)
    return Occasion(visit.tenant, [visit.object_id], items, visit.starts_on, visit.ends_on, own)


def _seen_again(visit: Visit) -> Q:
    """Visits whose orders or cases a return visit goes to see: it repeats them by its nature (R106)."""
    orders = CorrectionOrder.objects.of(visit.tenant_id).filter(revisits__visit=visit)
    cases = Finding.objects.of(visit.tenant_id).filter(revisits__visit=visit)
    return Q(pk__in=orders.values("section__visit")) | Q(pk__in=cases.values("section__visit"))


def of_round(task: InspectionTask, objects: Any) -> Occasion:
    """The visits of a round to some objects, numbers or a subquery, as one occasion."""
    items = PlanLineItem.objects.of(task.tenant_id).filter(line__entry=task.entry_id).values("item_version__item")
    return Occasion(task.tenant, objects, items, task.starts_on, task.ends_on, Q(task=task))


def of_object(row: SupervisedObject, starts_on: date, ends_on: date) -> Occasion:
    """A visit that somebody thinks of, on any item of the list in force."""
    items = versions_in_force(row.tenant).values("item")
    return Occasion(row.tenant, [row.pk], items, starts_on, ends_on, Q(pk=None))


def similar_or_recent(occasion: Occasion, member: Member, today: date) -> QuerySet[Visit]:
    """Other visits to the objects: open ones in the window, and those with a part closed within a year (R103, R104).

    Of all objects in one query; open ones on one of the same items first. A notice, never a block: `is_same_item` says
    whether an item is looked at twice, `is_readable` whether the member may open the visit (DOMAIN 5.3).
    """
    tenant = occasion.tenant
    closed = VisitSection.objects.of(tenant).filter(visit=OuterRef("pk"), state=CLOSED)
    is_open = _is_open(occasion.starts_on, occasion.ends_on)
    rows = _visits_to(tenant, occasion.objects, occasion.items).exclude(occasion.own)
    rows = rows.filter(is_open | Exists(closed.filter(closed_at__date__gte=today - RECENT)))
    known = visits_for(member, tenant).filter(pk=OuterRef("pk"))
    rows = rows.annotate(is_open=ExpressionWrapper(is_open, BooleanField()), is_readable=Exists(known))
    return rows.order_by("-is_open", "-is_same_item", "-starts_on", "pk")


def _visits_to(tenant: Region, objects: Any, items: Any) -> QuerySet:
    same = SectionItem.objects.of(tenant).filter(section__visit=OuterRef("pk"), item_version__item__in=items)
    rows = Visit.objects.of(tenant).filter(object__in=objects).annotate(is_same_item=Exists(same))
    return rows.select_related("department", "object")


def _is_open(starts_on: date, ends_on: date) -> Q:
    """Visits that are not over and overlap the window, both days counted."""
    return Q(starts_on__lte=ends_on, ends_on__gte=starts_on) & ~Q(state__in=VISIT_OVER)


# --- objects that are gone (R051) -----------------------------------------------------------------------------------


def gone_words(visit: Visit) -> str:
    """That the object of an arranged visit is gone, and what to do next; empty where it is not, or the visit is over.

    Needs the object of the visit.
    """
    if visit.is_over or not visit.object.is_gone:
        return ""
    state = visit.object.get_state_display()
    if visit.has_begun:
        return _("对象已%(state)s。检查已经开始，请按现场情况记录并办结。") % {"state": state}
    if visit.drawn_id is not None:
        return _drawn_words(state)
    return _("对象已%(state)s，请取消这次检查；已通知或已发检查码的，先延期再取消。") % {"state": state}


def gone_words_of_drawn(drawn: DrawnObject, visit: Visit | None) -> str:
    """The same of a drawn object, whose visit may not be arranged yet. Needs its object."""
    if visit is not None:
        return gone_words(visit)
    return _drawn_words(drawn.object.get_state_display()) if drawn.object.is_gone else ""


def _drawn_words(state: str) -> str:
    words = _("对象已%(state)s，请替换或取消：由主持抽取的部门按次序替换，确不再检查的，由牵头部门取消检查。")
    return words % {"state": state}
