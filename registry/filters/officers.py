"""How people narrow the lists of officers, experts and third parties."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.models import Expert, InspectionGroup, JobKind, Officer, ThirdPartyBody
from registry.models.assistants import BodyKind
from registry.queries.officers import (
    YEARLY_HOURS,
    ending_certificates,
    fit_officers,
    known_domains,
    known_specialties,
)
from tenancy.models import Department

ALL = _("全部")
ENDING = [("7", _("7天内到期")), ("30", _("30天内到期")), ("90", _("90天内到期"))]


class GroupFilters(TenantFilterSet):
    """By department, and whether they are in use."""

    department = django_filters.ModelChoiceFilter(
        label=_("所属部门"), queryset=Department.everything.all(), empty_label=ALL
    )
    is_retired = django_filters.ChoiceFilter(
        label=_("状态"), choices=[("False", _("在用")), ("True", _("已停用"))], empty_label=ALL
    )

    class Meta:
        model = InspectionGroup
        fields: list[str] = []


class OfficerFilters(TenantFilterSet):
    """Those who have left are shown only when asked for."""

    q = django_filters.CharFilter(label=_("姓名或证号"), method="by_words")
    department = django_filters.ModelChoiceFilter(
        label=_("所属部门"), queryset=Department.everything.all(), empty_label=ALL
    )
    fitness = django_filters.ChoiceFilter(
        label=_("抽取资格"),
        choices=[("fit", _("可抽取")), ("unfit", _("不可抽取")), ("left", _("已离库"))],
        method="by_fitness",
        empty_label=ALL,
    )
    domain = django_filters.ChoiceFilter(label=_("执法领域"), method="by_domain", empty_label=ALL)
    specialty = django_filters.ChoiceFilter(label=_("专业特长"), method="by_specialty", empty_label=ALL)
    ending = django_filters.ChoiceFilter(label=_("证件到期"), choices=ENDING, method="by_ending", empty_label=ALL)
    job_kind = django_filters.ChoiceFilter(label=_("人员类别"), choices=JobKind.choices, empty_label=ALL)
    hours = django_filters.ChoiceFilter(
        label=_("本年学时"),
        choices=[("short", _("不足60学时")), ("done", _("已满60学时"))],
        method="by_hours",
        empty_label=ALL,
    )

    class Meta:
        model = Officer
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tenant = self.request.tenant
        self.filters["domain"].extra["choices"] = [(word, word) for word in known_domains(tenant)]
        self.filters["specialty"].extra["choices"] = [(word, word) for word in known_specialties(tenant)]

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        asked = self.form.cleaned_data.get("fitness") if self.form.is_valid() else ""
        today = timezone.localdate()
        return rows if asked == "left" else rows.exclude(ends_on__lt=today)

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = words.strip()
        numbered = Q(pk__in=Officer.objects.of(self.request.tenant).filter(certificates__number__contains=words))
        return rows.filter(Q(name__contains=words) | numbered)

    def by_fitness(self, rows: QuerySet, name: str, choice: str) -> QuerySet:
        today = timezone.localdate()
        if choice == "left":
            return rows.filter(ends_on__lt=today)
        fit = fit_officers(self.request.tenant, on=today).values("pk")
        return rows.filter(pk__in=fit) if choice == "fit" else rows.exclude(pk__in=fit)

    def by_domain(self, rows: QuerySet, name: str, domain: str) -> QuerySet:
        """Whose certificate in force today names the domain."""
        return rows.filter(
            pk__in=fit_officers(self.request.tenant, on=timezone.localdate(), domain=domain).values("pk")
        )

    def by_specialty(self, rows: QuerySet, name: str, specialty: str) -> QuerySet:
        return rows.filter(specialties__contains=[specialty])

    def by_ending(self, rows: QuerySet, name: str, days: str) -> QuerySet:
        ending = ending_certificates(self.request.tenant, timezone.localdate(), int(days))
        return rows.filter(pk__in=ending.order_by().values("officer"))

    def by_hours(self, rows: QuerySet, name: str, choice: str) -> QuerySet:
        return rows.filter(hours__lt=YEARLY_HOURS) if choice == "short" else rows.filter(hours__gte=YEARLY_HOURS)


class AssistantFilters(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称"), field_name="name", lookup_expr="contains")
    department = django_filters.ModelChoiceFilter(
        label=_("推荐部门"), queryset=Department.everything.all(), empty_label=ALL
    )
    term = django_filters.ChoiceFilter(
        label=_("状态"),
        choices=[("current", _("在聘（有效）")), ("over", _("已到期"))],
        method="by_term",
        empty_label=ALL,
    )

    def by_term(self, rows: QuerySet, name: str, choice: str) -> QuerySet:
        today = timezone.localdate()
        return rows.filter(ends_on__gte=today) if choice == "current" else rows.filter(ends_on__lt=today)


class ExpertFilters(AssistantFilters):
    class Meta:
        model = Expert
        fields: list[str] = []


class BodyFilters(AssistantFilters):
    kind = django_filters.ChoiceFilter(label=_("机构类别"), choices=BodyKind.choices, empty_label=ALL)

    class Meta:
        model = ThirdPartyBody
        fields: list[str] = []
