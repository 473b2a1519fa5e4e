"""How people narrow what is owed after approvals."""

import django_filters
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.filters.words import ObjectWordsMixin
from registry.models import FollowUp, FollowUpKind
from registry.states import FOLLOW_UP_WORKFLOW
from tenancy.models import Department


class FollowUpFilter(ObjectWordsMixin, TenantFilterSet):
    kind = django_filters.ChoiceFilter(label=_("任务"), choices=FollowUpKind)
    state = django_filters.ChoiceFilter(label=_("状态"), choices=FOLLOW_UP_WORKFLOW.choices)
    department = django_filters.ModelChoiceFilter(
        label=_("监管部门"), queryset=Department.everything.filter(ended_on=None)
    )

    class Meta:
        model = FollowUp
        fields: list[str] = []
