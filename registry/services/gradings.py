"""Give an object a value: who may, for what, from when (R091, R142, R160)."""

from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.roster import holder_of
from directory.services.writing import keep
from registry.models.gradings import Grading
from registry.queries.gradings import value_of
from registry.services.objects import refuse_merged
from tenancy.audit import record
from tenancy.models import Department, Member, Region

One = TypeVar("One", bound=Grading)


class GradingRefused(Refused):
    """A value may not be given so."""


def may_grade_all(model: type[Grading], tenant: Region, department: Department | None) -> bool:
    """Whether values of a department count for every domain: the holder of the function, and who acts for the place."""
    return department is None or holder_of(tenant, model.COORDINATOR) == department


@transaction.atomic
def record_grading(row: One, *, verb: str, actor: Member | None) -> One:
    """Keep one value; earlier ones stay as they were.

    Errors: `GradingRefused` when the department may not give it, `RuleBroken` for a period or a missing reason,
    `Refused` when the file was merged into another.
    """
    refuse_merged(row.object)
    if not row.scope and not may_grade_all(type(row), row.tenant, row.department):
        holder = holder_of(row.tenant, row.COORDINATOR)
        words = {"holder": holder or _("统筹管理员")}
        raise GradingRefused(_("综合评价由%(holder)s评定；本部门请选择所管的领域。") % words, field="scope")
    before = value_of(type(row), row.object, row.valid_from, row.scope)
    row.recorded_by = actor
    name = f"{row._meta.app_label}_{row._meta.model_name}"
    keep(row, **{f"{name}_ends_after_start": "valid_until", f"{name}_by_hand_has_reason": "reason"})
    word = str(row.VALUES(before).label) if before else ""
    record(actor, verb, row, note=row.reason, changes={str(row._meta.verbose_name): [word, row.label]})
    return row
