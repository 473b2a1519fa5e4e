"""The ledger of credit: grades for planning, what happened, the place's table of grades (R091, R110, R142)."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from credit.grades import Grade
from registry.models import SupervisedObject
from registry.models.gradings import Grading
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel
from tenancy.models.departments import Coordination


class CreditGrade(Grading):
    """A grade A–D of an object: an aid for allocating checks, seen by planners only (DOMAIN 5.3)."""

    COORDINATOR = Coordination.CREDIT
    VALUES = Grade

    class Meta(Grading.Meta):
        verbose_name = _("信用等级")
        verbose_name_plural = _("信用等级")
        constraints: ClassVar = [
            *Grading.Meta.constraints,
            models.CheckConstraint(condition=Q(value__in=Grade.values), name="credit_grade_known"),
        ]


@track()
class GradeMeaning(TenantModel):
    """What a grade means here, and the words that mean it in the registers handed in here (R142, R158)."""

    grade = models.CharField(_("等级"), max_length=1, choices=Grade)
    meaning = models.CharField(_("含义和监管措施"), max_length=300)
    words = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("台账里的写法"),
        default=list,
        blank=True,
        help_text=_("导入时，这些写法都认作本等级；用顿号隔开。"),
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("信用等级含义")
        verbose_name_plural = _("信用等级含义")
        ordering = ["grade"]
        constraints = [
            models.CheckConstraint(condition=Q(grade__in=Grade.values), name="meaning_grade_known"),
            models.UniqueConstraint(fields=["tenant", "grade"], name="meaning_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_grade_display())


class EventKind(models.TextChoices):
    """What a supervised object did or was found to have done (R110, R144, R152)."""

    NO_PROBLEM = "no_problem", _("检查未发现问题")
    PROBLEM = "problem", _("检查发现问题")
    CORRECTED = "corrected", _("已按要求改正")
    NOT_CORRECTED = "not_corrected", _("逾期未改正")
    REFUSED = "refused", _("拒绝、阻碍检查")
    CASE_FILED = "case_filed", _("立案查处")


GOOD = (EventKind.NO_PROBLEM, EventKind.CORRECTED)
"""What speaks for an object; everything else speaks against it."""


class Stage(models.TextChoices):
    """At which of the five stages credit behaviour was recorded (R144)."""

    REGISTRATION = "registration", _("登记注册")
    QUALIFICATION = "qualification", _("资质审核")
    SUPERVISION = "supervision", _("日常监管")
    SERVICE = "service", _("公共服务")
    ENFORCEMENT = "enforcement", _("执法办案")


class CreditEvent(TenantModel):
    """One thing that happened, told by an app above: `source_kind` and `source_number` name it there, no key does.

    `fact` is what the same event of several departments has in common; it is counted once (DOMAIN 5.2 no. 43).
    What turns out wrong stays and is taken back by a further row that `reverses` it; neither counts any more.
    """

    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="+")
    kind = models.CharField(_("事件"), max_length=14, choices=EventKind)
    stage = models.CharField(_("环节"), max_length=14, choices=Stage)
    happened_on = models.DateField(_("发生日期"))
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("记录部门"), related_name="+")
    text = models.CharField(_("内容"), max_length=500)
    fact = models.CharField(_("同一事实标识"), max_length=80)
    source_kind = models.CharField(_("来源类别"), max_length=40)
    source_number = models.CharField(_("来源编号"), max_length=80)
    source_url = models.CharField(_("来源页面"), max_length=200, blank=True)
    is_publishable = models.BooleanField(_("可以公开"), default=False)
    recorded_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(_("登记时间"), default=timezone.now, editable=False)
    reverses = models.OneToOneField(
        "self", models.PROTECT, verbose_name=_("所撤销的事件"), null=True, blank=True, related_name="reversal"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("信用事件")
        verbose_name_plural = _("信用事件")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="credit_event_kind_known"),
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="credit_event_stage_known"),
            models.UniqueConstraint(
                fields=["tenant", "source_kind", "source_number", "kind"],
                name="credit_event_once",
                condition=Q(reverses=None),
                violation_error_message=_("这条信用事件已经登记，不必重复登记。"),
            ),
        ]
        indexes = [models.Index(fields=["object", "-happened_on"], name="credit_event_of_object")]

    def __str__(self) -> str:
        return f"{self.object}：{self.get_kind_display()}"

    @property
    def is_bad(self) -> bool:
        """Whether it speaks against the object."""
        return self.kind not in GOOD and self.counts

    @property
    def counts(self) -> bool:
        """Whether it says anything of the object still: neither taken back nor the row that takes back."""
        return self.reverses_id is None and not hasattr(self, "reversal")

    @property
    def kind_words(self) -> str:
        """What happened, and whether that still holds."""
        words = {"kind": self.get_kind_display()}
        if self.reverses_id is not None:
            return str(_("撤销：%(kind)s") % words)
        return str(_("%(kind)s（已撤销）") % words) if hasattr(self, "reversal") else words["kind"]
