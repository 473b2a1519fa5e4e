"""What is true of tasks and draws: who may see whom, what is short, what stands after replacements and recusals."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from common.models import JobRun
from inspections.models import (
    Draw,
    DrawnObject,
    DrawnOfficer,
    DrawSecret,
    InspectionTask,
    PlanEntry,
    RedrawRequest,
    Replacement,
    Visit,
)
from inspections.queries.visits import KNOWS_DRAWN
from inspections.states import ACCEPTED, DISCLOSED, DRAWN, PAIRED, PUBLISHED, RUNNING, VISIT_OVER, VOIDED
from tenancy.models import Member

HAS_DRAWN = (DRAWN, PAIRED, ACCEPTED, DISCLOSED)
"""States of an attempt in which it is known who was drawn."""


def is_in_force(entry: PlanEntry) -> bool:
    """Whether what is planned may be carried out: its plan, or its campaign, is public."""
    holder = entry.plan or entry.campaign
    return holder is not None and holder.state in (PUBLISHED, RUNNING)


def author_of(entry: PlanEntry) -> int | None:
    """The member who made the plan; whoever holds the draw must be another (DOMAIN 5.2 no. 55)."""
    holder = entry.plan or entry.campaign
    return holder.created_by_id if holder else None


def is_over(draw: Draw, today: date) -> bool:
    """Whether nobody can be warned any more: the task's last day has passed, or every visit it arranged is over."""
    visits = Visit.objects.of(draw.tenant_id).filter(task=draw.task_id)
    is_done = visits.exists() and not visits.exclude(state__in=VISIT_OVER).exists()
    return today > draw.task.ends_on or is_done


def short_departments(draw: Draw) -> list[tuple[str, int, int]]:
    """(department, officers in the frozen pool, officers needed) of those that cannot staff a visit (5.2 no. 15).

    Those that send groups are asked by `groupless_departments`.
    """
    found = dict(draw.officers.order_by().values_list("department").annotate(Count("pk")))
    return [
        (str(line.department), found.get(line.department_id, 0), line.min_officers)
        for line in draw.task.entry.lines.filter(is_by_group=False).select_related("department")
        if found.get(line.department_id, 0) < line.min_officers
    ]


def groupless_departments(draw: Draw) -> list[tuple[str, int]]:
    """(department, officers needed) of those that send groups and have none in the frozen pool (R095; 5.2 no. 15)."""
    having = set(draw.groups.order_by().values_list("department", flat=True))
    lines = draw.task.entry.lines.filter(is_by_group=True).select_related("department")
    return [(str(line.department), line.min_officers) for line in lines if line.department_id not in having]


def may_draw_again(latest: Draw | None) -> bool:
    """Whether a task may be drawn now: for the first time, or after an approved request (DOMAIN 5.2 no. 13)."""
    if latest is None:
        return True
    granted = RedrawRequest.objects.of(latest.tenant_id).filter(draw=latest, is_granted=True)
    return latest.state == VOIDED and granted.exists()


def open_request(draw: Draw) -> RedrawRequest | None:
    """The request to draw again that waits for the coordinator."""
    rows = RedrawRequest.objects.of(draw.tenant_id).filter(draw=draw, is_granted=None)
    return rows.select_related("requested_by", "draw__task").first()


def is_again_granted(draw: Draw) -> bool:
    """Whether the coordinator has approved a further attempt after this one."""
    return RedrawRequest.objects.of(draw.tenant_id).filter(draw=draw, is_granted=True).exists()


def running_job(draw: Draw) -> JobRun | None:
    """The newest run of a job about this draw; the room shows how far it is, or why it failed."""
    rows = JobRun.objects.of(draw.tenant_id).filter(row_kind=draw._meta.label_lower, row_id=draw.pk)
    return rows.order_by("-pk").first()


def standing_objects(draw: Draw) -> QuerySet[DrawnObject]:
    """Who is to be visited: the drawn objects that were not replaced, in the order of strata and rank."""
    rows = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw, replacement=None)
    return rows.select_related("object").order_by("stratum", "rank")


def standing_pairs(draw: Draw) -> QuerySet[DrawnOfficer]:
    """Who goes where: the pairs without recusal, of objects that were not replaced."""
    rows = DrawnOfficer.objects.of(draw.tenant_id).filter(drawn__draw=draw, drawn__replacement=None, recusal=None)
    return rows.select_related("officer__department", "officer__officer", "officer__group")


def replacement_facts(visit: Visit) -> list[tuple[str, str]]:
    """Which drawn object came in its place, and which it came for, with the reason."""
    if visit.drawn_id is None:
        return []
    rows = Replacement.objects.of(visit.tenant_id).select_related("drawn__object", "successor__object")
    facts = []
    for row in rows.filter(Q(drawn=visit.drawn_id) | Q(successor=visit.drawn_id)):
        gave_way = row.drawn_id == visit.drawn_id
        label, other = (_("递补对象"), row.successor) if gave_way else (_("递补"), row.drawn)
        facts.append((label, _("%(object)s（%(reason)s）") % {"object": other, "reason": row.reason}))
    return facts


def short_visits(draw: Draw) -> QuerySet[DrawnObject]:
    """Standing objects to which some department sends too few officers."""
    rows = standing_objects(draw)
    is_short = Q(pk=None)
    for line in draw.task.entry.lines.all():
        name = f"of_{line.department_id}"
        mine = Q(officers__officer__department=line.department_id, officers__recusal=None)
        rows = rows.annotate(**{name: Count("officers", filter=mine)})
        is_short |= Q(**{f"{name}__lt": line.min_officers})
    return rows.filter(is_short)


# --- who may see the list before the visits (DOMAIN 5.3) ------------------------------------------------------------


def may_see_all(draw: Draw, member: Member) -> bool:
    """The leading department's holder and the coordinator see the whole list."""
    return member.may("draws.hold", draw)


def is_participant(draw: Draw, member: Member) -> bool:
    """Whether the hat's department takes part and may speak for it."""
    return own_secret(draw, member) is not None


def own_secret(draw: Draw, member: Member) -> DrawSecret | None:
    """The seal of the hat's own department, if it takes part and the hat may handle it."""
    own = member.hat.department_id if member.hat else None
    secret = (
        DrawSecret.objects.of(draw.tenant_id).filter(draw=draw, department=own).select_related("department").first()
    )
    return secret if secret and member.may("draws.seal", secret) else None


def knows_drawn(draw: Draw, member: Member) -> bool:
    """Whether the member may know of every visit of the draw before it, by the rule of `visits_for` (DOMAIN 5.3)."""
    if member.may("visits.oversee"):
        return True
    own = member.hat.department_id if member.hat else None
    return member.may(KNOWS_DRAWN) and draw.task.entry.lines.filter(department=own).exists()


def drawn_for(draw: Draw, member: Member) -> QuerySet[DrawnObject]:
    """The drawn objects that the member may see: all, or the own visits."""
    rows = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw).select_related("object")
    if knows_drawn(draw, member):
        return rows
    return rows.filter(officers__officer__officer__member=member, officers__recusal=None).distinct()


def pairs_for(draw: Draw, member: Member) -> QuerySet[DrawnOfficer]:
    """The pairs that the member may see: all, those of the own department, or those of the own visits."""
    rows = DrawnOfficer.objects.of(draw.tenant_id).filter(drawn__draw=draw)
    rows = rows.select_related("officer__department", "officer__officer", "officer__group", "recusal")
    rows = rows.order_by("drawn", "pk")
    if may_see_all(draw, member):
        return rows
    if is_participant(draw, member):
        own = member.hat.department_id if member.hat else None
        return rows.filter(officer__department=own)
    return rows.filter(drawn__in=drawn_for(draw, member).values("pk"))


def tasks_with_draws(rows: QuerySet[InspectionTask]) -> QuerySet[InspectionTask]:
    """Join what a list of tasks shows."""
    return rows.select_related("department", "entry").prefetch_related("draws")
