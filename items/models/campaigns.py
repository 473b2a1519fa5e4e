"""Collecting lists and forms from all departments by a day (R047)."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.states import SUBMISSION_WORKFLOW, WAITING
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class Campaign(TenantModel):
    """One collection: what is to be handed in, by when, on which notice."""

    name = models.CharField(_("征集名称"), max_length=120)
    request = models.TextField(_("报送要求"), max_length=1000)
    document_number = models.CharField(_("通知文号"), max_length=60, blank=True)
    due_on = models.DateField(_("截止日期"))
    started_at = models.DateTimeField(_("发起时间"), auto_now_add=True)
    started_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("发起人"), null=True, related_name="+", db_constraint=False
    )
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("清单征集")
        verbose_name_plural = _("清单征集")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("items:campaign", args=[self.tenant_id, self.pk])


@track()
class Submission(TenantModel):
    """What one department owes a collection, and whether it came; papers are kept as attachments."""

    reading_permission = "items.view"

    campaign = models.ForeignKey(Campaign, models.PROTECT, verbose_name=_("清单征集"), related_name="submissions")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("部门"), related_name="+")
    state = models.CharField(_("状态"), max_length=12, choices=SUBMISSION_WORKFLOW.choices, default=WAITING)
    note = models.CharField(_("报送说明"), max_length=300, blank=True)
    submitted_at = models.DateTimeField(_("报送时间"), null=True, blank=True)
    reminded_on = models.DateField(_("最近提醒"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(_("提醒次数"), default=0)

    class Meta(TenantModel.Meta):
        verbose_name = _("报送")
        verbose_name_plural = _("报送")
        ordering = ["department__name", "pk"]
        constraints = [
            models.CheckConstraint(condition=SUBMISSION_WORKFLOW.known(), name="submission_state_known"),
            models.UniqueConstraint(fields=["campaign", "department"], name="submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}：{self.department}"

    def get_absolute_url(self) -> str:
        return reverse("items:campaign", args=[self.tenant_id, self.campaign_id])

    def is_late(self, today: date) -> bool:
        """Whether the day has passed and nothing came."""
        return self.state == WAITING and self.campaign.due_on < today
