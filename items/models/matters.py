"""Unclear matters and disputes, the boundary list, and handovers after approval duties changed (R008–R011)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from items.attributes import ApprovalRelation, MatterKind, Stance
from items.models.items import ItemVersion, SupervisionItem
from items.models.library import SupervisionDomain
from items.states import HANDOVER_OPEN, HANDOVER_WORKFLOW, MATTER_DECIDED, MATTER_PRECEDENT, MATTER_WORKFLOW, REGISTERED
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


def _member(label: Any) -> models.ForeignKey:
    return models.ForeignKey(
        Member, models.PROTECT, verbose_name=label, null=True, blank=True, related_name="+", db_constraint=False
    )


def _department(label: Any, **options: Any) -> models.ForeignKey:
    return models.ForeignKey(Department, models.PROTECT, verbose_name=label, related_name="+", **options)


@track()
class UnclearMatter(TenantModel):
    """A behaviour nobody clearly answers for, or a duty that two departments dispute (R008, R009).

    `department` decides; who is named provisionally stays responsible until it has decided (R139).
    """

    kind = models.CharField(_("类型"), max_length=8, choices=MatterKind)
    title = models.CharField(_("事由"), max_length=100)
    behaviour = models.TextField(_("行为描述"), max_length=3000)
    domain = models.ForeignKey(
        SupervisionDomain, models.PROTECT, verbose_name=_("相近监管领域"), null=True, blank=True, related_name="+"
    )
    item = models.ForeignKey(
        SupervisionItem, models.PROTECT, verbose_name=_("涉及事项"), null=True, blank=True, related_name="matters"
    )
    reported_by = _department(_("提出部门"))
    department = _department(_("裁定部门"))
    provisional = _department(_("先行处置部门"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=16, choices=MATTER_WORKFLOW.choices, default=REGISTERED)
    opened_at = models.DateTimeField(_("登记时间"))
    due_on = models.DateField(_("裁定期限"), null=True, blank=True)
    decided_for = _department(_("裁定负责部门"), null=True, blank=True)
    decision = models.TextField(_("裁定意见"), max_length=3000, blank=True)
    document = models.CharField(_("裁定文号"), max_length=120, blank=True)
    decided_by = _member(_("裁定人"))
    decided_on = models.DateField(_("裁定日期"), null=True, blank=True)
    precedent = models.TextField(_("裁定要旨"), max_length=2000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("权责不清事项")
        verbose_name_plural = _("权责不清事项")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=MATTER_WORKFLOW.known(), name="matter_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[MATTER_DECIDED, MATTER_PRECEDENT])
                | Q(decided_for__isnull=False, decided_on__isnull=False) & ~Q(decision=""),
                name="matter_decision_complete",
            ),
            models.CheckConstraint(
                condition=~Q(state=MATTER_PRECEDENT) | ~Q(precedent=""), name="matter_precedent_has_text"
            ),
            models.CheckConstraint(
                condition=Q(state=REGISTERED) | Q(provisional__isnull=False), name="matter_is_never_ownerless"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("items:matter", args=[self.tenant_id, self.pk])


class MatterStatement(TenantModel):
    """What one department says about a matter, with its evidence; empty until it has answered.

    Papers that show it are kept as attachments, which the other side may read.
    """

    reading_permission = "items.view"

    matter = models.ForeignKey(UnclearMatter, models.CASCADE, verbose_name=_("权责不清事项"), related_name="statements")
    department = _department(_("征询部门"))
    stance = models.CharField(_("意见"), max_length=10, choices=Stance, blank=True)
    text = models.TextField(_("理由"), max_length=3000, blank=True)
    evidence = models.TextField(_("依据和证据"), max_length=3000, blank=True)
    given_by = _member(_("填写人"))
    given_at = models.DateTimeField(_("填写时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("征询意见")
        verbose_name_plural = _("征询意见")
        ordering = ["department__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "department"], name="statement_once_a_department"),
            models.CheckConstraint(condition=Q(stance="") | ~Q(text=""), name="statement_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.department}：{self.matter}"

    def get_absolute_url(self) -> str:
        return reverse("items:statement", args=[self.tenant_id, self.pk])


@track()
class BoundaryEntry(TenantModel):
    """Where approval ends and supervision begins for one matter (边界清单, R010)."""

    matter = models.CharField(_("事项"), max_length=200)
    approving = _department(_("审批部门"))
    supervising = _department(_("监管部门"))
    cutover = models.TextField(_("衔接节点"), max_length=1000)
    handover = models.TextField(_("移交信息"), max_length=1000)
    basis = models.CharField(_("依据"), max_length=300)
    item = models.ForeignKey(
        SupervisionItem, models.PROTECT, verbose_name=_("对应监管事项"), null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        UnclearMatter, models.PROTECT, verbose_name=_("裁定来源"), null=True, blank=True, related_name="boundaries"
    )
    ended_on = models.DateField(_("停用日期"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("边界清单")
        verbose_name_plural = _("边界清单")
        ordering = ["matter", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "matter"],
                condition=Q(ended_on__isnull=True),
                name="boundary_once_a_matter",
                violation_error_message=_("这个事项已在边界清单中，请直接修改它。"),
            ),
        ]

    def __str__(self) -> str:
        return self.matter

    def get_absolute_url(self) -> str:
        return reverse("items:edit_boundary", args=[self.tenant_id, self.pk])


class Handover(TenantModel):
    """The relation of approval and supervision of an item changed: what must be handed over (R011)."""

    version = models.OneToOneField(ItemVersion, models.PROTECT, verbose_name=_("事项版本"), related_name="handover")
    department = _department(_("责任部门"))
    relation_before = models.CharField(_("原关系"), max_length=12, choices=ApprovalRelation, blank=True)
    relation_after = models.CharField(_("新关系"), max_length=12, choices=ApprovalRelation)
    state = models.CharField(_("状态"), max_length=8, choices=HANDOVER_WORKFLOW.choices, default=HANDOVER_OPEN)
    opened_at = models.DateTimeField(_("生成时间"))
    due_on = models.DateField(_("截止日"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("监管责任交接")
        verbose_name_plural = _("监管责任交接")
        ordering = ["-opened_at", "-pk"]
        constraints = [models.CheckConstraint(condition=HANDOVER_WORKFLOW.known(), name="handover_state_known")]

    def __str__(self) -> str:
        return str(self.version)

    def get_absolute_url(self) -> str:
        return reverse("items:handover", args=[self.tenant_id, self.pk])


class HandoverEntry(TenantModel):
    """One line of a handover checklist, ticked by a person with a word on it."""

    handover = models.ForeignKey(Handover, models.CASCADE, verbose_name=_("监管责任交接"), related_name="entries")
    position = models.PositiveSmallIntegerField(_("顺序"))
    text = models.CharField(_("交接内容"), max_length=200)
    note = models.CharField(_("办理情况"), max_length=500, blank=True)
    done_by = _member(_("办理人"))
    done_at = models.DateTimeField(_("办理时间"), null=True, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("交接内容")
        verbose_name_plural = _("交接内容")
        ordering = ["position", "pk"]
        constraints = [models.CheckConstraint(condition=Q(done_at=None) | ~Q(note=""), name="handover_entry_says_what")]

    def __str__(self) -> str:
        return self.text
