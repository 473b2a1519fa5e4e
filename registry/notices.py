"""What members are told about objects."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from common.notices import holders, notify
from registry.models import SupervisedObject
from tenancy.models import Department, Member


def tell_of_change(
    row: SupervisedObject, departments: Iterable[Department], *, actor: Member | None, today: date, note: str
) -> None:
    """Tell the departments that supervise an object what became of it; who did it knows."""
    told = {
        person for department in departments for person in holders(row.tenant, "department_admin", today, department)
    }
    subject = _("监管对象状态变动：%(state)s") % {"state": row.get_state_display()}
    body = _("“%(object)s”：%(note)s。本部门名录已随之调整，请处理与它有关的未办任务。") % {"object": row, "note": note}
    notify(told - {actor}, row.tenant, subject, kind="registry.changed", body=body, url=row.get_absolute_url())
