"""Visits and findings as files: the rows of the lists, no more than the reader may know of."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.exports import Asked, Field, export
from inspections.queries.findings import readable_findings
from inspections.queries.visits import visits_for
from inspections.visit_filters import FindingFilter, VisitFilter


@export(
    "inspections.visits",
    label=_("检查"),
    permission="visits.view",
    columns=[
        Field(_("编号"), "number", name="number", sort="serial"),
        Field(_("检查对象"), "object.name", name="object", sort="object__name", width=40),
        Field(_("统一社会信用代码"), "object.uscc", width=22),
        Field(_("检查名称"), "title", width=40),
        Field(_("检查来源"), lambda row: row.get_origin_display(), name="origin", sort="origin"),
        Field(_("检查开始日期"), "starts_on", name="window", sort="starts_on"),
        Field(_("检查结束日期"), "ends_on"),
        Field(_("牵头部门"), "department.name", name="department", sort="department__name", width=30),
        Field(_("状态"), lambda row: row.get_state_display(), name="state", sort="state"),
        Field(_("到达时间"), "arrived_at"),
        Field(_("办结时间"), "closed_at"),
    ],
)
def visit_rows(asked: Asked) -> QuerySet:
    rows = visits_for(asked.member, asked.tenant).select_related("object", "department").order_by("-starts_on", "-pk")
    return VisitFilter(asked.GET, queryset=rows, request=asked).qs


@export(
    "inspections.findings",
    label=_("发现问题"),
    permission="visits.view",
    columns=[
        Field(_("事实"), "fact", width=60),
        Field(_("依据"), "basis", width=40),
        Field(_("检查对象"), "object.name", name="object", sort="object__name", width=40),
        Field(_("程度"), lambda row: row.get_severity_display(), name="severity", sort="severity"),
        Field(_("处理部门"), "department.name", name="department", sort="department__name", width=30),
        Field(_("处理方式"), lambda row: row.get_handling_display()),
        Field(_("改正期限"), lambda row: row.order.due_on if row.order else None, name="due_on", sort="order__due_on"),
        Field(_("状态"), lambda row: row.get_state_display(), name="state", sort="state"),
        Field(_("发现时间"), "found_at"),
    ],
)
def finding_rows(asked: Asked) -> QuerySet:
    rows = readable_findings(asked.member, asked.tenant).select_related("object", "department", "order")
    return FindingFilter(asked.GET, queryset=rows.order_by("-found_at", "-pk"), request=asked).qs
