"""Regular verification of the library: campaigns, and what each department has to look at again (R055, R056)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from registry.kinds import ObjectKind
from registry.models.objects import SupervisedObject
from registry.states import TO_VERIFY, VERIFICATION_WORKFLOW
from tenancy.models import Department, Member, TenantModel


class QualityCampaign(TenantModel):
    """Objects that nobody verified since a day, dealt out to their keepers, to be looked at by another day."""

    name = models.CharField(_("名称"), max_length=100)
    stale_before = models.DateField(_("早于此日未核实的"), help_text=_("最近核实早于这一天的对象列入核实。"))
    kind = models.CharField(_("对象类别"), max_length=20, choices=ObjectKind, blank=True)
    starts_on = models.DateField(_("开始日期"))
    due_on = models.DateField(_("完成期限"))
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("发起人"), null=True, blank=True, related_name="+", db_constraint=False
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("名录核实")
        verbose_name_plural = _("名录核实")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("starts_on")),
                name="campaign_due_after_start",
                violation_error_message=_("完成期限不能早于开始日期。"),
            ),
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="campaign_name_once",
                violation_error_message=_("已有同名的名录核实，请换一个名称。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("registry:campaign", args=[self.tenant_id, self.pk])


class Verification(TenantModel):
    """One object that a department has to look at: right, corrected, or not to be found."""

    campaign = models.ForeignKey(
        QualityCampaign, models.CASCADE, verbose_name=_("名录核实"), related_name="verifications"
    )
    object = models.ForeignKey(
        SupervisedObject, models.CASCADE, verbose_name=_("监管对象"), related_name="verifications"
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("核实部门"), related_name="verifications")
    state = models.CharField(_("状态"), max_length=10, choices=VERIFICATION_WORKFLOW.choices, default=TO_VERIFY)
    done_on = models.DateField(_("完成日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("核实任务")
        verbose_name_plural = _("核实任务")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=VERIFICATION_WORKFLOW.known(), name="verification_state_known"),
            models.UniqueConstraint(fields=["campaign", "object"], name="verification_once"),
        ]
        indexes = [models.Index(fields=["department", "state"], name="verifications_of_department")]

    def __str__(self) -> str:
        return str(self.object)

    def get_absolute_url(self) -> str:
        return self.object.get_absolute_url()
