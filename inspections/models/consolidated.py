"""The one plan of a place and a year, put together of what the lead departments approved (R087)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.plans import AnnualPlan
from inspections.states import APPROVED, COMPOSING, CONSOLIDATED_WORKFLOW, PUBLISHED
from tenancy.history import track
from tenancy.models import Member, TenantModel


@track()
class ConsolidatedPlan(TenantModel):
    """One version of it; a department's change after publication makes the next."""

    year = models.PositiveSmallIntegerField(_("计划年度"))
    version = models.PositiveSmallIntegerField(_("版次"), default=1)
    state = models.CharField(_("状态"), max_length=12, choices=CONSOLIDATED_WORKFLOW.choices, default=COMPOSING)
    plans = models.ManyToManyField(AnnualPlan, through="ConsolidatedPart", related_name="consolidated_plans")
    approved_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("批准人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("统筹监管计划")
        verbose_name_plural = _("统筹监管计划")
        ordering = ["-year", "-version"]
        constraints = [
            models.CheckConstraint(condition=CONSOLIDATED_WORKFLOW.known(), name="consolidated_state_known"),
            models.UniqueConstraint(fields=["tenant", "year", "version"], name="consolidated_version"),
            models.UniqueConstraint(
                fields=["tenant", "year"],
                condition=Q(state__in=[COMPOSING, APPROVED]),
                name="consolidated_one_in_preparation",
            ),
            models.UniqueConstraint(
                fields=["tenant", "year"], condition=Q(state=PUBLISHED), name="consolidated_one_published"
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(place)s%(year)d年度跨部门综合监管工作计划") % {"place": self.tenant.name, "year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("inspections:consolidated", args=[self.tenant_id, self.pk])

    @property
    def version_word(self) -> str:
        return str(_("第%d版") % self.version)


class ConsolidatedPart(TenantModel):
    """A department's plan, in its version, within the plan of the place."""

    consolidated = models.ForeignKey(
        ConsolidatedPlan, models.CASCADE, verbose_name=_("统筹监管计划"), related_name="parts"
    )
    plan = models.ForeignKey(AnnualPlan, models.PROTECT, verbose_name=_("年度监管计划"), related_name="parts")

    class Meta(TenantModel.Meta):
        verbose_name = _("统筹计划的组成")
        verbose_name_plural = _("统筹计划的组成")
        ordering = ["plan__department__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["consolidated", "plan"], name="consolidated_part_once")]

    def __str__(self) -> str:
        return str(self.plan)
