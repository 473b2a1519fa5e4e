"""What departments owe after an approval: told requirements, first checks (R054)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, ListPage, MovePage
from registry.filters.follow_ups import FollowUpFilter
from registry.forms.approvals import FollowUpForm
from registry.models import FollowUp, FollowUpKind
from registry.services.follow_ups import finish_follow_up, waive_follow_up
from registry.states import DUTY_DONE, DUTY_DUE, FOLLOW_UP_WORKFLOW
from registry.views.approvals import approvals_crumb
from registry.views.objects import objects_crumb

_TONES = {DUTY_DUE: "yellow", DUTY_DONE: "green"}


def follow_up_badge(row: FollowUp) -> dict[str, str]:
    """The state as a badge, red once it is late."""
    if row.state == DUTY_DUE and row.due_on and row.due_on < timezone.localdate():
        return {"label": _t("已超期"), "tone": "red"}
    return {"label": row.get_state_display(), "tone": _TONES.get(row.state, "grey")}


class FollowUpsPage(ListPage):
    permission = "objects.view"
    title = _("审批后续任务")
    model = FollowUp
    ordering = ["due_on", "pk"]
    filterset_class = FollowUpFilter
    rows_template = "registry/_follow_up_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("kind", _("任务")),
        Column("department", _("监管部门"), "department__name"),
        Column("matter", _("审批（备案）事项")),
        Column("due_on", _("截止日"), "due_on"),
        Column("state", _("状态")),
    ]
    empty = Empty(
        _("没有审批后续任务"),
        _("在审管联动对应关系中规定告知期限、首次检查期限后，登记许可、变更、备案时自动生成。"),
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department", "event")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), approvals_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = follow_up_badge(row)
        return context


class FollowUpMixin:
    """A page about one follow-up."""

    model = FollowUp
    permission = "objects.view"
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related("object", "department", "tenant", "event__department", "event__created_by")

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        above = Crumb(_t("审批后续任务"), reverse("registry:follow_ups", args=[page.tenant]))
        return [objects_crumb(page), approvals_crumb(page), above]


class FollowUpPage(FollowUpMixin, DetailPage):
    workflow = FOLLOW_UP_WORKFLOW
    facts = ["object", "kind", "department", (_("审批信息"), "event"), "due_on", "done_on", "result"]

    def move_url(self, name: str) -> str:
        return reverse(f"registry:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        """A first check that is due is a visit: closing it settles this."""
        row = self.object
        is_to_visit = row.kind == FollowUpKind.FIRST_CHECK and row.state == DUTY_DUE
        if not is_to_visit or not self.member.may("visits.schedule", row):
            return super().get_moves()
        address = reverse("inspections:visit_plan", args=[self.tenant, row.object_id])
        return [Button(_t("安排检查"), address), *super().get_moves()]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(page_state=follow_up_badge(self.object), **kwargs)


class FinishFollowUpPage(FollowUpMixin, MovePage):
    workflow = FOLLOW_UP_WORKFLOW
    move = "finish_follow_up"
    form_class = FollowUpForm

    def make_move(self, form: Any) -> Any:
        given = form.cleaned_data
        return finish_follow_up(self.object, actor=self.member, on=given["done_on"], result=given["result"])


class WaiveFollowUpPage(FollowUpMixin, MovePage):
    workflow = FOLLOW_UP_WORKFLOW
    move = "waive_follow_up"

    def make_move(self, form: Any) -> Any:
        return waive_follow_up(self.object, actor=self.member, note=form.cleaned_data["note"])
