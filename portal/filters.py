"""Filters of the portal's lists."""

import django_filters
from django import forms
from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.jobs.registry import JOBS
from common.models import JobRun, JobState, Notice
from common.pages import TenantFilterSet
from tenancy.models import AuditEntry, Member, Region, TenantModel
from tenancy.verbs import verb_choices


def kind_choices() -> list[tuple[str, str | Promise]]:
    """The kinds of rows that acts are about."""
    models = [Region, Member, *(model for model in apps.get_models() if issubclass(model, TenantModel))]
    return sorted((model._meta.label_lower, model._meta.verbose_name) for model in models)


class AuditFilterSet(TenantFilterSet):
    """Who, what, to what kind of row, when."""

    who = django_filters.CharFilter(field_name="actor_name", lookup_expr="icontains", label=_("操作人"))
    verb = django_filters.ChoiceFilter(label=_("动作"), choices=verb_choices)
    kind = django_filters.ChoiceFilter(field_name="row_kind", label=_("对象类型"), choices=kind_choices)
    row = django_filters.CharFilter(field_name="row_label", lookup_expr="icontains", label=_("对象"))
    since = django_filters.DateFilter(
        field_name="at", lookup_expr="date__gte", label=_("起始日期"), widget=forms.DateInput({"type": "date"})
    )
    until = django_filters.DateFilter(
        field_name="at", lookup_expr="date__lte", label=_("截止日期"), widget=forms.DateInput({"type": "date"})
    )

    class Meta:
        model = AuditEntry
        fields: list[str] = []


def job_choices() -> list[tuple[str, str | Promise]]:
    """Every registered job with its name."""
    return sorted((job.name, job.label) for job in JOBS.values())


def places_below(request: HttpRequest) -> QuerySet[Region]:
    """The tenants whose rows the page may show."""
    tenant = request.tenant
    return Region.objects.filter(Q(is_tenant=True) | Q(pk=tenant.pk), pk__range=(tenant.pk, tenant.last))


class JobRunFilterSet(TenantFilterSet):
    """Which state, which job, which place, when."""

    state = django_filters.ChoiceFilter(label=_("状态"), choices=JobState.choices)
    name = django_filters.ChoiceFilter(label=_("任务"), choices=job_choices())
    place = django_filters.ModelChoiceFilter(field_name="tenant", label=_("地区"), queryset=places_below)
    since = django_filters.DateFilter(
        field_name="queued_at", lookup_expr="date__gte", label=_("起始日期"), widget=forms.DateInput({"type": "date"})
    )

    class Meta:
        model = JobRun
        fields: list[str] = []


class NoticeFilterSet(TenantFilterSet):
    """Read or not, and which words."""

    words = django_filters.CharFilter(field_name="subject", lookup_expr="icontains", label=_("标题"))
    unread = django_filters.ChoiceFilter(
        label=_("阅读"), method="by_reading", choices=[("1", _("未读")), ("0", _("已读"))]
    )

    class Meta:
        model = Notice
        fields: list[str] = []

    def by_reading(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(read_at__isnull=value == "1")
