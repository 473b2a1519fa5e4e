"""Officers lent to other places and borrowed from them (R068)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from registry.forms.officers import AcceptForm, SecondmentForm
from registry.models import Officer, Secondment, SecondmentOffer
from registry.services import secondments
from registry.states import BORROWING, LENDING, OWN_MOVES
from registry.views.officer_tabs import OfficerTabs
from registry.views.officers import life_of

TONES = {"offered": "blue", "received": "yellow", "accepted": "green", "declined": "grey", "recalled": "grey"}
_TERMS = [
    (gettext_lazy("借调领域"), "domain_words"),
    "task",
    "document_number",
    "starts_on",
    "ends_on",
]  # fmt: skip


def state_badge(row: Any) -> dict[str, str]:
    """The state as a badge."""
    return {"label": row.get_state_display(), "tone": TONES[row.state]}


def lent_crumb(page: Page) -> Crumb:
    return Crumb(_("借出"), reverse("registry:secondments", args=[page.tenant]))


def borrowed_crumb(page: Page) -> Crumb:
    return Crumb(_("借入"), reverse("registry:secondment_offers", args=[page.tenant]))


class TermsPage(OfficerTabs, ListPage):
    """What the two lists share."""

    permission = "officers.lend"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = state_badge(row)
        return context


class SecondmentsPage(TermsPage):
    model = Secondment
    title = gettext_lazy("借出")
    tab = "registry:secondments"
    ordering = ["-offered_at", "-pk"]
    rows_template = "registry/_secondment_rows.html"
    columns = [
        Column("name", gettext_lazy("姓名"), "officer__name"),
        Column("place", gettext_lazy("借入地区"), "to_place__code"),
        Column("domains", gettext_lazy("借调领域")),
        Column("starts_on", gettext_lazy("借调起止"), "starts_on"),
        Column("document", gettext_lazy("借调函文号")),
        Column("state", gettext_lazy("状态"), "state"),
    ]
    empty = Empty(gettext_lazy("没有借出的执法人员"), gettext_lazy("在执法人员的页面点“借调”，向其他地区发出借调函。"))

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("officer", "to_place")


class SecondmentOffersPage(TermsPage):
    model = SecondmentOffer
    title = gettext_lazy("借入")
    tab = "registry:secondment_offers"
    ordering = ["-received_at", "-pk"]
    rows_template = "registry/_secondment_offer_rows.html"
    columns = [
        Column("name", gettext_lazy("姓名"), "name"),
        Column("place", gettext_lazy("借出地区"), "from_place__code"),
        Column("department", gettext_lazy("原单位")),
        Column("domains", gettext_lazy("借调领域")),
        Column("starts_on", gettext_lazy("借调起止"), "starts_on"),
        Column("state", gettext_lazy("状态"), "state"),
    ]
    empty = Empty(
        gettext_lazy("没有借入的执法人员"), gettext_lazy("其他地区发来借调函后列在这里，接收后编入本地区可抽取人员。")
    )

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("from_place")


class SecondmentPage(DetailPage):
    model = Secondment
    permission = "officers.lend"
    workflow = LENDING
    facts = ["officer", "to_place", *_TERMS, "offered_by", "offered_at"]

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("officer", "to_place", "offered_by")

    def get_crumbs(self) -> list[Crumb]:
        return [lent_crumb(self)]

    def get_moves(self) -> list[Button]:
        return own_moves(self, LENDING, "registry:recall_secondment")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        timeline = life_of(self.object)
        return super().get_context_data(page_state=state_badge(self.object), timeline=timeline, **kwargs)


class SecondmentOfferPage(DetailPage):
    model = SecondmentOffer
    permission = "officers.lend"
    workflow = BORROWING
    facts = [
        "from_place", "from_department", "job_kind", "certificate_number", "issuing_body", "certificate_starts_on",
        "certificate_ends_on", *_TERMS, "officer",
    ]  # fmt: skip

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("from_place", "officer")

    def get_crumbs(self) -> list[Crumb]:
        return [borrowed_crumb(self)]

    def get_moves(self) -> list[Button]:
        return own_moves(self, BORROWING)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        timeline = life_of(self.object)
        return super().get_context_data(page_state=state_badge(self.object), timeline=timeline, **kwargs)


def own_moves(page: Any, workflow: Any, url_name: str = "") -> list[Button]:
    """The moves that people of this place make; the others follow from the other place's message."""
    found = [one for one in workflow.open_to(page.object, page.member) if one.name in OWN_MOVES]
    return [
        Button(
            one.label,
            reverse(url_name or f"registry:{one.name}", args=[page.tenant, page.object.pk]),
            not one.move.is_dangerous and number == 0,
            one.move.is_dangerous,
        )
        for number, one in enumerate(found)
    ]


class LendPage(FormPage):
    model = Officer
    permission = "officers.lend"
    form_class = SecondmentForm
    title = gettext_lazy("借调到其他地区")
    submit_label = gettext_lazy("发出借调函")
    help_text = gettext_lazy("对方接收后，借调期内由对方抽取，本地区不再抽取；期满自动恢复。")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department", "tenant", "origin").prefetch_related("certificates")

    def get_crumbs(self) -> list[Crumb]:
        return [lent_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Secondment(), "officer": self.object}

    def save(self, form: Any) -> Secondment:
        return secondments.offer_secondment(form.instance, actor=self.member)


class RecallPage(MovePage):
    model = Secondment
    permission = "officers.lend"
    workflow = LENDING
    move = "recall_secondment"
    consequence = gettext_lazy("召回后，对方名录中的这名人员于当日离库，本地区恢复抽取。")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("officer", "to_place")

    def get_crumbs(self) -> list[Crumb]:
        return [lent_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def make_move(self, form: Any) -> Any:
        return secondments.recall_secondment(self.object, actor=self.member, note=form.cleaned_data["note"])


class OfferForms(FormPage):
    """A form about one offer."""

    model = SecondmentOffer
    permission = "officers.lend"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("from_place", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [borrowed_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]


class AcceptPage(OfferForms):
    form_class = AcceptForm
    title = gettext_lazy("接收借调")
    help_text = gettext_lazy("接收后编入所选部门的可抽取人员，只在借调期内、借调领域内被抽取。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"offer": self.object}

    def save(self, form: Any) -> Officer:
        return secondments.accept_offer(self.object, department=form.cleaned_data["department"], actor=self.member)


class DeclinePage(OfferForms, MovePage):
    workflow = BORROWING
    move = "decline_secondment"

    def make_move(self, form: Any) -> Any:
        return secondments.decline_offer(self.object, actor=self.member, note=form.cleaned_data["note"])
