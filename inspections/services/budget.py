"""Caps on visits set and ended, visits put outside of them with evidence, other levels' visits noted (R090)."""

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from common.attachments import store
from common.refusals import Refused
from directory.queries.people import acts_for_place
from directory.services.writing import changes_between, keep
from inspections.models import BudgetExemption, CapRule, UpperVisit, Visit
from inspections.queries.budget import is_counted, may_put_outside
from tenancy.audit import record
from tenancy.models import Department, Member

RULE_FIELDS = ("scope", "department", "level", "kinds", "most", "grounds", "basis", "first_year", "last_year")


class BudgetRefused(Refused):
    """A visit may not be put outside the caps so, or a cap not be set so."""


@transaction.atomic
def add_rule(rule: CapRule, *, actor: Member) -> CapRule:
    """Set a cap. Errors: `RuleBroken` and `ValidationError` by field."""
    keep(rule, cap_names_its_department="department")
    record(actor, "inspections.add_cap", rule, note=rule.basis, changes=changes_between(None, rule, RULE_FIELDS))
    return rule


@transaction.atomic
def end_rule(rule: CapRule, *, last_year: int, actor: Member, note: str = "") -> CapRule:
    """The cap holds until the end of that year; what was counted under it stays. Errors: `RuleBroken`."""
    rule.last_year = last_year
    keep(rule)
    record(actor, "inspections.end_cap", rule, note=note)
    return rule


@transaction.atomic
def put_outside(exemption: BudgetExemption, evidence: File | None, *, actor: Member) -> BudgetExemption:
    """Take a visit out of the caps on a ground, with the paper that shows it (complaint, order, request …).

    Only a department that takes part, and who coordinates, may. Errors: `BudgetRefused`, `FileRefused`, `RuleBroken`.
    """
    visit = exemption.visit
    keeps_caps = acts_for_place(actor, "budget.manage")
    if not (keeps_caps or _takes_part(visit, exemption.department)):
        raise BudgetRefused(_("只有参加这次检查的部门和统筹部门可以认定不计入上限的情形。"))
    if not is_counted(visit):
        raise BudgetRefused(_("这次检查没有进门，本来就不计次，不必认定。"))
    if not may_put_outside(visit, for_place=keeps_caps):
        raise BudgetRefused(
            _("检查开始以后，参加部门不能再认定不计入上限。确有依据的，请把依据材料交统筹部门，由统筹部门认定。")
        )
    if evidence is None:
        raise BudgetRefused(_("请上传依据材料，例如举报登记表、交办函、企业申请书。"), field="evidence")
    if BudgetExemption.objects.of(visit.tenant_id).filter(visit=visit).exists():
        raise BudgetRefused(_("这次检查已经认定过，不能重复认定；认定有误的，请统筹部门核查。"))
    exemption.recorded_by = actor
    keep(exemption)
    store(evidence, exemption, actor=actor)
    record(actor, "inspections.put_outside", visit, note=f"{exemption.get_ground_display()} {exemption.note}")
    return exemption


@transaction.atomic
def note_upper_visit(visit: UpperVisit, *, actor: Member) -> UpperVisit:
    """Note that a body of another level visited an object here. Errors: `BudgetRefused`, `RuleBroken` by field."""
    if visit.level == visit.tenant.level:
        raise BudgetRefused(_("本级部门的检查由系统自动计次，这里只登记其他层级的检查。"), field="level")
    visit.recorded_by = actor
    keep(visit, upper_visit_once="done_on")
    record(actor, "inspections.note_upper_visit", visit.object, note=f"{visit.body} {visit.matter}")
    return visit


def _takes_part(visit: Visit, department: Department) -> bool:
    return visit.department_id == department.pk or visit.sections.filter(department=department).exists()
