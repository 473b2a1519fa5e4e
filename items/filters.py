"""How people narrow the list of items."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet, YesNoFilter
from items.attributes import Grade, MatterKind, Regime
from items.models import (
    AdjustmentTask,
    BoundaryEntry,
    Checklist,
    ItemClaim,
    ItemVersion,
    Law,
    Responsibility,
    UnclearMatter,
    UpperRequest,
)
from items.queries.responsibilities import vacant_versions
from items.states import (
    CHECKLIST_WORKFLOW,
    CLAIM_WORKFLOW,
    ENDED_STATES,
    ITEM_WORKFLOW,
    MATTER_WORKFLOW,
    RESPONSIBILITY_WORKFLOW,
    SUPERSEDED,
    TASK_WORKFLOW,
    UPPER_WORKFLOW,
)
from tenancy.models import Department


class ItemFilter(TenantFilterSet):
    """Ended versions are shown only when their state is asked for."""

    q = django_filters.CharFilter(label=_("事项、领域或对象"), method="by_words")
    department = django_filters.ModelChoiceFilter(
        label=_("牵头或配合部门"), queryset=Department.everything.all(), method="by_department"
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=ITEM_WORKFLOW.choices)
    grade = django_filters.ChoiceFilter(label=_("事项等级"), choices=Grade)
    regime = django_filters.ChoiceFilter(label=_("监管类型"), choices=Regime)

    class Meta:
        model = ItemVersion
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = words.strip()
        found = Q(content__contains=words) | Q(domain_text__contains=words) | Q(objects_text__contains=words)
        return rows.filter(found)

    def by_department(self, rows: QuerySet, name: str, department: Department) -> QuerySet:
        return rows.filter(Q(department=department) | Q(lines__department=department)).distinct()

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        asked = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        return rows if asked else rows.exclude(state__in=ENDED_STATES)


class SeatFilter(TenantFilterSet):
    """Items in force, by who answers for them."""

    q = django_filters.CharFilter(label=_("事项"), field_name="content", lookup_expr="contains")
    department = django_filters.ModelChoiceFilter(
        label=_("牵头或配合部门"), queryset=Department.everything.all(), method="by_department"
    )
    vacant = django_filters.ChoiceFilter(label=_("承办人"), choices=[("1", _("有部门未明确"))], method="by_vacancy")

    class Meta:
        model = ItemVersion
        fields: list[str] = []

    def by_department(self, rows: QuerySet, name: str, department: Department) -> QuerySet:
        return rows.filter(Q(department=department) | Q(lines__department=department)).distinct()

    def by_vacancy(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return vacant_versions(self.request.tenant, rows)


class ResponsibilityFilter(TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=RESPONSIBILITY_WORKFLOW.choices)
    department = django_filters.ModelChoiceFilter(label=_("部门"), queryset=Department.everything.all())
    member = django_filters.CharFilter(label=_("承办人"), field_name="member__name", lookup_expr="contains")

    class Meta:
        model = Responsibility
        fields: list[str] = []


class LawFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称"), field_name="name", lookup_expr="contains")
    is_repealed = YesNoFilter(label=_("已废止"))

    class Meta:
        model = Law
        fields: list[str] = []


class AdjustmentFilter(TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=TASK_WORKFLOW.choices)
    department = django_filters.ModelChoiceFilter(label=_("责任部门"), queryset=Department.everything.all())

    class Meta:
        model = AdjustmentTask
        fields: list[str] = []


class MatterFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("事由或裁定要旨"), method="by_words")
    state = django_filters.ChoiceFilter(label=_("状态"), choices=MATTER_WORKFLOW.choices)
    kind = django_filters.ChoiceFilter(label=_("类型"), choices=MatterKind)

    class Meta:
        model = UnclearMatter
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        found = Q(title__contains=words) | Q(behaviour__contains=words) | Q(precedent__contains=words)
        return rows.filter(found)


class BoundaryFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("事项"), field_name="matter", lookup_expr="contains")
    supervising = django_filters.ModelChoiceFilter(label=_("监管部门"), queryset=Department.everything.all())

    class Meta:
        model = BoundaryEntry
        fields: list[str] = []


class ClaimFilter(TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=CLAIM_WORKFLOW.choices)
    q = django_filters.CharFilter(label=_("上级事项"), field_name="offered__content", lookup_expr="contains")

    class Meta:
        model = ItemClaim
        fields: list[str] = []


class UpperRequestFilter(TenantFilterSet):
    state = django_filters.ChoiceFilter(label=_("状态"), choices=UPPER_WORKFLOW.choices)
    q = django_filters.CharFilter(label=_("监管事项"), field_name="content", lookup_expr="contains")

    class Meta:
        model = UpperRequest
        fields: list[str] = []


class ChecklistFilter(TenantFilterSet):
    """Superseded versions are shown only when their state is asked for."""

    q = django_filters.CharFilter(label=_("名称或要点"), method="by_words")
    department = django_filters.ModelChoiceFilter(label=_("检查部门"), queryset=Department.everything.all())
    state = django_filters.ChoiceFilter(label=_("状态"), choices=CHECKLIST_WORKFLOW.choices)

    class Meta:
        model = Checklist
        fields: list[str] = []

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = words.strip()
        return rows.filter(Q(title__contains=words) | Q(entries__text__contains=words)).distinct()

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        asked = self.form.cleaned_data.get("state") if self.form.is_valid() else ""
        return rows if asked else rows.exclude(state=SUPERSEDED)
