"""Evidence of a section: sealed at capture, chained on arrival, never changed (R120, R196; DOMAIN 5.2 no. 23)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.sections import HEX_256, VisitSection, device_key, once_a_device
from inspections.models.visits import person
from inspections.results import EvidenceKind
from items.models import ChecklistEntry
from tenancy.models import Member, TenantModel


class Evidence(TenantModel):
    """One photo, recording or paper: what, when (by the device and by us), where, by whom.

    `chain_hash` is the SHA-256 of the link before it in the section and of this row's own seal, so that a missing or
    exchanged piece shows (`inspections.evidence_chain`).
    """

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="evidence")
    entry = models.ForeignKey(
        ChecklistEntry, models.PROTECT, verbose_name=_("检查要点"), null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("证据序号"))
    kind = models.CharField(_("证据种类"), max_length=10, choices=EvidenceKind)
    description = models.CharField(_("证明内容"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    taken_at = models.DateTimeField(_("取证时间（设备）"))
    received_at = models.DateTimeField(_("收到时间（服务器）"))
    place = models.CharField(_("取证地点"), max_length=200)
    longitude = models.DecimalField(_("经度"), max_digits=9, decimal_places=6, null=True, blank=True)
    latitude = models.DecimalField(_("纬度"), max_digits=9, decimal_places=6, null=True, blank=True)
    taken_by = person(_("取证人"))
    taker_name = models.CharField(_("取证人姓名"), max_length=100)
    chain_hash = models.CharField(_("链值"), max_length=64)
    device_key = device_key()

    reading_permission = "visits.view"

    class Meta(TenantModel.Meta):
        verbose_name = _("证据")
        verbose_name_plural = _("证据")
        ordering = ["section", "number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="evidence_number_once"),
            models.CheckConstraint(condition=Q(kind__in=EvidenceKind.values), name="evidence_kind_known"),
            models.CheckConstraint(
                condition=Q(sha256__regex=HEX_256, chain_hash__regex=HEX_256), name="evidence_sealed"
            ),
            models.CheckConstraint(
                condition=~Q(place=""),
                name="evidence_says_where",
                violation_error_message=_("证据须写明取证地点。"),
            ),
            once_a_device("evidence"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.number}：{self.description}"

    def get_absolute_url(self) -> str:
        return reverse("inspections:section", args=[self.tenant_id, self.section_id])

    def is_open_to(self, member: Member) -> bool:
        return self.section.is_open_to(member)
