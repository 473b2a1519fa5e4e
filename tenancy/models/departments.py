"""Departments of a place and the coordinating functions some of them hold (R002, R004, R018)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenancy.history import track
from tenancy.models.base import TenantModel


class DepartmentKind(models.TextChoices):
    """What a department is in joint supervision; one may be several (R002)."""

    SECTOR_AUTHORITY = "sector_authority", _("行业主管部门")
    LEGAL_AUTHORITY = "legal_authority", _("法律法规授权部门")
    RELATED_DEPARTMENT = "related_department", _("相关监管部门")
    ENFORCEMENT_TEAM = "enforcement_team", _("综合行政执法队伍")
    VERTICAL_DEPARTMENT = "vertical_department", _("垂直管理部门")
    APPROVAL_DEPARTMENT = "approval_department", _("行政审批部门")
    JUSTICE_DEPARTMENT = "justice_department", _("司法行政部门")
    STAFFING_OFFICE = "staffing_office", _("机构编制部门")
    CREDIT_LEAD = "credit_lead", _("信用牵头部门")
    DATA_CENTRE = "data_centre", _("数据管理机构")
    COORDINATION_BODY = "coordination_body", _("议事协调机构")
    BASE_LEVEL_BODY = "base_level_body", _("乡镇（街道）")


class EnforcementField(models.TextChoices):
    """The seven fields of comprehensive administrative enforcement (R018)."""

    MARKET = "market", _("市场监管")
    ENVIRONMENT = "environment", _("生态环境")
    CULTURE = "culture", _("文化市场")
    TRANSPORT = "transport", _("交通运输")
    AGRICULTURE = "agriculture", _("农业（农村）")
    EMERGENCY = "emergency", _("应急管理")
    URBAN = "urban", _("城市管理")


@track()
class Department(TenantModel):
    """A department of the government of a place."""

    name = models.CharField(_("单位名称"), max_length=120)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    kinds = ArrayField(
        models.CharField(max_length=24, choices=DepartmentKind), verbose_name=_("部门性质"), default=list, blank=True
    )
    enforcement_fields = ArrayField(
        models.CharField(max_length=16, choices=EnforcementField),
        verbose_name=_("综合执法领域"),
        default=list,
        blank=True,
    )
    has_enforcement_force = models.BooleanField(_("有执法队伍"), default=False)
    is_vertical = models.BooleanField(_("垂直管理"), default=False)
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级单位"), null=True, blank=True, related_name="children"
    )
    counterpart = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("上级对口部门"), null=True, blank=True, related_name="+"
    )
    ended_on = models.DateField(_("撤并日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("部门")
        verbose_name_plural = _("部门")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                condition=Q(ended_on__isnull=True),
                name="department_name_in_place",
                violation_error_message=_("本地区已有同名部门，请核对名称，或先撤并原部门。"),
            ),
            models.CheckConstraint(condition=Q(kinds__contained_by=DepartmentKind.values), name="department_kinds"),
            models.CheckConstraint(
                condition=Q(enforcement_fields__contained_by=EnforcementField.values), name="department_fields"
            ),
        ]
        permissions = [("roster_manage", "维护本单位工作联络表")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:department", args=[self.tenant_id, self.pk])

    @property
    def kind_labels(self) -> list[str]:
        return [str(DepartmentKind(kind).label) for kind in self.kinds]

    @property
    def field_labels(self) -> list[str]:
        return [str(EnforcementField(field).label) for field in self.enforcement_fields]


class Coordination(models.TextChoices):
    """The functions a place spreads over its departments in its own way (R004)."""

    OVERALL = "overall", _("统筹协调")
    COLLECTION = "collection", _("清单汇总")
    JOINT_INSPECTION = "joint_inspection", _("联合抽查统筹")
    LEGALITY = "legality", _("合法性审核与三项制度")
    CREDIT = "credit", _("信用监管牵头")
    DATA = "data", _("数据归集共享")
    STAFFING = "staffing", _("职责争议裁定")


@track()
class CoordinatorFunction(TenantModel):
    """Which department holds a coordinating function of this place (R004)."""

    function = models.CharField(_("职能"), max_length=20, choices=Coordination)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("承担部门"), related_name="coordinator_functions"
    )
    basis = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("统筹职能")
        verbose_name_plural = _("统筹职能")
        ordering = ["function"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "function"], name="coordinator_function_once"),
            models.CheckConstraint(condition=Q(function__in=Coordination.values), name="coordination_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_function_display()}：{self.department}"
