"""What of the registry moves with a department's duties (R013)."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from directory.transfer import Move, Moved, register
from registry.models import Expert, Officer, ThirdPartyBody
from registry.services import handing_over
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


def _holding(rows: Callable[[Region, Department], QuerySet]) -> Callable[[Region, Department], int]:
    return lambda tenant, department: rows(tenant, department).count()


def _moving(hand_over: Callable[..., Iterator[handing_over.Passed]]) -> Move:
    def move(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
        for row, note in hand_over(tenant, source, target, on):
            yield Moved(row.pk, str(row), note)

    return move


for kind, label, rows, hand_over, page in (
    ("object_files", _("监管对象档案"), handing_over.files_of, handing_over.hand_over_files, ""),
    ("enrolments", _("监管对象名录"), handing_over.list_of, handing_over.hand_over_list, "registry:objects"),
    ("object_tags", _("监管对象标签"), handing_over.tags_of, handing_over.hand_over_tags, ""),
    ("verifications", _("名录核实任务"), handing_over.tasks_of, handing_over.hand_over_tasks, "registry:quality_tasks"),
    ("approval_routes", _("审管联动对应关系"), handing_over.routes_of, handing_over.hand_over_routes, ""),
):
    register(kind, label, _holding(rows), _moving(hand_over), page)
register("officers", _("执法人员"), count_officers, moved_officers, "registry:officers")
register("assistants", _("专家与第三方机构"), count_assistants, moved_assistants)
