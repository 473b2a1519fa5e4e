"""What each department can send by its line of the plan: its frozen officers or groups, with the visits they have."""

from collections import defaultdict

from django.db.models import Count, F, Q

from inspections import teams as rules
from inspections.models import Draw, DrawGroup, DrawOfficer, DrawSecret, PlanEntryLine


def loads_of(draw: Draw) -> dict[int, int]:
    """Visits by frozen officer, those on hand at the freeze and those of this draw together."""
    rows = DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw)
    mine = Count("pairs", filter=Q(pairs__recusal=None, pairs__drawn__replacement=None))
    return dict(rows.annotate(now=F("load") + mine).order_by().values_list("pk", "now"))


def group_loads_of(draw: Draw) -> dict[int, int]:
    """Visits by frozen group, counted as those of officers: on hand at the freeze, and objects of this draw."""
    rows = DrawGroup.objects.of(draw.tenant_id).filter(draw=draw)
    standing = Q(members__pairs__recusal=None, members__pairs__drawn__replacement=None)
    mine = Count("members__pairs__drawn", filter=standing, distinct=True)
    return dict(rows.annotate(now=F("load") + mine).order_by().values_list("pk", "now"))


def lines_of(draw: Draw) -> list[PlanEntryLine]:
    """What each department does and sends, the lead first."""
    return list(PlanEntryLine.objects.of(draw.tenant_id).filter(entry=draw.task.entry_id).order_by("position", "pk"))


def teams_of(draw: Draw) -> list[rules.Team]:
    """What each department sends: so many of its frozen officers as its line says, or one of its frozen groups."""
    officers, groups = _officers(draw), _groups(draw)
    codes = dict(DrawSecret.objects.of(draw.tenant_id).filter(draw=draw).values_list("department", "code"))
    return [
        rules.Team(codes[line.department_id], 1, tuple(groups[line.department_id]), line.min_officers)
        if line.is_by_group
        else rules.Team(codes[line.department_id], line.min_officers, tuple(officers[line.department_id]))
        for line in lines_of(draw)
    ]


def _officers(draw: Draw) -> dict[int, list[rules.Inspector]]:
    """By department."""
    loads, found = loads_of(draw), defaultdict(list)
    for one in DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw):
        found[one.department_id].append(rules.Inspector(bytes(one.leaf), loads[one.pk], frozen=one.load))
    return found


def _groups(draw: Draw) -> dict[int, list[rules.Inspector]]:
    """By department."""
    loads, found = group_loads_of(draw), defaultdict(list)
    for one in DrawGroup.objects.of(draw.tenant_id).filter(draw=draw).prefetch_related("members"):
        members = tuple(sorted(bytes(member.leaf) for member in one.members.all()))
        found[one.department_id].append(rules.Inspector(bytes(one.leaf), loads[one.pk], members, one.load))
    return found
