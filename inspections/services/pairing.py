"""Officers to objects, by the draw and never by hand (DOMAIN 5.2 no. 14, 15)."""

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.notices import notify
from common.refusals import Refused
from inspections import draw as rules
from inspections.disclosure import pairing_section
from inspections.models import (
    Draw,
    DrawnObject,
    DrawnOfficer,
    DrawOfficer,
    DrawPairing,
    DrawSecret,
    PlanEntryLine,
    Recusal,
)
from inspections.queries.draws import loads_of, short_visits, standing_objects, standing_pairs
from inspections.queries.freezing import recused_pairs
from inspections.services.disclosure import show_draw
from inspections.services.drawn_visits import schedule_visits
from inspections.services.visit_changes import follow_recusal
from inspections.states import ACCEPTED, DRAW_WORKFLOW, DRAWN, PAIRED
from tenancy.audit import record
from tenancy.models import Member

PAIR_JOB = "inspections.pair_draw"
AT_ONCE = 5_000


class PairingRefused(Refused):
    """A pairing may not be made, changed or accepted; the sentence says why."""


@transaction.atomic
def ask_to_pair(draw: Draw, *, actor: Member) -> Draw:
    """Start the job that pairs. Raises PairingRefused unless the objects were just drawn."""
    draw = Draw.objects.of(draw.tenant_id).select_for_update(of=("self",)).select_related("task").get(pk=draw.pk)
    if draw.state != DRAWN:
        raise PairingRefused(_("只有抽出对象之后才能匹配人员，而且只能匹配一次。请刷新页面查看进度。"))
    enqueue(PAIR_JOB, draw, actor=actor)
    return draw


@transaction.atomic
def pair_draw(draw: Draw, *, actor: Member) -> Draw:
    """Send officers of every department to every drawn object; does nothing when that was done before."""
    draw = Draw.objects.of(draw.tenant_id).select_for_update(of=("self",)).select_related("task").get(pk=draw.pk)
    if draw.state != DRAWN:
        return draw
    DRAW_WORKFLOW.take(draw, "pair", actor=actor)
    send_officers(draw, list(standing_objects(draw)))
    return draw


def send_officers(draw: Draw, objects: Sequence[DrawnObject]) -> None:
    """Pair `objects`, with the loads as they stand now."""
    visits = {bytes(one.leaf): one.pk for one in objects}
    officers = {bytes(one.leaf): one for one in DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw)}
    assignments = _pair(draw, list(visits), teams_of(draw, officers.values()), recused_pairs(draw, objects))
    rows = (
        DrawnOfficer(tenant_id=draw.tenant_id, drawn_id=visits[one.visit], officer=officers[inspector])
        for one in assignments
        for inspector in one.inspectors
    )
    DrawnOfficer.objects.of(draw.tenant_id).bulk_create(rows, batch_size=AT_ONCE)


def _pair(
    draw: Draw, visits: list[bytes], teams: list[rules.Team], barred: set[tuple[bytes, bytes]]
) -> list[rules.Assignment]:
    """Pair, and keep for auditors what it was given: loads and interests change, what they were must not."""
    assignments = list(rules.pair(bytes.fromhex(draw.seed), visits, teams, barred))
    section = pairing_section(visits, teams, barred, assignments)
    DrawPairing.objects.of(draw.tenant_id).create(
        draw=draw, section=section, visit_count=len(visits), barred_count=len(barred), made_at=timezone.now()
    )
    return assignments


def teams_of(draw: Draw, officers: Iterable[DrawOfficer]) -> list[rules.Team]:
    """What each department sends: so many of its frozen officers as its line of the plan says."""
    loads, codes = loads_of(draw), _codes(draw)
    members: dict[int, list[rules.Inspector]] = {department: [] for department in codes}
    for one in officers:
        members[one.department_id].append(rules.Inspector(bytes(one.leaf), loads[one.pk]))
    return [
        rules.Team(codes[line.department_id], line.min_officers, tuple(members[line.department_id]))
        for line in _lines(draw)
    ]


def _codes(draw: Draw) -> dict[int, str]:
    secrets = DrawSecret.objects.of(draw.tenant_id).filter(draw=draw)
    return dict(secrets.values_list("department", "code"))


def _lines(draw: Draw) -> list[PlanEntryLine]:
    return list(PlanEntryLine.objects.of(draw.tenant_id).filter(entry=draw.task.entry_id).order_by("position", "pk"))


# --- before anybody sets out ----------------------------------------------------------------------------------------


def may_recuse(pair: DrawnOfficer, member: Member) -> bool:
    """Whether the member may say that this officer keeps away: the officer, or who speaks for a department here."""
    own = pair.officer.officer.member_id is not None and pair.officer.officer.member_id == member.pk
    return own or member.may("draws.hold", pair.drawn.draw) or member.may("draws.hold", pair)


@transaction.atomic
def recuse(pair: DrawnOfficer, *, reason: str, actor: Member) -> DrawnOfficer:
    """The officer keeps away from the object; the least loaded next of the same order takes the place.

    A visit arranged already follows. Raises PairingRefused without a reason, from a stranger, after the visits, twice,
    and when nobody is left; VisitRefused where somebody already stood at the door.
    """
    draw = (
        Draw.objects.of(pair.tenant_id)
        .select_for_update(of=("self",))
        .select_related("task")
        .get(pk=pair.drawn.draw_id)
    )
    _check_recusal(draw, pair, reason, actor)
    officers = {
        bytes(one.leaf): one
        for one in DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw, department=pair.officer.department_id)
    }
    visit, loads = bytes(pair.drawn.leaf), loads_of(draw)
    sent = set(DrawnOfficer.objects.of(draw.tenant_id).filter(drawn=pair.drawn_id).values_list("officer", flat=True))
    barred = {(visit, leaf) for leaf, one in officers.items() if one.pk in sent}
    barred |= recused_pairs(draw, [pair.drawn])
    inspectors = tuple(rules.Inspector(leaf, loads[one.pk]) for leaf, one in officers.items())
    team = rules.Team(_codes(draw)[pair.officer.department_id], 1, inspectors)
    (found,) = _pair(draw, [visit], [team], barred)
    if found.is_short:
        raise PairingRefused(
            _("本部门没有其他可抽取的人员。请先借调人员，或由牵头部门按次序替换这个对象。"), field="note"
        )
    successor = DrawnOfficer.objects.of(draw.tenant_id).create(drawn=pair.drawn, officer=officers[found.inspectors[0]])
    Recusal.objects.of(draw.tenant_id).create(
        pair=pair, successor=successor, reason=reason, decided_by=actor, decided_at=timezone.now()
    )
    follow_recusal(pair, successor, reason=reason, actor=actor)
    record(actor, "inspections.recuse", draw, note=reason, changes={str(_("人员")): [str(pair), str(successor)]})
    return successor


def _check_recusal(draw: Draw, pair: DrawnOfficer, reason: str, actor: Member) -> None:
    if not may_recuse(pair, actor):
        raise PairingRefused(_("只有本人、所在部门或牵头部门可以提出回避。"))
    if draw.state not in (PAIRED, ACCEPTED):
        raise PairingRefused(_("现在不能办理回避。请刷新页面查看抽取进度。"))
    if not reason.strip():
        raise PairingRefused(_("请写明回避的理由。"), field="note")
    if Recusal.objects.of(draw.tenant_id).filter(pair=pair).exists():
        raise PairingRefused(_("这名人员已经回避，不必重复办理。"))


@transaction.atomic
def accept_draw(draw: Draw, *, actor: Member) -> Draw:
    """The list stands: its visits are arranged, officers are told.

    Raises PairingRefused while a department sends fewer than its plan says.
    """
    short = short_visits(draw).count()
    if short:
        sentence = _("有%d个对象的某个部门执法人员不足，不能确认。请借调人员后回避递补，或按次序替换这些对象。")
        raise PairingRefused(sentence % short)
    DRAW_WORKFLOW.take(draw, "accept", actor=actor)
    schedule_visits(draw, actor=actor)
    show_draw(draw, actor=None)
    pairs = standing_pairs(draw).select_related("officer__officer__member")
    for member in {pair.officer.officer.member for pair in pairs if pair.officer.officer.member}:
        notify(
            member,
            draw.task.tenant,
            _("您被抽中参加“%s”") % draw.task,
            kind="inspections.drawn",
            body=_("请查看您的检查对象；与对象有利害关系的，请在出发前提出回避。"),
            url=draw.get_absolute_url(),
        )
    return draw
