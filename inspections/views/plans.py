"""One department's plan: begun, read, moved on, changed (R085–R087)."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, DetailPage, FormPage, MovePage
from inspections.exports.plans import WRITERS
from inspections.forms.plans import BeginForm, ChangeForm, EvaluateForm
from inspections.models import AnnualPlan, MergeMember
from inspections.queries.entries import face_of, questions_of
from inspections.queries.plans import changes_of, examine, merged_away, sent_back, standing_plan
from inspections.services import consolidated, plans
from inspections.states import DRAFT, PLAN_WORKFLOW, PUBLISHED, RUNNING
from inspections.views.badges import badge_of
from inspections.views.board import plans_crumb
from items.queries.timeline import timeline_of

BY_HAND = frozenset({"submit_plan", "approve_plan", "return_plan", "send_back_plan", "evaluate_plan"})
"""The other moves follow from the plan of the place, or from the calendar."""


class NewPlanPage(FormPage):
    permission = "plans.prepare"
    form_class = BeginForm
    submit_label = _("开始编制")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not 2020 <= kwargs["year"] <= 2099:
            raise Http404

    def get_title(self) -> str:
        return _t("编制%(year)d年度计划") % {"year": self.kwargs["year"]}

    def get_crumbs(self) -> list[Crumb]:
        return [plans_crumb(self, self.kwargs["year"])]

    def save(self, form: Any) -> AnnualPlan:
        year, department = self.kwargs["year"], form.cleaned_data["department"]
        if not form.cleaned_data["is_copy"]:
            return plans.begin_plan(department, year, actor=self.member)
        former = standing_plan(self.tenant, department, year - 1)
        if former is None:
            raise plans.PlanRefused(_t("这个部门上一年度没有已公示的计划，请不勾选复制，直接编制。"), field="is_copy")
        return plans.copy_plan(former, year, actor=self.member)


class PlanMixin:
    """A page about one plan."""

    model = AnnualPlan
    object: Any
    tenant: Any

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant", "department", "created_by", "approved_by")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        plan = self.object
        return [plans_crumb(self, plan.year), Crumb(str(plan), plan.get_absolute_url())]  # type: ignore[arg-type]


class PlanPage(PlanMixin, DetailPage):
    permission = "plans.view"
    workflow = PLAN_WORKFLOW
    template_name = "inspections/plan_detail.html"
    facts = ["department", (_("版次"), "version_word"), "created_by", "submitted_at", "approved_by", "approved_at"]

    def get_crumbs(self) -> list[Crumb]:
        return [plans_crumb(self, self.object.year)]

    def get_facts(self) -> list[tuple[str, Any]]:
        more = [(_t("变更理由"), self.object.change_reason), (_t("执行评估"), self.object.evaluation)]
        return super().get_facts() + [(label, text) for label, text in more if text]

    def move_url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        found = [one for one in PLAN_WORKFLOW.open_to(self.object, self.member) if one.name in BY_HAND]
        if not self.has_content:
            found = [one for one in found if one.name != "submit_plan"]
        first = next((one.name for one in found if not one.move.is_dangerous), None)
        moves = [Button(one.label, self.move_url(one.name), one.name == first, one.move.is_dangerous) for one in found]
        return moves + (self._writing_moves() if self.member.may("plans.prepare", self.object) else [])

    @cached_property
    def merged(self) -> list[MergeMember]:
        return merged_away(self.object) if self.object.state == DRAFT else []

    @cached_property
    def has_content(self) -> bool:
        """Whether there is anything to hand in: entries, or some that went into joint ones."""
        return self.object.entries.exists() or bool(self.merged)

    def _writing_moves(self) -> list[Button]:
        if self.object.state == DRAFT:
            moves = [
                Button(_t("添加计划"), self.move_url("entry_new"), not self.has_content),
                Button(_t("删除草稿"), self.move_url("discard_plan"), is_dangerous=True),
            ]
            if not self.has_content and self.member.may("plans.import"):
                address = f"{reverse('inspections:import', args=[self.tenant])}?year={self.object.year}"
                moves.insert(1, Button(_t("导入附件2"), address))
            return moves
        return [Button(_t("变更"), self.move_url("change_plan"))] if self.object.state in (PUBLISHED, RUNNING) else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plan = self.object
        examined = examine(plan.entries.all(), tenant=self.tenant, today=timezone.localdate())
        for one in examined:
            one.entry.face, one.entry.asked = face_of(one.entry), questions_of(one.entry)
        versions = AnnualPlan.objects.of(self.tenant).filter(department=plan.department_id, year=plan.year)
        return super().get_context_data(
            page_state=badge_of(plan),
            examined=examined,
            drawn=sum(one.measured.drawn for one in examined),
            visits=sum(one.measured.visits for one in examined),
            is_draft=plan.state == DRAFT,
            is_clear=not any(one.problems or one.entry.asked for one in examined),
            merged=self.merged,
            changes=changes_of(plan, [one.entry for one in examined]),
            sent_back=sent_back(plan),
            versions=versions.order_by("-version"),
            files=[
                (one.label, reverse("inspections:file", args=[self.tenant, plan.pk, kind]))
                for kind, one in WRITERS.items()
            ],
            timeline=timeline_of(plan),
            **kwargs,
        )


class ChangePlanPage(PlanMixin, FormPage):
    permission = "plans.prepare"
    title = _("变更计划")
    form_class = ChangeForm
    submit_label = _("建立新版草稿")
    help_text = _("已公示的计划不能直接改：先建新版草稿，审定、批准、公示后代替现行版本。")

    def save(self, form: Any) -> AnnualPlan:
        return plans.change_plan(self.object, reason=form.cleaned_data["reason"], actor=self.member)


class DiscardPlanPage(PlanMixin, FormPage):
    permission = "plans.prepare"
    title = _("删除草稿")
    submit_label = _("删除")
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            consequence=_t("草稿连同其中各项计划一并删除，不能恢复；已公示的版本不受影响。"), **kwargs
        )

    def save(self, form: Any) -> str:
        plans.discard_plan(self.object, actor=self.member)
        return f"{reverse('inspections:plans', args=[self.tenant])}?year={self.object.year}"


class PlanMove(PlanMixin, MovePage):
    workflow = PLAN_WORKFLOW


class SubmitPlanPage(PlanMove):
    permission = "plans.prepare"
    move = "submit_plan"
    consequence = _("提交后内容不能再改，由本部门另一名负责人审定；审定前会核对是否与其他计划重复。")

    def make_move(self, form: Any) -> AnnualPlan:
        return plans.submit_plan(self.object, actor=self.member, note=form.cleaned_data["note"])


class ApprovePlanPage(PlanMove):
    permission = "plans.approve"
    move = "approve_plan"
    consequence = _("审定后汇入本地区统筹计划，由统筹部门批准。")

    def make_move(self, form: Any) -> AnnualPlan:
        return plans.approve_plan(self.object, actor=self.member, note=form.cleaned_data["note"])


class ReturnPlanPage(PlanMove):
    permission = "plans.approve"
    move = "return_plan"
    consequence = _("退回编制人修改；理由会显示在计划页面。")

    def make_move(self, form: Any) -> AnnualPlan:
        return plans.return_plan(self.object, actor=self.member, note=form.cleaned_data["note"])


class SendBackPlanPage(PlanMove):
    permission = "plans.coordinate"
    move = "send_back_plan"
    consequence = _("退回部门修改；已批准但未公示的统筹计划会重新打开。")

    def make_move(self, form: Any) -> AnnualPlan:
        return consolidated.send_back_plan(self.object, actor=self.member, note=form.cleaned_data["note"])


class EvaluatePlanPage(PlanMove):
    permission = "plans.coordinate"
    move = "evaluate_plan"
    form_class = EvaluateForm
    consequence = _("评估写入计划，供下年度编制时参考。")

    def make_move(self, form: Any) -> AnnualPlan:
        return plans.evaluate_plan(self.object, evaluation=form.cleaned_data["evaluation"], actor=self.member)
