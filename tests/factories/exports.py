"""Exports and papers for tests; the worker includes this module."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.exports import Asked, Field, export, paper
from common.pages import TenantFilterSet
from tenancy.models import Department


class ProbeFilterSet(TenantFilterSet):
    words = django_filters.CharFilter(field_name="name", lookup_expr="icontains")

    class Meta:
        model = Department
        fields: list[str] = []


@export(
    "directory.functions",
    label=_("部门名录"),
    permission="directory.view",
    columns=[
        Field(_("单位名称"), "name", name="name", sort="name", width=30),
        Field(_("垂直管理"), "is_vertical"),
        Field(_("撤并日期"), "ended_on"),
        Field(_("性质"), lambda row: row.kind_labels),
        Field(_("所在地区"), "tenant.name"),
    ],
)
def departments(asked: Asked) -> QuerySet:
    rows = Department.objects.of(asked.tenant).select_related("tenant").order_by("pk")
    return ProbeFilterSet(asked.GET, queryset=rows, request=asked).qs


@export(
    "directory.places",
    label=_("各地部门"),
    permission="audit.view",
    columns=[Field(_("单位名称"), "name")],
    reads_down=True,
)
def departments_below(asked: Asked) -> QuerySet:
    return Department.objects.under(asked.tenant).order_by("pk")


@paper(
    "probe.notice",
    label=_("部门告知书"),
    permission="directory.view",
    template="documents/base.html",
    series="告知书",
    number_prefix=lambda row: "南告",
)
def notice(row: Department) -> dict[str, Any]:
    return {"title": f"关于{row}的告知", "issuer": "南郑区人民政府"}
