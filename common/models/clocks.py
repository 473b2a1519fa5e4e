"""Calendars and clocks: which days a place works, and every running period with its due instant (DOMAIN §6)."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.calendars.layers import DayKind
from common.calendars.words import day_text
from common.due import Unit
from tenancy.history import track
from tenancy.managers import TenantManager, TenantQuerySet
from tenancy.models import Member, TenantModel
from tenancy.regions import COUNTRY, STEPS


class SpecialDayKind(models.TextChoices):
    """What a notice makes of a day."""

    OFF = DayKind.OFF.value, _("放假")
    WORK = DayKind.WORK.value, _("上班")


class ClockUnit(models.TextChoices):
    """What a period is counted in."""

    HOUR = Unit.HOUR.value, _("小时")
    DAY = Unit.DAY.value, _("日")
    WORKING_DAY = Unit.WORKING_DAY.value, _("个工作日")


class SourceTag(models.TextChoices):
    """Where a length comes from; what is only common knowledge an administrator has yet to confirm."""

    LAW = "f", _("有明文依据")
    COMMON = "gk", _("一般认知，待确认")


class Outcome(models.TextChoices):
    """How a clock ended."""

    IN_TIME = "in_time", _("按期")
    LATE = "late", _("逾期")
    VOID = "void", _("不再适用")
    UNDECIDED = "undecided", _("待年历录入后判定")


class LayeredManager(TenantManager):
    """`objects` of what upper places set for all below them."""

    def above(self, tenant: Any) -> TenantQuerySet:
        """Rows of `tenant` and of every place above it, the nation included; an expression stands for its code too."""
        code = getattr(tenant, "pk", tenant)
        layers = (code, *(code - code % step for step in STEPS), COUNTRY)
        return self._rows().filter(reduce(or_, (Q(tenant_id=layer) for layer in layers)))


class CalendarYear(TenantModel):
    """One version of a place's arrangement of one year; the newest version is in force, none is ever rewritten.

    The country's rows are the national layer; a place's rows hold only what differs there.
    """

    year = models.PositiveSmallIntegerField(_("年份"))
    version = models.PositiveSmallIntegerField(_("版次"))
    source = models.CharField(_("依据"), max_length=200)
    reason = models.CharField(_("修订原因"), max_length=500, blank=True)
    entered_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("录入人"), null=True, related_name="+", db_constraint=False
    )
    entered_at = models.DateTimeField(_("录入时间"))

    objects: ClassVar[LayeredManager] = LayeredManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("年度节假日安排")
        verbose_name_plural = _("年度节假日安排")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "year", "version"], name="calendar_year_version"),
            models.CheckConstraint(condition=Q(version__gte=1), name="calendar_year_version_counts"),
        ]

    def __str__(self) -> str:
        return _("%(year)d年节假日安排（第%(version)d版）") % {"year": self.year, "version": self.version}


class CalendarDay(TenantModel):
    """One day of an arrangement."""

    calendar_year = models.ForeignKey(CalendarYear, models.PROTECT, verbose_name=_("年度安排"), related_name="days")
    on = models.DateField(_("日期"))
    kind = models.CharField(_("类型"), max_length=4, choices=SpecialDayKind)
    name = models.CharField(_("节日"), max_length=50)

    class Meta(TenantModel.Meta):
        verbose_name = _("放假或上班日")
        verbose_name_plural = _("放假或上班日")
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["calendar_year", "on"], name="calendar_day_once"),
            models.CheckConstraint(condition=Q(kind__in=SpecialDayKind.values), name="calendar_day_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{day_text(self.on)} {self.get_kind_display()} {self.name}"


@track()
class Clock(TenantModel):
    """A period running, or run, for one row of any app; the row is named by kind and number, never by a key upwards.

    `due_at` is exclusive: midnight at the end of `due_on`. Both are empty while the clock is paused or waits for a
    year nobody has entered (`waiting_for_year`).
    """

    rule = models.CharField(_("期限规则"), max_length=80)
    subject_kind = models.CharField(_("事项类型"), max_length=80)
    subject_id = models.CharField(_("事项编号"), max_length=40)
    subject_label = models.CharField(_("事项"), max_length=300)
    started_at = models.DateTimeField(_("起算时间"))
    unit = models.CharField(_("单位"), max_length=12, choices=ClockUnit)
    length = models.PositiveSmallIntegerField(_("时长"))
    source_tag = models.CharField(_("时长来源"), max_length=2, choices=SourceTag)
    due_at = models.DateTimeField(_("截止时刻"), null=True, blank=True)
    due_on = models.DateField(_("截止日"), null=True, blank=True)
    explanation = models.TextField(_("推算说明"))
    calendar_version = models.CharField(_("所用年历"), max_length=300, blank=True)
    waiting_for_year = models.PositiveSmallIntegerField(_("待录入年份"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("停止时间"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("期限")
        verbose_name_plural = _("期限")
        ordering = ["due_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "rule", "subject_kind", "subject_id"],
                condition=Q(stopped_at__isnull=True),
                name="clock_runs_once",
            ),
            models.CheckConstraint(condition=Q(unit__in=ClockUnit.values), name="clock_unit_known"),
            models.CheckConstraint(condition=Q(source_tag__in=SourceTag.values), name="clock_source_known"),
            models.CheckConstraint(condition=Q(length__gte=1), name="clock_length_counts"),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, outcome="")
                | Q(stopped_at__isnull=False, outcome__in=Outcome.values),
                name="clock_outcome_when_stopped",
            ),
            models.CheckConstraint(
                condition=Q(due_at__isnull=True, due_on__isnull=True)
                | Q(due_at__isnull=False, due_on__isnull=False, waiting_for_year__isnull=True),
                name="clock_due_whole",
            ),
            models.CheckConstraint(condition=Q(stopped_at__gte=F("started_at")), name="clock_stops_after_start"),
        ]
        indexes = [
            models.Index(fields=["tenant", "due_on"], condition=Q(stopped_at__isnull=True), name="clock_running_due"),
            models.Index(fields=["tenant", "subject_kind", "subject_id"], name="clock_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_label} {self.length}{self.get_unit_display()}"


@track()
class ClockLength(TenantModel):
    """How long a rule's clock runs in this place and in every place below that says nothing else."""

    rule = models.CharField(_("期限规则"), max_length=80)
    length = models.PositiveSmallIntegerField(_("时长"))
    basis = models.CharField(_("依据"), max_length=200)

    objects: ClassVar[LayeredManager] = LayeredManager()

    class Meta(TenantModel.Meta):
        verbose_name = _("本地时限")
        verbose_name_plural = _("本地时限")
        ordering = ["rule", "tenant"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "rule"], name="clock_length_once_a_rule"),
            models.CheckConstraint(condition=Q(length__gte=1), name="clock_length_of_place_counts"),
            models.CheckConstraint(condition=~Q(basis=""), name="clock_length_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.length}"


class ClockPause(TenantModel):
    """Time in which a clock stood still; open while `ends_at` is empty."""

    clock = models.ForeignKey(Clock, models.CASCADE, verbose_name=_("期限"), related_name="pauses")
    begins_at = models.DateTimeField(_("中止时间"))
    ends_at = models.DateTimeField(_("恢复时间"), null=True, blank=True)
    reason = models.CharField(_("中止原因"), max_length=200)

    class Meta(TenantModel.Meta):
        verbose_name = _("期限中止")
        verbose_name_plural = _("期限中止")
        ordering = ["begins_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=Q(ends_at__isnull=True), name="clock_paused_once"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("begins_at")), name="clock_pause_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d} {self.reason}"
