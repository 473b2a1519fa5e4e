"""Checklists: list, one of them, its entries, its life; shared facts; standards that contradict each other."""

from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import day_state, soon_day
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from items.filters import ChecklistFilter
from items.forms.checklists import ConflictForm, EntriesForm, FactForm, NewChecklistForm
from items.models import Checklist, ChecklistEntry, EntryConflict, SharedFact
from items.queries.checklists import facts_with_use, open_conflicts, with_entries
from items.queries.dependents import open_adjustments
from items.services import checklists
from items.states import CHECKLIST_WORKFLOW, CONFLICT_WORKFLOW, DRAFT, IN_FORCE
from items.views.tabs import ItemTabs

TONES = {
    "draft": "grey",
    "in_force": "green",
    "superseded": "grey",
    "open": "red",
    "settled": "green",
    "dismissed": "grey",
}


def badge_of(row: Any) -> dict[str, str]:
    """The state as a badge."""
    return {"label": row.get_state_display(), "tone": TONES[row.state]}


def checklists_crumb(page: Page) -> Crumb:
    return Crumb(_t("检查表"), reverse("items:checklists", args=[page.tenant]))


class ChecklistsPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("检查表")
    tab = "items:checklists"
    model = Checklist
    filterset_class = ChecklistFilter
    ordering = ["item__number", "department__name", "-number"]
    columns = [
        Column("title", _("检查表"), sort="title"),
        Column("department", _("检查部门"), sort="department__name"),
        Column("number", _("版次")),
        Column("entries", _("要点"), is_number=True),
        Column("in_force_on", _("启用日期"), sort="in_force_on"),
        Column("state", _("状态"), sort="state"),
    ]
    rows_template = "items/_checklist_rows.html"
    help_text = _("每个部门对自己参与的事项各编一张检查表：查什么、看什么材料、怎样算合格、依据哪一条。")
    empty = Empty(_("还没有检查表"), _("选择一个事项，逐条写明检查要点。"), _("编制检查表"), "items:checklist_new")

    def for_list(self, rows: Any) -> Any:
        return with_entries(rows)

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("共用事实"), reverse("items:facts", args=[self.tenant]))]
        if self.member.may("items.prepare"):
            moves.insert(0, Button(_t("编制检查表"), reverse("items:checklist_new", args=[self.tenant]), True))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class NewChecklistPage(FormPage):
    permission = "items.prepare"
    title = _("编制检查表")
    form_class = NewChecklistForm
    submit_label = _("下一步：填写要点")

    def get_crumbs(self) -> list[Crumb]:
        return [checklists_crumb(self)]

    def save(self, form: Any) -> str:
        given = form.cleaned_data
        row = checklists.draft_checklist(given["item"], department=given["department"], entries=[], actor=self.member)
        return reverse("items:checklist_edit", args=[self.tenant, row.pk])


class ChecklistMixin(Page):
    """A page about one checklist."""

    model = Checklist

    def get_queryset(self) -> Any:
        return with_entries(super().get_queryset())  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        row: Any = self.object  # type: ignore[attr-defined]
        here = [] if isinstance(self, DetailPage) else [Crumb(row.title, row.get_absolute_url())]
        return [checklists_crumb(self), *here]


class ChecklistPage(ChecklistMixin, DetailPage):
    permission = "items.view"
    facts = ["department", (_("版次"), "version_word"), "in_force_on", "created_by"]
    template_name = "items/checklist_detail.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("created_by")

    def get_moves(self) -> list[Button]:
        row, place = self.object, [self.tenant, self.object.pk]
        prepares = self.member.may("items.prepare", row)
        moves = [Button(_t("修改要点"), reverse("items:checklist_edit", args=place), True)] if prepares else []
        if row.state == DRAFT:
            if self.member.may("items.co_sign", row):
                moves.append(Button(_t("启用"), reverse("items:checklist_enforce", args=place)))
            return moves
        is_open = prepares and row.state == IN_FORCE
        return [Button(_t("修订"), reverse("items:checklist_revise", args=place), True)] if is_open else []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = list(self.object.entries.all())
        conflicts = open_conflicts(self.tenant, [entry.pk for entry in entries])
        return super().get_context_data(
            page_state=badge_of(self.object),
            entries=entries,
            conflicts=conflicts,
            adjustments=open_adjustments(self.object),
            **kwargs,
        )


class EditEntriesPage(ChecklistMixin, FormPage):
    permission = "items.prepare"
    title = _("检查要点")
    form_class = EntriesForm
    template_name = "items/checklist_form.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"checklist": self.object}

    def save(self, form: EntriesForm) -> Checklist:
        return checklists.change_entries(self.object, form.contents(), actor=self.member)


class EnforceChecklistPage(ChecklistMixin, MovePage):
    permission = "items.co_sign"
    workflow = CHECKLIST_WORKFLOW
    move = "enforce_checklist"
    consequence = _("启用后要点不能直接修改，原来的版本自动被替代。")

    def make_move(self, form: Any) -> Any:
        return checklists.enforce_checklist(self.object, actor=self.member, today=timezone.localdate())


class ReviseChecklistPage(ChecklistMixin, FormPage):
    permission = "items.prepare"
    title = _("修订检查表")
    submit_label = title
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("复制现行要点为新版本草稿；启用前现行版本照常使用。"), **kwargs)

    def save(self, form: Any) -> str:
        row = checklists.revise_checklist(self.object, actor=self.member)
        return reverse("items:checklist_edit", args=[self.tenant, row.pk])


# --- shared facts -----------------------------------------------------------------------------------------------------


class FactsPage(ListPage):
    permission = "items.view"
    title = _("共用事实")
    model = SharedFact
    ordering = ["-departments", "name"]
    columns = [
        Column("name", _("共用事实"), sort="name"),
        Column("hint", _("通常的证明材料")),
        Column("departments", _("几个部门要查"), sort="departments", is_number=True),
    ]
    rows_template = "items/_fact_rows.html"
    help_text = _("几个部门都要核查的同一件事（如营业执照），检查要点指到同一个共用事实，合并时只查一次、结果共用。")
    empty = Empty(_("还没有共用事实"), _("把各部门都要看的材料列出来，编检查表时选用。"), _("添加"), "items:fact_new")

    def get_queryset(self) -> Any:
        return facts_with_use(self.tenant)

    def get_crumbs(self) -> list[Crumb]:
        return [checklists_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.prepare"):
            return []
        return [Button(_t("添加"), reverse("items:fact_new", args=[self.tenant]), True)]


class NewFactPage(FormPage):
    permission = "items.prepare"
    title = _("添加共用事实")
    form_class = FactForm

    def get_crumbs(self) -> list[Crumb]:
        return [checklists_crumb(self), Crumb(_t("共用事实"), reverse("items:facts", args=[self.tenant]))]

    def save(self, form: Any) -> str:
        given = form.cleaned_data
        checklists.add_fact(self.tenant, name=given["name"], hint=given["hint"], actor=self.member)
        return reverse("items:facts", args=[self.tenant])


# --- conflicts --------------------------------------------------------------------------------------------------------


def conflicts_crumb(page: Page) -> Crumb:
    return Crumb(_t("标准冲突"), reverse("items:conflicts", args=[page.tenant]))


class ConflictsPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("标准冲突")
    tab = "items:conflicts"
    model = EntryConflict
    ordering = ["state", "due_on", "pk"]
    columns = [
        Column("question", _("冲突之处")),
        Column("department", _("负责修订的部门"), sort="department__name"),
        Column("due_on", _("修订期限"), sort="due_on"),
        Column("state", _("状态"), sort="state"),
    ]
    rows_template = "items/_conflict_rows.html"
    help_text = _("不同部门对同一事项的标准不一致的，限期修订统一；统一之前检查人员在检查表上看得到提示。")
    empty = Empty(_("没有标准冲突"), _("在“一件事”的合并工作台里，对标准不一致的要点点“提出冲突”。"))

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context


class ConflictMixin(Page):
    """A page about one conflict."""

    model = EntryConflict

    def get_queryset(self) -> Any:
        sides = ("first__checklist__department", "second__checklist__department", "department", "raised_by")
        return super().get_queryset().select_related(*sides)  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        row: Any = self.object  # type: ignore[attr-defined]
        here = [] if isinstance(self, DetailPage) else [Crumb(str(row), row.get_absolute_url())]
        return [conflicts_crumb(self), *here]


class ConflictPage(ConflictMixin, DetailPage):
    permission = "items.view"
    workflow = CONFLICT_WORKFLOW
    facts = ["department", "raised_by", "raised_at", "answer"]
    template_name = "items/conflict_detail.html"

    def move_url(self, name: str) -> str:
        return reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today, row = timezone.localdate(), self.object
        sentence = _t("负责修订的部门须在此前统一标准并启用修订后的检查表。")
        due = day_state(row.due_on, sentence, today=today, soon=soon_day(self.tenant, today))
        return super().get_context_data(
            page_state=badge_of(row),
            page_due=due if row.state == "open" else None,
            sides=[row.first, row.second],
            **kwargs,
        )


class RaiseConflictPage(FormPage):
    """Two entries whose standards contradict each other; both are in the address."""

    permission = "items.prepare"
    title = _("提出标准冲突")
    model = ChecklistEntry
    form_class = ConflictForm
    template_name = "items/conflict_form.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("checklist__department", "tenant")

    def get_object(self) -> ChecklistEntry:
        """The first entry: whoever prepares checklists may raise a conflict about any department's."""
        return self._entry(self.kwargs["pk"])

    def _entry(self, number: int) -> ChecklistEntry:
        row = self.get_queryset().filter(pk=number).first()
        if row is None:
            raise Http404
        return row

    def get_crumbs(self) -> list[Crumb]:
        return [conflicts_crumb(self)]

    @cached_property
    def conflict(self) -> EntryConflict:
        return EntryConflict(tenant=self.object.tenant, first=self.object, second=self._entry(self.kwargs["other"]))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.conflict}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sides=[self.conflict.first, self.conflict.second], **kwargs)

    def save(self, form: Any) -> EntryConflict:
        return checklists.raise_conflict(form.instance, actor=self.member, today=timezone.localdate())


class ConflictMove(ConflictMixin, MovePage):
    """A move of a conflict."""

    workflow = CONFLICT_WORKFLOW

    def make_move(self, form: Any) -> Any:
        return checklists.settle_conflict(self.object, self.move, actor=self.member, note=form.cleaned_data["note"])


class SettlePage(ConflictMove):
    permission = "items.prepare"
    move = "settle_conflict"
    consequence = _("请写明统一后的标准。须先启用修订后的检查表。")


class DismissPage(ConflictMove):
    permission = "items.manage"
    move = "dismiss_conflict"
