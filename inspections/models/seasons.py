"""What a place sets for planning: the season, limits for general items, the usual strata (R085, R091, R092)."""

from math import ceil
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.attributes import VALUES, StratumBasis, stratum_word
from inspections.wording import ratio_words
from items.attributes import Technique
from tenancy.history import track
from tenancy.models import TenantModel

RATIO: dict[str, Any] = {
    "max_digits": 7,
    "decimal_places": 6,
    "validators": [MinValueValidator(0), MaxValueValidator(1)],
}
"""A ratio is a share of one: 3% is 0.03, 2‰ is 0.002."""


def _day(year: models.F | models.expressions.CombinedExpression, month: int, day: int) -> Func:
    return Func(year, month, day, function="make_date", output_field=models.DateField())


def strata_known() -> Q:
    """Basis and value belong together: A–D are credit grades, 1–3 risk levels; no value is what has none yet."""
    known = Q()
    for basis, values in VALUES.items():
        known |= Q(basis=basis, value__in=[*values, ""])
    return known


@track()
class PlanSeason(TenantModel):
    """When the lead departments make their plans of a year; other days than the usual need a reason (R085)."""

    year = models.PositiveSmallIntegerField(
        _("计划年度"), validators=[MinValueValidator(2020), MaxValueValidator(2099)]
    )
    opens_on = models.DateField(_("开始编制"))
    due_on = models.DateField(_("报送截止日"))
    reason = models.CharField(_("另定日期的理由"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("计划季")
        verbose_name_plural = _("计划季")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year"],
                name="plan_season_once",
                violation_error_message=_("这个年度的计划季已经开启。"),
            ),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("opens_on")),
                name="plan_season_due_after_opening",
                violation_error_message=_("报送截止日应晚于开始编制的日期。"),
            ),
            models.CheckConstraint(
                condition=~Q(reason="") | Q(opens_on=_day(F("year") - 1, 12, 1), due_on=_day(F("year"), 1, 31)),
                name="plan_season_other_days_need_reason",
                violation_error_message=_("日期与每年12月1日开始、次年1月31日截止的规定不同，请写明理由。"),
            ),
        ]

    def __str__(self) -> str:
        return str(_("%(year)d年度计划编制") % {"year": self.year})

    def get_absolute_url(self) -> str:
        return reverse("inspections:season", args=[self.tenant_id, self.year])


@track()
class PlanLimits(TenantModel):
    """The most a general item may be sampled and visited; key items have no limit (R037, R092). One row a place.

    `joint_target` is the share of planned visits that should at least be joint (R089).
    """

    most_ratio = models.DecimalField(_("一般事项抽查比例上限"), null=True, blank=True, **RATIO)
    most_count = models.PositiveIntegerField(
        _("一般事项检查数量上限"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    most_frequency = models.PositiveSmallIntegerField(
        _("一般事项每年检查次数上限"), null=True, blank=True, validators=[MinValueValidator(1)]
    )

    joint_target = models.DecimalField(_("联合检查占比目标"), null=True, blank=True, **RATIO)

    class Meta(TenantModel.Meta):
        verbose_name = _("一般事项抽查上限")
        verbose_name_plural = _("一般事项抽查上限")
        ordering = ["tenant"]
        constraints = [models.UniqueConstraint(fields=["tenant"], name="plan_limits_once")]

    def __str__(self) -> str:
        return f"{self.tenant}"

    @property
    def ratio_text(self) -> str:
        return ratio_words(self.most_ratio)

    @property
    def target_percent(self) -> int | None:
        """The target in hundredths, rounded up, so that nobody reaches it by rounding; None without one."""
        return None if self.joint_target is None else ceil(self.joint_target * 100)


class Stratum(TenantModel):
    """How objects of one credit grade or risk level are treated; a ratio of 0 draws none (R091)."""

    basis = models.CharField(_("分层依据"), max_length=12, choices=StratumBasis)
    value = models.CharField(_("等级"), max_length=4, blank=True)
    ratio = models.DecimalField(_("抽查比例"), **RATIO)
    frequency = models.PositiveSmallIntegerField(_("每年检查次数"), null=True, blank=True)
    technique = models.CharField(_("检查方式"), max_length=12, choices=Technique, blank=True)

    class Meta(TenantModel.Meta):
        abstract = True
        ordering = ["basis", "value"]

    def __str__(self) -> str:
        return self.word

    @property
    def word(self) -> str:
        return stratum_word(self.basis, self.value)

    @property
    def ratio_text(self) -> str:
        return ratio_words(self.ratio)


@track()
class StratumDefault(Stratum):
    """What a place usually does with objects of a credit grade or a risk level (R091, R161–R163)."""

    class Meta(Stratum.Meta):
        verbose_name = _("分层抽查默认标准")
        verbose_name_plural = _("分层抽查默认标准")
        constraints = [
            models.UniqueConstraint(fields=["tenant", "basis", "value"], name="stratum_default_once"),
            models.CheckConstraint(condition=strata_known(), name="stratum_default_known"),
            models.CheckConstraint(condition=Q(ratio__gte=0, ratio__lte=1), name="stratum_default_share"),
        ]
