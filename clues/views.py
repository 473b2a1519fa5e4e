"""Pages of clues: those of the own department, one clue, and its moves."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clues import services
from clues.filters import ClueFilter
from clues.forms import AnswerForm, RedirectForm
from clues.models import Clue
from clues.queries import is_late, may_read_content, readable_clues
from clues.states import CLUE_WORKFLOW
from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.pages import Button, Column, Crumb, DetailPage, Empty, ListPage, MovePage
from items.queries.timeline import timeline_of

TONES = {"dispatched": "yellow", "accepted": "blue", "returned": "orange", "answered": "green", "withdrawn": "grey"}


def clue_badge(clue: Clue, today: date) -> dict[str, str]:
    """The state as a badge; what is late says so."""
    label = clue.get_state_display()
    if is_late(clue, today):
        return {"label": _t("逾期：%s") % label, "tone": "red"}
    return {"label": label, "tone": TONES[clue.state]}


class CluesPage(ListPage):
    permission = "clues.view"
    title = _("问题线索")
    model = Clue
    filterset_class = ClueFilter
    ordering = ["-raised_at", "-pk"]
    rows_template = "clues/_clue_rows.html"
    columns = [
        Column("object", _("监管对象"), sort="object__name"),
        Column("number", _("编号")),
        Column("matter", _("涉及事项")),
        Column("from_department", _("移送部门"), sort="from_department__name"),
        Column("to_department", _("接收部门"), sort="to_department__name"),
        Column("due_on", _("办理期限"), sort="due_on"),
        Column("state", _("状态"), sort="state"),
    ]
    help_text = _("本部门移送和收到的线索。收到后在期限内接收，或者说明理由退回；接收后核查并反馈结论。")
    empty = Empty(
        _("没有线索"),
        _("检查中发现属于其他部门职责的问题，在该问题的页面按“移送其他部门”，对方就在这里收到。"),
    )

    def get_queryset(self) -> QuerySet:
        return readable_clues(self.member, self.tenant)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for row in context["rows"]:
            row.badge = clue_badge(row, today)
        return context


class ClueMixin:
    """A page about one clue; another department's does not exist for the reader."""

    model = Clue
    object: Any

    def get_queryset(self) -> QuerySet:
        page: Any = self
        return readable_clues(page.member, page.tenant).select_related("raised_by")

    def get_crumbs(self) -> list[Crumb]:
        page: Any = self
        return [
            Crumb(_t("问题线索"), reverse("clues:clues", args=[page.tenant])),
            Crumb(str(self.object), self.object.get_absolute_url()),
        ]


class CluePage(ClueMixin, DetailPage):
    permission = "clues.view"
    workflow = CLUE_WORKFLOW
    template_name = "clues/clue_detail.html"
    facts = ["object", "matter", "from_department", "to_department", "department", "source_kind", "raised_at"]

    def get_crumbs(self) -> list[Crumb]:
        return super().get_crumbs()[:1]

    def move_url(self, name: str) -> str:
        return reverse(f"clues:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        """A clue that came back once is not returned again, so the button is not offered."""
        again = self.move_url("return_clue") if self.object.returns else ""
        return [move for move in super().get_moves() if move.url != again]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clue, now, today = self.object, timezone.now(), timezone.localdate()
        clocks = [running_clock(rule.name, clue) for rule in (services.ACCEPT_RULE, services.VERIFY_RULE)]
        clock = next((one for one in clocks if one), None)
        may_read = may_read_content(clue, self.member, today)
        return super().get_context_data(
            page_state=clue_badge(clue, today),
            page_due=due_state(clock, now=now, soon=soon_day(self.tenant, today)) if clock else None,
            may_read=may_read,
            may_open_source=self.member.hat.department_id == clue.from_department_id,
            timeline=timeline_of(clue) if may_read else [],
            **kwargs,
        )


class ClueMove(ClueMixin, MovePage):
    workflow = CLUE_WORKFLOW


class AcceptCluePage(ClueMove):
    permission = "clues.handle"
    move = "accept_clue"
    consequence = _("接收后由本部门核查，并在期限内向移送部门反馈结论。")

    def make_move(self, form: Any) -> Clue:
        return services.accept_clue(self.object, actor=self.member, note=form.cleaned_data["note"])


class ReturnCluePage(ClueMove):
    permission = "clues.handle"
    move = "return_clue"
    consequence = _("一条线索只能退回一次。请写明为什么不属于本部门职责、应由哪个部门办理。")

    def make_move(self, form: Any) -> Clue:
        return services.return_clue(self.object, actor=self.member, note=form.cleaned_data["note"])


class RedirectCluePage(ClueMove):
    permission = "clues.raise"
    move = "redirect_clue"
    form_class = RedirectForm
    consequence = _("改送后重新计算接收期限；接收部门不能再次退回。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"clue": self.object}

    def make_move(self, form: Any) -> Clue:
        given = form.cleaned_data
        return services.redirect_clue(self.object, given["department"], actor=self.member, note=given["note"])


class WithdrawCluePage(ClueMove):
    permission = "clues.raise"
    move = "withdraw_clue"
    consequence = _("撤回后由本部门自行处理，接收部门不再看到办理按钮。")

    def make_move(self, form: Any) -> Clue:
        return services.withdraw_clue(self.object, actor=self.member, note=form.cleaned_data["note"])


class AnswerCluePage(ClueMove):
    permission = "clues.handle"
    move = "answer_clue"
    form_class = AnswerForm

    def make_move(self, form: Any) -> Clue:
        return services.answer_clue(self.object, **form.cleaned_data, actor=self.member)
