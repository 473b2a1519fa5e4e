"""Making people responsible for items: proposed, approved by another, in force on their day (R005)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from items.models import ItemGrant, ItemVersion, Responsibility
from items.notices import tell_responsible
from items.queries.responsibilities import departments_of, staff_of, without_hat
from items.states import DUTY_ACTIVE, DUTY_APPROVED, DUTY_OPEN, RESPONSIBILITY_WORKFLOW
from tenancy.audit import record
from tenancy.models import Department, Member, Region
from tenancy.roles import codename


class AssignmentRefused(Refused):
    """Somebody may not be made responsible so; the sentence says why and what to do first."""


@dataclass(frozen=True)
class Pick:
    """Who shall answer for the item of a version in one of its departments."""

    version: ItemVersion
    department: Department
    member: Member


@dataclass(frozen=True)
class Terms:
    """From when, on what document, and whether who was responsible before ends on that day."""

    starts_on: date
    document: str = ""
    replaces: bool = True


@transaction.atomic
def propose(picks: Iterable[Pick], terms: Terms, *, actor: Member, today: date) -> list[Responsibility]:
    """Propose people for items, many at once; all or none. Errors: `AssignmentRefused`, `RuleBroken`."""
    if terms.starts_on < today:
        raise AssignmentRefused(_("生效日期不能早于今天。"), field="starts_on")
    rows = [_propose(pick, terms, actor) for pick in picks]
    if not rows:
        raise AssignmentRefused(_("还没有选定任何承办人，请至少为一个部门选定。"))
    return rows


@transaction.atomic
def approve_duty(row: Responsibility, *, actor: Member, today: date, note: str = "") -> Responsibility:
    """Approved by another than who proposed it; in force at once when its day has come. Errors: `MoveRefused`."""
    row = _locked(row)
    if actor.pk in {row.proposed_by_id, row.member_id}:
        raise AssignmentRefused(_("不能批准自己提出的，或指定自己的承办人，请由其他有权限的人员办理。"))
    row.approved_by, row.approved_at = actor, timezone.now()
    row.save(update_fields=["approved_by", "approved_at"])
    RESPONSIBILITY_WORKFLOW.take(row, "approve_duty", actor=actor, note=note)
    return _begin(row, today) if row.starts_on <= today else row


@transaction.atomic
def approve_many(rows: Iterable[Responsibility], *, actor: Member, today: date) -> list[Responsibility]:
    """Approve several at once; all or none. Errors: `AssignmentRefused` when there are none, and of `approve_duty`."""
    approved = [approve_duty(row, actor=actor, today=today) for row in rows]
    if not approved:
        raise AssignmentRefused(_("所选的承办人都不在待批准状态，请返回重新选择。"))
    return approved


@transaction.atomic
def refuse_duty(row: Responsibility, *, actor: Member, note: str) -> Responsibility:
    """Not approved, with the reason. Errors: `MoveRefused`."""
    return RESPONSIBILITY_WORKFLOW.take(_locked(row), "refuse_duty", actor=actor, note=note)


@transaction.atomic
def end_duty(row: Responsibility, *, actor: Member | None, today: date, note: str) -> Responsibility:
    """Nobody's, or another's, from today; the grant goes with it. Errors: `MoveRefused`."""
    row = _locked(row)
    row.ends_on = today
    row.save(update_fields=["ends_on"])
    RESPONSIBILITY_WORKFLOW.take(row, "end_duty", actor=actor, note=note)
    _revoke(row)
    return row


@transaction.atomic
def enforce_responsibilities(tenant: Region, *, today: date) -> int:
    """What the day brings: approved ones begin, those of people who left their department end. Returns how many."""
    gone = list(without_hat(tenant, today).select_for_update(of=("self",)))
    for row in gone:
        end_duty(row, actor=None, today=today, note=_("承办人已不在该部门任职"))
    due = Responsibility.objects.of(tenant).filter(state=DUTY_APPROVED, starts_on__lte=today)
    begun = list(due.select_for_update(of=("self",)).select_related("item", "member", "department", "tenant"))
    for row in begun:
        _begin(row, today)
    return len(gone) + len(begun)


def end_departed(version: ItemVersion, *, today: date) -> None:
    """A version in force without a department it had: who answered for the item there does so no longer."""
    seated = [department.pk for department in departments_of(version)]
    rows = Responsibility.objects.of(version.tenant_id).filter(item=version.item_id, state__in=DUTY_OPEN)
    for row in rows.exclude(department__in=seated):
        end_duty(row, actor=None, today=today, note=_("该部门不再承担这个事项"))


# --- steps ------------------------------------------------------------------------------------------------------------


def _seat(pick: Pick) -> str:
    """The form field in which somebody is picked for the department."""
    return f"person_{pick.department.pk}"


def _propose(pick: Pick, terms: Terms, actor: Member) -> Responsibility:
    if pick.department not in departments_of(pick.version):
        raise AssignmentRefused(_("%s不是这个事项的牵头或配合部门。") % pick.department, field=_seat(pick))
    if not actor.may("items.assign", pick.department):
        raise AssignmentRefused(
            _("您只能指定本部门的承办人，其他部门的请由该部门或统筹管理员办理。"), field=_seat(pick)
        )
    if not staff_of(pick.department, terms.starts_on).filter(pk=pick.member.pk).exists():
        sentence = _("%(name)s在生效日期不在%(department)s任职，请先添加任职，或另选承办人。")
        raise AssignmentRefused(sentence % {"name": pick.member, "department": pick.department}, field=_seat(pick))
    row = Responsibility(
        tenant_id=pick.version.tenant_id,
        item=pick.version.item,
        department=pick.department,
        member=pick.member,
        starts_on=terms.starts_on,
        replaces=terms.replaces,
        document=terms.document,
        proposed_by=actor,
    )
    keep(row)
    record(actor, "items.assign", row, note=terms.document)
    return row


def _locked(row: Responsibility) -> Responsibility:
    rows = Responsibility.objects.of(row.tenant_id).select_related("item", "member", "department", "tenant")
    return rows.select_for_update(of=("self",)).get(pk=row.pk)


def _begin(row: Responsibility, today: date) -> Responsibility:
    RESPONSIBILITY_WORKFLOW.take(row, "begin_duty", actor=None)
    if row.replaces:
        before = Responsibility.objects.of(row.tenant_id).filter(item=row.item_id, department=row.department_id)
        for old in before.filter(state=DUTY_ACTIVE).exclude(pk=row.pk):
            end_duty(old, actor=None, today=today, note=_("由%s接替") % row.member)
    ItemGrant.objects.of(row.tenant_id).get_or_create(
        tenant_id=row.tenant_id, content_object=row.item, user=row.member, permission=_permission()
    )
    tell_responsible(row)
    return row


def _revoke(row: Responsibility) -> None:
    """Unless the member answers for the item in another department too."""
    others = Responsibility.objects.of(row.tenant_id).filter(item=row.item_id, member=row.member_id)
    if not others.filter(state=DUTY_ACTIVE).exists():
        grants = ItemGrant.objects.of(row.tenant_id).filter(content_object=row.item_id, user=row.member_id)
        grants.filter(permission=_permission()).delete()


def _permission() -> Permission:
    return Permission.objects.get(
        content_type__app_label="items", content_type__model="supervisionitem", codename=codename("items.respond")
    )
