"""How the ledger of risk is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.filters.gradings import GradingFilter
from registry.queries.objects import named, objects_of
from risk.levels import Level
from risk.models import RiskSignal, SignalKind
from tenancy.models import Department


class LevelFilter(GradingFilter):
    value = django_filters.ChoiceFilter(label=_("风险等级"), choices=Level)


class SignalFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称或统一社会信用代码"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("信号"), choices=SignalKind)
    department = django_filters.ModelChoiceFilter(
        label=_("来源部门"), queryset=Department.everything.filter(ended_on=None)
    )
    since = django_filters.DateFilter(label=_("出现于…以来"), field_name="seen_on", lookup_expr="gte")

    class Meta:
        model = RiskSignal
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return rows.filter(object__in=named(objects_of(self.request.tenant), words).values("pk"))
