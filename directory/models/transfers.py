"""Everything of a department moves to another on a date; history keeps the old owner (R013)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.states import DRAFT, OPEN_STATES, TRANSFER_WORKFLOW
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class Transfer(TenantModel):
    """One transfer of duties, decided on a basis and carried out on a date."""

    source = models.ForeignKey(Department, models.PROTECT, verbose_name=_("划出部门"), related_name="transfers_out")
    target = models.ForeignKey(Department, models.PROTECT, verbose_name=_("划入部门"), related_name="transfers_in")
    effective_on = models.DateField(_("生效日期"))
    basis = models.CharField(_("依据"), max_length=200, help_text=_("机构改革方案或文件的名称、文号。"))
    ends_source = models.BooleanField(_("划转后撤销划出部门"), default=False)
    state = models.CharField(_("状态"), max_length=12, choices=TRANSFER_WORKFLOW.choices, default=DRAFT)
    created_by = models.ForeignKey(Member, models.PROTECT, verbose_name=_("经办人"), null=True, related_name="+")
    created_at = models.DateTimeField(_("提出时间"), auto_now_add=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("职责划转")
        verbose_name_plural = _("职责划转")
        ordering = ["-effective_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=TRANSFER_WORKFLOW.known(), name="transfer_state_known"),
            models.CheckConstraint(
                condition=~Q(source=F("target")),
                name="transfer_between_two",
                violation_error_message=_("划出部门与划入部门不能是同一个部门。"),
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(state__in=OPEN_STATES),
                name="transfer_open_once",
                violation_error_message=_("这个部门已有一项未完成的划转，请先完成或取消。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def get_absolute_url(self) -> str:
        return reverse("directory:transfer", args=[self.tenant_id, self.pk])


class TransferLine(TenantModel):
    """What one transfer moved: a line of its report."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, verbose_name=_("职责划转"), related_name="lines")
    kind = models.CharField(_("类别"), max_length=40)
    row_id = models.CharField(_("对象编号"), max_length=40)
    row_label = models.CharField(_("对象"), max_length=300)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("划转明细")
        verbose_name_plural = _("划转明细")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.row_label
