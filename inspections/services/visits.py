"""Arranging visits: who goes to whom, when and why; approval, notice, arrival, and how a visit ends (R099–R105)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit, local_day
from common.exports import request_document
from common.models.clocks import SourceTag
from common.numbering import next_numbers
from common.refusals import Refused
from directory.services.writing import keep
from inspections.models import SectionExpert, SectionItem, SectionOfficer, Visit, VisitPoint, VisitSection
from inspections.models.visits import NUMBER_SERIES
from inspections.queries.budget import lacks_ground, reached_words
from inspections.queries.visits import is_on_team, missing_of, sections_on_site, staff_faults, unsigned_departments
from inspections.states import ON_SITE, PASS_ISSUED, VISIT_WORKFLOW
from items.attributes import Technique
from items.models import Checklist, ItemVersion, JointChecklist, JointEntry
from items.states import IN_FORCE
from registry.models import Expert, Officer
from tenancy.audit import record
from tenancy.models import Department, Member

LATE_APPROVAL_RULE = rules.register(
    rules.ClockRule(
        "inspections.approve_afterwards",
        gettext_lazy("紧急检查补办审批"),
        Unit.WORKING_DAY,
        3,
        SourceTag.LAW,
        gettext_lazy("重庆市人民政府令第375号；各地可另行规定"),
    )
)


class VisitRefused(Refused):
    """Something may not be done with a visit; the sentence says why and what to do."""


@dataclass(frozen=True)
class Part:
    """A department's part of a visit to come: the published items it looks at, who goes, who advises."""

    department: Department
    versions: Sequence[ItemVersion]
    officers: Sequence[Officer] = ()
    experts: Sequence[Expert] = field(default=())
    domain: str = ""


# --- arranging ------------------------------------------------------------------------------------------------------


@transaction.atomic
def plan_visit(
    visit: Visit, parts: Sequence[Part], *, actor: Member | None, joint: JointChecklist | None = None
) -> Visit:
    """Arrange a single visit (unsaved, with tenant, department, object, origin and window) for approval.

    Raises `VisitRefused`: no part; an item that is not in force or not the department's (5.2 no. 4); an item that is
    to be checked off site first without `why_on_site` (R105); no notice without a reason. With `joint` the sections
    look at its points alone as far as their checklists are in it (R093).
    """
    _check_plan(visit, parts)
    visit.year = visit.starts_on.year
    visit.serial = next_numbers(visit.tenant_id, NUMBER_SERIES, visit.year, 1)[0]
    visit.prepared_by, visit.prepared_at = actor, timezone.now()
    keep(visit, unseen=("approved_by",))
    for part in parts:
        _add_section(visit, part)
    if joint is not None:
        _go_by(visit, joint)
    record(actor, "inspections.plan_visit", visit)
    return visit


@transaction.atomic
def enter_emergency(visit: Visit, parts: Sequence[Part], *, actor: Member) -> Visit:
    """Begin a visit at once because waiting would do harm; approval follows within three working days.

    A cap that is reached holds nobody up: it is kept with the visit, which then needs a ground (`lacks_ground`).

    The visit is unsaved, in its first state, and says what the emergency is. Raises `VisitRefused` as `plan_visit`
    does, and where the sections have too few fit officers.
    """
    if not visit.emergency_reason.strip():
        raise VisitRefused(_("紧急情况先行检查的，须写明紧急情况。"), field="emergency_reason")
    now = timezone.now()
    visit.is_emergency, visit.arrived_at = True, now
    visit.starts_on = visit.ends_on = local_day(now)
    plan_visit(visit, parts, actor=actor)
    _check_staff(visit, visit.starts_on)
    visit.update(beyond_caps=reached_words(visit)[:500])
    VISIT_WORKFLOW.take(visit, "enter_emergency", actor=actor, note=visit.emergency_reason)
    running.start(LATE_APPROVAL_RULE.name, visit, at=now)
    return visit


def _check_plan(visit: Visit, parts: Sequence[Part]) -> None:
    if not parts:
        raise VisitRefused(_("请至少选择一个检查部门和它的检查事项。"), field="versions")
    if visit.department_id not in {part.department.pk for part in parts}:
        raise VisitRefused(_("牵头部门自己也须有检查事项，请为“%s”选择事项。") % visit.department, field="versions")
    if visit.is_unannounced and not visit.why_unannounced.strip():
        raise VisitRefused(_("不预先通知的，须写明理由。"), field="why_unannounced")
    for part in parts:
        _check_items(part)
    versions = [version for part in parts for version in part.versions]
    if any(Technique.OFF_SITE in version.techniques for version in versions) and not visit.why_on_site.strip():
        raise VisitRefused(
            _("所选事项应先以非现场方式检查。确需到现场的，请写明理由；不需要的，请改用非现场方式。"),
            field="why_on_site",
        )


def _check_items(part: Part) -> None:
    if not part.versions:
        raise VisitRefused(_("请为“%s”选择至少一个检查事项。") % part.department, field="versions")
    for version in part.versions:
        if version.state != IN_FORCE:
            raise VisitRefused(_("“%s”不在现行清单内，未公布的事项不得检查。") % version, field="versions")
        if content_for(version, part.department) is None:
            words = {"department": part.department, "item": version}
            raise VisitRefused(
                _("清单没有把“%(item)s”列为%(department)s的监管事项，该部门没有自己的依据，不得据此检查。") % words,
                field="versions",
            )


def content_for(version: ItemVersion, department: Department) -> str | None:
    """What the list gives the department to look at under the item; None when it is not its item."""
    if version.department_id == department.pk:
        return version.content
    line = version.lines.filter(department=department).first()
    return line.content if line and line.bases.exists() else None


def _add_section(visit: Visit, part: Part) -> VisitSection:
    contents = dict.fromkeys(content_for(version, part.department) or "" for version in part.versions)
    section = VisitSection.objects.of(visit.tenant_id).create(
        visit=visit, department=part.department, content="；".join(contents)[:1000], domain=part.domain
    )
    items = [
        SectionItem(
            tenant_id=visit.tenant_id,
            section=section,
            item_version=version,
            checklist=checklist_for(version, part.department),
        )
        for version in part.versions
    ]
    SectionItem.objects.of(visit.tenant_id).bulk_create(items)
    _name_officers(section, part.officers, visit.starts_on)
    _name_experts(section, part.experts)
    return section


def _go_by(visit: Visit, joint: JointChecklist) -> None:
    """The points in which a department that comes has a part."""
    own = SectionItem.objects.of(visit.tenant_id).filter(section__visit=visit).values("checklist")
    points = JointEntry.objects.of(visit.tenant_id).filter(joint=joint, parts__checklist__in=own).distinct()
    rows = [VisitPoint(tenant_id=visit.tenant_id, visit=visit, point=one) for one in points.order_by("position", "pk")]
    if not rows:
        raise VisitRefused(_("联合检查表里没有所选部门、所选事项的要点，请改选事项或者联合检查表。"), field="joint")
    VisitPoint.objects.of(visit.tenant_id).bulk_create(rows)


def checklist_for(version: ItemVersion, department: Department) -> Checklist | None:
    """The department's checklist in force for the item."""
    rows = Checklist.objects.of(version.tenant_id).filter(item=version.item_id, department=department, state=IN_FORCE)
    return rows.first()


@transaction.atomic
def staff_section(
    section: VisitSection,
    officers: Sequence[Officer],
    *,
    domain: str = "",
    experts: Sequence[Expert] = (),
    actor: Member,
) -> VisitSection:
    """Name the officers of a section anew, and who advises them, before anybody stands at the door.

    For visits that were not drawn; who goes on a drawn one the draw decides (5.2 no. 14). Raises `VisitRefused`.
    """
    visit = section.visit
    if visit.has_begun:
        raise VisitRefused(_("检查已经开始，不能再更换检查人员。"), field="officers")
    if visit.drawn_id is not None:
        raise VisitRefused(
            _("这次检查的人员由抽取确定，不能自行指定；需要回避或更换的，请在抽取中办理递补。"), field="officers"
        )
    strangers = [officer.name for officer in officers if officer.department_id != section.department_id]
    if strangers:
        words = {"names": "、".join(strangers), "department": section.department}
        raise VisitRefused(_("%(names)s不是%(department)s的执法人员。") % words, field="officers")
    section.domain = domain
    section.save(update_fields=["domain"])
    section.officers.all().delete()
    section.experts.all().delete()
    _name_officers(section, officers, visit.starts_on)
    _name_experts(section, experts)
    faults = staff_faults(section, visit.starts_on)
    if faults:
        raise VisitRefused("".join(faults), field="officers")
    record(actor, "inspections.staff_section", section, note="、".join(officer.name for officer in officers))
    return section


def _name_officers(section: VisitSection, officers: Sequence[Officer], on: date) -> None:
    rows = [
        SectionOfficer(
            tenant_id=section.tenant_id,
            section=section,
            officer=officer,
            name=officer.name,
            certificate_number=_certificate(officer, on),
        )
        for officer in officers
    ]
    SectionOfficer.objects.of(section.tenant_id).bulk_create(rows)


def _name_experts(section: VisitSection, experts: Sequence[Expert]) -> None:
    rows = [SectionExpert(tenant_id=section.tenant_id, section=section, expert=expert) for expert in experts]
    SectionExpert.objects.of(section.tenant_id).bulk_create(rows)


def _certificate(officer: Officer, on: date) -> str:
    """The number of the certificate that holds on the day; else of the one shown in the library."""
    holding = [one for one in officer.certificates.all() if one.credential.holds(on)]
    found = max(holding, key=lambda one: one.ends_on) if holding else officer.certificate
    return found.number if found else ""


def _check_staff(visit: Visit, on: date) -> None:
    sections = sections_on_site(visit).select_related("visit__object", "department", "tenant")
    faults = [fault for section in sections for fault in staff_faults(section, on)]
    if faults:
        raise VisitRefused("".join(faults), field="officers")


# --- approval and notice --------------------------------------------------------------------------------------------


@transaction.atomic
def approve_visit(visit: Visit, *, actor: Member, note: str = "") -> Visit:
    """Another person than the one who prepared it approves; every section must be fit to go on the first day."""
    _check_approver(visit, actor)
    _check_staff(visit, visit.starts_on)
    VISIT_WORKFLOW.take(visit, "approve_visit", actor=actor, note=note)
    visit.update(approved_by=actor, approved_at=timezone.now())
    request_document("inspections.visit_approval", visit, actor=actor)
    return visit


@transaction.atomic
def approve_afterwards(visit: Visit, *, actor: Member, note: str = "") -> Visit:
    """Approve what began as an emergency; its clock stops, and whether it was in time is kept."""
    locked = Visit.objects.of(visit.tenant_id).select_for_update().get(pk=visit.pk)
    if not locked.awaits_late_approval:
        raise VisitRefused(_("这次检查不需要补办审批，或已经补办。请刷新页面查看。"))
    if not actor.may("visits.approve", visit):
        raise VisitRefused(_("补办审批由牵头部门有批准权限的人员办理。"))
    _check_approver(visit, actor)
    _check_ground(locked)
    now = timezone.now()
    visit.update(approved_by=actor, approved_at=now)
    running.stop_running(LATE_APPROVAL_RULE.name, visit)
    record(actor, "inspections.approve_afterwards", visit, note=note)
    return visit


def _check_ground(visit: Visit) -> None:
    if lacks_ground(visit):
        raise VisitRefused(
            _("%(reached)s。请先由部门管理员在检查页的“入企频次”下认定不计入上限并上传依据材料，再办理。")
            % {"reached": visit.beyond_caps}
        )


def _check_approver(visit: Visit, actor: Member) -> None:
    if visit.prepared_by_id == actor.pk:
        raise VisitRefused(_("经办人不能批准自己报批的检查，请由本部门另一名有权限的人员批准。"))


@transaction.atomic
def notify_visit(visit: Visit, *, materials: str, contact: str, actor: Member) -> Visit:
    """Tell the subject: the notice is made as a paper. Raises `VisitRefused` for an unannounced visit (5.2 no. 16)."""
    if visit.is_unannounced:
        raise VisitRefused(_("这次检查已批准不预先通知，不能再发通知。确需通知的，请先延期并重新报批。"))
    if not contact.strip():
        raise VisitRefused(_("请写明联系人和电话，方便对象咨询和申请回避。"), field="contact")
    VISIT_WORKFLOW.take(visit, "notify_visit", actor=actor)
    visit.update(materials=materials, contact=contact, notified_at=timezone.now())
    request_document("inspections.visit_notice", visit, actor=actor)
    return visit


@transaction.atomic
def withhold_notice(visit: Visit, *, actor: Member) -> Visit:
    """Go without telling the subject, as it was approved. Raises `VisitRefused` for an ordinary visit."""
    if not visit.is_unannounced:
        raise VisitRefused(_("一般检查须事先通知对象。报批时没有申请不预先通知，请办理“通知对象”。"))
    return VISIT_WORKFLOW.take(visit, "withhold_notice", actor=actor)


# --- on site --------------------------------------------------------------------------------------------------------


@transaction.atomic
def arrive(visit: Visit, *, actor: Member, at: datetime | None = None) -> Visit:
    """An officer of the visit stands at the door; every section is checked for the day.

    Arriving twice changes nothing, so that a device may send it again. Raises `VisitRefused` for anybody else, on a
    day that was not approved, and without a pass where a cap is reached; a phone that says so afterwards (`at`) is
    believed, and a ground is due.
    """
    check_team(visit, actor)
    if Visit.objects.of(visit.tenant_id).filter(pk=visit.pk, state=ON_SITE).exists():
        visit.refresh_from_db()
        return visit
    moment = at or timezone.now()
    if at is None and not visit.starts_on <= local_day(moment) <= visit.ends_on:
        raise VisitRefused(
            _("批准的检查时间是%s，今天不在其中，不能入企检查。确需改期的，请先办理“延期”，再重新安排、报批。")
            % visit.window
        )
    _check_staff(visit, local_day(moment))
    reached = "" if visit.state == PASS_ISSUED else reached_words(visit)
    if reached and at is None:
        raise VisitRefused(_("%(reached)s，没有检查码不能入企检查。请先签发检查码。") % {"reached": reached})
    VISIT_WORKFLOW.take(visit, "arrive", actor=actor)
    visit.update(arrived_at=moment, beyond_caps=reached[:500])
    return visit


@transaction.atomic
def leave_site(visit: Visit, *, actor: Member) -> Visit:
    """The visit ends on site once every department's record is signed, or its refusal is recorded."""
    check_team(visit, actor)
    waiting = unsigned_departments(visit)
    if waiting:
        raise VisitRefused(_("还有部门没有完成签字：%s。请由该部门的检查人员办理。") % _("、").join(waiting))
    VISIT_WORKFLOW.take(visit, "leave_site", actor=actor)
    visit.update(left_at=timezone.now())
    return visit


@transaction.atomic
def close_visit(visit: Visit, *, actor: Member, note: str = "") -> Visit:
    """Close a visit whose every section is closed by its own department; the lead closes for nobody (5.2 no. 21)."""
    missing = missing_of(visit)
    if missing:
        sentences = _("；").join(one.sentence for one in missing)
        raise VisitRefused(_("还有部门没有办结自己的检查单，牵头部门不能代办：%s。") % sentences)
    if visit.awaits_late_approval:
        raise VisitRefused(_("紧急情况先行的检查还没有补办审批，请先补办。"))
    _check_ground(visit)
    VISIT_WORKFLOW.take(visit, "close_visit", actor=actor, note=note)
    visit.update(closed_at=timezone.now())
    return visit


def check_team(visit: Visit, actor: Member) -> None:
    """Raise `VisitRefused` for who does not go on the visit as an officer."""
    if not is_on_team(visit, actor):
        raise VisitRefused(_("只有这次检查的执法人员可以办理。您的账号不在检查人员名单内，请联系牵头部门。"))
