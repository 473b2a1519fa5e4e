"""The officer library, the experts and the third parties as spreadsheets: the rows and the order of their lists."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.exports import Asked, Field, export
from registry.filters.officers import BodyFilters, ExpertFilters, OfficerFilters
from registry.fitness import reasons_against
from registry.models import Expert, Officer, ThirdPartyBody
from registry.queries.officers import with_hours, with_standing


def _of_certificate(name: str) -> Any:
    """A column about the certificate that is shown; empty for who has none."""
    return lambda row: getattr(row.certificate, name) if row.certificate else ""


def _fitness(row: Officer) -> str:
    reasons = reasons_against(row.standing, on=timezone.localdate())
    return "；".join(reason.sentence for reason in reasons) or str(_("可抽取"))


@export(
    "registry.officers",
    label=_("执法人员名录"),
    permission="officers.view",
    columns=[
        Field(_("姓名"), "name", "name", "name"),
        Field(_("所属部门"), "department.name", "department", "department__name", width=30),
        Field(_("人员类别"), lambda row: row.get_job_kind_display(), width=20),
        Field(_("执法证号"), _of_certificate("number"), width=20),
        Field(_("发证机关"), _of_certificate("issuing_body"), width=24),
        Field(_("执法领域"), _of_certificate("domain_words"), width=30),
        Field(_("有效期起"), _of_certificate("starts_on")),
        Field(_("有效期至"), _of_certificate("ends_on")),
        Field(_("专业特长"), "specialty_words", width=30),
        Field(_("本年学时"), "hours", "hours", "hours"),
        Field(_("抽取资格"), _fitness, width=40),
    ],
)
def officer_rows(asked: Asked) -> QuerySet:
    rows = with_hours(with_standing(Officer.objects.of(asked.tenant)), timezone.localdate().year)
    return OfficerFilters(asked.GET, queryset=rows.order_by("department__name", "name", "pk"), request=asked).qs


@export(
    "registry.experts",
    label=_("专家名录"),
    permission="officers.view",
    columns=[
        Field(_("姓名"), "name", "name", "name"),
        Field(_("工作单位"), "employer", "employer", "employer", width=30),
        Field(_("职称或职务"), "title"),
        Field(_("专业领域"), "domain_words", width=30),
        Field(_("推荐部门"), "department.name", "department", "department__name", width=30),
        Field(_("聘期起"), "starts_on"),
        Field(_("聘期至"), "ends_on", "ends_on", "ends_on"),
    ],
)
def expert_rows(asked: Asked) -> QuerySet:
    rows = Expert.objects.of(asked.tenant).select_related("department").order_by("name", "pk")
    return ExpertFilters(asked.GET, queryset=rows, request=asked).qs


@export(
    "registry.bodies",
    label=_("第三方机构名录"),
    permission="officers.view",
    columns=[
        Field(_("机构名称"), "name", "name", "name", width=36),
        Field(_("统一社会信用代码"), "uscc", width=22),
        Field(_("机构类别"), lambda row: row.get_kind_display()),
        Field(_("资质证书编号"), "accreditation", width=22),
        Field(_("资质认定范围"), "scope", width=50),
        Field(_("有效期至"), "ends_on", "ends_on", "ends_on"),
        Field(_("推荐部门"), "department.name", "department", "department__name", width=30),
    ],
)
def body_rows(asked: Asked) -> QuerySet:
    rows = ThirdPartyBody.objects.of(asked.tenant).select_related("department").order_by("name", "pk")
    return BodyFilters(asked.GET, queryset=rows, request=asked).qs
