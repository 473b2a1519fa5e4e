"""Ratings of visits, read as counts by department and never one by one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import connection
from django.db.models import QuerySet

from common.models import Document
from inspections.models import RatingMailing, Visit
from inspections.states import CLOSED, SECTIONS_CLOSING
from tenancy.models import Region

LEAST = 5
"""A department with fewer ratings is shown without figures: a company could be made out (DOMAIN 5.2 no. 31)."""

_BY_DEPARTMENT = """
    SELECT department.name, count(*), count(rating.id), avg(rating.score),
        count(*) FILTER (WHERE rating.certificates_shown), count(*) FILTER (WHERE rating.within_list),
        count(*) FILTER (WHERE rating.asked_for_more)
    FROM inspections_visitsection AS section
    JOIN inspections_visit AS visit ON visit.tenant_id = section.tenant_id AND visit.id = section.visit_id
    JOIN tenancy_department AS department ON department.id = section.department_id
    LEFT JOIN inspections_visitrating AS rating
        ON rating.tenant_id = visit.tenant_id AND rating.visit_id = visit.id
    WHERE section.tenant_id = %s AND visit.year = %s AND visit.state = ANY (%s)
    GROUP BY department.id, department.name ORDER BY department.name
"""


@dataclass(frozen=True)
class Standing:
    """A department's visits of a year and what companies said of them; figures are None where they are too few."""

    department: str
    visits: int
    rated: int | None
    average: Decimal | None = None
    shown: int | None = None
    within: int | None = None
    asked: int | None = None


def ratings_by_department(tenant: Region, year: int) -> list[Standing]:
    """Every department that made visits in the year; a joint visit speaks of each that took part."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_DEPARTMENT, [tenant.pk, year, [SECTIONS_CLOSING, CLOSED]])
        return [_standing(*row) for row in cursor.fetchall()]


def _standing(name: str, visits: int, rated: int, average: Decimal | None, *counts: int) -> Standing:
    if rated < LEAST:
        return Standing(name, visits, None)
    return Standing(name, visits, rated, average, *counts)


ASKED_WITHIN = timedelta(days=30)
"""Whoever was visited longer ago is not asked any more."""


def unasked_visits(tenant: Region, now: datetime) -> QuerySet[Visit]:
    """Visits that the officers have left lately and whose company got no letter yet, the oldest first."""
    rows = Visit.objects.of(tenant).filter(state__in=[SECTIONS_CLOSING, CLOSED], rating_code=None)
    return rows.filter(left_at__gte=now - ASKED_WITHIN).order_by("left_at", "pk")


def letters_of(tenant: Region) -> QuerySet[Document]:
    """The papers with letters that were made, the newest first."""
    kind = RatingMailing._meta.label_lower
    return Document.objects.of(tenant).filter(row_kind=kind).select_related("requested_by").order_by("-pk")
