"""How people narrow visits, findings and orders to correct."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from inspections.attributes import InspectionOrigin
from inspections.models import CorrectionOrder, Finding, InspectionTask, Visit
from inspections.queries.coverage import tasks_of
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

    class Meta:
        model = Visit
        fields: list[str] = []


class FindingFilter(ObjectWordsMixin, TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=FINDING_WORKFLOW.choices)
    severity = django_filters.ChoiceFilter(label=_("程度"), choices=Severity.choices)
    department = django_filters.ModelChoiceFilter(label=_("处理部门"), queryset=open_departments)

    class Meta:
        model = Finding
        fields: list[str] = []


class OrderFilter(TenantFilterSet):
    department = django_filters.ModelChoiceFilter(label=_("责令部门"), queryset=open_departments)
    due_before = django_filters.DateFilter(label=_("改正期限不晚于"), field_name="due_on", lookup_expr="lte")

    class Meta:
        model = CorrectionOrder
        fields: list[str] = []
