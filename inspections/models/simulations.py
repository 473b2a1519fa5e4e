"""A plan tried out before it is approved: what the draws would mean for subjects and officers (R090)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.entries import PlanEntry
from inspections.models.visits import person
from tenancy.models import TenantModel


class Simulation(TenantModel):
    """The draws of one entry, or of all plans of a year, made `runs` times on the pools as they were at `done_at`.

    `result` is what `inspections.services.simulations` found; empty while the job is at work.
    """

    year = models.PositiveSmallIntegerField(_("计划年度"))
    entry = models.ForeignKey(
        PlanEntry, models.SET_NULL, verbose_name=_("综合监管计划"), null=True, blank=True, related_name="+"
    )
    title = models.CharField(_("名称"), max_length=300)
    runs = models.PositiveSmallIntegerField(
        _("模拟次数"), default=100, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    seed = models.PositiveBigIntegerField(_("随机种子"))
    asked_by = person(_("发起人"))
    asked_at = models.DateTimeField(_("发起时间"))
    done_at = models.DateTimeField(_("完成时间"), null=True, blank=True)
    result = models.JSONField(_("结果"), default=dict, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("抽取模拟")
        verbose_name_plural = _("抽取模拟")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(runs__gte=1, runs__lte=1000), name="simulation_runs"),
            models.CheckConstraint(
                condition=Q(done_at=None, result={}) | Q(done_at__isnull=False) & ~Q(result={}),
                name="simulation_done_has_result",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:simulation", args=[self.tenant_id, self.pk])
