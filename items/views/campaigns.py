"""Collections: what is asked of whom, what came, reminders (R047)."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_by_row
from common.clocks.states import day_state, soon_day
from common.forms import ReasonForm
from common.models import Attachment
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from items.forms.checklists import CampaignForm, SubmitForm
from items.models import Campaign, Submission
from items.queries.timeline import timeline_of
from items.services import campaigns
from items.states import ACCEPTED, SUBMISSION_WORKFLOW
from items.views.tabs import ItemTabs

TONES = {"waiting": "yellow", "submitted": "blue", "accepted": "green"}


def campaigns_crumb(page: Page) -> Crumb:
    return Crumb(_t("清单征集"), reverse("items:campaigns", args=[page.tenant]))


class CampaignsPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("清单征集")
    tab = "items:campaigns"
    model = Campaign
    ordering = ["-started_at", "-pk"]
    columns = [
        Column("name", _("征集名称"), sort="name"),
        Column("document_number", _("通知文号")),
        Column("due_on", _("截止日期"), sort="due_on"),
        Column("done", _("已确认 / 部门数"), is_number=True),
        Column("state", _("状态")),
    ]
    rows_template = "items/_campaign_rows.html"
    help_text = _("向各部门征集清单和附件：到期前自动提醒，逾期每周催报，交纸质或扫描件的也在这里登记。")
    empty = Empty(
        _("还没有征集"),
        _("如首次编制清单：各部门按附件1报送，到期自动提醒未报送的部门。"),
        _("发起征集"),
        "items:campaign_new",
    )

    def for_list(self, rows: Any) -> Any:
        return rows.prefetch_related("submissions")

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("发起征集"), reverse("items:campaign_new", args=[self.tenant]), True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            states = [one.state for one in row.submissions.all()]
            row.done, row.count = states.count(ACCEPTED), len(states)
        return context


class NewCampaignPage(FormPage):
    permission = "items.manage"
    title = _("发起清单征集")
    form_class = CampaignForm
    submit_label = _("发起并通知各部门")

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self)]

    def save(self, form: Any) -> Campaign:
        departments = list(form.cleaned_data["departments"])
        return campaigns.start_campaign(form.instance, departments, actor=self.member, today=timezone.localdate())


class CampaignPage(DetailPage):
    permission = "items.view"
    model = Campaign
    facts = ["request", "document_number", "due_on", "started_by", "closed_on"]
    template_name = "items/campaign_detail.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("started_by")

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self)]

    def get_moves(self) -> list[Button]:
        if self.object.closed_on or not self.member.may("items.manage"):
            return []
        place = [self.tenant, self.object.pk]
        return [
            Button(_t("提醒未报送的部门"), reverse("items:campaign_remind", args=place), True),
            Button(_t("结束征集"), reverse("items:campaign_close", args=place), is_dangerous=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, row = timezone.localdate(), self.object
        sentence = _t("各部门须在此前报送，到期前7、3、1天和当天自动提醒，逾期每周催报。")
        due = day_state(row.due_on, sentence, today=today, soon=soon_day(self.tenant, today))
        rows = list(row.submissions.select_related("department", "campaign"))
        files = attachments_by_row(rows)
        return super().get_context_data(
            page_due=None if row.closed_on else due,
            rows=[self._line(one, files[one.pk], today) for one in rows],
            **kwargs,
        )

    def _line(self, row: Submission, files: list[Attachment], today: Any) -> dict[str, Any]:
        is_late = row.is_late(today)
        moves = [] if self.object.closed_on else SUBMISSION_WORKFLOW.open_to(row, self.member)
        return {
            "row": row,
            "badge": {
                "label": _t("逾期未报送") if is_late else row.get_state_display(),
                "tone": "red" if is_late else TONES[row.state],
            },
            "files": files,
            "moves": [(one.label, reverse(f"items:{one.name}", args=[self.tenant, row.pk])) for one in moves],
        }


class SubmissionMixin(Page):
    """A page about one department's submission."""

    model = Submission

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("campaign", "department", "tenant")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        row: Any = self.object  # type: ignore[attr-defined]
        return [campaigns_crumb(self), Crumb(str(row.campaign), row.get_absolute_url())]


class SubmitPage(SubmissionMixin, FormPage):
    permission = "items.prepare"
    form_class = SubmitForm
    submit_label = _("报送")
    template_name = "items/submit.html"

    def get_title(self) -> str:
        return _t("报送：%s") % self.object.department

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"note": self.object.note}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        files = attachments_by_row([self.object])[self.object.pk]
        return super().get_context_data(files=files, timeline=timeline_of(self.object), **kwargs)

    def save(self, form: Any) -> Submission:
        return campaigns.submit(self.object, **form.cleaned_data, actor=self.member, at=timezone.now())


class SubmissionMove(SubmissionMixin, MovePage):
    """Confirms or gives back."""

    permission = "items.manage"
    workflow = SUBMISSION_WORKFLOW

    def make_move(self, form: Any) -> Any:
        return campaigns.answer_submission(
            self.object, self.move, actor=self.member, note=form.cleaned_data["note"], today=timezone.localdate()
        )


class AcceptSubmissionPage(SubmissionMove):
    move = "accept_submission"


class ReturnSubmissionPage(SubmissionMove):
    move = "return_submission"


class CampaignForms(FormPage):
    """Something done to a collection."""

    model = Campaign
    permission = "items.manage"
    form_class = ReasonForm

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [campaigns_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]


class CloseCampaignPage(CampaignForms):
    title = _("结束征集")
    submit_label = title
    consequence = _("结束后不再提醒，也不再收件；未报送的部门留在记录里。")

    def save(self, form: Any) -> Campaign:
        note = form.cleaned_data["note"]
        return campaigns.close_campaign(self.object, actor=self.member, note=note, today=timezone.localdate())


class RemindPage(CampaignForms):
    form_class = forms.Form
    title = _("提醒未报送的部门")
    submit_label = title
    consequence = _("向还没有报送的部门发送提醒，同一部门一天最多提醒一次。")

    def save(self, form: Any) -> Campaign:
        campaigns.remind(self.object, actor=self.member, today=timezone.localdate())
        return self.object
