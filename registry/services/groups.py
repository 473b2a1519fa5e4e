"""Writes to a department's inspection groups: their names, their members, whether they are in use (R095)."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry.models import InspectionGroup, Officer
from tenancy.audit import record
from tenancy.models import Department, Member

_RULES = {"inspection_group_name_once": "name"}


class GroupRefused(Refused):
    """A group may not be kept so; the sentence says why."""


@transaction.atomic
def add_group(group: InspectionGroup, *, actor: Member) -> InspectionGroup:
    """A new group without members. Errors: `GroupRefused` for another department, `RuleBroken`, `ValidationError`."""
    _check_department(group.department, actor)
    keep(group, **_RULES)
    changes = changes_between(None, group, ["department", "name"])
    record(actor, "registry.add_group", group, changes=changes)
    return group


@transaction.atomic
def change_group(group: InspectionGroup, officers: Collection[Officer], *, actor: Member) -> InspectionGroup:
    """Write the group's new name and make exactly `officers` its members.

    Draws that are frozen keep the members they had. Errors: `GroupRefused` for officers of another department and for
    those whom another group in use holds, `RuleBroken`, `ValidationError` by field.
    """
    before = stored(group)
    _check_department(before.department, actor)
    rows = Officer.objects.of(group.tenant_id).select_for_update(of=("self",)).select_related("group").order_by("pk")
    members = list(rows.filter(group=group))
    wanted = list(rows.filter(pk__in=[one.pk for one in officers]))
    _check_officers(before, wanted)
    keep(group, **_RULES)
    for one in members:
        if one not in wanted:
            _put(one, None)
    for one in wanted:
        _put(one, group)
    changes = changes_between(before, group, ["name"])
    names = [_("、").join(sorted(one.name for one in people)) for people in (members, wanted)]
    if names[0] != names[1]:
        changes[str(_("成员"))] = names
    record(actor, "registry.change_group", group, changes=changes)
    return group


@transaction.atomic
def retire_group(group: InspectionGroup, *, note: str, actor: Member) -> InspectionGroup:
    """The group is drawn no more; its members stay known and may go to another. Raises `GroupRefused` when done."""
    return _use(group, is_retired=True, verb="registry.retire_group", note=note, actor=actor)


@transaction.atomic
def reinstate_group(group: InspectionGroup, *, note: str, actor: Member) -> InspectionGroup:
    """The group may be drawn again, with those who are still in it. Raises `GroupRefused` when done."""
    return _use(group, is_retired=False, verb="registry.reinstate_group", note=note, actor=actor)


def _use(group: InspectionGroup, *, is_retired: bool, verb: str, note: str, actor: Member) -> InspectionGroup:
    row = stored(group)
    _check_department(row.department, actor)
    if row.is_retired == is_retired:
        word = _("已停用") if is_retired else _("正在使用")
        raise GroupRefused(_("检查组“%(group)s”%(word)s，不必重复办理。") % {"group": row, "word": word})
    row.is_retired = is_retired
    row.save(update_fields=["is_retired"])
    record(actor, verb, row, note=note)
    return row


def _put(officer: Officer, group: InspectionGroup | None) -> None:
    if officer.group_id != (group.pk if group else None):
        officer.group = group
        officer.save(update_fields=["group"])


def _check_officers(group: InspectionGroup, officers: Collection[Officer]) -> None:
    for one in officers:
        if one.department_id != group.department_id:
            words = {"officer": one, "group": group}
            raise GroupRefused(
                _("%(officer)s不是“%(group)s”所属部门的人员。请改选本部门人员，或先办理借调。") % words,
                field="officers",
            )
        other = one.group
        if other is not None and other.pk != group.pk and not other.is_retired:
            words = {"officer": one, "group": other}
            raise GroupRefused(
                _("%(officer)s已在检查组“%(group)s”中，一人只能在一个在用的检查组。请先把他从那一组移出。") % words,
                field="officers",
            )


def _check_department(department: Department, actor: Member) -> None:
    if not actor.may("officers.manage", department):
        sentence = _("您只能维护本部门的检查组，其他部门的请由该部门或名录管理员办理。")
        raise GroupRefused(sentence, field="department")
