"""Letters of engagement to third parties and their reports (R065)."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_of
from common.pages import Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from registry.forms.engagements import EngagementForm, ReportForm
from registry.models import Engagement, ThirdPartyBody
from registry.services.engagements import call_off_engagement, engage, report_engagement
from registry.states import ENGAGED, ENGAGEMENT_WORKFLOW, REPORTED
from registry.views.assistants import assistants_crumb
from registry.views.officer_tabs import OfficerTabs

_TONES = {ENGAGED: "yellow", REPORTED: "green"}


def engagement_badge(row: Engagement) -> dict[str, str]:
    """The state as a badge, red once the report is late."""
    if row.state == ENGAGED and row.due_on < timezone.localdate():
        return {"label": _t("报告已逾期"), "tone": "red"}
    return {"label": row.get_state_display(), "tone": _TONES.get(row.state, "grey")}


class EngagementsPage(OfficerTabs, ListPage):
    permission = "officers.view"
    title = _("第三方委托")
    tab = "registry:engagements"
    model = Engagement
    ordering = ["-issued_on", "-pk"]
    rows_template = "registry/_engagement_rows.html"
    columns = [
        Column("number", _("委托函编号")),
        Column("body", _("受托机构"), "body__name"),
        Column("object", _("涉及的监管对象")),
        Column("department", _("委托部门"), "department__name"),
        Column("due_on", _("提交报告期限"), "due_on"),
        Column("state", _("状态")),
    ]
    empty = Empty(
        _("还没有委托第三方机构"),
        _("在第三方机构的页面发出委托函；收到的检验检测、审计、鉴定报告作为证据保存，结论可以依法采用。"),
        _("打开第三方机构名录"),
        "registry:bodies",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("body", "object", "department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = engagement_badge(row)
        return context


class EngagePage(FormPage):
    """A letter of the own department to the body the address names, whoever recommended that one."""

    permission = "officers.engage"
    title = _("委托第三方机构")
    submit_label = _("发出委托函")
    form_class = EngagementForm
    success_message = _("委托函已编号发出。")

    @cached_property
    def body(self) -> ThirdPartyBody:
        return get_object_or_404(ThirdPartyBody.objects.of(self.tenant), pk=self.kwargs["body"])

    def get_crumbs(self) -> list[Crumb]:
        above = assistants_crumb(self, ThirdPartyBody)
        return [above, Crumb(str(self.body), self.body.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Engagement(tenant=self.tenant, body=self.body)}

    def save(self, form: Any) -> Engagement:
        return engage(form.instance, actor=self.member)


class EngagementMixin:
    """A page about one letter."""

    model = Engagement
    permission = "officers.view"
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related("body", "object", "department", "created_by", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        return [Crumb(_t("第三方委托"), reverse("registry:engagements", args=[page.tenant]))]


class EngagementPage(EngagementMixin, DetailPage):
    workflow = ENGAGEMENT_WORKFLOW
    template_name = "registry/engagement.html"
    facts = [
        "number", "body", "department", "object", "task", "basis", "issued_on", "due_on", "reported_on", "conclusion",
        "created_by",
    ]  # fmt: skip

    def move_url(self, name: str) -> str:
        return reverse(f"registry:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_state=engagement_badge(self.object), files=attachments_of(self.object), **kwargs
        )


class ReportEngagementPage(EngagementMixin, MovePage):
    workflow = ENGAGEMENT_WORKFLOW
    move = "report_engagement"
    form_class = ReportForm

    def make_move(self, form: Any) -> Any:
        given = form.cleaned_data
        words = {"on": given["reported_on"], "conclusion": given["conclusion"], "report": given["report"]}
        return report_engagement(self.object, actor=self.member, **words)


class CallOffPage(EngagementMixin, MovePage):
    workflow = ENGAGEMENT_WORKFLOW
    move = "call_off_engagement"

    def make_move(self, form: Any) -> Any:
        return call_off_engagement(self.object, actor=self.member, note=form.cleaned_data["note"])
