"""Which visits a member sees, what each department looks at, and what a visit still lacks (R003, R102; DOMAIN 5.3)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _

from directory.queries.people import current
from inspections.models import SectionItem, SectionOfficer, Visit, VisitSection
from inspections.queries.entries import ground_of, own_bases
from inspections.states import ADOPTING, AT_THE_DOOR, BEFORE_ARRIVAL, CLOSED, OPEN, SCHEDULED, UNSIGNED, VISIT_OVER
from registry.fitness import reasons_against
from registry.models import Officer
from registry.queries.officers import LEAST_OFFICERS, with_standing
from registry.queries.recusal import recusals
from tenancy.models import Department, Member, Membership, Region
from tenancy.roles import ROLES

KNOWS_DRAWN = "visits.approve"
"""Who has this knows before it of all drawn visits of the own department, an officer of those he is named for (5.3)."""
RECENT = timedelta(days=365)
"""How far back another department's result is shown before a visit is arranged (R103)."""


def visits_for(member: Member, tenant: Region) -> QuerySet[Visit]:
    """Visits of a place that the member may know of (DOMAIN 5.3).

    Before somebody stands at the door: the departments that take part, and who coordinates; of drawn visits an officer
    knows only those he goes on. Afterwards every official.
    """
    rows = Visit.objects.of(tenant)
    if member.may("visits.oversee"):
        return rows
    department = member.hat.department_id if member.hat else None
    part = VisitSection.objects.of(tenant).filter(visit=OuterRef("pk"), department=department)
    known = Q(department=department) | Q(Exists(part))
    if not member.may(KNOWS_DRAWN):
        known &= not_drawn_or_own(member, tenant)
    return rows.filter(~Q(state__in=BEFORE_ARRIVAL) | known)


def late(today: date) -> Q:
    """Visits whose last day is past and that are not over."""
    return Q(ends_on__lt=today) & ~Q(state__in=VISIT_OVER)


def is_joint() -> Exists:
    """Visits to which another department than the leading one comes too (R089)."""
    others = VisitSection.objects.of(OuterRef("tenant_id")).filter(visit=OuterRef("pk"))
    return Exists(others.exclude(department=OuterRef("department_id")))


def not_drawn_or_own(member: Member | Value, tenant: Region | Value) -> Q:
    """What an officer may know of before it: visits that were not drawn, and drawn ones he is named for.

    Whoever looked from afar goes on knowing it, though he need not go there any more (R105).
    """
    named = SectionOfficer.objects.of(tenant).filter(officer__member=member).values("section__visit")
    return Q(drawn=None) | Q(pk__in=named)


def my_visits(member: Member | Value, tenant: Region | Value) -> QuerySet[Visit]:
    """Visits on which the member goes as an officer; none whose own section was settled from afar."""
    mine = SectionOfficer.objects.of(tenant).filter(section__visit=OuterRef("pk"), officer__member=member)
    return Visit.objects.of(tenant).filter(Exists(mine.exclude(section__off_site_decision__is_adopted=True)))


def officer_on(section: VisitSection, member: Member) -> SectionOfficer | None:
    """The member as an officer of the section; None for everybody else, experts too (5.2 no. 3)."""
    return section.officers.filter(officer__member=member).first()


def is_on_team(visit: Visit, member: Member) -> bool:
    """Whether the member goes on the visit as an officer of any section that was not settled from afar."""
    return visit_officers(visit).filter(officer__member=member).exists()


def sections_on_site(visit: Visit) -> QuerySet[VisitSection]:
    """The sections somebody goes there for: all but those settled from afar (R105)."""
    return visit.sections.exclude(off_site_decision__is_adopted=True)


def visit_officers(visit: Visit) -> QuerySet[SectionOfficer]:
    """Who goes there, for the sections that were not settled from afar."""
    rows = SectionOfficer.objects.of(visit.tenant_id).filter(section__visit=visit)
    return rows.exclude(section__off_site_decision__is_adopted=True)


def undecided_sections(visit: Visit) -> QuerySet[VisitSection]:
    """Sections whose department has still to say whether the check from afar is enough for it (R102, R105)."""
    if visit.state != ADOPTING:
        return visit.sections.none()
    return visit.sections.filter(state=OPEN, off_site_decision=None)


def staff_faults(section: VisitSection, on: date) -> list[str]:
    """Why the section may not go on the day `on`: fewer than two officers fit for it, or one who must keep away.

    DOMAIN 5.2 nos. 14 and 15; sentences name the officer and the reason.
    """
    named = [row.officer_id for row in section.officers.all()]
    officers = list(with_standing(Officer.objects.of(section.tenant_id).filter(pk__in=named)).order_by("pk"))
    domain = section.domain or None
    against = {one.pk: reasons_against(one.standing, on=on, domain=domain) for one in officers}
    faults = [
        _("%(officer)s：%(why)s") % {"officer": one, "why": "".join(reason.sentence for reason in against[one.pk])}
        for one in officers
        if against[one.pk]
    ]
    subject = section.visit.object
    away = recusals(section.tenant, name=subject.name, uscc=subject.uscc, on=on)
    faults += [
        _("%(officer)s：%(why)s") % {"officer": holder, "why": why}
        for holder, why in away
        if isinstance(holder, Officer) and holder.pk in against
    ]
    fit = [one for one in officers if not against[one.pk]]
    if len(fit) < LEAST_OFFICERS:
        faults.insert(
            0,
            _("%(department)s只有%(count)d名符合条件的执法人员，至少须有2名，请先确定检查人员。")
            % {"department": section.department, "count": len(fit)},
        )
    return faults


@dataclass(frozen=True)
class OwnPart:
    """What a department that comes looks at under an item, and the laws this part of it rests on."""

    content: str
    bases: tuple[str, ...]


def own_parts(visit: Visit) -> list[OwnPart]:
    """What each section looks at by its own line of each of its items, in the order of the sections, each once (R003).

    A department that the item does not name has the words of its section and no basis.
    """
    rows = SectionItem.objects.of(visit.tenant_id).filter(section__in=sections_on_site(visit)).order_by("section", "pk")
    rows = rows.select_related("section", "item_version").prefetch_related("item_version__lines", "item_version__bases")
    return list(dict.fromkeys(_own_part(row) for row in rows))


def _own_part(row: SectionItem) -> OwnPart:
    version, section = row.item_version, row.section
    content = ground_of(version, section.department_id) or section.content
    return OwnPart(content, tuple(str(basis) for basis in own_bases(version, section.department_id)))


@dataclass(frozen=True)
class Missing:
    """A department that has not finished, and at which step it stands."""

    department: Department
    section: VisitSection
    sentence: str


def is_waiting(visit: Visit) -> bool:
    """Whether departments may still have to do something for their own sections."""
    return visit.state in (ADOPTING, *AT_THE_DOOR) or (visit.has_begun and not visit.is_over)


def missing_of(visit: Visit) -> list[Missing]:
    """What the lead still waits for: one line for every section that is not closed, or not decided upon (R102)."""
    is_deciding = visit.state == ADOPTING
    sections = undecided_sections(visit) if is_deciding else visit.sections.exclude(state=CLOSED)
    words = _("%(department)s：检查单“%(state)s”")
    if is_deciding:
        words = _("%(department)s：尚未决定是否采用非现场核查结果")
    elif visit.state in AT_THE_DOOR:
        words = _("%(department)s：尚未确认未能检查")
    return [
        Missing(
            section.department,
            section,
            words % {"department": section.department, "state": section.get_state_display()},
        )
        for section in sections.select_related("department", "visit")
    ]


def awaits_approval(visit: Visit) -> bool:
    """Whether somebody has still to approve it, before it or after an emergency."""
    return visit.state == SCHEDULED or (visit.awaits_late_approval and not visit.is_over)


def approvers_of(visit: Visit) -> list[str]:
    """Who of the leading department may approve it: all but the person who prepared it, by name."""
    roles = [name for name, role in ROLES.items() if role.allows("visits.approve")]
    hats = current(Membership.objects.of(visit.tenant), timezone.localdate())
    hats = hats.filter(department=visit.department_id, role__in=roles, member__is_active=True)
    names = (
        hats.exclude(member=visit.prepared_by_id).order_by("member__name", "pk").values_list("member__name", flat=True)
    )
    return list(dict.fromkeys(names))


def unsigned_departments(visit: Visit) -> list[str]:
    """Departments whose record is not signed yet."""
    return [str(one.department) for one in visit.sections.filter(state__in=UNSIGNED).select_related("department")]
