"""A lead department's plan of a year, in versions; what was published changes only by a new one (R085, R087)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.states import DRAFT, IN_PREPARATION, PLAN_WORKFLOW, STANDING
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class AnnualPlan(TenantModel):
    """One version of the plan of a lead department for a year; `previous` is the version it changes."""

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="annual_plans")
    year = models.PositiveSmallIntegerField(
        _("计划年度"), validators=[MinValueValidator(2020), MaxValueValidator(2099)]
    )
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=20, choices=PLAN_WORKFLOW.choices, default=DRAFT)
    previous = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("所变更的版本"), null=True, blank=True, related_name="next_versions"
    )
    change_reason = models.TextField(_("变更理由"), max_length=1000, blank=True)
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("编制人"), null=True, related_name="+", db_constraint=False
    )
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    submitted_at = models.DateTimeField(_("提交时间"), null=True, blank=True)
    approved_by = models.ForeignKey(
        Member,
        models.PROTECT,
        verbose_name=_("部门审定人"),
        null=True,
        blank=True,
        related_name="+",
        db_constraint=False,
    )
    approved_at = models.DateTimeField(_("部门审定时间"), null=True, blank=True)
    evaluation = models.TextField(_("执行评估"), max_length=2000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("年度监管计划")
        verbose_name_plural = _("年度监管计划")
        ordering = ["-year", "department__name", "-version"]
        constraints = [
            models.CheckConstraint(condition=PLAN_WORKFLOW.known(), name="annual_plan_state_known"),
            models.UniqueConstraint(
                fields=["tenant", "department", "year", "version"],
                name="annual_plan_version",
                violation_error_message=_("这个部门本年度已有一份计划正在编制，请先办完。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "department", "year"],
                condition=Q(state__in=IN_PREPARATION),
                name="annual_plan_one_in_preparation",
                violation_error_message=_("这个部门本年度已有一份计划正在编制，请先办完。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "department", "year"],
                condition=Q(state__in=STANDING),
                name="annual_plan_one_standing",
            ),
            models.CheckConstraint(
                condition=Q(version=1, previous=None) | Q(version__gt=1, previous__isnull=False) & ~Q(change_reason=""),
                name="annual_plan_change_says_why",
                violation_error_message=_("变更已公示的计划须写明理由。"),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("created_by")),
                name="annual_plan_approved_by_another",
                violation_error_message=_("编制人不能审定自己的计划。"),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "year", "state"], name="annual_plans_by_state")]

    def __str__(self) -> str:
        return str(_("%(department)s%(year)d年度综合监管计划") % {"department": self.department, "year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("inspections:plan", args=[self.tenant_id, self.pk])

    @property
    def version_word(self) -> str:
        return str(_("第%d版") % self.version)

    @property
    def is_draft(self) -> bool:
        return self.state == DRAFT
