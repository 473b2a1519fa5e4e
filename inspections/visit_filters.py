"""How people narrow visits, findings and orders to correct."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet, YesNoFilter
from inspections.attributes import InspectionOrigin
from inspections.models import CorrectionOrder, Finding, InspectionTask, Visit
from inspections.queries.coverage import tasks_of
from inspections.queries.findings import UNSETTLED
from inspections.queries.visits import is_joint, late
from inspections.results import Severity
from inspections.states import FINDING_WORKFLOW, VISIT_WORKFLOW
from registry.filters.words import ObjectWordsMixin
from tenancy.models import Department


def open_departments(request: Any) -> QuerySet[Department]:
    rows = Department.objects
    return rows.of(request.tenant).filter(ended_on=None) if request else rows.of(0).none()


def open_tasks(request: Any) -> QuerySet[InspectionTask]:
    return tasks_of(request.tenant) if request else InspectionTask.objects.of(0).none()


class VisitFilter(ObjectWordsMixin, TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=VISIT_WORKFLOW.choices)
    origin = django_filters.ChoiceFilter(label=_("检查来源"), choices=InspectionOrigin.choices)
    department = django_filters.ModelChoiceFilter(label=_("牵头部门"), queryset=open_departments)
    task = django_filters.ModelChoiceFilter(label=_("抽查任务"), queryset=open_tasks)
    starts_after = django_filters.DateFilter(label=_("开始日期不早于"), field_name="starts_on", lookup_expr="gte")
    starts_before = django_filters.DateFilter(label=_("开始日期不晚于"), field_name="starts_on", lookup_expr="lte")
    is_late = YesNoFilter(label=_("到期未办结"), method="by_late")
    is_joint = YesNoFilter(label=_("联合检查"), method="by_joint")

    class Meta:
        model = Visit
        fields: list[str] = []

    def by_late(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(late(timezone.localdate()) if wanted else ~late(timezone.localdate()))

    def by_joint(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(is_joint() if wanted else ~is_joint())


class FindingFilter(ObjectWordsMixin, TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=FINDING_WORKFLOW.choices)
    severity = django_filters.ChoiceFilter(label=_("程度"), choices=Severity.choices)
    department = django_filters.ModelChoiceFilter(label=_("处理部门"), queryset=open_departments)
    is_open = YesNoFilter(label=_("未办结"), method="by_open")

    class Meta:
        model = Finding
        fields: list[str] = []

    def by_open(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        return rows.filter(state__in=UNSETTLED) if wanted else rows.exclude(state__in=UNSETTLED)


class OrderFilter(TenantFilterSet):
    department = django_filters.ModelChoiceFilter(label=_("责令部门"), queryset=open_departments)
    due_before = django_filters.DateFilter(label=_("改正期限不晚于"), field_name="due_on", lookup_expr="lte")

    class Meta:
        model = CorrectionOrder
        fields: list[str] = []
