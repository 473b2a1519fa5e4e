"""Publications a department still owes move with its duties (R013); what is public stays its act."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.transfer import Moved, register
from publication.models import Duty
from publication.queries import open_duties
from tenancy.models import Department, Region


def _owed(tenant: Region, department: Department) -> QuerySet[Duty]:
    return open_duties(tenant).filter(department=department)


def count_owed(tenant: Region, department: Department) -> int:
    return _owed(tenant, department).count()


def move_owed(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """The target publishes what the source has not."""
    for duty in list(_owed(tenant, source)):
        duty.department = target
        duty.save(update_fields=["department"])
        yield Moved(duty.pk, str(duty))


register("publication_duties", _("公示任务"), count_owed, move_owed, "publication:duties")
