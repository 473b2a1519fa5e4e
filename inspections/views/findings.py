"""Findings and orders to correct: lists, pages, moves (R078–R081, R106)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.views import clue_badge
from common.attachments import attachments_of
from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.models import Document
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from inspections.forms.findings import (
    CaseForm,
    DeliveryForm,
    FailureForm,
    FindingForm,
    OrderForm,
    SettlementForm,
    SubmissionForm,
    VerificationForm,
)
from inspections.forms.handing_over import HandOverForm
from inspections.models import CorrectionOrder, Finding
from inspections.queries.findings import (
    clues_of_finding,
    earlier_findings,
    first_minor,
    open_orders,
    penalised_elsewhere,
    penalty_words,
    readable_findings,
)
from inspections.services import findings, handing_over
from inspections.states import CORRECTION_ORDERED, EVIDENCE_SUBMITTED, FINDING_WITHDRAWN, FINDING_WORKFLOW
from inspections.views.sections import SectionFormPage
from inspections.views.visit_lists import VisitTabsMixin, badge_of
from inspections.visit_filters import FindingFilter, OrderFilter

PAGES = {"settle_finding", "file_case", "take_back_finding", "withdraw_finding"}
"""Moves of a finding with a page of their own; the others are made on its order."""


class FindingsPage(VisitTabsMixin, ListPage):
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
        if finding.order_id:
            return [Button(_t("责令改正情况"), finding.order.get_absolute_url(), is_primary=True), *moves]
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            page_state=badge_of(self.object),
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

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"finding": self.object}

    def make_move(self, form: Any) -> Any:
        return findings.settle_finding(self.object, form.given(), actor=self.member)


class FileCasePage(FindingMove):
    move = "file_case"
    form_class = CaseForm

    def make_move(self, form: Any) -> Any:
        return findings.file_case(self.object, form.given(), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        other = penalised_elsewhere(self.object).first()
        warning = _t("▲ %(other)s。同一个违法行为不得给予两次以上罚款，请先商定由哪个部门处罚。")
        consequence = warning % {"other": penalty_words(other)} if other else _t("自动生成案件移送书，附证据清单。")
        return super().get_context_data(**kwargs) | {"consequence": consequence}


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


# --- orders ---------------------------------------------------------------------------------------------------------


class NewOrderPage(SectionFormPage):
    title = _("责令改正")
    form_class = OrderForm
    knows_section = True
    help_text = _("一份通知书可以包括多个问题。保存后自动生成责令改正通知书，并开始计算改正期限。")

    def save(self, form: Any) -> Any:
        chosen = list(form.cleaned_data["findings"])
        return findings.order_correction(self.object, chosen, form.given(), actor=self.member)


class OrdersPage(VisitTabsMixin, ListPage):
    permission = "visits.view"
    title = _("责令改正")
    tab = "inspections:orders"
    model = CorrectionOrder
    filterset_class = OrderFilter
    ordering = ["due_on", "pk"]
    rows_template = "inspections/_order_rows.html"
    columns = [
        Column("object", _("检查对象")),
        Column("department", _("责令部门"), sort="department__name"),
        Column("issued_on", _("责令日期"), sort="issued_on"),
        Column("due_on", _("改正期限"), sort="due_on"),
        Column("stage", _("进展")),
    ]
    help_text = _("尚未改正或尚未复查的责令改正，期限近的在前。")
    empty = Empty(_("没有待改正的事项"), _("责令改正以后，到复查合格为止都列在这里。"))

    def get_queryset(self) -> QuerySet:
        readable = readable_findings(self.member, self.tenant)
        return open_orders(self.tenant).filter(pk__in=readable.values("order"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for row in context["rows"]:
            row.badge = stage_of(row, today)
        return context


def stage_of(order: CorrectionOrder, today: Any) -> dict[str, str]:
    """How far an order is, as a badge: delivered or not, overdue, to be verified."""
    if order.evidence_at and (order.verified_on is None or order.evidence_at.date() >= order.verified_on):
        return {"label": _t("待复查"), "tone": "blue"}
    if order.due_on < today:
        return {"label": _t("逾期未改正"), "tone": "red"}
    if order.delivered_on is None:
        return {"label": _t("待送达"), "tone": "yellow"}
    return {"label": _t("改正中"), "tone": "orange"}


class OrderMixin:
    """A page about one order."""

    model = CorrectionOrder
    object: Any

    def get_queryset(self) -> QuerySet:
        page: Any = self
        rows = CorrectionOrder.objects.of(page.tenant)
        readable = readable_findings(page.member, page.tenant)
        return rows.filter(pk__in=readable.values("order")).select_related(
            "section__visit__object", "department", "tenant", "verified_by", "issued_by"
        )

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        address = reverse("inspections:orders", args=[page.tenant])
        return [Crumb(_t("责令改正"), address), Crumb(str(self.object), self.object.get_absolute_url())]


class OrderPage(OrderMixin, DetailPage):
    permission = "visits.view"
    template_name = "inspections/order_detail.html"
    facts = [
        "department",
        "demands",
        "basis",
        "issued_on",
        "due_on",
        "delivery_way",
        "delivered_on",
        "received_by",
        "evidence",
        "evidence_at",
        "verified_on",
        "verified_by",
        "verification",
    ]

    def get_object(self) -> Any:
        order = super().get_object()
        if not order.is_open_to(self.member) and not self.member.may("visits.oversee"):
            raise Http404
        return order

    def get_crumbs(self) -> list[Crumb]:
        return super().get_crumbs()[:1]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        order = self.object
        if not self.member.may("findings.handle", order):
            return []
        states = set(order.findings.values_list("state", flat=True))
        offered = [
            (order.delivered_on is None, "deliver_order", _t("登记送达")),
            (CORRECTION_ORDERED in states, "submit_correction", _t("登记改正材料")),
            (EVIDENCE_SUBMITTED in states, "verify_correction", _t("复查合格")),
            (EVIDENCE_SUBMITTED in states, "fail_correction", _t("复查不合格")),
        ]
        found = [(name, label) for may, name, label in offered if may]
        return [
            Button(label, reverse(f"inspections:{name}", args=[self.tenant, order.pk]), number == 0)
            for number, (name, label) in enumerate(found)
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order, now = self.object, timezone.now()
        clocks = [running_clock(rule.name, order) for rule in (findings.CORRECT_RULE, findings.VERIFY_RULE)]
        clock = next((one for one in clocks if one), None)
        rows = list(order.findings.order_by("pk"))
        for row in rows:
            row.badge = badge_of(row)
        return super().get_context_data(
            page_state=stage_of(order, timezone.localdate()) if clock else {"label": _t("已办结"), "tone": "green"},
            page_due=due_state(clock, now=now, soon=soon_day(self.tenant, now.date())) if clock else None,
            findings=rows,
            files=attachments_of(order),
            papers=Document.objects.of(self.tenant).filter(row_kind="inspections.correctionorder", row_id=order.pk),
            **kwargs,
        )


class OrderFormPage(OrderMixin, FormPage):
    permission = "findings.handle"


class DeliverOrderPage(OrderFormPage):
    title = _("登记送达")
    form_class = DeliveryForm

    def save(self, form: Any) -> Any:
        return findings.deliver_order(self.object, **form.cleaned_data, actor=self.member)


class SubmitCorrectionPage(OrderFormPage):
    title = _("登记改正材料")
    form_class = SubmissionForm

    def save(self, form: Any) -> Any:
        return findings.submit_correction(self.object, **form.cleaned_data, actor=self.member)


class VerifyCorrectionPage(OrderFormPage):
    title = _("复查合格")
    form_class = VerificationForm

    def save(self, form: Any) -> Any:
        return findings.verify_correction(self.object, **form.cleaned_data, actor=self.member)


class FailCorrectionPage(OrderFormPage):
    title = _("复查不合格")
    form_class = FailureForm

    def save(self, form: Any) -> Any:
        return findings.fail_correction(self.object, **form.cleaned_data, actor=self.member)
