"""Orders to correct: list, page, delivery, evidence, verification (R080, R106)."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_of
from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.models import Document
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from inspections.forms.findings import (
    DeliveryForm,
    FailureForm,
    OrderForm,
    SubmissionForm,
    VerificationForm,
)
from inspections.models import CorrectionOrder
from inspections.queries.findings import AWAITING, open_orders, readable_findings
from inspections.queries.revisits import (
    Stand,
    judged_states,
    open_revisit,
    pending_revisits,
    reasons_left_out,
    revisits_of,
    stand_of,
    why_no_revisit,
)
from inspections.queries.visits import visits_for
from inspections.results import RevisitOutcome
from inspections.services import findings
from inspections.states import CORRECTION_ORDERED
from inspections.views.sections import SectionFormPage
from inspections.views.visit_lists import VisitTabs, badge_of
from inspections.visit_filters import OrderFilter


class NewOrderPage(SectionFormPage):
    title = _("责令改正")
    submit_label = _("责令改正")
    form_class = OrderForm
    knows_section = True
    help_text = _("一份通知书可以包括多个问题。保存后自动生成责令改正通知书，并开始计算改正期限。")

    def save(self, form: Any) -> Any:
        chosen = list(form.cleaned_data["findings"])
        return findings.order_correction(self.object, chosen, form.given(), actor=self.member)


class OrdersPage(VisitTabs, ListPage):
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
        today, known = timezone.localdate(), visits_for(self.member, self.tenant).values("pk")
        arranged = pending_revisits(self.tenant).filter(order__in=[row.pk for row in context["rows"]], visit__in=known)
        gone_to = set(arranged.values_list("order", flat=True))
        for row in context["rows"]:
            row.badge = stage_of(row, today, row.pk in gone_to)
        return context


def stage_of(order: CorrectionOrder, today: Any, is_gone_to: bool = False) -> dict[str, str]:
    """How far an order is, as a badge: delivered or not, overdue, gone to again, to be verified."""
    if is_gone_to:
        return {"label": _t("已安排复查检查"), "tone": "blue"}
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
        states, stand = set(order.findings.values_list("state", flat=True)), stand_of(open_revisit(order))
        offered = [
            (order.delivered_on is None, "deliver_order", _t("登记送达")),
            (CORRECTION_ORDERED in states, "submit_correction", _t("登记改正材料")),
            (
                bool(states.intersection(judged_states(stand, RevisitOutcome.CORRECTED))),
                "verify_correction",
                _t("复查合格"),
            ),
            (
                bool(states.intersection(judged_states(stand, RevisitOutcome.NOT_CORRECTED))),
                "fail_correction",
                _t("复查不合格"),
            ),
            (self._may_go_again(), "revisit_order", _t("安排复查检查")),
        ]
        found = [(name, label) for may, name, label in offered if may]
        return [
            Button(label, reverse(f"inspections:{name}", args=[self.tenant, order.pk]), number == 0)
            for number, (name, label) in enumerate(found)
        ]

    def _may_go_again(self) -> bool:
        order = self.object
        return self.member.may("visits.schedule", order) and not why_no_revisit(order, timezone.localdate())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        order, now = self.object, timezone.now()
        clocks = [running_clock(rule.name, order) for rule in (findings.CORRECT_RULE, findings.VERIFY_RULE)]
        clock = next((one for one in clocks if one), None)
        rows = list(order.findings.order_by("pk"))
        may_file = order.verified_on is not None and self.member.may("findings.handle", order)
        for row in rows:
            row.badge = badge_of(row)
            row.may_file = may_file and row.state in AWAITING
        again = revisits_of(order, self.member)
        is_gone_to = bool(again) and stand_of(again[0]) == Stand.PENDING
        return super().get_context_data(
            page_state=stage_of(order, timezone.localdate(), is_gone_to)
            if clock
            else {"label": _t("已办结"), "tone": "green"},
            revisits=again,
            left_out=reasons_left_out(order),
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
