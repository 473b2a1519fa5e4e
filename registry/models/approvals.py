"""Approval joined to supervision (审管联动, R054): which approval concerns whom, and what was approved."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models.objects import SupervisedObject
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

    class Meta(TenantModel.Meta):
        verbose_name = _("审管联动对应关系")
        verbose_name_plural = _("审管联动对应关系")
        ordering = ["matter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "matter", "supervisor"],
                name="approval_route_once",
                violation_error_message=_("这个事项已经对应到这个监管部门。"),
            )
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
