"""How lists of publications are narrowed."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet, YesNoFilter
from publication.kinds import KINDS
from publication.models import BatchLine, Duty, DutyAct, DutyBatch, Event, LedgerEntry
from publication.queries import OPEN_STATES
from publication.states import DUTY_WORKFLOW
from tenancy.models import Department


def kind_choices() -> list[tuple[str, str]]:
    """Kinds that apps registered, by name and label."""
    return [(kind.name, str(kind.label)) for kind in KINDS.values()]


class DutyFilter(TenantFilterSet):
    title = django_filters.CharFilter(label=_("标题"), lookup_expr="icontains")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=DUTY_WORKFLOW.choices)
    department = django_filters.ModelChoiceFilter(label=_("责任部门"), queryset=Department.everything.all())
    kind = django_filters.ChoiceFilter(label=_("种类"), choices=kind_choices)
    is_told = YesNoFilter(label=_("已告知行政相对人"), field_name="told_on", lookup_expr="isnull", exclude=True)
    is_late = YesNoFilter(label=_("逾期未公示"), method="by_late")

    class Meta:
        model = Duty
        fields = ["title", "state", "department", "kind", "is_told"]

    def by_late(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        late = Q(state__in=OPEN_STATES, due_on__lt=timezone.localdate())
        return rows.filter(late) if wanted else rows.exclude(late)


class BatchFilter(TenantFilterSet):
    act = django_filters.ChoiceFilter(label=_("办理事项"), choices=DutyAct)

    class Meta:
        model = DutyBatch
        fields = ["act"]


class LineFilter(TenantFilterSet):
    is_done = YesNoFilter(label=_("已办理"))

    class Meta:
        model = BatchLine
        fields = ["is_done"]


class LedgerFilter(TenantFilterSet):
    title = django_filters.CharFilter(label=_("标题"), lookup_expr="icontains")
    event = django_filters.ChoiceFilter(label=_("行为"), choices=Event)
    kind = django_filters.ChoiceFilter(label=_("种类"), choices=kind_choices)

    class Meta:
        model = LedgerEntry
        fields = ["title", "event", "kind"]
