"""What the clock and people asked the machine to do: runs of jobs, and the switches of the timetable."""

from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tenancy.history import track
from tenancy.models import Member, TenantModel


class JobState(models.TextChoices):
    """A run waits, works, and ends in one of three ways."""

    QUEUED = "queued", _("等待办理")
    RUNNING = "running", _("正在办理")
    DONE = "done", _("已完成")
    FAILED = "failed", _("未能完成")
    CANCELLED = "cancelled", _("已取消")


OPEN_STATES = (JobState.QUEUED, JobState.RUNNING)


class JobRun(TenantModel):
    """One run of a job. `args` holds numbers of rows and other plain values, never personal data.

    `ticket` is given anew with each attempt: a worker that lost its ticket may not finish the run.
    `day` makes a daily run unique in its place.
    """

    name = models.CharField(_("任务代码"), max_length=80)
    args = models.JSONField(_("参数"), default=dict, blank=True)
    row_kind = models.CharField(_("对象类型"), max_length=80, blank=True)
    row_id = models.BigIntegerField(_("对象编号"), null=True, blank=True)
    requested_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("申请人"), null=True, blank=True, related_name="+"
    )
    hat = models.ForeignKey(
        "tenancy.Membership", models.SET_NULL, verbose_name=_("身份"), null=True, blank=True, related_name="+"
    )
    day = models.DateField(_("所属日期"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=JobState, default=JobState.QUEUED)
    done = models.PositiveIntegerField(_("已办"), default=0)
    total = models.PositiveIntegerField(_("总数"), default=0)
    message = models.CharField(_("进展"), max_length=200, blank=True)
    error = models.CharField(_("未能完成的原因"), max_length=500, blank=True)
    error_kind = models.CharField(_("错误类型"), max_length=120, blank=True)
    attempts = models.PositiveSmallIntegerField(_("办理次数"), default=0)
    ticket = models.UUIDField(_("办理凭据"), null=True, blank=True, editable=False)
    due_at = models.DateTimeField(_("最早办理时间"))
    queued_at = models.DateTimeField(_("申请时间"))
    sent_at = models.DateTimeField(_("送入队列时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True, blank=True)
    finished_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=40, blank=True)

    told_at = 0.0
    """When the worker last told its progress (monotonic seconds); not stored."""

    class Meta(TenantModel.Meta):
        verbose_name = _("后台任务")
        verbose_name_plural = _("后台任务")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, state__in=OPEN_STATES)
                | (Q(finished_at__isnull=False) & ~Q(state__in=OPEN_STATES)),
                name="job_finished_when_closed",
            ),
            models.UniqueConstraint(
                fields=["tenant", "name", "day"], condition=Q(day__isnull=False), name="job_once_a_day"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-id"], name="job_newest"),
            models.Index(fields=["state", "sent_at"], condition=Q(state__in=OPEN_STATES), name="job_open"),
            models.Index(fields=["requested_by", "-id"], name="job_of_member"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("portal:job", args=[self.tenant_id, self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    def rows(self) -> models.QuerySet:
        """The row the job is about, if it is still there, as a query."""
        return apps.get_model(self.row_kind).objects.of(self.tenant_id).filter(pk=self.row_id)

    @cached_property
    def row(self) -> Any:
        """The row the job is about; raises `DoesNotExist` when it is gone."""
        return self.rows().get()

    @cached_property
    def actor(self) -> Member | None:
        """Who asked, wearing the hat of that moment; None when the system itself did."""
        member = self.requested_by
        if member is not None:
            member.hat = self.hat
        return member


@track(exclude=["fired_at"])
class Timetable(TenantModel):
    """The switch of one timetable entry, and the slot it fired for last. Its rows belong to tenant 0, the platform."""

    name = models.CharField(_("任务代码"), max_length=80)
    is_on = models.BooleanField(_("启用"), default=True)
    fired_at = models.DateTimeField(_("最近一次"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("定时任务")
        verbose_name_plural = _("定时任务")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name"], name="timetable_name"),
            models.CheckConstraint(condition=Q(tenant=0), name="timetable_of_the_platform"),
        ]

    def __str__(self) -> str:
        return self.name
