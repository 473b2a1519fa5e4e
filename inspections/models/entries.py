"""Rows of 附件2: what is inspected jointly, by whom, how much, when; with the strata of each (R086, R091)."""

from decimal import Decimal
from typing import cast

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.attributes import (
    COVERING,
    PLANNED_ORIGINS,
    InspectionOrigin,
    QuantityRule,
    Role,
)
from inspections.models.campaigns import Campaign
from inspections.models.plans import AnnualPlan
from inspections.models.seasons import RATIO, Stratum, strata_known
from inspections.quotas import Figures
from items.attributes import ExemptionReason, Grade, Regime, Technique
from items.models import Checklist, ItemVersion
from tenancy.history import track
from tenancy.models import Department, TenantModel

FEWEST_OFFICERS = 2


@track()
class PlanEntry(TenantModel):
    """综合监管计划, one numbered row of a yearly plan or of a campaign (exactly one of both).

    `pool_query` is the query string of the registry's list of objects, so that the pool is what that page shows.
    `sample_ratio` is a share of one, `frequency` the visits to one object in the year; `quantity_text` is the wording
    that was handed in. Both days of the period count. `continues` is the same entry in the version before.
    """

    plan = models.ForeignKey(
        AnnualPlan, models.CASCADE, verbose_name=_("年度监管计划"), null=True, blank=True, related_name="entries"
    )
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, verbose_name=_("专项整治"), null=True, blank=True, related_name="entries"
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="+")
    number = models.PositiveSmallIntegerField(_("序号"))
    title = models.CharField(_("综合监管计划名称"), max_length=200)
    objects_text = models.TextField(_("监管对象"), max_length=500)
    pool_query = models.CharField(_("对象范围"), max_length=500, blank=True)
    sample_count = models.PositiveIntegerField(_("检查数量"), null=True, blank=True, validators=[MinValueValidator(1)])
    sample_ratio = models.DecimalField(_("抽查比例"), null=True, blank=True, **RATIO)
    frequency = models.PositiveSmallIntegerField(
        _("每年检查次数"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    quantity_rule = models.CharField(_("比例与数量不一致时"), max_length=8, choices=QuantityRule, blank=True)
    quantity_text = models.CharField(_("检查数量（比例、频次）原文"), max_length=300, blank=True)
    starts_on = models.DateField(_("检查开始日期"))
    ends_on = models.DateField(_("检查结束日期"))
    regime = models.CharField(_("监管类型"), max_length=12, choices=Regime, default=Regime.RANDOM)
    technique = models.CharField(_("检查方式"), max_length=12, choices=Technique, default=Technique.ON_SITE)
    origin = models.CharField(_("检查来源"), max_length=12, choices=PLANNED_ORIGINS, default=InspectionOrigin.RANDOM)
    grade = models.CharField(_("事项等级"), max_length=10, choices=Grade, default=Grade.GENERAL)
    is_unannounced = models.BooleanField(_("不预先通知"), default=False)
    apart_reason = models.CharField(_("不参加联合抽查的情形"), max_length=20, choices=ExemptionReason, blank=True)
    apart_basis = models.CharField(_("不参加联合抽查的依据"), max_length=300, blank=True)
    continues = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("所延续的计划"), null=True, blank=True, related_name="continued_by"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("综合监管计划")
        verbose_name_plural = _("综合监管计划")
        ordering = ["number", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(plan__isnull=False, campaign=None) | Q(plan=None, campaign__isnull=False),
                name="plan_entry_of_one",
            ),
            models.UniqueConstraint(fields=["plan", "number"], name="plan_entry_number"),
            models.UniqueConstraint(fields=["campaign", "number"], name="campaign_entry_number"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="plan_entry_ends_after_start",
                violation_error_message=_("检查结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(sample_ratio=None) | Q(sample_ratio__gt=0, sample_ratio__lte=1),
                name="plan_entry_ratio_is_share",
                violation_error_message=_("抽查比例应大于0、不超过100%。"),
            ),
            models.CheckConstraint(
                condition=Q(sample_count=None) | Q(sample_ratio=None) | Q(quantity_rule__in=QuantityRule.values),
                name="plan_entry_two_figures_need_rule",
                violation_error_message=_("比例和数量都填写时，请选定按哪一个执行。"),
            ),
            models.CheckConstraint(
                condition=Q(apart_reason="", apart_basis="") | ~Q(apart_reason="") & ~Q(apart_basis=""),
                name="plan_entry_apart_has_basis",
                violation_error_message=_("不参加联合抽查的，须同时写明情形和依据。"),
            ),
            models.CheckConstraint(
                condition=Q(origin__in=[value for value, _label in PLANNED_ORIGINS]), name="plan_entry_origin_known"
            ),
            models.CheckConstraint(condition=Q(technique__in=Technique.values), name="plan_entry_technique_known"),
            models.CheckConstraint(
                condition=Q(sample_count=None) | Q(sample_count__gt=0), name="plan_entry_count_positive"
            ),
            models.CheckConstraint(condition=Q(frequency=None) | Q(frequency__gt=0), name="plan_entry_paced"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:entry", args=[self.tenant_id, self.pk])

    @property
    def parent(self) -> AnnualPlan | Campaign:
        """The plan or the campaign it stands in."""
        return cast(AnnualPlan | Campaign, self.plan or self.campaign)

    @property
    def covers_all(self) -> bool:
        """Whether every object of the range is visited and none is chosen (R042, R107)."""
        return self.regime in COVERING

    @property
    def figures(self) -> Figures:
        """How many of its objects it draws: all of them, or as its ratio and number say."""
        if self.covers_all:
            return Figures(ratio=Decimal(1))
        return Figures(self.sample_count, self.sample_ratio, self.quantity_rule)


@track()
class PlanEntryLine(TenantModel):
    """A department's part in an entry: the lead's, or a cooperating one's, with the officers it needs (5.2 no. 15)."""

    entry = models.ForeignKey(PlanEntry, models.CASCADE, verbose_name=_("综合监管计划"), related_name="lines")
    position = models.PositiveSmallIntegerField(_("顺序"))
    role = models.CharField(_("监管部门类型"), max_length=12, choices=Role)
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("监管部门"), related_name="plan_lines")
    content = models.TextField(_("监管事项"), max_length=1000)
    domain = models.CharField(_("执法证领域要求"), max_length=60, blank=True)
    specialties = ArrayField(models.CharField(max_length=40), verbose_name=_("专业特长要求"), default=list, blank=True)
    min_officers = models.PositiveSmallIntegerField(
        _("最少执法人员"),
        default=FEWEST_OFFICERS,
        validators=[MinValueValidator(FEWEST_OFFICERS, _("每个部门至少派出两名执法人员。"))],
    )
    is_by_group = models.BooleanField(
        _("按检查组抽取"), default=False, help_text=_("从部门在用的检查组中整组抽取，不单独抽取人员。")
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("监管部门分工")
        verbose_name_plural = _("监管部门分工")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="plan_line_role_known"),
            models.UniqueConstraint(
                fields=["entry", "department"],
                name="plan_line_once_a_department",
                violation_error_message=_("同一部门在一项计划中只能填一行。"),
            ),
            models.UniqueConstraint(fields=["entry"], condition=Q(role=Role.LEAD), name="plan_line_one_lead"),
            models.CheckConstraint(
                condition=Q(min_officers__gte=FEWEST_OFFICERS),
                name="plan_line_two_officers",
                violation_error_message=_("每个部门至少派出两名执法人员。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}：{self.content[:40]}"


class PlanLineItem(TenantModel):
    """An item of the published list on which a department's part rests, and its checklist (R093; 5.2 no. 4)."""

    line = models.ForeignKey(PlanEntryLine, models.CASCADE, verbose_name=_("监管部门分工"), related_name="items")
    item_version = models.ForeignKey(ItemVersion, models.PROTECT, verbose_name=_("事项版本"), related_name="+")
    checklist = models.ForeignKey(
        Checklist, models.PROTECT, verbose_name=_("检查表"), null=True, blank=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("计划所依事项")
        verbose_name_plural = _("计划所依事项")
        ordering = ["item_version__item__number", "pk"]
        constraints = [models.UniqueConstraint(fields=["line", "item_version"], name="plan_line_item_once")]

    def __str__(self) -> str:
        return str(self.item_version)


@track()
class PlanStratum(Stratum):
    """How an entry treats objects of one credit grade or risk level."""

    entry = models.ForeignKey(PlanEntry, models.CASCADE, verbose_name=_("综合监管计划"), related_name="strata")

    class Meta(Stratum.Meta):
        verbose_name = _("分层抽查标准")
        verbose_name_plural = _("分层抽查标准")
        constraints = [
            models.UniqueConstraint(fields=["entry", "basis", "value"], name="plan_stratum_once"),
            models.CheckConstraint(condition=strata_known(), name="plan_stratum_known"),
            models.CheckConstraint(condition=Q(ratio__gte=0, ratio__lte=1), name="plan_stratum_share"),
        ]
