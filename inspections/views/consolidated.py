"""The plan of the place: what departments handed in, approved or sent back, published (R087)."""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, ListPage, MovePage
from inspections.exports.plans import WRITERS
from inspections.models import ConsolidatedPlan, PlanEntry
from inspections.published import YEAR_PLAN
from inspections.queries.entries import face_of, with_parts
from inspections.queries.plans import included_plans, missing_departments
from inspections.services import consolidated
from inspections.services.release import is_plan_public
from inspections.states import APPROVED, COMPOSING, CONSOLIDATED_WORKFLOW, DEPARTMENT_APPROVED
from inspections.views.badges import badge_of
from inspections.views.tabs import PlanTabs
from items.queries.timeline import timeline_of
from publication.models import Duty

BY_HAND = frozenset({"approve_consolidated", "reopen_consolidated", "publish_consolidated"})


class ConsolidatedListPage(PlanTabs, ListPage):
    permission = "plans.view"
    tab = "inspections:consolidated_list"
    title = _("统筹监管计划")
    model = ConsolidatedPlan
    ordering = ["-year", "-version"]
    columns = [
        Column("year", _("年度"), sort="year"),
        Column("version", _("版次")),
        Column("state", _("状态")),
        Column("approved_by", _("批准人")),
        Column("approved_at", _("批准时间")),
    ]
    rows_template = "inspections/_consolidated_rows.html"
    empty = Empty(_("还没有统筹计划"), _("第一个部门审定年度计划后，自动汇成本地区的统筹计划。"))

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("tenant", "approved_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class ConsolidatedMixin:
    """A page about one consolidated plan."""

    model = ConsolidatedPlan
    tenant: Any

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant", "approved_by")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("统筹监管计划"), reverse("inspections:consolidated_list", args=[self.tenant]))]


class ConsolidatedPage(ConsolidatedMixin, DetailPage):
    permission = "plans.view"
    workflow = CONSOLIDATED_WORKFLOW
    template_name = "inspections/consolidated_detail.html"
    facts = [(_("版次"), "version_word"), "approved_by", "approved_at"]

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        found = [one for one in CONSOLIDATED_WORKFLOW.open_to(self.object, self.member) if one.name in BY_HAND]
        moves = []
        if self.duty and not is_plan_public(self.object):
            found = [one for one in found if one.name != "publish_consolidated"]
            moves = [Button(_t("办理公示任务"), self.duty.get_absolute_url(), True)]
        moves += [
            Button(one.label, self.move_url(one.name), not one.move.is_dangerous, one.move.is_dangerous)
            for one in found
        ]
        if self.member.may("plans.try"):
            address = reverse("inspections:simulate", args=[self.tenant])
            moves.append(Button(_t("模拟抽取"), f"{address}?year={self.object.year}"))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.object
        parts = list(included_plans(plan))
        rows = with_parts(PlanEntry.objects.of(self.tenant).filter(plan__in=parts))
        entries = list(rows.order_by("plan__department__name", "number"))
        for number, entry in enumerate(entries, start=1):
            entry.face, entry.place_number = face_of(entry), number
        return super().get_context_data(
            page_state=badge_of(plan),
            parts=[self._part(part) for part in parts],
            missing=missing_departments(plan) if plan.state == COMPOSING else [],
            entries=entries,
            duty=self.duty,
            files=[
                (one.label, reverse("inspections:place_file", args=[self.tenant, plan.pk, kind]))
                for kind, one in WRITERS.items()
            ],
            timeline=timeline_of(plan),
            **kwargs,
        )

    def _part(self, plan: Any) -> dict[str, Any]:
        may_return = plan.state == DEPARTMENT_APPROVED and self.member.may("plans.coordinate", plan)
        url = reverse("inspections:send_back_plan", args=[self.tenant, plan.pk]) if may_return else ""
        return {"plan": plan, "badge": badge_of(plan), "return_url": url}

    @cached_property
    def duty(self) -> Duty | None:
        """The publication that is still to be done."""
        if self.object.state != APPROVED:
            return None
        rows = Duty.objects.of(self.tenant).filter(kind=YEAR_PLAN.name, ref=str(self.object.year))
        return rows.order_by("-pk").first()


class ConsolidatedMove(ConsolidatedMixin, MovePage):
    permission = "plans.coordinate"
    workflow = CONSOLIDATED_WORKFLOW

    def get_crumbs(self) -> list[Crumb]:
        return [*super().get_crumbs(), Crumb(str(self.object), self.object.get_absolute_url())]


class ApproveConsolidatedPage(ConsolidatedMove):
    move = "approve_consolidated"
    consequence = _("批准统筹计划和其中各部门的计划，并产生一条公示任务；由两人拟稿、核对后公示。")

    def make_move(self, form: Any) -> ConsolidatedPlan:
        return consolidated.approve_consolidated(self.object, actor=self.member, note=form.cleaned_data["note"])


class ReopenConsolidatedPage(ConsolidatedMove):
    move = "reopen_consolidated"
    consequence = _("撤回批准，重新汇总；各部门计划的批准不变，需要修改的请逐个退回。")

    def make_move(self, form: Any) -> ConsolidatedPlan:
        return consolidated.reopen_consolidated(self.object, actor=self.member, note=form.cleaned_data["note"])


class PublishConsolidatedPage(ConsolidatedMove):
    move = "publish_consolidated"
    consequence = _("公示稿公示之后，各部门计划即告公示、可以执行；被变更的旧版同时失效。")

    def make_move(self, form: Any) -> ConsolidatedPlan:
        return consolidated.publish_consolidated(self.object, actor=self.member)
