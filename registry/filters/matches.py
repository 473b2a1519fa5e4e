"""How cases of resemblance are narrowed down."""

import django_filters
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.models import MatchCase
from registry.states import MATCH_WORKFLOW
from tenancy.models import Department


class MatchFilters(TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=MATCH_WORKFLOW.choices, empty_label=_("全部"))
    name = django_filters.CharFilter(label=_("名称"), field_name="record__name", lookup_expr="icontains")
    department = django_filters.ModelChoiceFilter(
        label=_("报送部门"), queryset=Department.everything.all(), empty_label=_("全部")
    )

    class Meta:
        model = MatchCase
        fields: list[str] = []
