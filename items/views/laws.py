"""The law-article graph: laws with what rests on them, recorded changes, adjustment tasks (R030)."""

from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.running import running_clock
from common.clocks.states import due_state, soon_day
from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from items.filters import AdjustmentFilter, LawFilter
from items.forms.laws import ArticlesForm, CorrectForm, LawChangeForm, LawForm
from items.models import AdjustmentTask, Checklist, Law, LawArticle, LawChange
from items.queries.dependents import article_uses, changes_of, laws_with_uses, task_url, unknown_laws
from items.queries.library import law_key
from items.queries.timeline import timeline_of
from items.queries.wordings import Wording, compared, wordings_of
from items.services import laws
from items.services.laws import ADJUST_RULE
from items.states import TASK_OPEN, TASK_WORKFLOW
from items.views.tabs import ItemTabs

TONES = {"open": "orange", "done": "green", "unneeded": "grey"}


def task_badge(task: AdjustmentTask) -> dict[str, str]:
    """The state as a badge."""
    return {"label": task.get_state_display(), "tone": TONES[task.state]}


def laws_crumb(page: Page) -> Crumb:
    return Crumb(_t("法律依据"), reverse("items:laws", args=[page.tenant]))


def law_crumb(page: Page, law: Law) -> Crumb:
    return Crumb(str(law), reverse("items:law", args=[page.tenant, law.pk]))


def tasks_crumb(page: Page) -> Crumb:
    return Crumb(_t("调整任务"), reverse("items:adjustments", args=[page.tenant]))


class LawsPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("法律依据")
    tab = "items:laws"
    model = Law
    filterset_class = LawFilter
    ordering = ["name", "pk"]
    rows_template = "items/_law_rows.html"
    template_name = "items/law_list.html"
    columns = [
        Column("name", _("名称"), sort="name"),
        Column("number", _("文号")),
        Column("uses", _("涉及事项"), is_number=True),
        Column("is_repealed", _("效力")),
    ]
    help_text = _(
        "监管事项的设定依据所在的法律法规。登记一部法律或其中一条的变动后，"
        "本地区和下级地区所有依据它的事项和检查表都会标出，并给牵头部门生成限期调整任务。"
    )
    empty = Empty(_("没有符合条件的法律法规"))

    def get_queryset(self) -> QuerySet:
        return Law.objects.above(self.tenant)

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("调整任务"), reverse("items:adjustments", args=[self.tenant]))]
        if self.member.may("items.record_laws"):
            moves.append(Button(_t("收录法律法规"), reverse("items:new_law", args=[self.tenant])))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        uses = laws_with_uses(self.tenant)
        for law in context["rows"]:
            law.uses = uses.get(law_key(law.name), 0)
            law.url = reverse("items:law", args=[self.tenant, law.pk])
        return context | {
            "unknown": unknown_laws(self.tenant),
            "add_url": reverse("items:new_law", args=[self.tenant]),
            "may_add": self.member.may("items.record_laws"),
        }


class AddLawPage(FormPage):
    permission = "items.record_laws"
    title = _("收录法律法规")
    form_class = LawForm
    success_message = _("已收录，依据它的事项已自动对应。")

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        law = Law(tenant=self.tenant, name=self.request.GET.get("name", "")[:200])
        return super().get_form_kwargs() | {"instance": law}

    def save(self, form: Any) -> str:
        law = laws.add_law(form.instance, actor=self.member, articles=form.cleaned_data["articles"])
        return reverse("items:law", args=[self.tenant, law.pk])


class LawMixin:
    """A page about one law, ours or of a place above."""

    model = Law
    object: Any

    def get_queryset(self) -> QuerySet:
        return Law.objects.above(self.tenant)  # type: ignore[attr-defined]


class LawPage(LawMixin, DetailPage):
    permission = "items.view"
    template_name = "items/law_detail.html"
    facts = ["number", "is_repealed"]

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.record_laws"):
            return []
        place = [self.tenant, self.object.pk]
        return [
            Button(_t("登记变动"), reverse("items:record_law_change", args=place), is_primary=True),
            Button(_t("收录条文"), reverse("items:add_articles", args=place)),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pieces = compared(self.tenant, self.object)
        changes = list(changes_of(self.tenant, self.object))
        for change in changes:
            change.pieces = pieces.get(change.pk)
        return super().get_context_data(
            uses=self._uses(), changes=changes, may_record=self.member.may("items.record_laws"), **kwargs
        )

    def _uses(self) -> list[dict[str, Any]]:
        """Each article with what it says, what rests on it, and where to say that it changed or was typed wrongly."""
        wordings = wordings_of(self.tenant, self.object, timezone.localdate())
        change_url = reverse("items:record_law_change", args=[self.tenant, self.object.pk])
        may_record = self.member.may("items.record_laws")
        rows = []
        for use in article_uses(self.tenant, self.object):
            wording = wordings.get(use.number, Wording())
            row = wording.article if wording.article and wording.article.text == wording.text else None
            correct_url = reverse("items:correct_article", args=[self.tenant, row.pk]) if row and row.text else ""
            rows.append(
                {
                    "use": use,
                    "wording": wording,
                    "change_url": f"{change_url}?{urlencode({'article': use.number})}" if may_record else "",
                    "correct_url": correct_url if may_record else "",
                }
            )
        return rows


class AddArticlesPage(LawMixin, FormPage):
    permission = "items.record_laws"
    title = _("收录条文")
    form_class = ArticlesForm
    success_message = _("已收录条文。")

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self), law_crumb(self, self.object)]

    def save(self, form: Any) -> str:
        articles, today = form.cleaned_data["articles"], timezone.localdate()
        laws.add_articles(self.object, articles, place=self.tenant, actor=self.member, today=today)
        return reverse("items:law", args=[self.tenant, self.object.pk])


class CorrectPage(FormPage):
    permission = "items.record_laws"
    title = _("更正录入的条文")
    form_class = CorrectForm
    model = LawArticle
    success_message = _("已更正。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("law")

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self), law_crumb(self, self.object.law), Crumb(self.object.number)]

    def get_cancel_url(self) -> str:
        return reverse("items:law", args=[self.tenant, self.object.law_id])

    def save(self, form: Any) -> str:
        laws.correct_article(form.instance, form.cleaned_data["text"], actor=self.member)
        return self.get_cancel_url()


class RecordChangePage(LawMixin, FormPage):
    permission = "items.record_laws"
    title = _("登记变动")
    submit_label = _("登记并生成调整任务")
    form_class = LawChangeForm
    success_message = _("已登记，正在为涉及的事项生成调整任务。")
    help_text = _(
        "登记后，本地区和下级地区依据它的事项和检查表都会标出并生成限期任务；登记错了，请由牵头部门以“无需调整”办结。"
    )

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self), law_crumb(self, self.object)]

    def get_form_kwargs(self) -> dict[str, Any]:
        """The article the reader came from stands there with its wording, to be mended."""
        number = self.request.GET.get("article", "")
        known = wordings_of(self.tenant, self.object, timezone.localdate()).get(number, Wording())
        change = LawChange(tenant=self.tenant, law=self.object, article=number[:40], text=known.text)
        return super().get_form_kwargs() | {"instance": change}

    def save(self, form: Any) -> str:
        laws.record_change(form.instance, actor=self.member)
        return reverse("items:law", args=[self.tenant, self.object.pk])


class AdjustmentsPage(ListPage):
    permission = "items.view"
    title = _("调整任务")
    model = AdjustmentTask
    filterset_class = AdjustmentFilter
    ordering = ["state", "due_on", "pk"]
    rows_template = "items/_adjustment_rows.html"
    columns = [
        Column("subject", _("内容")),
        Column("change", _("变动")),
        Column("department", _("责任部门"), sort="department__name"),
        Column("due_on", _("截止日"), sort="due_on"),
        Column("state", _("状态"), sort="state"),
    ]
    empty = Empty(_("没有调整任务"), _("登记法律法规变动后，依据它的事项和检查表自动在这里生成限期调整任务。"))

    def get_crumbs(self) -> list[Crumb]:
        return [laws_crumb(self)]

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("change__law", "department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for task in context["rows"]:
            task.badge = task_badge(task)
        return context


class TaskMixin:
    """A page about one adjustment task."""

    model = AdjustmentTask
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows.select_related("change__law", "tenant", "department", "revision")

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]  # type: ignore[arg-type]


class AdjustmentPage(TaskMixin, DetailPage):
    permission = "items.view"
    workflow = TASK_WORKFLOW
    template_name = "items/adjustment_detail.html"
    facts = ["department", "opened_at", "due_on", "closed_at", "note"]

    def get_crumbs(self) -> list[Crumb]:
        return [tasks_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def move_url(self, name: str) -> str:
        return reverse(f"items:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        task = self.object
        moves = [move._replace(is_primary=False) for move in super().get_moves()]
        if task.state != TASK_OPEN or task.revision or not self.member.may("items.prepare", task):
            return moves
        if task.subject_kind == Checklist._meta.label_lower:
            revise = Button(
                _t("修订检查表"), reverse("items:checklist_revise", args=[self.tenant, task.subject_id]), True
            )
        else:
            revise = Button(_t("修订事项"), self.move_url("adjust_revise"), True)
        return [revise, *moves]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        task = self.object
        clock = running_clock(ADJUST_RULE.name, task)
        soon = soon_day(self.tenant, timezone.localdate())
        return super().get_context_data(
            page_state=task_badge(task),
            page_due=due_state(clock, now=timezone.now(), soon=soon) if clock else None,
            subject_url=task_url(task),
            pieces=compared(self.tenant, task.change.law).get(task.change_id),
            timeline=timeline_of(task),
            **kwargs,
        )


class SettlePage(TaskMixin, FormPage):
    """Says how a task is settled."""

    permission = "items.prepare"
    form_class = ReasonForm


class RevisePage(SettlePage):
    title = _("修订事项")
    submit_label = _("建立修订草稿")
    form_class = ReasonForm

    def get_form(self) -> Any:
        form = super().get_form()
        del form.fields["note"]
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("以“%(change)s”为调整事由建立修订草稿；新版本生效时，这项任务自动办结。")
        return super().get_context_data(consequence=sentence % {"change": self.object.change}, **kwargs)

    def save(self, form: Any) -> str:
        draft = laws.revise_for(self.object, actor=self.member)
        return reverse("items:edit", args=[self.tenant, draft.pk])


class UnneededPage(SettlePage):
    title = _("无需调整")
    submit_label = _("无需调整，办结")

    def save(self, form: Any) -> Any:
        return laws.keep_unchanged(self.object, actor=self.member, reason=form.cleaned_data["note"])


class DonePage(SettlePage):
    title = _("登记已调整")
    submit_label = _("登记已调整")

    def save(self, form: Any) -> Any:
        return laws.mark_adjusted(self.object, actor=self.member, note=form.cleaned_data["note"])
