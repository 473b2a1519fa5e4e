"""The ledger of risk: levels for planning, and the signals that speak of a danger (R159, R160, R164)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry.models import SupervisedObject
from registry.models.gradings import Grading
from risk.levels import Level
from tenancy.models import Department, Member, TenantModel
from tenancy.models.departments import Coordination


class RiskLevel(Grading):
    """A level 1–3 of an object: 1 is the most dangerous. Seen by planners only (DOMAIN 5.3).

    `review_on` is the day on which a level given by hand is looked at again.
    """

    COORDINATOR = Coordination.OVERALL
    VALUES = Level

    review_on = models.DateField(_("复核日期"), null=True, blank=True)

    class Meta(Grading.Meta):
        verbose_name = _("风险等级")
        verbose_name_plural = _("风险等级")
        constraints: ClassVar = [
            *Grading.Meta.constraints,
            models.CheckConstraint(condition=Q(value__in=Level.values), name="risk_level_known"),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(review_on__gte=F("valid_from")),
                name="risk_review_after_start",
                violation_error_message=_("复核日期不能早于生效日期。"),
            ),
        ]


class SignalKind(models.TextChoices):
    """What a signal comes from (R160, R167)."""

    FINDING = "finding", _("检查发现问题")
    CLUE = "clue", _("问题线索")
    COMPLAINT = "complaint", _("投诉举报")
    ACCIDENT = "accident", _("事故与隐患")
    EQUIPMENT = "equipment", _("设备监测")
    CREDIT = "credit", _("信用变化")


class RiskSignal(TenantModel):
    """One sign of danger, told by an app above; `source_kind` and `source_number` name it there, no key does.

    `weight` is 1 for a hint to 5 for a danger to life. A signal is a reason to look and no verdict (5.2 no. 45).
    What turns out wrong stays and is taken back by a further row that `reverses` it; neither counts any more.
    """

    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="+")
    kind = models.CharField(_("信号"), max_length=10, choices=SignalKind)
    domain = models.CharField(_("监管领域"), max_length=40, blank=True)
    weight = models.PositiveSmallIntegerField(_("程度"))
    seen_on = models.DateField(_("出现日期"))
    text = models.CharField(_("内容"), max_length=500)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("来源部门"), null=True, blank=True, related_name="+"
    )
    source_kind = models.CharField(_("来源类别"), max_length=40)
    source_number = models.CharField(_("来源编号"), max_length=80)
    source_url = models.CharField(_("来源页面"), max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(_("登记时间"), default=timezone.now, editable=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("所撤销的信号"), null=True, blank=True, related_name="reversal"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("风险信号")
        verbose_name_plural = _("风险信号")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SignalKind.values), name="risk_signal_kind_known"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=5), name="risk_signal_weight"),
            models.UniqueConstraint(
                fields=["tenant", "source_kind", "source_number", "kind"],
                name="risk_signal_once",
                condition=Q(reverses=None),
                violation_error_message=_("这条风险信号已经登记，不必重复登记。"),
            ),
        ]
        indexes = [models.Index(fields=["object", "-seen_on"], name="risk_signal_of_object")]

    def __str__(self) -> str:
        return f"{self.object}：{self.get_kind_display()}"

    @property
    def kind_words(self) -> str:
        """What it comes from, and whether it still holds."""
        words = {"kind": self.get_kind_display()}
        if self.reverses_id is not None:
            return str(_("撤销：%(kind)s") % words)
        return str(_("%(kind)s（已撤销）") % words) if hasattr(self, "reversal") else words["kind"]

    @property
    def weight_words(self) -> str:
        """How grave, in words."""
        return str(WEIGHTS[self.weight])


WEIGHTS = {1: _("提示"), 2: _("一般"), 3: _("较重"), 4: _("严重"), 5: _("危及安全")}
