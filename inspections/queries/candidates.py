"""Candidates for joint checking and the plan entries that visit them (R052)."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from inspections.models import PlanEntry
from inspections.queries.entries import ground_of, versions_open_to
from inspections.states import DRAFT
from registry.models import JointCandidate
from tenancy.models import Department, Region

PARAMETER = "planned"
"""The filter of the list of objects that shows the candidates of one entry."""
LONGEST_MATTER = 300


def group_of(entry: PlanEntry) -> int | None:
    """The number by which the candidates of the entry are found; None where its pool is another."""
    number = QueryDict(entry.pool_query).get(PARAMETER, "")
    return int(number) if number.isdecimal() else None


def entries_of_group(tenant: Region, number: int) -> list[PlanEntry]:
    """The entries that visit these candidates, the one written last first: an entry and its copies."""
    rows = PlanEntry.objects.of(tenant).filter(pool_query__contains=f"{PARAMETER}={number}").order_by("-pk")
    return [one for one in rows if group_of(one) == number]


def drafts_of_candidates(tenant: Region, department: Department) -> QuerySet[PlanEntry]:
    """Entries in drafts of the department that visit candidates and may take more of them."""
    rows = PlanEntry.objects.of(tenant).filter(plan__department=department, plan__state=DRAFT)
    return rows.filter(pool_query__regex=f"^{PARAMETER}=[0-9]+$").order_by("-pk")


def departments_behind(tenant: Region, candidates: Iterable[JointCandidate]) -> list[Department]:
    """Every department that checks one of the candidates on its own today, by name."""
    numbers = {number for one in candidates for number in one.departments}
    return list(Department.objects.of(tenant).filter(pk__in=numbers, ended_on=None).order_by("name"))


def matter_of(tenant: Region, department: Department, lead: Department) -> str:
    """What a department looks at along with the lead, by the items in force in which both have a part."""
    shared = [one for one in versions_open_to(tenant, [lead]) if ground_of(one, lead.pk) is not None]
    matters = dict.fromkeys(text for one in shared if (text := ground_of(one, department.pk)))
    return _("；").join(matters)[:LONGEST_MATTER] or _("本部门名录内对象的监管事项")
