"""How the ledger of credit is narrowed."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from credit.grades import Grade
from credit.models import CreditEvent, EventKind
from registry.filters.gradings import GradingFilter
from registry.queries.objects import named, objects_of
from tenancy.models import Department


class GradeFilter(GradingFilter):
    value = django_filters.ChoiceFilter(label=_("信用等级"), choices=Grade)


class EventFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称或统一社会信用代码"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("事件"), choices=EventKind)
    department = django_filters.ModelChoiceFilter(
        label=_("记录部门"), queryset=Department.everything.filter(ended_on=None)
    )
    since = django_filters.DateFilter(label=_("发生于…以来"), field_name="happened_on", lookup_expr="gte")

    class Meta:
        model = CreditEvent
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return rows.filter(object__in=named(objects_of(self.request.tenant), words).values("pk"))
