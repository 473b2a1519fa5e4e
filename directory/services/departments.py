"""Departments of a place: found, changed, ended (R002, R013, R018)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.people import acts_for_place
from directory.services.writing import changes_between, keep, stored
from directory.transfer import holdings
from tenancy.audit import record
from tenancy.models import Department, Member

FIELDS = (
    "name", "short_name", "kinds", "enforcement_fields", "has_enforcement_force", "is_vertical",
    "parent", "counterpart",
)  # fmt: skip


class NotYourDepartment(Refused):
    """A department's administrator reached beyond the own department."""


class DepartmentInUse(Refused):
    """The department still holds something."""


class ParentInCircle(Refused):
    """The chosen parent lies below the department itself."""


class CounterpartNotAbove(Refused):
    """The counterpart is not a department of a place above this one."""


@transaction.atomic
def add_department(department: Department, *, actor: Member | None) -> Department:
    """Found a department; `department` is unsaved and carries its tenant.

    A department's administrator may only add units under the own department. Errors: `NotYourDepartment`,
    `ParentInCircle`, `CounterpartNotAbove`, `RuleBroken`, `ValidationError` by field.
    """
    _check_reach(department.parent, actor)
    _check_place_in_tree(department)
    keep(department, department_name_in_place="name")
    record(actor, "directory.add_department", department, changes=changes_between(None, department, FIELDS))
    return department


@transaction.atomic
def change_department(department: Department, *, actor: Member | None) -> Department:
    """Write the new values that `department` carries. Errors as for `add_department`."""
    before = stored(department)
    _check_reach(before, actor)
    if before.parent_id != department.parent_id:
        _check_whole_place(actor, _("调整上级单位须由统筹管理员办理。"))
    _check_place_in_tree(department)
    keep(department, department_name_in_place="name")
    record(actor, "directory.change_department", department, changes=changes_between(before, department, FIELDS))
    return department


@transaction.atomic
def end_department(department: Department, *, actor: Member | None, on: date, note: str = "") -> Department:
    """Close a department that holds nothing any more; what it holds is moved by a transfer first (R013).

    Errors: `NotYourDepartment`, `DepartmentInUse` naming what is left.
    """
    _check_whole_place(actor, _("撤并部门须由统筹管理员办理。"))
    before = stored(department)
    if before.ended_on:
        raise DepartmentInUse(_("这个部门已于%(on)s撤并，不必重复办理。") % {"on": before.ended_on})
    left = holdings(department.tenant, department)
    if left:
        named = _("、").join(_("%(label)s%(number)s项") % {"label": mover.label, "number": n} for mover, n in left)
        raise DepartmentInUse(_("部门名下还有%(left)s。请先办理职责划转，再撤并。") % {"left": named})
    department.ended_on = on
    department.save(update_fields=["ended_on"])
    changes = changes_between(before, department, ["ended_on"])
    record(actor, "directory.end_department", department, note=note, changes=changes)
    return department


def _check_reach(department: Department | None, actor: Member | None) -> None:
    if actor is None or acts_for_place(actor, "departments.manage"):
        return
    if department is None or not actor.may("departments.manage", department):
        raise NotYourDepartment(_("您只能管理本部门及其下属单位，其他部门请联系统筹管理员。"), field="parent")


def _check_whole_place(actor: Member | None, sentence: str) -> None:
    if actor is not None and not acts_for_place(actor, "departments.manage"):
        raise NotYourDepartment(sentence, field="parent")


def _check_place_in_tree(department: Department) -> None:
    above, seen = department.parent, set()
    while above is not None and above.pk not in seen:
        if above.pk == department.pk:
            raise ParentInCircle(_("上级单位不能是本部门或本部门的下属单位。"), field="parent")
        seen.add(above.pk)
        above = above.parent
    counterpart = department.counterpart
    if counterpart is not None and counterpart.tenant_id not in department.tenant.ancestor_codes:
        raise CounterpartNotAbove(_("对口部门须是上级地区的部门。"), field="counterpart")
