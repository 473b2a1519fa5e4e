"""Unclear matters and disputes: somebody is in charge until they are decided in writing (R008, R009)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.attachments import store
from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from directory.queries.people import acts_for_place
from directory.queries.roster import holder_of
from directory.services.writing import keep
from items.attributes import Trigger
from items.models import BoundaryEntry, ItemVersion, MatterStatement, UnclearMatter
from items.notices import ask_for_statement, tell_of_matter
from items.services.drafts import Content, change_draft, content_of, revise
from items.states import IN_FORCE, MATTER_WORKFLOW, OPEN_STATES
from tenancy.audit import record
from tenancy.models import Department, Member, Region
from tenancy.models.departments import Coordination

DECIDE_RULE = rules.register(
    rules.ClockRule(
        "items.decide_matter",
        gettext_lazy("权责裁定"),
        Unit.WORKING_DAY,
        15,
        SourceTag.COMMON,
        gettext_lazy("政策没有规定天数，由各地确定；裁定前先行处置部门一直负责"),
    )
)


class MatterRefused(Refused):
    """A step of a matter may not be taken; the sentence says why and what to do first."""


@dataclass(frozen=True)
class Decision:
    """Who is responsible, why, by which document, since when."""

    department: Department
    text: str
    document: str
    on: date


@dataclass(frozen=True)
class Position:
    """What a department says: whose duty it is, why, on what evidence, with which papers."""

    stance: str
    text: str
    evidence: str = ""
    files: Sequence[File] = ()


def adjudicator_of(tenant: Region) -> Department | None:
    """The department that decides unclear duties: the staffing office, or who has that function here (R009)."""
    return holder_of(tenant, Coordination.STAFFING)


@transaction.atomic
def register_matter(matter: UnclearMatter, *, actor: Member) -> UnclearMatter:
    """Register a matter with its clock. Errors: `MatterRefused` where nobody has the function of deciding."""
    decider = adjudicator_of(matter.tenant)
    if decider is None:
        raise MatterRefused(_("本地区还没有设定“职责争议裁定”的承担部门，请统筹管理员先在“统筹职能”里设定。"))
    if not (acts_for_place(actor, "matters.raise") or actor.may("matters.raise", matter.reported_by)):
        raise MatterRefused(_("您只能以本部门的名义提出。"), field="reported_by")
    matter.department, matter.opened_at = decider, timezone.now()
    keep(matter, unseen=("domain",))
    clock = running.start(DECIDE_RULE.name, matter, at=matter.opened_at)
    matter.due_on = clock.due_on
    matter.save(update_fields=["due_on"])
    record(actor, "items.register_matter", matter)
    tell_of_matter(matter, matter.department, _("有权责不清事项待裁定"), timezone.localdate())
    return matter


@transaction.atomic
def put_in_charge(matter: UnclearMatter, department: Department, *, actor: Member, note: str = "") -> UnclearMatter:
    """Name who handles the matter until it is decided (R139). Errors: `MoveRefused`."""
    matter = _locked(matter)
    matter.provisional = department
    matter.save(update_fields=["provisional"])
    MATTER_WORKFLOW.take(matter, "put_in_charge", actor=actor, note=note or str(department))
    tell_of_matter(matter, department, _("请先行处置权责不清事项"), timezone.localdate())
    return matter


@transaction.atomic
def consult(matter: UnclearMatter, departments: Iterable[Department], *, actor: Member) -> UnclearMatter:
    """Ask departments for their statement and evidence. Errors: `MatterRefused`, `MoveRefused`."""
    matter = _locked(matter)
    asked = list(departments)
    if not asked:
        raise MatterRefused(_("请至少选择一个征询部门。"), field="departments")
    MATTER_WORKFLOW.take(matter, "consult", actor=actor, note=_("、").join(map(str, asked)))
    for department in asked:
        row, is_new = MatterStatement.objects.of(matter.tenant_id).get_or_create(
            tenant_id=matter.tenant_id, matter=matter, department=department
        )
        if is_new:
            ask_for_statement(row, timezone.localdate())
    return matter


@transaction.atomic
def state_position(row: MatterStatement, position: Position, *, actor: Member) -> MatterStatement:
    """A department says whose duty it is, with evidence; until the decision it may say so anew, its papers stay.

    Errors: `MatterRefused` when it is not this department's to say, or the matter is decided; `FileRefused`.
    """
    matter = _locked(row.matter)
    if not actor.may("matters.state", row):
        raise MatterRefused(_("只有%s可以填写这份意见。") % row.department)
    if matter.state != "consultation":
        raise MatterRefused(_("这个事项现在不在征询中，意见不能再改。"))
    row.stance, row.text, row.evidence = position.stance, position.text, position.evidence
    row.given_by, row.given_at = actor, timezone.now()
    keep(row)
    record(actor, "items.state_position", row, note=position.text)
    for file in position.files:
        store(file, row, actor=actor)
    return row


@transaction.atomic
def decide_matter(matter: UnclearMatter, decision: Decision, *, actor: Member) -> UnclearMatter:
    """Decide in writing who is responsible; an item it concerns gets a draft with the new lead.

    Errors: `MatterRefused` while nobody was heard, `MoveRefused`.
    """
    matter = _locked(matter)
    if not matter.statements.exclude(stance="").exists():
        raise MatterRefused(_("还没有部门提交意见，请先征询并取得至少一份意见。"))
    matter.decided_for, matter.decision = decision.department, decision.text
    matter.document, matter.decided_by, matter.decided_on = decision.document, actor, decision.on
    keep(matter, unseen=("domain",))
    MATTER_WORKFLOW.take(matter, "decide_matter", actor=actor, note=decision.text)
    running.stop_running(DECIDE_RULE.name, matter)
    _change_lead(matter, decision)
    for row in matter.statements.select_related("department"):
        tell_of_matter(matter, row.department, _("权责裁定已作出"), timezone.localdate())
    return matter


@transaction.atomic
def keep_precedent(matter: UnclearMatter, *, text: str, actor: Member) -> UnclearMatter:
    """Keep the decision's rule for later matters of the kind. Errors: `MoveRefused`."""
    matter = _locked(matter)
    matter.precedent = text
    matter.save(update_fields=["precedent"])
    return MATTER_WORKFLOW.take(matter, "keep_precedent", actor=actor)


@transaction.atomic
def keep_boundary(entry: BoundaryEntry, *, actor: Member) -> BoundaryEntry:
    """Add or change a line of the boundary list. Errors: `MatterRefused`, `RuleBroken`."""
    if entry.approving_id == entry.supervising_id:
        raise MatterRefused(_("审批部门和监管部门相同，不必列入边界清单；它属于谁审批谁监管。"), field="supervising")
    keep(entry, boundary_once_a_matter="matter")
    record(actor, "items.keep_boundary", entry)
    return entry


@transaction.atomic
def end_boundary(entry: BoundaryEntry, *, actor: Member, today: date, note: str) -> BoundaryEntry:
    """Take a line out of the list; history keeps it."""
    entry.ended_on = today
    entry.save(update_fields=["ended_on"])
    record(actor, "items.end_boundary", entry, note=note)
    return entry


# --- steps ------------------------------------------------------------------------------------------------------------


def _locked(matter: UnclearMatter) -> UnclearMatter:
    rows = UnclearMatter.objects.of(matter.tenant_id).select_related("tenant", "department", "item")
    return rows.select_for_update(of=("self",)).get(pk=matter.pk)


def _change_lead(matter: UnclearMatter, decision: Decision) -> None:
    """The item's next version is drafted with the decided lead; a version under way is mended by its drafters."""
    if matter.item is None:
        return
    versions = ItemVersion.objects.of(matter.tenant_id).filter(item=matter.item)
    version = versions.filter(state=IN_FORCE).select_related("tenant", "item", "department").first()
    if version is None or version.department_id == decision.department.pk:
        return
    if versions.filter(state__in=OPEN_STATES).exists():
        return
    note = _("权责裁定%(document)s：由%(department)s负责") % {
        "document": decision.document,
        "department": decision.department,
    }
    draft = revise(version, trigger=Trigger.DUTIES, note=note, actor=None)
    content = content_of(draft)
    lines = [line for line in content.lines if line.department.pk != decision.department.pk]
    change_draft(
        draft, Content({**content.values, "department": decision.department}, content.bases, lines), actor=None
    )
