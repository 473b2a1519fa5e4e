"""How the ledger of credit is narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from credit.grades import Grade
from credit.models import CreditEvent, EventKind
from registry.filters.gradings import GradingFilter
from registry.filters.words import ObjectWordsMixin
from tenancy.models import Department


class GradeFilter(GradingFilter):
    value = django_filters.ChoiceFilter(label=_("信用等级"), choices=Grade)


class EventFilter(ObjectWordsMixin, TenantFilterSet):
    kind = django_filters.ChoiceFilter(label=_("事件"), choices=EventKind)
    department = django_filters.ModelChoiceFilter(
        label=_("记录部门"), queryset=Department.everything.filter(ended_on=None)
    )
    since = django_filters.DateFilter(label=_("发生于…以来"), field_name="happened_on", lookup_expr="gte")

    class Meta:
        model = CreditEvent
        fields: list[str] = []
