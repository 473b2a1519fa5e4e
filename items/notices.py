"""What members are told about items."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from common.notices import holders, notify
from items.models import (
    AdjustmentTask,
    CoSignature,
    EntryConflict,
    Handover,
    ItemVersion,
    MatterStatement,
    Responsibility,
    Submission,
    UnclearMatter,
    UpperRequest,
)
from items.states import IN_FORCE
from tenancy.models import Department, Region


def ask_to_sign(signature: CoSignature, today: date) -> None:
    """Tell the department's administrators that its co-signature is wanted."""
    _tell(signature, _("请会签监管事项"), "items.co_sign", today)


def press_to_sign(signature: CoSignature, today: date) -> None:
    """Tell them that their day has passed; silence is not consent (R029)."""
    _tell(signature, _("会签已超期，请尽快办理"), "items.co_sign_late", today)


def _tell(signature: CoSignature, subject: str, kind: str, today: date) -> None:
    tenant, version = signature.version.tenant, signature.version
    signers = holders(tenant, "department_admin", today, signature.department)
    notify(signers, tenant, subject, kind=kind, body=version.content, url=version.get_absolute_url())


def tell_of_objection(signature: CoSignature, today: date) -> None:
    """Tell whoever sent the version, and the lead's administrators, that a department objects and why."""
    version = signature.version
    told = set(holders(version.tenant, "department_admin", today, version.department))
    if version.sent_by:
        told.add(version.sent_by)
    subject = _("%(department)s对监管事项会签有异议") % {"department": signature.department}
    url = version.get_absolute_url()
    notify(told, version.tenant, subject, kind="items.objection", body=signature.note, url=url)


def tell_of_claims(place: Region, count: int, today: date) -> None:
    """Tell the place's administrators that items of the place above wait to be claimed or merged (R006)."""
    subject = _("上级重点事项清单有%(count)d项待认领或待合并") % {"count": count}
    url = reverse("items:claims", args=[place])
    notify(holders(place, "district_admin", today), place, subject, kind="items.claims", url=url)


def tell_of_conflict(conflict: EntryConflict, *, today: date) -> None:
    """Tell the department in charge that it must bring two standards together (R046)."""
    told = set(holders(conflict.tenant, "department_admin", today, conflict.department))
    subject = _("检查标准冲突，请修订：%(on)s前") % {"on": conflict.due_on}
    url = conflict.get_absolute_url()
    notify(told, conflict.tenant, subject, kind="items.conflict", body=conflict.question, url=url)


def ask_for_submission(submission: Submission, *, today: date) -> None:
    """Tell a department that something is collected (R047)."""
    _tell_department(submission, today, _("请报送：%s") % submission.campaign, submission.campaign.request)


def remind_of_submission(submission: Submission, *, today: date, why: str = "") -> None:
    """Remind a department of what it has not handed in, or of what came back with a reason."""
    subject = _("请补报：%s") if why else _("催报：%s")
    _tell_department(submission, today, subject % submission.campaign, why or submission.campaign.request)


def _tell_department(submission: Submission, today: date, subject: str, body: str) -> None:
    told = set(holders(submission.tenant, "department_admin", today, submission.department))
    words = _("%(body)s（截止日期：%(on)s）") % {"body": body, "on": submission.campaign.due_on}
    url = submission.get_absolute_url()
    notify(told, submission.tenant, subject, kind="items.campaign", body=words, url=url)


def tell_responsible(row: Responsibility) -> None:
    """Tell somebody that an item is theirs from today (R005)."""
    version = row.item.versions.filter(state=IN_FORCE).first()
    body = _("%(department)s：%(item)s") % {"department": row.department, "item": version or row.item}
    url = reverse("items:mine", args=[row.tenant])
    notify(row.member, row.tenant, _("您已被指定为监管事项承办人"), kind="items.responsible", body=body, url=url)


def ask_to_adjust(task: AdjustmentTask, today: date) -> None:
    """Tell the department that something of it rests on a law that changed (R030)."""
    body = _("%(change)s，涉及：%(what)s") % {"change": task.change, "what": task.subject_label}
    people = set(holders(task.tenant, "department_admin", today, task.department))
    people |= set(holders(task.tenant, "officer", today, task.department))
    notify(
        people,
        task.tenant,
        _("依据有变动，请调整监管事项"),
        kind="items.adjust",
        body=body,
        url=task.get_absolute_url(),
    )


def tell_of_matter(matter: UnclearMatter, department: Department, subject: str, today: date) -> None:
    """Tell a department's administrators about a matter that concerns it (R008, R009)."""
    people = holders(matter.tenant, "department_admin", today, department)
    notify(people, matter.tenant, subject, kind="items.matter", body=matter.title, url=matter.get_absolute_url())


def ask_for_statement(row: MatterStatement, today: date) -> None:
    """Ask a department for its statement and evidence."""
    people = holders(row.matter.tenant, "department_admin", today, row.department)
    url, body = row.get_absolute_url(), row.matter.title
    notify(people, row.matter.tenant, _("请填写权责征询意见"), kind="items.statement", body=body, url=url)


def ask_to_hand_over(handover: Handover, today: date) -> None:
    """Tell the lead department that approval and supervision are divided anew (R011)."""
    tenant, url = handover.version.tenant, handover.get_absolute_url()
    people = holders(tenant, "department_admin", today, handover.department)
    body = handover.version.content
    notify(people, tenant, _("审批与监管关系改变，请办理交接"), kind="items.handover", body=body, url=url)


def ask_for_approval(request: UpperRequest, today: date) -> None:
    """Tell the coordinators of the place above that a place below asks for approval (R029)."""
    subject = _("%(place)s报请批准监管事项") % {"place": request.from_place}
    people, url = holders(request.tenant, "district_admin", today), request.get_absolute_url()
    notify(people, request.tenant, subject, kind="items.upper", body=request.content, url=url)


def tell_of_answer(version: ItemVersion, request: UpperRequest, today: date) -> None:
    """Tell the place below what the place above answered."""
    words = {"place": request.tenant, "state": request.get_state_display()}
    people = set(holders(version.tenant, "district_admin", today))
    people |= {version.sent_by} if version.sent_by else set()
    body = _("：").join(filter(None, [version.content, request.document or request.note]))
    subject = _("%(place)s%(state)s本地区报批的监管事项") % words
    notify(people, version.tenant, subject, kind="items.upper_answer", body=body, url=version.get_absolute_url())
