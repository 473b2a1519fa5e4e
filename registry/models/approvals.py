"""Approval joined to supervision (审管联动, R054): which approval concerns whom, and what was approved."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.calendars.words import last_day_text
from registry.models.objects import SupervisedObject
from registry.states import DUTY_DUE, FOLLOW_UP_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class ApprovalRoute(TenantModel):
    """Whoever is given this approval is supervised by this department; a matter may have several routes."""

    matter = models.CharField(_("审批（备案）事项"), max_length=150)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("审批部门"), related_name="approval_routes"
    )
    supervisor = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("监管部门"), related_name="approvals_to_supervise"
    )
    basis = models.CharField(_("监管事项或依据"), max_length=300, blank=True)
    notice_days = models.PositiveSmallIntegerField(
        _("告知期限（工作日）"),
        null=True,
        blank=True,
        help_text=_("许可、变更、备案后，须在几个工作日内把监管要求告知对象；不要求的留空。"),
    )
    check_days = models.PositiveSmallIntegerField(
        _("首次检查期限（工作日）"),
        null=True,
        blank=True,
        help_text=_("许可、备案后，须在几个工作日内完成首次检查；不要求的留空。"),
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("审管联动对应关系")
        verbose_name_plural = _("审管联动对应关系")
        ordering = ["matter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "matter", "supervisor"],
                name="approval_route_once",
                violation_error_message=_("这个事项已经对应到这个监管部门。"),
            ),
            models.CheckConstraint(
                condition=(Q(notice_days=None) | Q(notice_days__gte=1)) & (Q(check_days=None) | Q(check_days__gte=1)),
                name="approval_route_days",
                violation_error_message=_("期限至少为1个工作日，不要求的留空。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter} → {self.supervisor}"


class EventKind(models.TextChoices):
    """What an approving body did (R054)."""

    LICENCE = "licence", _("许可")
    CHANGE = "change", _("变更")
    FILING = "filing", _("备案")
    CANCELLATION = "cancellation", _("注销、撤销")


class ApprovalEvent(TenantModel):
    """One decision of an approving department, as it was told; `object` is whom it concerned."""

    kind = models.CharField(_("类型"), max_length=14, choices=EventKind)
    matter = models.CharField(_("审批（备案）事项"), max_length=150)
    department = models.ForeignKey(
        Department, models.PROTECT, verbose_name=_("审批部门"), related_name="approval_events"
    )
    object = models.ForeignKey(
        SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="approval_events"
    )
    permit_number = models.CharField(_("许可（备案）编号"), max_length=120, blank=True)
    decided_on = models.DateField(_("决定日期"))
    valid_until = models.DateField(_("有效期至"), null=True, blank=True)
    told = models.PositiveSmallIntegerField(_("告知监管部门数"), default=0)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("登记人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("审批信息")
        verbose_name_plural = _("审批信息")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="approval_kind_known"),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gte=F("decided_on")),
                name="approval_valid_after_decision",
                violation_error_message=_("有效期不能早于决定日期。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.matter}：{self.object}"

    @property
    def last_day(self) -> str:
        """Until when it holds: 2026-10-10, 长期, or nothing where nobody has said."""
        return last_day_text(self.valid_until)


class FollowUpKind(models.TextChoices):
    """What a supervising department owes after an approval (R054)."""

    NOTICE = "notice", _("告知监管要求")
    FIRST_CHECK = "first_check", _("首次检查")


class FollowUp(TenantModel):
    """One thing a department has to do about a freshly approved object, with a clock."""

    event = models.ForeignKey(ApprovalEvent, models.PROTECT, verbose_name=_("审批信息"), related_name="follow_ups")
    object = models.ForeignKey(SupervisedObject, models.PROTECT, verbose_name=_("监管对象"), related_name="follow_ups")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("监管部门"), related_name="+")
    kind = models.CharField(_("任务"), max_length=12, choices=FollowUpKind)
    state = models.CharField(_("状态"), max_length=8, choices=FOLLOW_UP_WORKFLOW.choices, default=DUTY_DUE)
    due_on = models.DateField(_("截止日"), null=True, blank=True)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)
    result = models.TextField(_("办理情况和结果"), max_length=2000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("审批后续任务")
        verbose_name_plural = _("审批后续任务")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=FOLLOW_UP_WORKFLOW.known(), name="follow_up_state_known"),
            models.CheckConstraint(condition=Q(kind__in=FollowUpKind.values), name="follow_up_kind_known"),
            models.UniqueConstraint(fields=["event", "department", "kind"], name="follow_up_once"),
        ]
        indexes = [models.Index(fields=["tenant", "state", "due_on"], name="follow_ups_by_day")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.object}"

    def get_absolute_url(self) -> str:
        return reverse("registry:follow_up", args=[self.tenant_id, self.pk])
