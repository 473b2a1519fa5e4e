"""How people narrow clues."""

import django_filters
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.states import CLUE_WORKFLOW
from common.pages import TenantFilterSet
from registry.filters.words import ObjectWordsMixin
from tenancy.models import Department


class ClueFilter(ObjectWordsMixin, TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=CLUE_WORKFLOW.choices)
    from_department = django_filters.ModelChoiceFilter(label=_("移送部门"), queryset=Department.everything.all())
    to_department = django_filters.ModelChoiceFilter(label=_("接收部门"), queryset=Department.everything.all())
    due_before = django_filters.DateFilter(label=_("办理期限不晚于"), field_name="due_on", lookup_expr="lte")

    class Meta:
        model = Clue
        fields: list[str] = []
