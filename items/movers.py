"""What of the items moves with a department's duties (R013). The order is that of the report."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.transfer import Moved, register
from items.models import (
    AdjustmentTask,
    BoundaryEntry,
    CleanupLine,
    DefaultDuty,
    EntryConflict,
    Handover,
    Scenario,
    UnclearMatter,
)
from items.services import handing_over
from items.states import HANDOVER_OPEN, MATTER_DECIDED, MATTER_PRECEDENT, OPEN, TASK_OPEN
from tenancy.models import Department, Region, TenantModel

Rows = Callable[[Region, Department], QuerySet]
HandOver = Callable[[Region, Department, Department, date], Iterator[handing_over.Passed]]

_UNDECIDED = ~Q(state__in=[MATTER_DECIDED, MATTER_PRECEDENT])
_IN_FORCE = Q(ended_on=None)
_PAGES = {
    "item_people": "items:responsibilities",
    "items": "items:items",
    "checklists": "items:checklists",
    "adjustments": "items:adjustments",
}
"""The lists that show them, by kind."""


def _register(kind: str, label: str | Promise, rows: Rows, hand_over: HandOver) -> None:
    def count(tenant: Region, department: Department) -> int:
        return rows(tenant, department).count()

    def move(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
        for row, note in hand_over(tenant, source, target, on):
            yield Moved(row.pk, str(row), note[:200])

    register(kind, label, count, move, _PAGES.get(kind, ""))


def _register_field(kind: str, label: str | Promise, model: type[TenantModel], field: str, still: Q) -> None:
    """Rows of which a department may simply be another one, as long as they are still open."""

    def rows(tenant: Region, department: Department) -> QuerySet:
        return model.objects.of(tenant).filter(still, **{field: department})

    def hand_over(tenant: Region, source: Department, target: Department, on: date) -> Iterator[handing_over.Passed]:
        return handing_over.hand_over_field(rows(tenant, source), field, target)

    _register(kind, label, rows, hand_over)


for kind, label, rows, hand_over in (
    ("item_people", _("事项承办人"), handing_over.responsibilities_of, handing_over.hand_over_responsibilities),
    ("items", _("监管事项"), handing_over.items_of, handing_over.hand_over_items),
    ("checklists", _("检查表"), handing_over.checklists_of, handing_over.hand_over_checklists),
    ("submissions", _("清单征集报送"), handing_over.submissions_of, handing_over.hand_over_submissions),
    ("statements", _("权责征询意见"), handing_over.statements_of, handing_over.hand_over_statements),
):
    _register(kind, label, rows, hand_over)

for kind, label, model, field, still in (
    ("adjustments", _("依据变动调整任务"), AdjustmentTask, "department", Q(state=TASK_OPEN)),
    ("entry_conflicts", _("标准冲突修订"), EntryConflict, "department", Q(state=OPEN)),
    ("handovers", _("监管责任交接"), Handover, "department", Q(state=HANDOVER_OPEN)),
    ("matters_in_charge", _("先行处置的权责事项"), UnclearMatter, "provisional", _UNDECIDED),
    ("matters_to_decide", _("待裁定的权责事项"), UnclearMatter, "department", _UNDECIDED),
    ("boundaries_approving", _("边界清单（审批部门）"), BoundaryEntry, "approving", _IN_FORCE),
    ("boundaries_supervising", _("边界清单（监管部门）"), BoundaryEntry, "supervising", _IN_FORCE),
    ("scenarios", _("监管一件事"), Scenario, "department", Q(is_ended=False)),
    ("default_duties", _("清单外兜底责任"), DefaultDuty, "department", Q()),
    ("cleanup_lines", _("现场检查事项清理"), CleanupLine, "department", Q(verdict="")),
):
    _register_field(kind, label, model, field, still)
