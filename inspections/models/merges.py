"""Proposals to make one joint visit of several plan entries, and what the departments say to them (R088)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.models.entries import PlanEntry
from inspections.states import ANSWER_WORKFLOW, ASKED, DECLINED, MERGE_WORKFLOW, OPEN_MERGES, PROPOSED
from tenancy.models import Department, TenantModel


class MergeProposal(TenantModel):
    """Entries of a year that meet the same objects in the same days; `joint` is the entry made of them.

    `key` names the set of entries. `common` counts objects, `saved` visits in the year, as when it was last looked at.
    """

    year = models.PositiveSmallIntegerField(_("计划年度"))
    key = models.CharField(_("组合标识"), max_length=64)
    state = models.CharField(_("状态"), max_length=12, choices=MERGE_WORKFLOW.choices, default=PROPOSED)
    common = models.PositiveIntegerField(_("共同对象数"))
    saved = models.PositiveIntegerField(_("少进门次数"))
    starts_on = models.DateField(_("共同时段开始"))
    ends_on = models.DateField(_("共同时段结束"))
    found_at = models.DateTimeField(_("发现时间"))
    refusal = models.CharField(_("不合并的理由"), max_length=500, blank=True)
    joint = models.ForeignKey(
        PlanEntry, models.SET_NULL, verbose_name=_("联合检查计划"), null=True, blank=True, related_name="+"
    )

    class Meta(TenantModel.Meta):
        verbose_name = _("合并建议")
        verbose_name_plural = _("合并建议")
        ordering = ["-saved", "pk"]
        constraints = [
            models.CheckConstraint(condition=MERGE_WORKFLOW.known(), name="merge_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="merge_has_days"),
            models.UniqueConstraint(
                fields=["tenant", "year", "key"], condition=Q(state__in=OPEN_MERGES), name="merge_proposed_once"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "year", "state"], name="merges_of_year")]

    def __str__(self) -> str:
        return str(_("合并建议%(number)d") % {"number": self.pk or 0})

    def get_absolute_url(self) -> str:
        return reverse("inspections:merge", args=[self.tenant_id, self.pk])


class MergeMember(TenantModel):
    """One entry of a proposal and the answer of the department that leads it; `snapshot` outlives the entry."""

    SNAPSHOT: ClassVar[tuple[str, ...]] = ("title", "pool_query", "sample_count", "frequency", "starts_on", "ends_on")

    proposal = models.ForeignKey(MergeProposal, models.CASCADE, verbose_name=_("合并建议"), related_name="members")
    entry = models.ForeignKey(
        PlanEntry, models.SET_NULL, verbose_name=_("综合监管计划"), null=True, related_name="merge_members"
    )
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="+")
    state = models.CharField(_("答复"), max_length=12, choices=ANSWER_WORKFLOW.choices, default=ASKED)
    reason = models.CharField(_("理由"), max_length=500, blank=True)
    expected = models.PositiveIntegerField(_("对共同对象的预计检查次数"))
    snapshot = models.JSONField(_("合并前的内容"), default=dict)

    class Meta(TenantModel.Meta):
        verbose_name = _("合并建议的组成")
        verbose_name_plural = _("合并建议的组成")
        ordering = ["-expected", "pk"]
        constraints = [
            models.CheckConstraint(condition=ANSWER_WORKFLOW.known(), name="merge_answer_state_known"),
            models.UniqueConstraint(fields=["proposal", "entry"], name="merge_member_once"),
            models.CheckConstraint(condition=~Q(state=DECLINED) | ~Q(reason=""), name="merge_declined_says_why"),
        ]

    def __str__(self) -> str:
        return str(self.snapshot.get("title", ""))

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()
