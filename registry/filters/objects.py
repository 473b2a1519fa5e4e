"""How people narrow the library of objects."""

from datetime import timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, QuerySet
from django.db.models.lookups import LessThan
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.kinds import ObjectKind
from registry.models import LAST_VERIFIED, KeyList, ObjectEnrolment, ObjectTag, SupervisedObject, TagAssignment
from registry.queries.industries import section_choices, within
from registry.queries.key_lists import key_objects, units_of
from registry.queries.objects import at_address, held_by, named
from registry.queries.tags import in_force
from registry.queries.tallies import STALE_DAYS
from registry.queries.visibility import towns_of
from registry.states import ENDED, IN_FORCE, OBJECT_WORKFLOW
from tenancy.models import Department, Region
from tenancy.models.regions import RegionLevel


def towns(request: Any) -> QuerySet[Region]:
    return towns_of(request.tenant) if request else Region.objects.none()


class QueriesField(forms.Field):
    """Query strings of the list itself, as many as the address names; nobody types them."""

    widget = forms.MultipleHiddenInput


class QueriesFilter(django_filters.Filter):
    field_class = QueriesField


class ObjectFilter(TenantFilterSet):
    q = django_filters.CharFilter(label=_("名称、曾用名、代码（可只填4位以上）或拼音首字母"), method="by_words")
    kind = django_filters.ChoiceFilter(label=_("类别"), choices=ObjectKind)
    department = django_filters.ModelChoiceFilter(
        label=_("监管部门"), queryset=Department.everything.filter(ended_on=None), method="by_department"
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=OBJECT_WORKFLOW.choices)
    place = django_filters.ModelChoiceFilter(label=_("所在地"), queryset=towns, method="by_place")
    address = django_filters.CharFilter(label=_("地址含"), method="by_address")
    industry = django_filters.ChoiceFilter(label=_("行业"), choices=section_choices, method="by_industry")
    tag = django_filters.ModelChoiceFilter(
        label=_("标签"), queryset=ObjectTag.everything.filter(is_retired=False), method="by_tag"
    )
    shared = django_filters.ChoiceFilter(
        label=_("监管部门数"), choices=[("none", _("无部门纳入")), ("many", _("两个以上部门"))], method="by_sharing"
    )
    freshness = django_filters.ChoiceFilter(
        label=_("核实情况"), choices=[("stale", _("一年未核实")), ("fresh", _("一年内已核实"))], method="by_freshness"
    )

    key = django_filters.ChoiceFilter(label=_("重点监管"), choices=[("yes", _("列入重点监管清单"))], method="by_key")
    key_list = django_filters.ModelChoiceFilter(
        label=_("重点监管清单"), queryset=KeyList.everything.filter(state=IN_FORCE), method="by_key_list"
    )

    planned = django_filters.NumberFilter(
        label=_("列入计划的联合检查候选"), field_name="joint_candidate__planned_in", widget=forms.HiddenInput
    )

    also = QueriesFilter(label=_("并且符合"), method="by_also")
    without = QueriesFilter(label=_("但不符合"), method="by_without")

    class Meta:
        model = SupervisedObject
        fields: list[str] = []

    def by_also(self, rows: QuerySet, name: str, queries: list[str]) -> QuerySet:
        """Objects that other filters would show too: what two plans have in common (R088)."""
        for query in queries:
            rows = self._asked(rows, query)
        return rows

    def by_without(self, rows: QuerySet, name: str, queries: list[str]) -> QuerySet:
        """Objects that other filters would not show: what a joint plan left to the entry it came from."""
        for query in queries:
            rows = rows.exclude(pk__in=self._asked(rows, query).values("pk"))
        return rows

    def _asked(self, rows: QuerySet, query: str) -> QuerySet:
        return ObjectFilter(QueryDict(query), queryset=rows, request=self.request).qs

    def by_words(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return named(rows, words)

    def by_address(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        return at_address(rows, words)

    def by_department(self, rows: QuerySet, name: str, department: Department) -> QuerySet:
        return held_by(rows, department)

    def by_place(self, rows: QuerySet, name: str, place: Region) -> QuerySet:
        if place.level == RegionLevel.TOWNSHIP:
            return rows.filter(town=place)
        return rows.filter(tenant_id__gte=place.code, tenant_id__lte=place.last)

    def by_industry(self, rows: QuerySet, name: str, code: str) -> QuerySet:
        return rows.filter(industry__in=list(within(code).values_list("code", flat=True)))

    def by_tag(self, rows: QuerySet, name: str, tag: ObjectTag) -> QuerySet:
        holding = in_force(TagAssignment.objects.of(tag.tenant_id).filter(tag=tag), timezone.localdate())
        return rows.filter(pk__in=holding.values("object_id"))

    def by_sharing(self, rows: QuerySet, name: str, wanted: str) -> QuerySet:
        if wanted == "none":
            return rows.exclude(pk__in=self._enrolled().values("object_id"))
        many = self._enrolled().order_by().values("object_id").annotate(n=Count("department")).filter(n__gte=2)
        return rows.filter(pk__in=many.values("object_id"))

    def _enrolled(self) -> QuerySet:
        return ObjectEnrolment.objects.under(self.request.tenant).exclude(state=ENDED)

    def by_key_list(self, rows: QuerySet, name: str, row: KeyList) -> QuerySet:
        return rows.filter(pk__in=units_of(row).values("object"))

    def by_key(self, rows: QuerySet, name: str, wanted: str) -> QuerySet:
        return rows.filter(pk__in=key_objects(self.request.tenant, timezone.localdate()))

    def by_freshness(self, rows: QuerySet, name: str, wanted: str) -> QuerySet:
        day = timezone.localdate() - timedelta(days=STALE_DAYS)
        stale = LessThan(LAST_VERIFIED, day)
        return rows.filter(stale) if wanted == "stale" else rows.exclude(stale)
