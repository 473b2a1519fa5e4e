"""Filters of the portal's lists."""

import django_filters
from django import forms
from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    verb = django_filters.ChoiceFilter(label=_("动作"), choices=verb_choices())
    kind = django_filters.ChoiceFilter(field_name="row_kind", label=_("对象类型"), choices=kind_choices())
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
