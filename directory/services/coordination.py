"""Which department holds which coordinating function of a place (R004)."""

from django.db import transaction

from directory.services.writing import changes_between, keep
from tenancy.audit import record
from tenancy.models import CoordinatorFunction, Department, Member

FIELDS = ("function", "department", "basis")


@transaction.atomic
def assign_function(
    department: Department, *, actor: Member | None, function: str, basis: str = ""
) -> CoordinatorFunction:
    """Give a function to `department`; who held it before gives it up. Errors: `ValidationError` by field."""
    rows = CoordinatorFunction.objects.of(department.tenant_id)
    before = rows.select_for_update().filter(function=function).first()
    row = CoordinatorFunction(
        pk=before.pk if before else None,
        tenant_id=department.tenant_id,
        function=function,
        department=department,
        basis=basis,
    )
    row._state.adding = before is None
    keep(row)
    record(actor, "directory.assign_function", row, changes=changes_between(before, row, FIELDS))
    return row


@transaction.atomic
def release_function(row: CoordinatorFunction, *, actor: Member | None, note: str = "") -> None:
    """Nobody holds the function any more; history keeps who did."""
    record(actor, "directory.release_function", row, note=note)
    row.delete()
