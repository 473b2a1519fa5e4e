"""Officers to objects, by the draw and never by hand (DOMAIN 5.2 no. 14, 15)."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.models.jobs import OPEN_STATES
from common.notices import notify
from common.refusals import Refused
from inspections import teams as rules
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
from inspections.queries.draws import running_job, short_visits, standing_objects, standing_pairs
from inspections.queries.freezing import recused_pairs
from inspections.queries.teams import lines_of, teams_of
from inspections.services.disclosure import show_draw
from inspections.services.drawn_visits import schedule_visits
from inspections.services.redraws import check_not_asked
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
    run = running_job(draw)
    if run is not None and run.name == PAIR_JOB and run.state in OPEN_STATES:
        raise PairingRefused(_("人员匹配正在进行，请等待结果。"))
    enqueue(PAIR_JOB, draw, actor=actor)
    return draw


@transaction.atomic
def pair_draw(draw: Draw, *, actor: Member) -> Draw:
    """Send officers of every department to every drawn object; does nothing when that was done before."""
    draw = Draw.objects.of(draw.tenant_id).select_for_update(of=("self",)).select_related("task").get(pk=draw.pk)
    if draw.state != DRAWN:
        return draw
    DRAW_WORKFLOW.take(draw, "pair", actor=actor)
    send_officers(draw, list(standing_objects(draw)), actor=actor)
    return draw


def send_officers(draw: Draw, objects: Sequence[DrawnObject], *, actor: Member) -> list[DrawnOfficer]:
    """Pair `objects`, with the loads as they stand now. Who of a group must keep away is named, and not replaced."""
    reasons = recused_pairs(draw, objects)
    visits = {bytes(one.leaf): one.pk for one in objects}
    return _send(draw, visits, _pair(draw, list(visits), teams_of(draw), set(reasons)), reasons, actor)


Reasons = dict[tuple[bytes, bytes], str]
"""Why an officer must keep away, by the leaves of object and officer."""


def _send(
    draw: Draw, visits: dict[bytes, int], assignments: list[rules.Assignment], reasons: Reasons, actor: Member
) -> list[DrawnOfficer]:
    """Write who goes, and who of a group does not; returns those who go."""
    rows = DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw).select_related("group")
    officers = {bytes(one.leaf): one for one in rows}
    members: dict[bytes, list[bytes]] = {}
    for leaf, one in officers.items():
        if one.group is not None:
            members.setdefault(bytes(one.group.leaf), []).append(leaf)
    pairs, away = [], []
    for one in assignments:
        pairs += [_pair_of(draw, visits[one.visit], officers[leaf]) for leaf in one.officers]
        absent = {leaf for group in one.inspectors for leaf in members.get(group, ())}.difference(one.officers)
        away += [
            (_pair_of(draw, visits[one.visit], officers[leaf]), reasons[one.visit, leaf]) for leaf in sorted(absent)
        ]
    DrawnOfficer.objects.of(draw.tenant_id).bulk_create([*pairs, *(pair for pair, _why in away)], batch_size=AT_ONCE)
    Recusal.objects.of(draw.tenant_id).bulk_create(
        Recusal(tenant_id=draw.tenant_id, pair=pair, reason=why, decided_by=actor, decided_at=timezone.now())
        for pair, why in away
    )
    return pairs


def _pair_of(draw: Draw, drawn: int, officer: DrawOfficer) -> DrawnOfficer:
    return DrawnOfficer(tenant_id=draw.tenant_id, drawn_id=drawn, officer=officer)


def _pair(
    draw: Draw,
    visits: list[bytes],
    teams: list[rules.Team],
    barred: set[tuple[bytes, bytes]],
    left: Sequence[rules.Left] = (),
) -> list[rules.Assignment]:
    """Pair, and keep for auditors what it was given: loads and interests change, what they were must not."""
    assignments = list(rules.pair(bytes.fromhex(draw.seed), visits, teams, barred))
    _keep_section(draw, pairing_section(visits, teams, barred, assignments, left))
    return assignments


def _keep_section(draw: Draw, section: dict[str, Any]) -> None:
    counts = {"visit_count": len(section["visits"]), "barred_count": len(section["barred"])}
    DrawPairing.objects.of(draw.tenant_id).create(draw=draw, section=section, made_at=timezone.now(), **counts)


# --- before anybody sets out ----------------------------------------------------------------------------------------


def may_recuse(pair: DrawnOfficer, member: Member) -> bool:
    """Whether the member may say that this officer keeps away: the officer, or who speaks for a department here."""
    own = pair.officer.officer.member_id is not None and pair.officer.officer.member_id == member.pk
    return own or member.may("draws.hold", pair.drawn.draw) or member.may("draws.hold", pair)


@transaction.atomic
def recuse(pair: DrawnOfficer, *, reason: str, actor: Member) -> list[DrawnOfficer]:
    """The officer keeps away from the object; the least loaded next of the same order takes the place.

    A group goes without him while as many remain as the plan asks for; otherwise the next group takes its place. A
    visit arranged already follows. Returns who came. Raises PairingRefused without a reason, from a stranger, after the
    visits, twice, and when nobody is left; VisitRefused where somebody already stood at the door.
    """
    draw = (
        Draw.objects.of(pair.tenant_id)
        .select_for_update(of=("self",))
        .select_related("task")
        .get(pk=pair.drawn.draw_id)
    )
    _check_recusal(draw, pair, reason, actor)
    others = _others_of_group(draw, pair) if pair.officer.group_id is not None else []
    if others and len(others) >= _line_of(draw, pair).min_officers:
        _go_without(draw, pair, others, reason)
        return _let_go(draw, [pair], [], reason, actor)
    gone = [pair, *others]
    return _let_go(draw, gone, _next_ones(draw, gone, reason, actor), reason, actor)


def _others_of_group(draw: Draw, pair: DrawnOfficer) -> list[DrawnOfficer]:
    """Who else of the officer's group goes to the object."""
    rows = standing_pairs(draw).filter(drawn=pair.drawn_id, officer__group=pair.officer.group_id)
    return list(rows.exclude(pk=pair.pk).select_related("drawn", "officer").order_by("pk"))


def _line_of(draw: Draw, pair: DrawnOfficer) -> PlanEntryLine:
    return next(line for line in lines_of(draw) if line.department_id == pair.officer.department_id)


def _reasons(gone: Sequence[DrawnOfficer], reason: str) -> list[str]:
    """Why each of those who are gone does not go: the first for the reason, the others with their group."""
    return [reason, *[_("%s回避，本组人数不足，由下一组递补") % gone[0].officer] * (len(gone) - 1)]


def _left(gone: Sequence[DrawnOfficer], reason: str) -> list[rules.Left]:
    at = timezone.localtime().isoformat(timespec="seconds")
    return [
        rules.Left(bytes(one.drawn.leaf), bytes(one.officer.leaf), why, at)
        for one, why in zip(gone, _reasons(gone, reason), strict=True)
    ]


def _team_of(draw: Draw, pair: DrawnOfficer) -> rules.Team:
    """The officer's department, which sends one inspector in the place of another."""
    code = _codes(draw)[pair.officer.department_id]
    return next(replace(one, size=1) for one in teams_of(draw) if one.department == code)


def _go_without(draw: Draw, pair: DrawnOfficer, others: Sequence[DrawnOfficer], reason: str) -> None:
    """Keep for auditors that the rest of a group goes without one of it: nobody is sent anew (R068, R095)."""
    visit, team = bytes(pair.drawn.leaf), _team_of(draw, pair)
    away = Recusal.objects.of(draw.tenant_id).filter(pair__drawn=pair.drawn_id)
    gone = {bytes(one) for one in away.values_list("pair__officer__leaf", flat=True)} | {bytes(pair.officer.leaf)}
    group = next(one for one in team.inspectors if bytes(pair.officer.leaf) in one.members)
    barred = {(visit, leaf) for leaf in group.members if leaf in gone}
    going = tuple(leaf for leaf in group.members if leaf in {bytes(one.officer.leaf) for one in others})
    stays = rules.Assignment(visit, team.department, (group.leaf,), False, going)
    _keep_section(draw, pairing_section([visit], [team], barred, [stays], _left([pair], reason), is_kept=True))


def _next_ones(draw: Draw, gone: Sequence[DrawnOfficer], reason: str, actor: Member) -> list[DrawnOfficer]:
    """Whom the department sends next: another officer, or another group."""
    pair = gone[0]
    visit, line = bytes(pair.drawn.leaf), _line_of(draw, pair)
    rows = DrawnOfficer.objects.of(draw.tenant_id).filter(drawn=pair.drawn_id).select_related("officer")
    reasons = recused_pairs(draw, [pair.drawn])
    barred = {(visit, bytes(one.officer.leaf)) for one in rows} | set(reasons)
    found = _pair(draw, [visit], [_team_of(draw, pair)], barred, _left(gone, reason))
    if not found[0].is_short:
        return _send(draw, {visit: pair.drawn_id}, found, reasons, actor)
    if line.is_by_group:
        sentence = _(
            "本部门没有其他可派出的检查组：须有至少%d名成员不必回避。请由牵头部门按次序替换这个对象，"
            "或者补齐检查组以后申请重新抽取。"
        )
        raise PairingRefused(sentence % line.min_officers, field="note")
    raise PairingRefused(_("本部门没有其他可抽取的人员。请先借调人员，或由牵头部门按次序替换这个对象。"), field="note")


def _codes(draw: Draw) -> dict[int, str]:
    secrets = DrawSecret.objects.of(draw.tenant_id).filter(draw=draw)
    return dict(secrets.values_list("department", "code"))


def _let_go(
    draw: Draw, gone: list[DrawnOfficer], came: list[DrawnOfficer], reason: str, actor: Member
) -> list[DrawnOfficer]:
    """The first of `gone` keeps away, the others with their group; one who came alone is a successor by name."""
    first, *others = gone
    values = {"decided_by": actor, "decided_at": timezone.now()}
    successor = came[0] if came and first.officer.group_id is None else None
    recusals = Recusal.objects.of(draw.tenant_id)
    recusals.create(pair=first, successor=successor, reason=reason, **values)
    for one, why in zip(others, _reasons(gone, reason)[1:], strict=True):
        recusals.create(pair=one, reason=why, is_with_group=True, **values)
    follow_recusal(gone, came, reason=reason, actor=actor)
    changes = {str(_("人员")): ["、".join(map(str, gone)), "、".join(map(str, came))]}
    record(actor, "inspections.recuse", draw, note=reason, changes=changes)
    return came


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

    Raises PairingRefused while a department sends fewer than its plan says, RedrawRefused while another attempt is
    asked for.
    """
    short = short_visits(draw).count()
    if short:
        sentence = _("有%d个对象的某个部门执法人员或检查组不足，不能确认。请借调人员后回避递补，或按次序替换这些对象。")
        raise PairingRefused(sentence % short)
    check_not_asked(draw)
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
