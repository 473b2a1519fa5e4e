"""Versions that places below sent up for approval: the list, one of them, the answer (R029)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Crumb, DetailPage, Empty, ListPage, MovePage, Page
from items.filters import UpperRequestFilter
from items.forms.chains import AnswerForm
from items.models import UpperRequest
from items.services import upper
from items.states import UPPER_BY_ITSELF, UPPER_WORKFLOW
from items.views.tabs import ItemTabs

TONES = {"asked": "yellow", "granted": "green", "sent_back": "orange", "dropped": "grey"}


def request_badge(request: UpperRequest) -> dict[str, str]:
    """The state as a badge."""
    return {"label": request.get_state_display(), "tone": TONES[request.state]}


def upper_crumb(page: Page) -> Crumb:
    return Crumb(_t("下级报批事项"), reverse("items:upper_requests", args=[page.tenant]))


class UpperRequestsPage(ItemTabs, ListPage):
    permission = "items.oversee"
    title = _("下级报批事项")
    tab = "items:upper_requests"
    model = UpperRequest
    filterset_class = UpperRequestFilter
    ordering = ["-asked_at", "-pk"]
    rows_template = "items/_upper_rows.html"
    columns = [
        Column("content", _("监管事项")),
        Column("from_place", _("报送地区"), sort="from_place"),
        Column("department_name", _("牵头部门")),
        Column("state", _("状态"), sort="state"),
        Column("asked_at", _("报送日期"), sort="asked_at"),
    ]
    help_text = _("下级的办理环节里有“报上级批准”的，事项办到这一步自动送达这里；批准或者退回以后，下级自动收到。")
    empty = Empty(_("没有下级报批的事项"), _("下级地区送审的事项办到“报上级批准”环节时，自动送达这里。"))

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("from_place")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = request_badge(row)
        return context


class UpperRequestMixin:
    """A page about one request."""

    model = UpperRequest
    object: Any

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("tenant", "from_place", "decided_by")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        return [upper_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class UpperRequestPage(UpperRequestMixin, DetailPage):
    permission = "items.oversee"
    workflow = UPPER_WORKFLOW
    silent_moves = UPPER_BY_ITSELF
    facts = ["from_place", "department_name", "asked_at", "document", "note", "decided_by", "decided_at"]

    def get_crumbs(self) -> list[Crumb]:
        return [upper_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        """Where it comes from and what came of it, then the item as it was sent."""
        told = [(label, value) for label, value in super().get_facts() if value]
        return told + [(label, words) for label, words in self.object.face]

    def move_url(self, name: str) -> str:
        return reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_state=request_badge(self.object), **kwargs)


class UpperMove(UpperRequestMixin, MovePage):
    permission = "items.approve"
    workflow = UPPER_WORKFLOW


class GrantPage(UpperMove):
    move = "grant_upper"
    form_class = AnswerForm
    consequence = _("批准后自动告知下级，下级事项进入下一环节。")

    def make_move(self, form: Any) -> Any:
        return upper.grant(self.object, **form.cleaned_data, actor=self.member)


class SendBackPage(UpperMove):
    move = "send_back_upper"
    consequence = _("退回后自动告知下级，下级事项退回起草，修改后重新报送。")

    def make_move(self, form: Any) -> Any:
        return upper.send_back(self.object, actor=self.member, note=form.cleaned_data["note"])
