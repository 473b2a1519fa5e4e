"""The library as a file: the rows of the list, personal data left out, homes masked."""

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.exports import Asked, Field, export
from registry.filters.objects import ObjectFilter
from registry.models import LAST_VERIFIED, ObjectEnrolment, SupervisedObject
from registry.queries.objects import listed
from registry.queries.visibility import shown_address
from registry.states import ENDED


def _departments(row: SupervisedObject) -> str:
    return _("、").join(str(one.department) for one in row.enrolments.all())


@export(
    "registry.objects",
    label=gettext_lazy("监管对象名录"),
    permission="objects.view",
    reads_down=True,
    columns=[
        Field(gettext_lazy("名称"), "name", "name", "name_key", width=40),
        Field(gettext_lazy("类别"), lambda row: row.get_kind_display()),
        Field(gettext_lazy("统一社会信用代码"), "uscc", width=22),
        Field(gettext_lazy("所在地区"), "tenant.name"),
        Field(gettext_lazy("所在乡镇（街道）"), lambda row: str(row.town or "")),
        Field(gettext_lazy("地址"), lambda row: shown_address(row, False), width=40),
        Field(gettext_lazy("行业"), lambda row: str(row.industry or ""), width=24),
        Field(gettext_lazy("监管部门"), _departments, width=40),
        Field(gettext_lazy("状态"), lambda row: row.get_state_display()),
        Field(gettext_lazy("最近核实"), "verified_on", "verified_on", "last_verified"),
    ],
)
def object_rows(asked: Asked) -> QuerySet:
    enrolments = ObjectEnrolment.objects.under(asked.tenant).exclude(state=ENDED).select_related("department")
    rows = listed(SupervisedObject.objects.under(asked.tenant)).alias(last_verified=LAST_VERIFIED)
    rows = rows.select_related("town", "industry", "tenant")
    rows = rows.prefetch_related(Prefetch("enrolments", enrolments)).order_by("-tenant_id", "-pk")
    return ObjectFilter(asked.GET, queryset=rows, request=asked).qs
