"""Lines of an import that are probably known objects, judged side by side by a person."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from directory.queries.people import acts_for_place, worn
from registry.filters.matches import MatchFilters
from registry.imports.objects.columns import COLUMNS
from registry.models import MatchCase
from registry.queries.matches import beside, cases_of, sides
from registry.services.matches import MOVES, decide_all
from registry.states import MATCH_DIFFERENT, MATCH_OPEN, MATCH_SAME, MATCH_WORKFLOW
from registry.views.object_tabs import ObjectTabs
from tenancy.models import Member, Region

TONES = {MATCH_OPEN: "yellow", MATCH_SAME: "green", MATCH_DIFFERENT: "blue"}
CONSEQUENCES = {
    "say_same": gettext_lazy(
        "导入的内容并入库中已有的档案：报送部门将其纳入名录，有权修改的共享信息随之更新。两份档案的，合并到较早的一份，以后可以拆分。"
    ),
    "say_different": gettext_lazy(
        "按导入的内容新建一份档案，报送部门将其纳入名录。两份档案的，各自保留，以后不再提示。"
    ),
}


def badge(case: MatchCase) -> dict[str, str]:
    return {"label": case.get_state_display(), "tone": TONES[case.state]}


def _judged_by(member: Member, tenant: Region) -> QuerySet:
    """The cases a member may judge: the own department's, or all of the place."""
    rows = MatchCase.objects.of(tenant)
    return rows if acts_for_place(member, "objects.import") else rows.filter(department=worn(member).department_id)


class MatchesPage(ObjectTabs, ListPage):
    """What waits for a judgement, and what was judged."""

    model = MatchCase
    permission = "objects.import"
    title = gettext_lazy("疑似相同对象")
    tab = "registry:matches"
    help_text = gettext_lazy("导入时与库中对象相近、系统不敢断定的，请对照两边逐条判断；没有判断的不会写入名录库。")
    filterset_class = MatchFilters
    ordering = ["-pk"]
    rows_template = "registry/_match_rows.html"
    columns = [
        Column("name", gettext_lazy("导入的内容或另一份档案")),
        Column("object", gettext_lazy("库中对象")),
        Column("reason", gettext_lazy("相似之处")),
        Column("department", gettext_lazy("报送部门"), "department__name"),
        Column("state", gettext_lazy("状态"), "state"),
    ]
    empty = Empty(
        gettext_lazy("没有需要判断的对象"),
        gettext_lazy("导入名录时，与库中对象相近又不能断定的会列在这里。"),
        gettext_lazy("导入监管对象名录"),
        "registry:object_import",
    )

    def get_queryset(self) -> QuerySet:
        return self.member.hat.within_reach(self.permission, cases_of(self.tenant))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(bulk_moves=self._bulk_moves(), **kwargs)
        for case in context["rows"]:
            case.badge = badge(case)
        return context

    def _bulk_moves(self) -> list[dict[str, str]]:
        return [
            {"label": str(move.label), "url": reverse(f"registry:matches_{name}", args=[self.tenant])}
            for name, move in MATCH_WORKFLOW.moves.items()
        ]


class MatchPage(DetailPage):
    """One case, both sides."""

    model = MatchCase
    permission = "objects.import"
    workflow = MATCH_WORKFLOW
    template_name = "registry/match_detail.html"

    def get_queryset(self) -> QuerySet:
        return cases_of(self.tenant)

    def get_title(self) -> str:
        return self.object.name

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("疑似相同对象"), reverse("registry:matches", args=[self.tenant]))]

    def move_url(self, name: str) -> str:
        return reverse(f"registry:match_{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        """The judgement stands below both sides, where one has read them."""
        return []

    def _judgements(self) -> list[tuple[str, str, str]]:
        """(key, word, address) of what the reader may say about it."""
        keys = {"say_same": "s", "say_different": "d"}
        moves = MATCH_WORKFLOW.open_to(self.object, self.member)
        return [(keys[one.name], one.label, self.move_url(one.name)) for one in moves]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        headings = {column.name: str(column.heading) for column in COLUMNS}
        previous, following, waiting = beside(self.object, _judged_by(self.member, self.tenant))
        return super().get_context_data(
            judgements=self._judgements(),
            previous_case=previous,
            next_case=following,
            waiting=waiting,
            page_state=badge(self.object),
            other_side=_("导入的内容") if self.object.record else _("另一份档案"),
            sides=sides(self.object, headings),
            timeline=self._decision(),
            **kwargs,
        )

    def _decision(self) -> list[dict[str, Any]]:
        case = self.object
        if case.decided_by is None:
            return []
        return [
            {"at": case.decided_at, "actor": case.decided_by.name, "text": case.get_state_display(), "note": case.note}
        ]


class DecideMatchPage(MovePage):
    """Say what one case is, with the reason."""

    model = MatchCase
    permission = "objects.import"
    workflow = MATCH_WORKFLOW

    def get_queryset(self) -> QuerySet:
        return cases_of(self.tenant)

    def get_crumbs(self) -> list[Crumb]:
        return [
            Crumb(_("疑似相同对象"), reverse("registry:matches", args=[self.tenant])),
            Crumb(self.object.name, self.object.get_absolute_url()),
        ]

    def make_move(self, form: Any) -> None:
        MOVES[self.move](self.object, actor=self.member, today=timezone.localdate(), note=form.cleaned_data["note"])

    def done(self, target: Any) -> HttpResponse:
        """On to the next one that waits; after the last one back to it."""
        previous, following, waiting = beside(self.object, _judged_by(self.member, self.tenant))
        words = {"name": self.object, "count": waiting}
        messages.success(self.request, _("已判断“%(name)s”，还有%(count)s条。") % words)
        return super().done(following or previous or target)


class SaySamePage(DecideMatchPage):
    move = "say_same"
    consequence = CONSEQUENCES["say_same"]


class SayDifferentPage(DecideMatchPage):
    move = "say_different"
    consequence = CONSEQUENCES["say_different"]


class DecideForm(forms.Form):
    """The cases ticked and one reason for all."""

    row = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, label=gettext_lazy("勾选的条目"))
    note = forms.CharField(label=gettext_lazy("理由"), max_length=500, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, cases: list[MatchCase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["row"].choices = [(str(case.pk), str(case)) for case in cases]
        self.fields["row"].initial = [str(case.pk) for case in cases]


class DecideMatchesPage(FormPage):
    """Say the same of all cases ticked in the list."""

    permission = "objects.import"
    move: str
    form_class = DecideForm
    template_name = "registry/match_decide.html"

    @cached_property
    def cases(self) -> list[MatchCase]:
        """The open cases among those ticked. Errors: `PermissionDenied` when one is another department's."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        numbers = [int(text) for text in asked.getlist("row") if text.isdecimal() and len(text) < 19]
        cases = list(cases_of(self.tenant).filter(pk__in=numbers, state=MATCH_OPEN))
        if not all(self.member.may(self.permission, case) for case in cases):
            raise PermissionDenied(_("勾选的条目里有其他部门报送的，请由报送部门或统筹管理员判断。"))
        return cases

    def get_title(self) -> str:
        return _("批量判断：%(move)s") % {"move": MATCH_WORKFLOW.moves[self.move].label}

    def get_submit_label(self) -> str:
        return _("%(move)s（%(count)s条）") % {
            "move": MATCH_WORKFLOW.moves[self.move].label,
            "count": len(self.cases),
        }

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("疑似相同对象"), reverse("registry:matches", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"cases": self.cases}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cases=self.cases, consequence=CONSEQUENCES[self.move], **kwargs)

    def save(self, form: Any) -> str:
        count = decide_all(
            self.cases, self.move, actor=self.member, today=timezone.localdate(), note=form.cleaned_data["note"]
        )
        messages.success(self.request, _("已判断 %(count)s 条。") % {"count": count})
        return reverse("registry:matches", args=[self.tenant])


class AllSamePage(DecideMatchesPage):
    move = "say_same"


class AllDifferentPage(DecideMatchesPage):
    move = "say_different"
