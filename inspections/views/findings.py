"""Findings: list, page, moves (R078–R081)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.views import clue_badge
from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.models import Document
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from inspections.forms.findings import (
    CaseEndForm,
    CaseForm,
    FindingForm,
    SettlementForm,
)
from inspections.forms.handing_over import HandOverForm
from inspections.models import Finding
from inspections.queries.findings import (
    clues_of_finding,
    earlier_findings,
    first_minor,
    penalised_elsewhere,
    penalty_words,
    readable_findings,
)
from inspections.queries.revisits import revisits_of, why_no_revisit
from inspections.services import cases, findings, handing_over
from inspections.services.revisits import POST_CASE_RULE
from inspections.states import CASE_FILED, FINDING_WITHDRAWN, FINDING_WORKFLOW, OPEN
from inspections.views.sections import SectionFormPage
from inspections.views.visit_lists import VisitTabs, badge_of
from inspections.visit_filters import FindingFilter

PAGES = {"settle_finding", "file_case", "take_back_finding", "withdraw_finding"}
"""Moves of a finding with a page of their own; the others are made on its order."""


class FindingsPage(VisitTabs, ListPage):
    permission = "visits.view"
    title = _("发现问题")
    tab = "inspections:findings"
    model = Finding
    filterset_class = FindingFilter
    ordering = ["-found_at", "-pk"]
    rows_template = "inspections/_finding_rows.html"
    export = "inspections.findings"
    columns = [
        Column("fact", _("问题")),
        Column("object", _("检查对象"), sort="object__name"),
        Column("severity", _("程度"), sort="severity"),
        Column("department", _("处理部门"), sort="department__name"),
        Column("due_on", _("改正期限"), sort="order__due_on"),
        Column("state", _("状态"), sort="state"),
    ]
    empty = Empty(_("没有发现问题"), _("检查单里登记的问题列在这里，直到改正、复查、办结。"))

    def get_queryset(self) -> QuerySet:
        return readable_findings(self.member, self.tenant).select_related("object", "department", "order")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class FindingMixin:
    """A page about one finding."""

    model = Finding
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = readable_findings(self.member, self.tenant)  # type: ignore[attr-defined]
        return rows.select_related(
            "tenant", "department", "object", "entry", "order", "copied_to", "section__visit__object", "found_by"
        )

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        address = reverse("inspections:findings", args=[page.tenant])
        return [Crumb(_t("发现问题"), address), Crumb(str(self.object), self.object.get_absolute_url())]


class FindingPage(FindingMixin, DetailPage):
    permission = "visits.view"
    template_name = "inspections/finding_detail.html"
    facts = [
        "object",
        "fact",
        "basis",
        "entry",
        "severity",
        "department",
        "handling",
        "handling_basis",
        "handling_note",
        "why_spared",
        "case_number",
        "case_unit",
        "case_filed_on",
        "case_closed_on",
        "case_decision",
        "why_separate",
        "copied_to",
        "found_by",
        "found_at",
        "closed_at",
    ]

    def get_crumbs(self) -> list[Crumb]:
        return super().get_crumbs()[:1]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        finding = self.object
        found = [one for one in FINDING_WORKFLOW.open_to(finding, self.member) if one.name in PAGES]
        moves = [
            Button(one.label, self.move_url(one.name), is_dangerous=one.move.is_dangerous or one.name == "file_case")
            for one in found
        ]
        if finding.state != FINDING_WITHDRAWN and self.member.may("clues.raise", finding):
            moves.append(Button(_t("移送其他部门"), self.move_url("hand_over_finding")))
        if finding.state == OPEN and self.member.may("visits.record", finding.section):
            order = reverse("inspections:order_new", args=[self.tenant, finding.section_id])
            moves.insert(0, Button(_t("责令改正"), order, is_primary=True))
        if self._may_go_again():
            moves.insert(0, Button(_t("安排案后回查"), self.move_url("revisit_case"), is_primary=True))
        is_handled = finding.state == CASE_FILED and finding.case_closed_on is None
        if is_handled and self.member.may("findings.handle", finding):
            moves.insert(0, Button(_t("登记结案"), self.move_url("close_case"), is_primary=finding.order_id is None))
        if finding.order_id:
            return [Button(_t("责令改正情况"), finding.order.get_absolute_url(), is_primary=True), *moves]
        return moves

    def _may_go_again(self) -> bool:
        finding = self.object
        return self.member.may("visits.schedule", finding) and not why_no_revisit(finding, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        finding, now = self.object, timezone.now()
        clock = running_clock(POST_CASE_RULE.name, finding)
        return super().get_context_data(
            page_state=badge_of(self.object),
            page_due=due_state(clock, now=now, soon=soon_day(self.tenant, now.date())) if clock else None,
            revisits=revisits_of(finding, self.member)
            + (revisits_of(finding.order, self.member) if finding.order else []),
            first_minor=first_minor(self.object),
            earlier=earlier_findings(self.object)[:10],
            clues=[self._shown(clue) for clue in clues_of_finding(self.object)],
            penalties=[penalty_words(one) for one in penalised_elsewhere(self.object)],
            papers=Document.objects.of(self.tenant).filter(row_kind="inspections.finding", row_id=self.object.pk)
            if self.object.is_open_to(self.member)
            else [],
            **kwargs,
        )

    def _shown(self, clue: Clue) -> dict[str, Any]:
        """A clue as a line: its number, to whom, its state; its page only for those who may open it."""
        is_open = clue.concerns(self.member.hat.department_id) or self.member.may("clues.oversee")
        url = clue.get_absolute_url() if is_open and self.member.may("clues.view") else ""
        return {"row": clue, "badge": clue_badge(clue, timezone.localdate()), "url": url}


class FindingMove(FindingMixin, MovePage):
    permission = "findings.handle"
    workflow = FINDING_WORKFLOW


class SettleFindingPage(FindingMove):
    move = "settle_finding"
    form_class = SettlementForm
    consequence = _("吊销许可证件、责令停产停业等行政处罚不在此办理，请登记立案。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.object}

    def make_move(self, form: Any) -> Any:
        return findings.settle_finding(self.object, form.given(), actor=self.member)


class FileCasePage(FindingMove):
    move = "file_case"
    form_class = CaseForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.object}

    def make_move(self, form: Any) -> Any:
        return findings.file_case(self.object, form.given(), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = penalised_elsewhere(self.object).first()
        warning = _t("▲ %(other)s。同一个违法行为不得给予两次以上罚款，请先商定由哪个部门处罚。")
        consequence = warning % {"other": penalty_words(other)} if other else _t("自动生成案件移送书，附证据清单。")
        return super().get_context_data(**kwargs) | {"consequence": consequence}


class CloseCasePage(FindingMixin, FormPage):
    permission = "findings.handle"
    title = _("登记结案")
    submit_label = _("登记")
    form_class = CaseEndForm
    help_text = _("办案机构办结案件后登记。一级风险对象自结案之日起计算案后回查的期限。")

    def save(self, form: Any) -> Any:
        return cases.close_case(self.object, **form.cleaned_data, actor=self.member)


class HandOverPage(FindingMixin, FormPage):
    """The finding beside the form by which another department gets it as a clue."""

    permission = "clues.raise"
    title = _("移送其他部门")
    form_class = HandOverForm
    submit_label = _("移送")
    template_name = "inspections/hand_over.html"
    success_message = _("已移送。对方接收、退回、反馈时，本部门会收到通知，也可以在这里看到。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.object}

    def save(self, form: Any) -> Any:
        handing_over.hand_over_finding(self.object, form.cleaned_data["department"], form.given(), actor=self.member)
        return self.object


class TakeBackPage(FindingMove):
    move = "take_back_finding"

    def make_move(self, form: Any) -> Any:
        return handing_over.take_back_finding(self.object, actor=self.member, note=form.cleaned_data["note"])


class WithdrawFindingPage(FindingMove):
    """What was found wrong is taken back where it was told: credit, risk, and the public result."""

    move = "withdraw_finding"
    consequence = _("信用事件和风险信号同时撤销并留痕；检查单已办结的，公示结果将更正。")

    def make_move(self, form: Any) -> Any:
        return findings.withdraw_finding(self.object, reason=form.cleaned_data["note"], actor=self.member)


class NewFindingPage(SectionFormPage):
    title = _("登记问题")
    form_class = FindingForm
    knows_section = True

    def save(self, form: Any) -> Any:
        return findings.add_finding(self.object, form.given(), actor=self.member).section
