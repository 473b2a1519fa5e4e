"""Who answers for what: items with their departments and people, and what is nobody's (R005, R007)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value

from directory.queries.people import current
from items.models import CooperatingLine, ItemVersion, Responsibility
from items.states import DUTY_ACTIVE, DUTY_OPEN, IN_FORCE
from tenancy.models import Department, Member, Membership, Region


@dataclass(frozen=True)
class Seat:
    """A department of an item, and who sits there: in force, or still on the way."""

    department: Department
    is_lead: bool
    people: list[Responsibility]

    @property
    def is_vacant(self) -> bool:
        """Nobody is responsible today."""
        return not any(one.state == DUTY_ACTIVE for one in self.people)


def versions_in_force(tenant: Region) -> QuerySet[ItemVersion]:
    """Items that somebody must answer for."""
    return ItemVersion.objects.of(tenant).filter(state=IN_FORCE)


def with_contents(tenant: Region | Value, rows: QuerySet[Responsibility]) -> QuerySet[Responsibility]:
    """With `content`: what the item is about, as its latest version in force had it."""
    versions = ItemVersion.objects.of(tenant).filter(item=OuterRef("item"), in_force_on__isnull=False)
    return rows.annotate(content=Subquery(versions.order_by("-in_force_on", "-pk").values("content")[:1]))


def vacant_versions(tenant: Region, rows: QuerySet[ItemVersion]) -> QuerySet[ItemVersion]:
    """Those of `rows` with a department in which nobody is responsible."""
    active = Responsibility.objects.of(tenant).filter(state=DUTY_ACTIVE, department=OuterRef("department"))
    lead = active.filter(item=OuterRef("item"))
    of_line = active.filter(item=OuterRef("version__item"))
    lines = CooperatingLine.objects.of(tenant).filter(~Exists(of_line), version=OuterRef("pk"))
    return rows.filter(~Exists(lead) | Exists(lines))


def seats_of(tenant: Region, versions: Iterable[ItemVersion]) -> dict[int, list[Seat]]:
    """The seats of each version by its number, the lead's first; two queries. Needs `lines__department`."""
    versions = list(versions)
    rows = Responsibility.objects.of(tenant).filter(item__in=[one.item_id for one in versions], state__in=DUTY_OPEN)
    people: dict[tuple[int, int], list[Responsibility]] = defaultdict(list)
    for row in rows.select_related("member", "department").order_by("starts_on", "pk"):
        people[row.item_id, row.department_id].append(row)
    return {
        version.pk: [
            Seat(department, number == 0, people[version.item_id, department.pk])
            for number, department in enumerate(departments_of(version))
        ]
        for version in versions
    }


def departments_of(version: ItemVersion) -> list[Department]:
    """The lead, then the cooperating departments in their order."""
    return [version.department, *(line.department for line in version.lines.all())]


def staff_of(department: Department, on: date) -> QuerySet[Member]:
    """Who may be made responsible: people with a hat in the department on that day."""
    hats = current(Membership.objects.of(department.tenant_id).filter(department=department), on)
    return Member.objects.filter(pk__in=hats.values("member"), is_active=True).order_by("name", "pk")


def items_of(member: Member, tenant: Region) -> QuerySet[Responsibility]:
    """What a member is responsible for today."""
    rows = Responsibility.objects.of(tenant).filter(member=member, state=DUTY_ACTIVE)
    return rows.select_related("item", "department").order_by("item__number")


def without_hat(tenant: Region, today: date) -> QuerySet[Responsibility]:
    """Responsibilities of people who have left their department."""
    hats = current(Membership.objects.of(tenant), today)
    mine = hats.filter(member=OuterRef("member"), department=OuterRef("department"))
    return Responsibility.objects.of(tenant).filter(~Exists(mine), Q(state__in=DUTY_OPEN))
