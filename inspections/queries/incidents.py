"""What happened on a visit's site, and the papers of the visit with the calls for help among them (R109)."""

from django.db.models import Q, QuerySet

from common.models import Document
from inspections.models import Incident, Visit
from tenancy.models import Member


def incidents_of(visit: Visit, member: Member) -> list[Incident]:
    """What happened on site, for those who take part; each with whether the member notes what the help came to."""
    if not visit.has_part(member):
        return []
    found = list(visit.incidents.select_related("department", "visit"))
    for one in found:
        one.may_settle = not one.outcome and member.may("visits.record", one)  # type: ignore[attr-defined]
    return found


def papers_of(visit: Visit) -> QuerySet[Document]:
    """The papers of the visit as a whole, its calls for help among them."""
    own = Q(row_kind="inspections.visit", row_id=visit.pk)
    called = Q(row_kind="inspections.incident", row_id__in=visit.incidents.values("pk"))
    return Document.objects.of(visit.tenant).filter(own | called)
