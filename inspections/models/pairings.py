"""What a pairing was given and what it answered, kept for auditors the moment it was made (R068; feature 1)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.draws import Draw
from tenancy.models import TenantModel


class DrawPairing(TenantModel):
    """One run of the pairing: of all drawn objects, of a successor, or after a recusal; never changed.

    `section` is what `inspections.disclosure.pairing_section` says: visits, teams with their loads, who was barred from
    whom, who was sent. It shows recusals, so only auditors read it, after the visits.
    """

    draw = models.ForeignKey(Draw, models.PROTECT, verbose_name=_("抽取"), related_name="pairings")
    section = models.JSONField(_("匹配的全部输入和结果"))
    visit_count = models.PositiveIntegerField(_("对象数"))
    barred_count = models.PositiveIntegerField(_("回避数"))
    made_at = models.DateTimeField(_("匹配时间"))

    class Meta(TenantModel.Meta):
        verbose_name = _("人员匹配")
        verbose_name_plural = _("人员匹配")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("%(task)s · %(attempt)s") % {"task": self.draw.task, "attempt": self.draw.attempt_word})

    def get_absolute_url(self) -> str:
        return reverse("inspections:audit_pairing", args=[self.tenant_id, self.pk])
