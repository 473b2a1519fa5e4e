"""Departments and people as spreadsheets: the rows and the order of their lists."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import Asked, Field, export
from directory.filters import DepartmentFilters, MemberFilters
from directory.queries.departments import with_people
from directory.queries.people import people_with_hats
from tenancy.models import Department, Member


def _joined(words: list[str]) -> str:
    return _("、").join(words)


def _counterpart(department: Department) -> str:
    above = department.counterpart
    return f"{above.tenant}　{above}" if above else ""


@export(
    "directory.departments",
    label=gettext_lazy("部门名册"),
    permission="directory.view",
    columns=[
        Field(gettext_lazy("单位名称"), "name", "name", "name", width=36),
        Field(gettext_lazy("简称"), "short_name"),
        Field(gettext_lazy("部门性质"), lambda row: _joined(row.kind_labels), width=30),
        Field(gettext_lazy("综合执法领域"), lambda row: _joined(row.field_labels), width=24),
        Field(gettext_lazy("上级对口部门"), _counterpart, "counterpart", "counterpart__name", width=36),
        Field(gettext_lazy("在职人员"), "people", "people", "people", width=10),
        Field(gettext_lazy("撤并日期"), "ended_on", "state", "ended_on"),
    ],
)
def department_rows(asked: Asked) -> QuerySet:
    rows = with_people(Department.objects.of(asked.tenant), timezone.localdate())
    rows = rows.select_related("counterpart__tenant").order_by("name", "pk")
    return DepartmentFilters(asked.GET, queryset=rows, request=asked).qs


def _hats(member: Any) -> str:
    return _joined([str(hat) for hat in member.hats_here])


@export(
    "directory.members",
    label=gettext_lazy("人员名册"),
    permission="directory.view",
    columns=[
        Field(gettext_lazy("姓名"), "name", "name", "name"),
        Field(gettext_lazy("登录名"), "username", "username", "username", width=24),
        Field(gettext_lazy("任职"), _hats, width=40),
        Field(gettext_lazy("工号"), "employee_number", "employee_number", "employee_number"),
        Field(gettext_lazy("账号所属地区"), "home.name", "home", "home__name"),
        Field(gettext_lazy("最近登录"), "last_login", "last_login", "last_login", width=20),
        Field(gettext_lazy("账号启用"), "is_active", "state", "is_active"),
    ],
)
def member_rows(asked: Asked) -> QuerySet[Member]:
    rows = people_with_hats(asked.tenant, timezone.localdate()).order_by("name", "pk")
    return MemberFilters(asked.GET, queryset=rows, request=asked).qs
