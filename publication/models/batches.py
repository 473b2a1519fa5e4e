"""Many duties handled in one act."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from publication.models.duties import Duty
from tenancy.models import Member, TenantModel


class DutyAct(models.TextChoices):
    """What may be done to many duties at once."""

    PREPARE = "prepare", _("批量拟稿")
    TELL = "tell", _("批量登记告知")
    CHECK = "check", _("批量核对")


class DutyBatch(TenantModel):
    """One person's act on many duties: what is said of all of them, and when it was through."""

    act = models.CharField(_("办理事项"), max_length=8, choices=DutyAct)
    told_on = models.DateField(_("告知日期"), null=True, blank=True)
    told_how = models.CharField(_("告知方式"), max_length=200, blank=True)
    asked_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("办理人"), related_name="+", db_constraint=False
    )
    asked_at = models.DateTimeField(_("提交时间"))
    ended_at = models.DateTimeField(_("办结时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("批量办理")
        verbose_name_plural = _("批量办理")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(act__in=DutyAct.values), name="duty_batch_act_known"),
            models.CheckConstraint(
                condition=Q(told_on=None, told_how="") & ~Q(act=DutyAct.TELL)
                | Q(told_on__isnull=False) & ~Q(told_how="") & ~Q(act=DutyAct.CHECK),
                name="duty_batch_told_somehow",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_act_display())

    def get_absolute_url(self) -> str:
        return reverse("publication:batch", args=[self.tenant_id, self.pk])


class BatchLine(TenantModel):
    """One duty of a batch: done, or refused and why; neither while the batch waits."""

    batch = models.ForeignKey(DutyBatch, models.CASCADE, verbose_name=_("批量办理"), related_name="lines")
    duty = models.ForeignKey(Duty, models.PROTECT, verbose_name=_("公示任务"), related_name="+")
    is_done = models.BooleanField(_("已办理"), null=True)
    reason = models.CharField(_("未办理的原因"), max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("批量办理明细")
        verbose_name_plural = _("批量办理明细")
        ordering = ["is_done", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "duty"], name="batch_line_once"),
            models.CheckConstraint(
                condition=Q(is_done=False) & ~Q(reason="")
                | Q(is_done__isnull=True, reason="")
                | Q(is_done=True, reason=""),
                name="batch_line_refused_says_why",
            ),
        ]

    def __str__(self) -> str:
        return str(self.duty)
