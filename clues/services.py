"""What is done with clues: raise, accept, return, redirect, withdraw, answer (R128–R135)."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clues.models import CONFIRMED, Clue, Conclusion
from clues.queries import clues_of
from clues.states import CLUE_WORKFLOW, WITHDRAWN
from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.notices import holders, notify
from common.numbering import next_number
from common.refusals import Refused
from registry.models import SupervisedObject
from risk.models import SignalKind
from risk.services import Seen, record_signal
from risk.services import Source as SignalSource
from tenancy.audit import record
from tenancy.models import Department, Member

SERIES = "clues.clue"
URGENT_DAYS = 1
ACCEPT_RULE = rules.register(
    rules.ClockRule(
        "clues.accept",
        gettext_lazy("接收或者退回线索"),
        Unit.WORKING_DAY,
        3,
        SourceTag.COMMON,
        gettext_lazy("收到移送的线索后接收或者说明理由退回的期限，文件未规定天数，由各地确认"),
    )
)
VERIFY_RULE = rules.register(
    rules.ClockRule(
        "clues.verify",
        gettext_lazy("核查并反馈线索"),
        Unit.WORKING_DAY,
        15,
        SourceTag.COMMON,
        gettext_lazy("接收线索后核查并反馈的期限，文件未规定天数，由各地确认"),
    )
)
WEIGHTS = {Conclusion.SUBSTANTIATED: 3, Conclusion.PARTLY: 2}
"""How grave a confirmed clue is as a signal of risk: 3 is 较重, 2 is 一般."""


class ClueRefused(Refused):
    """Something may not be done with a clue; the sentence says why and what to do."""


@dataclass(frozen=True)
class Source:
    """Where a clue comes from: the kind of row above (`SourceKind`), its number, how people call it, its page."""

    kind: str
    number: str
    label: str
    url: str = ""


@dataclass(frozen=True)
class Package:
    """What is handed over (R131): matter, fact, why it is the other's duty, suggested basis, evidence, urgency.

    `evidence` holds dicts of `what` and `sha256`.
    """

    matter: str
    fact: str
    reason: str
    basis: str = ""
    evidence: list[dict[str, str]] = field(default_factory=list)
    is_urgent: bool = False


@transaction.atomic
def raise_clue(
    row: SupervisedObject, package: Package, source: Source, *, sender: Department, to: Department, actor: Member
) -> Clue:
    """Send what was found at `row` to the department that has to check it; its clock runs, it is told (R130, R131).

    Raises `ClueRefused`: to the sender itself, no fact or reason, a source that department has already.
    """
    _check(package, sender, to)
    year = timezone.localdate().year
    serial = next_number(row.tenant_id, SERIES, year)  # who raises at the same time waits here, then finds ours
    _check_once(row.tenant_id, source, to)
    clue = Clue.objects.of(row.tenant_id).create(
        year=year,
        serial=serial,
        source_kind=source.kind,
        source_number=source.number,
        source_label=source.label[:200],
        source_url=source.url,
        object=row,
        matter=package.matter[:300],
        fact=package.fact.strip(),
        basis=package.basis.strip(),
        evidence=package.evidence,
        is_urgent=package.is_urgent,
        from_department=sender,
        to_department=to,
        department=to,
        reason=package.reason.strip(),
        raised_by=actor,
        raised_at=timezone.now(),
    )
    record(actor, "clues.raise_clue", clue, note=str(to))
    _ask_to_accept(clue)
    return clue


def _check(package: Package, sender: Department, to: Department) -> None:
    if to.pk == sender.pk:
        raise ClueRefused(_("请选择其他部门；本部门职责内的问题请直接处理。"), field="department")
    if to.ended_on is not None:
        raise ClueRefused(_("%s已经撤销。请选择承接其职责的部门。") % to, field="department")
    if not package.fact.strip():
        raise ClueRefused(_("请写明事实。"), field="fact")
    if not package.reason.strip():
        raise ClueRefused(_("请写明移送理由：为什么属于对方的职责。"), field="reason")


def _check_once(tenant: int, source: Source, to: Department) -> None:
    known = clues_of(tenant, source.kind, source.number).filter(to_department=to).exclude(state=WITHDRAWN).first()
    if known is not None:
        words = {"department": to, "number": known.number, "state": known.get_state_display()}
        sentence = _("已移送%(department)s（%(number)s，%(state)s），不必重复移送。可在该线索的页面查看进展。")
        raise ClueRefused(sentence % words, field="department")


@transaction.atomic
def accept_clue(clue: Clue, *, actor: Member, note: str = "") -> Clue:
    """Take the clue on; the clock of checking it starts. Errors: `MoveRefused`."""
    CLUE_WORKFLOW.take(clue, "accept_clue", actor=actor, note=note)
    running.stop_running(ACCEPT_RULE.name, clue)
    clock = running.start(VERIFY_RULE.name, clue, at=timezone.now())
    clue.update(accepted_at=timezone.now(), due_on=clock.due_on)
    return clue


@transaction.atomic
def return_clue(clue: Clue, *, actor: Member, note: str) -> Clue:
    """Give the clue back to its sender for a reason, once; then the sender decides (R129; DOMAIN 5.2 no. 33).

    Raises `ClueRefused` the second time, `MoveRefused` without a reason.
    """
    if clue.returns:
        raise ClueRefused(
            _(
                "这条线索已退回过一次，不能再次退回，以免无人办理。请先接收核查；"
                "对职责有争议的，同时在“事项”中登记权责不清事项，由统筹部门裁定。"
            )
        )
    CLUE_WORKFLOW.take(clue, "return_clue", actor=actor, note=note)
    running.stop_running(ACCEPT_RULE.name, clue)
    clue.update(department=clue.from_department, returns=clue.returns + 1, return_reason=note.strip(), due_on=None)
    _tell(clue, clue.from_department, _("%(department)s退回一条线索") % {"department": clue.to_department}, note)
    return clue


@transaction.atomic
def redirect_clue(clue: Clue, to: Department, *, actor: Member, note: str) -> Clue:
    """Send a returned clue to another department, for a reason. Raises `ClueRefused`, `MoveRefused`."""
    if to.pk in (clue.from_department_id, clue.to_department_id):
        raise ClueRefused(_("请选择退回部门和本部门以外的部门。"), field="department")
    source = Source(clue.source_kind, clue.source_number, clue.source_label)
    _check_once(clue.tenant_id, source, to)
    CLUE_WORKFLOW.take(clue, "redirect_clue", actor=actor, note=note, changes={_("接收部门"): [str(to)]})
    clue.update(to_department=to, department=to, reason=note.strip())
    _ask_to_accept(clue)
    return clue


@transaction.atomic
def withdraw_clue(clue: Clue, *, actor: Member, note: str) -> Clue:
    """Take a returned clue back: the sender handles it after all. Errors: `MoveRefused`."""
    return CLUE_WORKFLOW.take(clue, "withdraw_clue", actor=actor, note=note)


@transaction.atomic
def answer_clue(clue: Clue, *, conclusion: str, text: str, actor: Member) -> Clue:
    """Say what checking it found; the sender is told, and what proved true becomes a signal of risk (R131, R133).

    Raises `ClueRefused` without a conclusion or a text. Credit is not touched: that takes a finding or a decision.
    """
    if conclusion not in Conclusion.values:
        raise ClueRefused(_("请选择核查结论。"), field="conclusion")
    if not text.strip():
        raise ClueRefused(_("请写明核查情况和处理结果。"), field="text")
    CLUE_WORKFLOW.take(clue, "answer_clue", actor=actor, note=text)
    running.stop_running(VERIFY_RULE.name, clue)
    clue.update(conclusion=conclusion, answer=text.strip(), answered_at=timezone.now(), due_on=None)
    if conclusion in CONFIRMED:
        seen = Seen(SignalKind.CLUE, WEIGHTS[Conclusion(conclusion)], timezone.localdate(), clue.fact)
        source = SignalSource("clues.clue", clue.number)  # its page is for the two departments
        record_signal(clue.object, seen, source, department=clue.to_department, actor=actor)
    words = {"department": clue.to_department, "conclusion": clue.get_conclusion_display()}
    _tell(clue, clue.from_department, _("%(department)s反馈线索核查结果：%(conclusion)s") % words, text)
    return clue


def _ask_to_accept(clue: Clue) -> None:
    """Start the clock of accepting and tell the receiver; an urgent one has one working day."""
    length = URGENT_DAYS if clue.is_urgent else None
    clock = running.start(ACCEPT_RULE.name, clue, at=timezone.now(), length=length)
    clue.update(due_on=clock.due_on)
    words = {"department": clue.from_department, "urgent": _("紧急") if clue.is_urgent else ""}
    _tell(clue, clue.to_department, _("%(department)s移送一条%(urgent)s线索") % words, clue.matter)


def _tell(clue: Clue, department: Department, subject: str, body: str) -> None:
    told = set(holders(clue.tenant, "department_admin", timezone.localdate(), department))
    if department.pk == clue.from_department_id and clue.raised_by is not None:
        told.add(clue.raised_by)
    notify(told, clue.tenant, subject, kind="clues.clue", body=body, url=clue.get_absolute_url())
