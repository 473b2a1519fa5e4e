"""What came from a phone and could not be written into the record any more: kept, and decided by a person (R108)."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.sections import VisitSection
from inspections.models.visits import person
from tenancy.models import Department, Member, TenantModel


class HeldKind(models.TextChoices):
    """What a device may write that is worth keeping though it came too late."""

    ANSWER = "answer", _("要点填写")
    EVIDENCE = "evidence", _("证据")
    STATEMENT = "statement", _("陈述申辩")


class HeldDecision(models.TextChoices):
    """What became of it."""

    WRITTEN = "written", _("写入记录")
    CORRECTION = "correction", _("作为更正补充")
    SET_ASIDE = "set_aside", _("不采用")


class HeldRecord(TenantModel):
    """One write of a device that arrived after the record was finished or signed, word for word as it was sent.

    `values` is what the device sent; a file lies with the row as its attachment. Decided once, never changed.
    """

    section = models.ForeignKey(VisitSection, models.PROTECT, verbose_name=_("部门检查单"), related_name="held")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("检查部门"), related_name="+")
    kind = models.CharField(_("种类"), max_length=10, choices=HeldKind)
    values: Any = models.JSONField(_("设备发来的内容"))
    summary = models.CharField(_("内容"), max_length=600)
    why = models.CharField(_("没有写入的原因"), max_length=300)
    sent_by = person(_("发送人"))
    received_at = models.DateTimeField(_("收到时间"))
    device_key = models.UUIDField(_("设备写入编号"), editable=False)
    decision = models.CharField(_("处理"), max_length=10, choices=HeldDecision, null=True, blank=True)  # noqa: DJ001
    decided_note = models.CharField(_("处理理由"), max_length=300, null=True, blank=True)  # noqa: DJ001
    decided_by = person(_("处理人"))
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)

    reading_permission = "visits.view"

    class Meta(TenantModel.Meta):
        verbose_name = _("待核对的现场记录")
        verbose_name_plural = _("待核对的现场记录")
        ordering = ["received_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=HeldKind.values), name="held_record_kind_known"),
            models.UniqueConstraint(fields=["tenant", "device_key"], name="held_record_device_key_once"),
            models.CheckConstraint(
                condition=Q(decision=None, decided_at=None)
                | Q(decision__in=HeldDecision.values, decided_at__isnull=False) & ~Q(decided_note=""),
                name="held_record_decided_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "department", "decided_at"], name="held_records_open")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.summary[:60]}"

    @property
    def written_at(self) -> datetime:
        """When it was written, by the device's clock."""
        return datetime.fromisoformat(self.values["at"])

    def get_absolute_url(self) -> str:
        return reverse("inspections:held_record", args=[self.tenant_id, self.pk])

    def is_open_to(self, member: Member) -> bool:
        return self.section.is_open_to(member)
