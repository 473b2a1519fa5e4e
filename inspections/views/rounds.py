"""Tasks: the rounds of published entries, and the page where a pool is looked at before it is frozen."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.calendars.words import moment_text
from common.clocks.states import day_state, soon_day
from common.models import JobRun
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from inspections.filters import TaskFilter
from inspections.forms.draws import PrepareForm, TaskForm
from inspections.forms.visits import NoticeForm
from inspections.models import Draw, InspectionTask, PlanEntry
from inspections.queries.coverage import Progress, lines_of, progress_of, readable_states
from inspections.queries.draws import may_draw_again, may_see_all, tasks_with_draws
from inspections.queries.freezing import count_of_fit, eligible, excluded_from, layer_word, quotas_of, sizes_of
from inspections.queries.visits import approvers_of
from inspections.services import pools, round_visits, rounds
from inspections.views.cautions import cautions_of_round

TONES = {"voided": "grey", "accepted": "green", "disclosed": "green", "pool_prepared": "yellow"}


def tasks_crumb(page: Page) -> Crumb:
    return Crumb(_t("抽查任务"), reverse("inspections:tasks", args=[page.tenant]))


def state_badge(draw: Draw) -> dict[str, Any]:
    return {"label": draw.get_state_display(), "tone": TONES.get(draw.state, "blue")}


class TasksPage(ListPage):
    permission = "draws.view"
    title = _("抽查任务")
    model = InspectionTask
    filterset_class = TaskFilter
    ordering = ["-starts_on", "-pk"]
    columns = [
        Column("title", _("任务名称"), sort="title"),
        Column("number", _("编号")),
        Column("department", _("牵头部门"), sort="department__name"),
        Column("window", _("检查时间"), sort="starts_on"),
        Column("draw", _("抽取")),
    ]
    rows_template = "inspections/_task_rows.html"
    help_text = _("已公示计划的每一轮是一个任务：先冻结对象池、公布承诺，再由各部门揭示密值、抽取对象和人员。")
    empty = Empty(
        _("还没有抽查任务"), _("打开一项已公示的计划，按“建立抽查任务”。"), _("查看监管计划"), "inspections:plans"
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return tasks_with_draws(rows)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.latest = max(row.draws.all(), key=lambda draw: draw.attempt, default=None)
            row.badge = state_badge(row.latest) if row.latest else {"label": _t("未抽取"), "tone": "yellow"}
        return context


class OpenTaskPage(FormPage):
    """The next round of one entry."""

    model = PlanEntry
    permission = "draws.prepare"
    form_class = TaskForm
    title = _("建立抽查任务")
    submit_label = _("建立")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("plan", "campaign", "department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        days = {name: getattr(self.object, name) for name in ("starts_on", "ends_on", "is_unannounced")}
        return super().get_form_kwargs() | {"instance": InspectionTask(tenant=self.tenant, **days)}

    def save(self, form: Any) -> InspectionTask:
        return rounds.open_task(self.object, form.save(commit=False), actor=self.member)


class TaskPage(DetailPage):
    permission = "draws.view"
    model = InspectionTask
    template_name = "inspections/task_detail.html"

    def get_queryset(self) -> QuerySet:
        return tasks_with_draws(super().get_queryset()).select_related("created_by", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        task = self.object
        return [
            (_t("任务编号"), task.number),
            (_t("所依计划"), task.entry),
            (_t("牵头部门"), task.department),
            (_t("检查时间"), _t("%(from)s至%(to)s") % {"from": task.starts_on, "to": task.ends_on}),
            (_t("监管类型"), task.entry.get_regime_display()),
            (_t("通知方式"), _t("不预先通知") if task.is_unannounced else _t("预先通知")),
            (_t("建立人"), task.created_by),
        ]

    def get_moves(self) -> list[Button]:
        latest = self._latest()
        plan = Button(_t("查看所依计划"), self.object.entry.get_absolute_url())
        if self.member.may("draws.prepare", self.object) and may_draw_again(latest):
            return [Button(self._prepare_label(latest), self._url("prepare_draw"), True), plan]
        return [*self._visit_moves(), plan]

    def _visit_moves(self) -> list[Button]:
        """What is done to all visits of the round at once, with how many wait for it."""
        waiting = [
            (round_visits.waiting_for_approval(self.object, self.member), "approve_round", _t("批准全部检查（%d）")),
            (round_visits.waiting_for_notice(self.object, self.member), "notify_round", _t("通知全部对象（%d）")),
        ]
        counted = [(name, label, rows.count()) for rows, name, label in waiting]
        return [Button(label % count, self._url(name), True) for name, label, count in counted if count]

    def _url(self, name: str) -> str:
        return reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def _prepare_label(self, latest: Draw | None) -> str:
        if latest:
            return _t("准备再次抽取")
        return _t("准备全覆盖检查") if self.object.entry.covers_all else _t("准备抽取")

    def _latest(self) -> Draw | None:
        return max(self.object.draws.all(), key=lambda draw: draw.attempt, default=None)

    def _states(self, progress: Progress) -> list[tuple[str, str, int, int]]:
        """Each state with its visits, and how many of them the list opens for the member."""
        if not progress.states:
            return []
        readable = readable_states(self.object, self.member)
        return [(state, word, count, readable.get(state, 0)) for state, word, count in progress.states]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task, today, latest = self.object, timezone.localdate(), self._latest()
        progress, sources = progress_of(task), latest.sources if latest else {}
        own = round_visits.waiting_for_others(task, self.member)
        sentence = _t("检查须在此前完成；次日起公开抽取全过程。")
        due = None
        if not progress.whole or progress.done < progress.whole:
            due = day_state(task.ends_on, sentence, today=today, soon=soon_day(self.tenant, today))
        return super().get_context_data(
            page_due=due,
            draws=[(draw, state_badge(draw)) for draw in task.draws.all()],
            lines=lines_of(task),
            progress=progress,
            states=self._states(progress),
            approvers=approvers_of(own) if own else None,
            strata=latest.strata.all() if latest and may_see_all(latest, self.member) else [],
            excluded=latest.excluded if latest else [],
            sources=sources,
            as_of=moment_text(datetime.fromisoformat(sources["libraries_as_of"])) if sources else "",
            **kwargs,
        )


class RoundPage(FormPage):
    """Something done to all visits of the round, in a job whose page shows how far it is."""

    model = InspectionTask
    consequence: Any = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("tenant", "department")

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def waiting(self) -> QuerySet:
        raise LookupError(f"{type(self).__name__} names no visits")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        count = _t("本轮有%d次检查待办理。") % self.waiting().count()
        return super().get_context_data(consequence=f"{count}{self.consequence}", **kwargs)


class ApproveRoundPage(RoundPage):
    permission = "visits.approve"
    title = submit_label = _("批准全部检查")
    form_class = forms.Form
    consequence = _("每次检查各生成一份检查审批表；人员不符合条件的不批准，并说明原因。")
    template_name = "inspections/approve_round.html"

    def waiting(self) -> QuerySet:
        return round_visits.waiting_for_approval(self.object, self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**cautions_of_round(self, self.object, self.waiting()), **kwargs)

    def save(self, form: Any) -> JobRun:
        return round_visits.ask_to_approve(self.object, actor=self.member)


class NotifyRoundPage(RoundPage):
    permission = "visits.schedule"
    title = submit_label = _("通知全部对象")
    form_class = NoticeForm
    consequence = _("每个对象各生成一份检查通知书，请送达对象。")

    def waiting(self) -> QuerySet:
        return round_visits.waiting_for_notice(self.object, self.member)

    def save(self, form: Any) -> JobRun:
        return round_visits.ask_to_notify(self.object, **form.cleaned_data, actor=self.member)


class PreparePage(FormPage):
    """What the pool is now, who is left out and why; then it is frozen."""

    model = InspectionTask
    permission = "draws.prepare"
    form_class = PrepareForm
    title = _("准备抽取")
    submit_label = _("冻结对象池")
    template_name = "inspections/prepare_draw.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("entry__plan", "entry__tenant", "tenant", "department")

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": Draw(tenant=self.tenant)}

    def save(self, form: Any) -> Draw:
        return pools.prepare_draw(self.object, form.save(commit=False), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        objects = eligible(self.object)
        sizes = sizes_of(self.object, objects)
        quotas = quotas_of(self.object, sizes)
        lines = self.object.entry.lines.select_related("department").order_by("position")
        return super().get_context_data(
            layers=[(layer_word(self.object.entry, value), size, quotas[value]) for value, size in sizes.items()],
            size=sum(sizes.values()),
            quota=sum(quotas.values()),
            excluded=excluded_from(self.object),
            teams=[(line, count_of_fit(self.object, line)) for line in lines],
            **kwargs,
        )
