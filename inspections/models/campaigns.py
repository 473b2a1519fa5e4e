"""Special campaigns, apart from the yearly plan: reason, evidence, approval, filing, publication, result (R094)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from inspections.attributes import CampaignPattern
from inspections.states import CAMPAIGN_WORKFLOW, DRAFT, FILED, PUBLISHED, REPORTED
from tenancy.history import track
from tenancy.models import Department, Member, TenantModel


@track()
class Campaign(TenantModel):
    """One campaign (专项整治) of a lead department and its participants; both days of its period count."""

    reading_permission = "plans.view"

    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("牵头部门"), related_name="campaigns")
    state = models.CharField(_("状态"), max_length=12, choices=CAMPAIGN_WORKFLOW.choices, default=DRAFT)
    title = models.CharField(_("专项整治名称"), max_length=200)
    pattern = models.CharField(_("问题类型"), max_length=16, choices=CampaignPattern)
    reason = models.TextField(_("开展理由"), max_length=2000)
    evidence = models.TextField(
        _("问题依据"), max_length=2000, help_text=_("写明来源和数量，如投诉举报、抽检、事故、检查发现的件数与时间。")
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    participants = models.ManyToManyField(Department, through="CampaignParty", related_name="joined_campaigns")
    created_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("编制人"), null=True, related_name="+", db_constraint=False
    )
    created_at = models.DateTimeField(_("建立时间"), auto_now_add=True)
    approved_by = models.ForeignKey(
        Member, models.PROTECT, verbose_name=_("批准人"), null=True, blank=True, related_name="+", db_constraint=False
    )
    approved_at = models.DateTimeField(_("批准时间"), null=True, blank=True)
    filed_with = models.CharField(_("备案机关"), max_length=120, blank=True)
    filing_number = models.CharField(_("备案号"), max_length=60, blank=True)
    filed_on = models.DateField(_("备案日期"), null=True, blank=True)
    result = models.TextField(_("结果报告"), max_length=4000, blank=True)

    class Meta(TenantModel.Meta):
        verbose_name = _("专项整治")
        verbose_name_plural = _("专项整治")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=CAMPAIGN_WORKFLOW.known(), name="inspection_campaign_state_known"),
            models.CheckConstraint(condition=Q(pattern__in=CampaignPattern.values), name="campaign_pattern_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_start",
                violation_error_message=_("结束日期不能早于开始日期。"),
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("created_by")),
                name="campaign_approved_by_another",
                violation_error_message=_("编制人不能批准自己的专项整治。"),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[FILED, PUBLISHED, REPORTED])
                | Q(filed_on__isnull=False) & ~Q(filing_number="") & ~Q(filed_with=""),
                name="campaign_filed_before_public",
            ),
            models.CheckConstraint(condition=~Q(state=REPORTED) | ~Q(result=""), name="campaign_reported_has_result"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("inspections:campaign", args=[self.tenant_id, self.pk])


class CampaignParty(TenantModel):
    """A department that takes part besides the lead."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, verbose_name=_("专项整治"), related_name="parties")
    department = models.ForeignKey(Department, models.PROTECT, verbose_name=_("参加部门"), related_name="+")

    class Meta(TenantModel.Meta):
        verbose_name = _("参加部门")
        verbose_name_plural = _("参加部门")
        ordering = ["department__name", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "department"], name="campaign_party_once")]

    def __str__(self) -> str:
        return str(self.department)
