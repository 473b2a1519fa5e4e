"""Who answers for which item: the screen of the district, bulk assignment, approval, one's own items (R005, R007)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from items.filters import ResponsibilityFilter, SeatFilter
from items.forms.responsibilities import AssignForm
from items.models import ItemVersion, Responsibility
from items.queries.gaps import overlaps
from items.queries.responsibilities import items_of, seats_of, vacant_versions, versions_in_force, with_contents
from items.queries.timeline import timeline_of
from items.services import responsibilities
from items.states import DUTY_PROPOSED, RESPONSIBILITY_WORKFLOW
from items.views.tabs import ItemTabs

TONES = {"proposed": "yellow", "approved": "blue", "active": "green", "ended": "grey", "refused": "grey"}


def duty_badge(row: Responsibility) -> dict[str, str]:
    """The state as a badge."""
    return {"label": row.get_state_display(), "tone": TONES[row.state]}


def seats_crumb(page: Page) -> Crumb:
    return Crumb(_t("责任分工"), reverse("items:seats", args=[page.tenant]))


def rows_crumb(page: Page) -> Crumb:
    return Crumb(_t("承办人登记"), reverse("items:responsibilities", args=[page.tenant]))


class SeatsPage(ItemTabs, ListPage):
    """Item × department × people; what is nobody's is red."""

    permission = "items.view"
    title = _("责任分工")
    tab = "items:seats"
    model = ItemVersion
    filterset_class = SeatFilter
    ordering = ["item__number"]
    page_size = 30
    template_name = "items/seat_list.html"
    rows_template = "items/_seat_rows.html"
    columns = [
        Column("number", _("序号"), sort="item__number", is_number=True),
        Column("content", _("监管事项")),
        Column("seats", _("部门与承办人")),
    ]
    empty = Empty(_("还没有生效的事项"), _("事项生效后，在这里为每个牵头、配合部门指定承办人。"))
    help_text = _(
        "每个生效事项的牵头部门和配合部门都应当有承办人，没有的标红。\n\n"
        "勾选若干事项后点“指定承办人”，可以一次为各部门指定；提出后由有权限的其他人批准，到生效日期自动生效。"
    )

    def get_queryset(self) -> QuerySet:
        rows = versions_in_force(self.tenant).select_related("item", "department")
        return rows.prefetch_related("lines__department")

    def get_moves(self) -> list[Button]:
        found = [Button(_t("我承办的事项"), reverse("items:mine", args=[self.tenant]))]
        return [*found, Button(_t("承办人登记"), reverse("items:responsibilities", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        seats = seats_of(self.tenant, context["rows"])
        doubled = {version.pk for overlap in overlaps(self.tenant) for version in overlap.versions}
        for version in context["rows"]:
            version.seats = seats[version.pk]
            version.is_doubled = version.pk in doubled
        may_assign = self.member.may("items.assign")
        assign = reverse("items:assign", args=[self.tenant])
        return context | {
            "vacant": vacant_versions(self.tenant, versions_in_force(self.tenant)).count(),
            "assign_url": assign if may_assign else "",
            "bulk_moves": [{"label": _t("指定承办人"), "url": assign}] if may_assign else [],
        }


class AssignPage(FormPage):
    """For the ticked items, one person a department."""

    permission = "items.assign"
    title = _("指定承办人")
    submit_label = _("提交批准")
    form_class = AssignForm
    template_name = "items/assign.html"
    success_message = _("已提交，批准后到生效日期自动生效。")

    @cached_property
    def versions(self) -> list[ItemVersion]:
        asked = [pk for pk in self.request.GET.getlist("row") if pk.isdecimal() and len(pk) < 18]
        rows = versions_in_force(self.tenant).filter(pk__in=asked).select_related("item", "department")
        return list(rows.prefetch_related("lines__department").order_by("item__number"))

    def get_crumbs(self) -> list[Crumb]:
        return [seats_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = {"versions": self.versions, "department": self.request.GET.get("department", "")}
        return super().get_form_kwargs() | asked

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(versions=self.versions, **kwargs)

    def save(self, form: Any) -> str:
        today = timezone.localdate()
        responsibilities.propose(form.picks(), form.terms(), actor=self.member, today=today)
        return reverse("items:seats", args=[self.tenant])


class MyItemsPage(Page):
    permission = "items.view"
    title = _("我承办的事项")
    template_name = "items/my_items.html"

    def get_crumbs(self) -> list[Crumb]:
        return [seats_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        mine = list(items_of(self.member, self.tenant))
        current = versions_in_force(self.tenant).filter(item__in=[row.item_id for row in mine])
        versions = {version.item_id: version for version in current}
        rows = [(row, versions.get(row.item_id)) for row in mine]
        return super().get_context_data(rows=rows, **kwargs)


class ResponsibilitiesPage(ListPage):
    permission = "items.view"
    title = _("承办人登记")
    model = Responsibility
    filterset_class = ResponsibilityFilter
    ordering = ["-starts_on", "-pk"]
    rows_template = "items/_responsibility_rows.html"
    columns = [
        Column("member", _("承办人"), sort="member__name"),
        Column("department", _("部门"), sort="department__name"),
        Column("item", _("监管事项"), sort="item__number"),
        Column("starts_on", _("生效日期"), sort="starts_on"),
        Column("ends_on", _("结束日期"), sort="ends_on"),
        Column("state", _("状态"), sort="state"),
    ]
    empty = Empty(_("还没有登记承办人"), _("在“责任分工”里勾选事项，为各部门指定承办人。"), _("去指定"), "items:seats")

    def get_crumbs(self) -> list[Crumb]:
        return [seats_crumb(self)]

    def for_list(self, rows: QuerySet) -> QuerySet:
        return with_contents(self.tenant, rows.select_related("member", "department", "item"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = duty_badge(row)
        if self.member.may("items.approve"):
            url = reverse("items:approve_duties", args=[self.tenant])
            context["bulk_moves"] = [{"label": _t("批准"), "url": url}]
        return context


class ApproveManyPage(FormPage):
    """The ticked proposals, approved at once."""

    permission = "items.approve"
    title = _("批准承办人")
    submit_label = _("全部批准")
    form_class = forms.Form
    template_name = "items/approve_duties.html"

    @cached_property
    def rows(self) -> list[Responsibility]:
        asked = [pk for pk in self.request.GET.getlist("row") if pk.isdecimal() and len(pk) < 18]
        rows = Responsibility.objects.of(self.tenant).filter(pk__in=asked, state=DUTY_PROPOSED)
        return list(with_contents(self.tenant, rows.select_related("member", "department", "item")))

    def get_crumbs(self) -> list[Crumb]:
        return [rows_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rows=self.rows, **kwargs)

    def save(self, form: Any) -> str:
        responsibilities.approve_many(self.rows, actor=self.member, today=timezone.localdate())
        return reverse("items:responsibilities", args=[self.tenant])


class ResponsibilityMixin:
    """A page about one responsibility."""

    model = Responsibility
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        rows = rows.select_related("member", "department", "item", "proposed_by", "approved_by")
        return with_contents(self.tenant, rows)  # type: ignore[attr-defined]

    def get_crumbs(self) -> list[Crumb]:
        return [rows_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class ResponsibilityPage(ResponsibilityMixin, DetailPage):
    permission = "items.view"
    workflow = RESPONSIBILITY_WORKFLOW
    facts = [
        "item",
        (_("监管事项"), "content"),
        "department",
        "member",
        "starts_on",
        "ends_on",
        "document",
        "proposed_by",
        "approved_by",
    ]

    def get_crumbs(self) -> list[Crumb]:
        return [rows_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        return [one for one in super().get_moves() if one.url]

    def move_url(self, name: str) -> str:
        """Beginning is the clock's move and has no page."""
        return "" if name == "begin_duty" else reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_state=duty_badge(self.object), timeline=timeline_of(self.object), **kwargs)


class DutyMove(ResponsibilityMixin, MovePage):
    workflow = RESPONSIBILITY_WORKFLOW


class ApproveDutyPage(DutyMove):
    permission = "items.approve"
    move = "approve_duty"
    consequence = _("批准后，到生效日期自动生效，承办人收到通知；勾选了接替的，原承办人同日结束。")

    def make_move(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return responsibilities.approve_duty(self.object, actor=self.member, today=timezone.localdate(), note=note)


class RefuseDutyPage(DutyMove):
    permission = "items.approve"
    move = "refuse_duty"

    def make_move(self, form: Any) -> Any:
        return responsibilities.refuse_duty(self.object, actor=self.member, note=form.cleaned_data["note"])


class EndDutyPage(DutyMove):
    permission = "items.assign"
    move = "end_duty"
    consequence = _("今日起不再承办；没有接替的人时，该事项在责任分工和热力图上标红。")

    def make_move(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return responsibilities.end_duty(self.object, actor=self.member, today=timezone.localdate(), note=note)
