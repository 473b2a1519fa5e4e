"""Special campaigns: written with their evidence, approved by another, filed, public, reported (R094; 5.2 no. 19)."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from inspections.models import Campaign, CampaignParty
from inspections.published import CAMPAIGN
from inspections.queries.plans import examine
from inspections.services.release import ReleaseRefused, is_public, owe_campaign
from inspections.states import CAMPAIGN_WORKFLOW, DRAFT
from tenancy.audit import record
from tenancy.models import Department, Member, Region


class CampaignRefused(Refused):
    """A campaign may not be written or moved so."""


@transaction.atomic
def keep_campaign(campaign: Campaign, participants: Sequence[Department], *, actor: Member) -> Campaign:
    """Begin a campaign, or write its draft anew. Errors: `CampaignRefused`, `RuleBroken` and `ValidationError`."""
    if not actor.may("campaigns.prepare", campaign):
        raise CampaignRefused(_("您只能编制本部门牵头的专项整治。"), field="department")
    if campaign.pk and Campaign.objects.of(campaign.tenant_id).get(pk=campaign.pk).state != DRAFT:
        raise CampaignRefused(_("这个专项整治已不是草稿，内容不能再改。需要修改的，请先退回。"))
    if not campaign.pk:
        campaign.created_by = actor
    keep(campaign, unseen=("created_by",))
    campaign.parties.all().delete()
    others = [one for one in participants if one.pk != campaign.department_id]
    CampaignParty.objects.of(campaign.tenant_id).bulk_create(
        CampaignParty(tenant_id=campaign.tenant_id, campaign=campaign, department=one) for one in others
    )
    record(actor, "inspections.keep_campaign", campaign)
    return campaign


@transaction.atomic
def submit_campaign(campaign: Campaign, *, actor: Member, note: str = "") -> Campaign:
    """Ask for approval. Errors: `CampaignRefused` while its entries are incomplete, `MoveRefused`."""
    examined = examine(campaign.entries.all(), tenant=campaign.tenant, today=timezone.localdate())
    if not examined:
        raise CampaignRefused(_("还没有检查安排，请先添加检查什么、查谁、查多少。"))
    wrong = [one for one in examined if one.problems]
    if wrong:
        words = {"number": wrong[0].entry.number, "first": wrong[0].problems[0]}
        raise CampaignRefused(_("第%(number)d项检查安排需要补正：%(first)s") % words)
    return CAMPAIGN_WORKFLOW.take(campaign, "submit_campaign", actor=actor, note=note)


@transaction.atomic
def approve_campaign(campaign: Campaign, *, actor: Member, note: str = "") -> Campaign:
    """Another person approves. Errors: `CampaignRefused`, `MoveRefused`."""
    if campaign.created_by_id == actor.pk:
        raise CampaignRefused(_("编制人不能批准自己的专项整治，请由另一名有权人员批准。"))
    CAMPAIGN_WORKFLOW.take(campaign, "approve_campaign", actor=actor, note=note)
    campaign.approved_by, campaign.approved_at = actor, timezone.now()
    campaign.save(update_fields=["approved_by", "approved_at"])
    return campaign


@transaction.atomic
def file_campaign(
    campaign: Campaign, *, filed_with: str, filing_number: str, filed_on: date, actor: Member
) -> Campaign:
    """Keep where and under which number it was filed, and owe it to the public. Errors: `MoveRefused`."""
    campaign.filed_with, campaign.filing_number, campaign.filed_on = filed_with, filing_number, filed_on
    campaign.save(update_fields=["filed_with", "filing_number", "filed_on"])
    CAMPAIGN_WORKFLOW.take(campaign, "file_campaign", actor=actor, note=f"{filed_with} {filing_number}")
    owe_campaign(campaign, actor=actor)
    return campaign


@transaction.atomic
def publish_campaign(campaign: Campaign, *, actor: Member | None) -> Campaign:
    """It is public and may begin. Errors: `ReleaseRefused` while its text is not published."""
    if not is_public(campaign.tenant, CAMPAIGN.name, str(campaign.pk)):
        raise ReleaseRefused(_("公示稿还没有经两人拟稿、核对并公示，请先在“公示”里办完这条公示任务。"))
    return CAMPAIGN_WORKFLOW.take(campaign, "publish_campaign", actor=actor)


@transaction.atomic
def report_campaign(campaign: Campaign, *, result: str, actor: Member) -> Campaign:
    """Report the result, owed to the public too. Errors: `CampaignRefused` before its last day, `MoveRefused`."""
    if timezone.localdate() <= campaign.ends_on:
        raise CampaignRefused(_("专项整治还没有结束，请在结束后报告结果。"), field="result")
    campaign.result = result
    campaign.save(update_fields=["result"])
    CAMPAIGN_WORKFLOW.take(campaign, "report_campaign", actor=actor)
    owe_campaign(campaign, actor=actor)
    return campaign


def follow_campaigns(tenant: Region) -> int:
    """Let begin what was published from the ledger's own page; returns how many campaigns moved."""
    filed = Campaign.objects.of(tenant).filter(state="filed").select_related("tenant", "department")
    out = [one for one in filed if is_public(tenant, CAMPAIGN.name, str(one.pk))]
    for campaign in out:
        publish_campaign(campaign, actor=None)
    return len(out)
