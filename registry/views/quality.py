"""The state of the library, campaigns to bring it up to date, and what each department has to verify (R055, R056)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, FormPage, ListPage, MovePage, Page
from registry.filters.candidates import VerificationFilter
from registry.forms.quality import CampaignForm
from registry.models import QualityCampaign, Verification
from registry.queries.campaigns import health_of, progress_of
from registry.queries.tallies import tally_of
from registry.services.quality import open_campaign, verify
from registry.states import RIGHT, TO_VERIFY, VERIFICATION_WORKFLOW
from registry.views.object_tabs import ObjectTabs
from registry.views.objects import objects_crumb

_TONES = {TO_VERIFY: "blue", RIGHT: "green"}


def quality_crumb(page: Page) -> Crumb:
    return Crumb(_t("名录质量"), reverse("registry:quality", args=[page.tenant]))


class QualityPage(ObjectTabs, Page):
    permission = "objects.view"
    title = _("名录质量")
    tab = "registry:quality"
    template_name = "registry/quality.html"
    help_text = _("完整度看代码、地址和行业是否齐全，新鲜度看一年内是否核实过，均按建档部门统计存续对象。")

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("核实任务"), reverse("registry:quality_tasks", args=[self.tenant]))]
        if self.member.may("objects.coordinate"):
            moves.insert(
                0, Button(_t("发起名录核实"), reverse("registry:campaign_new", args=[self.tenant]), is_primary=True)
            )
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        campaigns = QualityCampaign.objects.of(self.tenant)[:20]
        tally = tally_of(self.tenant, timezone.localdate())
        return super().get_context_data(
            lines=health_of(tally), counted_at=tally.counted_at, campaigns=campaigns, **kwargs
        )


class NewCampaignPage(FormPage):
    permission = "objects.coordinate"
    title = _("发起名录核实")
    submit_label = _("发起")
    form_class = CampaignForm
    success_message = _("已分派到各建档部门，并通知部门管理员。")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), quality_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        campaign = QualityCampaign(tenant=self.tenant, starts_on=timezone.localdate(), created_by=self.member)
        return super().get_form_kwargs() | {"instance": campaign}

    def save(self, form: Any) -> QualityCampaign:
        open_campaign(form.instance, actor=self.member)
        return form.instance


class CampaignPage(DetailPage):
    permission = "objects.view"
    model = QualityCampaign
    template_name = "registry/campaign.html"
    facts = ["stale_before", "kind", "starts_on", "due_on", "created_by"]

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), quality_crumb(self)]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("created_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=list(progress_of(self.object)), **kwargs)


class VerificationsPage(ListPage):
    permission = "objects.view"
    title = _("核实任务")
    model = Verification
    filterset_class = VerificationFilter
    rows_template = "registry/_verification_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("department", _("核实部门"), "department__name"),
        Column("campaign", _("名录核实"), "campaign__due_on"),
        Column("due_on", _("完成期限"), "campaign__due_on"),
        Column("state", _("状态"), "state"),
        Column("act", ""),
    ]

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department", "campaign")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), quality_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = {"label": row.get_state_display(), "tone": _TONES.get(row.state, "yellow")}
            row.may_verify = row.state == TO_VERIFY and self.member.may("objects.maintain", row)
        return context


class VerifyPage(MovePage):
    """Right, or nowhere to be found; correcting happens in the file itself. The address names the move."""

    permission = "objects.maintain"
    model = Verification
    workflow = VERIFICATION_WORKFLOW
    move = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object__tenant", "department", "campaign")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), quality_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def save(self, form: Any) -> str:
        note = form.cleaned_data["note"]
        verify(self.object, self.move, actor=self.member, today=timezone.localdate(), note=note)
        return f"{reverse('registry:quality_tasks', args=[self.tenant])}?state={TO_VERIFY}"
