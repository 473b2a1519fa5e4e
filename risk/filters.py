"""How the ledger of risk is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.filters.gradings import GradingFilter
from registry.filters.words import ObjectWordsMixin
from risk.levels import Level
from risk.models import RiskSignal, SignalKind
from tenancy.models import Department


class LevelFilter(GradingFilter):
    value = django_filters.ChoiceFilter(label=_("风险等级"), choices=Level)


class SignalFilter(ObjectWordsMixin, TenantFilterSet):
    kind = django_filters.ChoiceFilter(label=_("信号"), choices=SignalKind)
    department = django_filters.ModelChoiceFilter(
        label=_("来源部门"), queryset=Department.everything.filter(ended_on=None)
    )
    since = django_filters.DateFilter(label=_("出现于…以来"), field_name="seen_on", lookup_expr="gte")

    class Meta:
        model = RiskSignal
        fields: list[str] = []
