"""Special campaigns: reason and evidence, approval, filing, publication, result (R094)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from inspections.forms.plans import CampaignForm, FilingForm, ResultForm
from inspections.models import Campaign
from inspections.published import CAMPAIGN
from inspections.queries.entries import face_of
from inspections.queries.plans import examine, sent_back
from inspections.services import campaigns
from inspections.services.release import is_public
from inspections.states import CAMPAIGN_WORKFLOW, DRAFT, FILED, PUBLISHED, REPORTED
from inspections.views.badges import badge_of
from inspections.views.tabs import PlanTabs
from items.queries.timeline import timeline_of
from publication.models import Duty


def campaigns_crumb(page: Page) -> Crumb:
    return Crumb(_t("专项整治"), reverse("inspections:campaigns", args=[page.tenant]))


class CampaignsPage(PlanTabs, ListPage):
    permission = "plans.view"
    tab = "inspections:campaigns"
    title = _("专项整治")
    model = Campaign
    ordering = ["-starts_on", "-pk"]
    columns = [
        Column("title", _("专项整治名称"), sort="title"),
        Column("department", _("牵头部门"), sort="department__name"),
        Column("pattern", _("问题类型")),
        Column("period", _("开展时间"), sort="starts_on"),
        Column("state", _("状态")),
    ]
    rows_template = "inspections/_campaign_rows.html"
    help_text = _("专项整治与年度计划分开：须写明理由和问题依据，经批准、备案、公示后才能开展，结束后报告结果。")
    empty = Empty(
        _("还没有专项整治"),
        _(
            "针对行业性、区域性、普遍性、多发性问题，或者安全生产、食品药品、金融安全开展；由牵头部门发起，经批准后列在这里。"
        ),
        _("发起专项整治"),
        "inspections:campaign_new",
    )

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("department")

    def get_moves(self) -> list[Button]:
        if not self.member.may("campaigns.prepare"):
            return []
        return [Button(_t("发起专项整治"), reverse("inspections:campaign_new", args=[self.tenant]), True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class CampaignMixin:
    """A page about one campaign."""

    model = Campaign
    object: Any

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant", "department", "created_by", "approved_by")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class WritePage(FormPage):
    permission = "campaigns.prepare"
    form_class = CampaignForm

    def save(self, form: Any) -> Campaign:
        chosen = list(form.cleaned_data["participants"])
        return campaigns.keep_campaign(form.instance, chosen, actor=self.member)


class NewCampaignPage(WritePage):
    title = _("发起专项整治")

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Campaign(tenant=self.tenant)}


class EditCampaignPage(CampaignMixin, WritePage):
    title = _("修改专项整治")


class CampaignPage(CampaignMixin, DetailPage):
    permission = "plans.view"
    workflow = CAMPAIGN_WORKFLOW
    template_name = "inspections/campaign_detail.html"
    facts = ["department", "pattern", "reason", "evidence", "starts_on", "ends_on", "created_by", "approved_by"]

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        parties = _t("、").join(str(one.department) for one in row.parties.select_related("department"))
        more = [
            (_t("参加部门"), parties),
            (_t("备案"), row.filed_on and f"{row.filed_with} {row.filing_number}（{row.filed_on:%Y-%m-%d}）"),
            (_t("结果报告"), row.result),
        ]
        return super().get_facts() + [(label, text) for label, text in more if text]

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    @cached_property
    def duty(self) -> Duty | None:
        """What the public is owed of it, until that is out."""
        if self.object.state not in (FILED, REPORTED):
            return None
        rows = Duty.objects.of(self.tenant).filter(kind=CAMPAIGN.name, ref=str(self.object.pk))
        return rows.order_by("-pk").first()

    def _is_untimely(self, move: Button) -> bool:
        """A step that would only be refused now: the text is not public yet, the last day has not passed."""
        row = self.object
        is_early = row.state == PUBLISHED and timezone.localdate() <= row.ends_on
        is_hidden = row.state == FILED and not is_public(self.tenant, CAMPAIGN.name, str(row.pk))
        late = {self.move_url("report_campaign"): is_early, self.move_url("publish_campaign"): is_hidden}
        return late.get(move.url, False)

    def get_moves(self) -> list[Button]:
        moves = [one for one in super().get_moves() if not self._is_untimely(one)]
        if self.object.state == FILED and self.duty and not moves:
            moves = [Button(_t("办理公示任务"), self.duty.get_absolute_url(), True)]
        if self.object.state == DRAFT and self.member.may("campaigns.prepare", self.object):
            moves += [
                Button(_t("修改"), self.move_url("campaign_edit")),
                Button(_t("添加检查安排"), self.move_url("campaign_entry_new")),
            ]
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        examined = examine(row.entries.all(), tenant=self.tenant, today=timezone.localdate())
        for one in examined:
            one.entry.face = face_of(one.entry)
        return super().get_context_data(
            page_state=badge_of(row),
            examined=examined,
            is_draft=row.state == DRAFT,
            sent_back=sent_back(row),
            duty=self.duty,
            timeline=timeline_of(row),
            **kwargs,
        )


class CampaignMove(CampaignMixin, MovePage):
    workflow = CAMPAIGN_WORKFLOW


class SubmitCampaignPage(CampaignMove):
    permission = "campaigns.prepare"
    move = "submit_campaign"

    def make_move(self, form: Any) -> Campaign:
        return campaigns.submit_campaign(self.object, actor=self.member, note=form.cleaned_data["note"])


class ReturnCampaignPage(CampaignMove):
    permission = "campaigns.approve"
    move = "return_campaign"


class ApproveCampaignPage(CampaignMove):
    permission = "campaigns.approve"
    move = "approve_campaign"
    consequence = _("批准后由牵头部门登记备案，备案后产生公示任务。")

    def make_move(self, form: Any) -> Campaign:
        return campaigns.approve_campaign(self.object, actor=self.member, note=form.cleaned_data["note"])


class FileCampaignPage(CampaignMove):
    permission = "campaigns.prepare"
    move = "file_campaign"
    form_class = FilingForm
    consequence = _("登记备案情况，并产生一条公示任务；公示之前不得开展检查。")

    def make_move(self, form: Any) -> Campaign:
        return campaigns.file_campaign(self.object, actor=self.member, **form.cleaned_data)


class PublishCampaignPage(CampaignMove):
    permission = "campaigns.approve"
    move = "publish_campaign"
    consequence = _("公示稿公示之后，专项整治可以开展。")

    def make_move(self, form: Any) -> Campaign:
        return campaigns.publish_campaign(self.object, actor=self.member)


class ReportCampaignPage(CampaignMove):
    permission = "campaigns.prepare"
    move = "report_campaign"
    form_class = ResultForm
    consequence = _("结果报告随专项整治一并公示。")

    def make_move(self, form: Any) -> Campaign:
        return campaigns.report_campaign(self.object, result=form.cleaned_data["result"], actor=self.member)
