"""Passes that were signed for a visit: shown at the door, taken back when needed, never changed (R108)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from inspections.models.visits import Visit, person
from tenancy.models import TenantModel


class VisitPass(TenantModel):
    """One signed pass. `token` is what the QR code holds, `code` the short word that is typed where nothing scans."""

    visit = models.ForeignKey(Visit, models.PROTECT, verbose_name=_("检查"), related_name="passes")
    code = models.CharField(_("核验短码"), max_length=8)
    key_id = models.CharField(_("密钥编号"), max_length=16)
    token = models.TextField(_("签名内容"), max_length=2000)
    valid_from = models.DateTimeField(_("有效期起"))
    valid_until = models.DateTimeField(_("有效期至"))
    issued_by = person(_("签发人"))
    issued_at = models.DateTimeField(_("签发时间"))
    revoked_at = models.DateTimeField(_("收回时间"), null=True, blank=True)
    revoked_by = person(_("收回人"))
    revoke_reason = models.CharField(_("收回理由"), max_length=300, null=True, blank=True)  # noqa: DJ001

    class Meta(TenantModel.Meta):
        verbose_name = _("检查码")
        verbose_name_plural = _("检查码")
        ordering = ["-issued_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="visit_pass_code_once"),
            models.UniqueConstraint(fields=["visit"], condition=Q(revoked_at=None), name="visit_pass_one_in_force"),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoke_reason=None)
                | Q(revoked_at__isnull=False, revoke_reason__isnull=False) & ~Q(revoke_reason=""),
                name="visit_pass_revoked_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} {self.code}"

    def get_absolute_url(self) -> str:
        return self.visit.get_absolute_url()

    @property
    def department_id(self) -> int:
        """The lead's: whoever may arrange the visit may take its pass back."""
        return self.visit.department_id
