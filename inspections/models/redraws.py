"""The one second thought about a whole draw: a request to draw again, decided by another."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.draws import Draw, person_field
from tenancy.history import track
from tenancy.models import TenantModel


@track()
class RedrawRequest(TenantModel):
    """A request to void an attempt and draw again; the coordinator decides, never who asked (DOMAIN 5.2 no. 13)."""

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="redraw_requests")
    reason = models.CharField(_("理由"), max_length=500)
    requested_by = person_field(_("申请人"))
    requested_at = models.DateTimeField(_("申请时间"))
    is_granted = models.BooleanField(_("是否批准"), null=True)
    decided_by = person_field(_("批准人"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    note = models.CharField(_("意见"), max_length=500, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("重新抽取申请")
        verbose_name_plural = _("重新抽取申请")
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["draw"], condition=Q(is_granted__isnull=True), name="redraw_one_open"),
            models.UniqueConstraint(fields=["draw"], condition=Q(is_granted=True), name="redraw_granted_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="redraw_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="redraw_decided_by_another",
                violation_error_message=_("申请人不能批准自己的申请。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draw}：{self.reason}"

    def get_absolute_url(self) -> str:
        return self.draw.get_absolute_url()

    @property
    def department_id(self) -> int:
        return self.draw.department_id
