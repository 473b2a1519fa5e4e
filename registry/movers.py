"""What of the registry moves with a department's duties (R013)."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from directory.transfer import Moved, register
from registry.models import Expert, Officer, ThirdPartyBody
from registry.services.officers import move_officers
from tenancy.models import Department, Region


def count_officers(tenant: Region, department: Department) -> int:
    return Officer.objects.of(tenant).filter(department=department).count()


def moved_officers(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """Everyone keeps certificates and history, in the target."""
    for officer in move_officers(tenant, source, target):
        yield Moved(officer.pk, officer.name)


def count_assistants(tenant: Region, department: Department) -> int:
    return sum(model.objects.of(tenant).filter(department=department).count() for model in (Expert, ThirdPartyBody))


def moved_assistants(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """Experts and bodies that the source recommended are looked after by the target."""
    for model in (Expert, ThirdPartyBody):
        rows = model.objects.of(tenant).filter(department=source)
        moved = [Moved(row.pk, row.name) for row in rows.order_by("pk")]
        rows.update(department=target)
        yield from moved


register("officers", _("执法人员"), count_officers, moved_officers)
register("assistants", _("专家与第三方机构"), count_assistants, moved_assistants)
