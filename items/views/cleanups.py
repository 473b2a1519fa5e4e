"""Who answers for what no item covers (R012); the clean-up of inspections on site (R044)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import day_state, soon_day
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from items.attributes import CleanupVerdict
from items.forms.cleanups import CleanupForm, DefaultDutyForm, VerdictForm
from items.models import Cleanup, CleanupLine, DefaultDuty
from items.queries.cleanups import Outcome, outcomes_of, section_duties
from items.services import cleanups
from items.views.lists import items_crumb
from registry.queries.tallies import tally_of


def defaults_crumb(page: Page) -> Crumb:
    return Crumb(_t("清单外兜底责任"), reverse("items:defaults", args=[page.tenant]))


def cleanups_crumb(page: Page) -> Crumb:
    return Crumb(_t("现场检查事项清理"), reverse("items:cleanups", args=[page.tenant]))


# --- default duties ---------------------------------------------------------------------------------------------------


class DefaultDutiesPage(Page):
    permission = "items.view"
    title = _("清单外兜底责任")
    template_name = "items/default_duties.html"
    help_text = _("不在任何部门名录里的监管对象，按行业由这里写明的部门负责事中事后监管；有对象而没有部门的行业标红。")

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("指定兜底部门"), reverse("items:new_default_duty", args=[self.tenant]), True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tally = tally_of(self.tenant, timezone.localdate())
        return super().get_context_data(
            sections=section_duties(self.tenant, tally),
            counted_at=tally.counted_at,
            may_manage=self.member.may("items.manage"),
            **kwargs,
        )


class NewDefaultDutyPage(FormPage):
    permission = "items.manage"
    title = _("指定兜底部门")
    form_class = DefaultDutyForm

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self), defaults_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = self.object or DefaultDuty(tenant=self.tenant)
        return super().get_form_kwargs() | {"instance": instance}

    def save(self, form: Any) -> str:
        cleanups.keep_default(form.instance, actor=self.member)
        return reverse("items:defaults", args=[self.tenant])


class DefaultDutyPage(NewDefaultDutyPage):
    title = _("修改兜底部门")
    model = DefaultDuty


# --- clean-ups --------------------------------------------------------------------------------------------------------


class CleanupsPage(ListPage):
    permission = "items.view"
    title = _("现场检查事项清理")
    model = Cleanup
    ordering = ["-opened_at", "-pk"]
    columns = [
        Column("name", _("清理名称"), sort="name"),
        Column("due_on", _("完成期限"), sort="due_on"),
        Column("decided", _("已有意见"), is_number=True),
        Column("count", _("事项数"), is_number=True),
    ]
    rows_template = "items/_cleanup_rows.html"
    help_text = _("逐项审视现行的现场检查事项：保留、取消、合并，或者改为非现场。清理前后的数目在清理页对照。")
    empty = Empty(
        _("还没有清理"), _("发起后自动列出全部现场检查的现行事项，逐项提出意见。"), _("发起清理"), "items:new_cleanup"
    )

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self)]

    def for_list(self, rows: Any) -> Any:
        return rows.prefetch_related("lines")

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("发起清理"), reverse("items:new_cleanup", args=[self.tenant]), True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            lines = list(row.lines.all())
            row.count, row.decided = len(lines), sum(bool(line.verdict) for line in lines)
        return context


class NewCleanupPage(FormPage):
    permission = "items.manage"
    title = _("发起清理")
    form_class = CleanupForm
    submit_label = _("发起清理")

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self), cleanups_crumb(self)]

    def save(self, form: Any) -> Cleanup:
        return cleanups.open_cleanup(form.instance, actor=self.member, today=timezone.localdate())


class CleanupPage(DetailPage):
    permission = "items.view"
    model = Cleanup
    facts = ["basis", "due_on", "opened_by"]
    template_name = "items/cleanup_detail.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("opened_by")

    def get_crumbs(self) -> list[Crumb]:
        return [items_crumb(self), cleanups_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        outcomes, today = outcomes_of(self.object), timezone.localdate()
        sentence = _t("须在此前对每个现场检查事项提出意见。")
        is_open = any(not outcome.line.verdict for outcome in outcomes)
        due = day_state(self.object.due_on, sentence, today=today, soon=soon_day(self.tenant, today))
        return super().get_context_data(
            page_due=due if is_open else None,
            outcomes=outcomes,
            before=len(outcomes),
            after=sum(outcome.is_on_site for outcome in outcomes),
            counts=_counts(outcomes),
            may_decide=self.member.may("items.manage"),
            **kwargs,
        )


def _counts(outcomes: list[Outcome]) -> list[tuple[str, int]]:
    """How many items got each verdict, those without one last."""
    labels = [*CleanupVerdict.choices, ("", _t("未提意见"))]
    return [(str(label), sum(one.line.verdict == code for one in outcomes)) for code, label in labels]


class DecideCleanupPage(FormPage):
    permission = "items.manage"
    model = CleanupLine
    title = _("清理意见")
    form_class = VerdictForm
    help_text = _("改为非现场、合并的，自动建立修订草稿，走完会签、审核、批准后生效；取消的，请在事项页办理废止。")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("cleanup", "item", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        cleanup = self.object.cleanup
        return [items_crumb(self), cleanups_crumb(self), Crumb(str(cleanup), cleanup.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        line = self.object
        given = {"kind": line.verdict, "reason": line.reason, "into": line.merged_into_id}
        return super().get_form_kwargs() | {"initial": given}

    def save(self, form: Any) -> Any:
        return cleanups.decide(self.object, form.verdict(), actor=self.member).cleanup
