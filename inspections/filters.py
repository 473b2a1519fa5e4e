"""How lists of tasks are narrowed."""

import django_filters
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from inspections.models import InspectionTask
from inspections.states import DRAW_WORKFLOW
from tenancy.models import Department


class TaskFilter(TenantFilterSet):
    title = django_filters.CharFilter(label=_("任务名称"), lookup_expr="icontains")
    department = django_filters.ModelChoiceFilter(label=_("牵头部门"), queryset=Department.everything.all())
    state = django_filters.ChoiceFilter(
        label=_("抽取进度"), choices=DRAW_WORKFLOW.choices, field_name="draws__state", distinct=True
    )

    class Meta:
        model = InspectionTask
        fields = ["title", "department", "state"]
