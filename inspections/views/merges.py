"""The merge studio: what could be one visit, what the departments say, one joint entry by a click (R088, R089)."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage
from common.pages.base import Page
from inspections.forms.plans import MergeForm
from inspections.models import MergeMember, MergeProposal
from inspections.queries.entries import limits_of
from inspections.queries.overlaps import entries_behind, joint_shares, whole
from inspections.queries.plans import planning_year
from inspections.services import merges
from inspections.states import (
    AGREED,
    ANSWER_WORKFLOW,
    ASKED,
    DECLINED,
    MERGE_REFUSED,
    MERGE_WORKFLOW,
    MERGED,
    PROPOSED,
    SUPERSEDED,
)
from inspections.views.tabs import PlanTabs

LONGEST_NUMBER = 18
_TONES = {
    PROPOSED: "orange",
    MERGED: "green",
    MERGE_REFUSED: "grey",
    AGREED: "green",
    DECLINED: "red",
}


def badge(row: Any) -> dict[str, str]:
    """The state of a proposal or an answer."""
    return {"label": row.get_state_display(), "tone": _TONES.get(row.state, "blue")}


def asked_year(page: Page) -> int:
    """The year in the address, else the one that is planned now."""
    text = page.request.GET.get("year", "")
    is_year = text.isdecimal() and 2020 <= int(text) <= 2099
    return int(text) if is_year else planning_year(page.tenant, timezone.localdate())


def merges_crumb(page: Page) -> Crumb:
    return Crumb(_t("合并检查"), reverse("inspections:merges", args=[page.tenant]))


class MergesPage(PlanTabs, ListPage):
    """What the engine found in the plans of a year, and how far joint inspection is the norm."""

    permission = "plans.view"
    title = _("合并检查")
    tab = "inspections:merges"
    model = MergeProposal
    ordering = ["state", "-saved", "pk"]
    rows_template = "inspections/_merge_rows.html"
    template_name = "inspections/merges.html"
    columns = [
        Column("entries", _("可以合成一次的检查")),
        Column("saved", _("少进门"), "saved", is_number=True),
        Column("common", _("共同对象"), "common", is_number=True),
        Column("days", _("共同时段")),
        Column("answers", _("部门答复")),
        Column("state", _("状态"), "state"),
    ]
    empty = Empty(
        _("没有发现可以合并的检查"),
        _("比对各部门正在编制的计划：对象相同、时段重叠、检查方式可以同时进行的，提出合成一次进门的建议。"),
    )

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(year=asked_year(self)).exclude(state=SUPERSEDED)
        return rows.prefetch_related("members__department")

    def get_moves(self) -> list[Button]:
        if not self.member.may("plans.try"):
            return []
        address = f"{reverse('inspections:find_merges', args=[self.tenant])}?{urlencode({'year': asked_year(self)})}"
        return [Button(_t("重新比对"), address, is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = asked_year(self)
        shares = joint_shares(self.tenant, year, timezone.localdate())
        context = super().get_context_data(
            year=year,
            years=[year - 1, year, year + 1],
            shares=shares,
            total=whole(shares),
            target=limits_of(self.tenant).target_percent,
            behind=self._behind(year),
            **kwargs,
        )
        for row in context["rows"]:
            row.badge = badge(row)
            row.answers = [(member, badge(member)) for member in row.members.all()]
        return context

    def _behind(self, year: int) -> dict[str, Any] | None:
        """The entries behind the figure that was pressed."""
        for kind, is_joint, label in (("single", False, _t("单独检查的计划")), ("joint", True, _t("联合检查的计划"))):
            number = self.request.GET.get(kind, "")
            if number.isdecimal() and len(number) < LONGEST_NUMBER:
                rows = entries_behind(self.tenant, year, int(number), is_joint=is_joint)
                return {"label": label, "rows": list(rows)}
        return None


class JointSharePage(Page):
    """The planned share of joint visits, a fragment that the board asks for by itself: it counts every pool (R089)."""

    permission = "plans.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        place = whole(joint_shares(self.tenant, asked_year(self), timezone.localdate()))
        target = limits_of(self.tenant).target_percent
        return render(request, "inspections/_joint_share.html", {"counted": place.planned, "target": target})


class FindMergesPage(FormPage):
    """Have the plans compared; the work is a job."""

    permission = "plans.try"
    title = _("重新比对各部门计划")
    submit_label = _("开始比对")
    form_class = forms.Form
    success_message = _("正在比对，完成后会收到消息。")

    def get_crumbs(self) -> list[Crumb]:
        return [merges_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _t("比对%(year)s年度正在编制的计划，更新合并建议；已有的答复和决定保留。") % {"year": asked_year(self)}
        return super().get_context_data(consequence=words, **kwargs)

    def save(self, form: Any) -> str:
        year = asked_year(self)
        merges.ask_to_find(self.tenant, year, actor=self.member)
        return f"{reverse('inspections:merges', args=[self.tenant])}?{urlencode({'year': year})}"


class MergePage(DetailPage):
    """One proposal: the entries side by side, what is saved, what everybody said."""

    permission = "plans.view"
    model = MergeProposal
    workflow = MERGE_WORKFLOW
    template_name = "inspections/merge_proposal.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("joint")

    def get_title(self) -> str:
        names = [str(member.department) for member in self.object.members.select_related("department")]
        return _t("%(names)s的检查合成一次") % {"names": _t("、").join(dict.fromkeys(names))}

    def get_crumbs(self) -> list[Crumb]:
        return [merges_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        return [
            (_t("少进门"), _t("%s次") % row.saved),
            (_t("共同对象"), _t("%s个") % row.common),
            (_t("共同时段"), f"{row.starts_on} — {row.ends_on}"),
            (_t("发现时间"), timezone.localtime(row.found_at).strftime("%Y-%m-%d %H:%M")),
            *([(_t("不合并的理由"), row.refusal)] if row.refusal else []),
        ]

    def move_url(self, name: str) -> str:
        """A proposal lapses by itself; nobody has a button for that."""
        return "" if name == "supersede_merge" else reverse(f"inspections:{name}", args=[self.tenant, self.object.pk])

    def get_moves(self) -> list[Button]:
        return [move for move in super().get_moves() if move.url]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = list(self.object.members.select_related("department", "entry"))
        for member in members:
            member.badge = self._answer_badge(member)
            member.open_moves = self._answers(member)
        queries = [member.snapshot["pool_query"] for member in members]
        objects = f"{reverse('registry:objects', args=[self.tenant])}?{merges.joint_query(queries)}"
        return super().get_context_data(
            page_state=badge(self.object), members=members, objects_url=objects, joint=self.object.joint, **kwargs
        )

    def _answer_badge(self, member: MergeMember) -> dict[str, str]:
        """Who never answered is not waited for once it is decided."""
        if member.state == ASKED and self.object.state != PROPOSED:
            return {"label": _t("未答复"), "tone": "grey"}
        return badge(member)

    def _answers(self, member: MergeMember) -> list[tuple[str, str]]:
        if self.object.state != PROPOSED:
            return []
        found = ANSWER_WORKFLOW.open_to(member, self.member)
        return [(one.label, reverse(f"inspections:{one.name}", args=[self.tenant, member.pk])) for one in found]


class ProposalMove(MovePage):
    """A decision of the coordinator on a proposal."""

    permission = "plans.coordinate"
    model = MergeProposal
    workflow = MERGE_WORKFLOW

    def get_crumbs(self) -> list[Crumb]:
        return [merges_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]


class AcceptMergePage(ProposalMove):
    move = "accept_merge"
    success_message = _("已合成联合检查，列入牵头部门的计划。")
    consequence = _(
        "共同对象合成一项联合检查，由预计检查最多的部门牵头；对象全部并入的原计划删去，其余只留下剩余对象。"
    )

    form_class = MergeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        titles = [str(member) for member in self.object.members.order_by("-expected", "pk")]
        return super().get_form_kwargs() | {"initial": {"title": merges.joint_title(titles)}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        asked = self.object.members.filter(state=ASKED).select_related("department")
        names = _t("、").join(str(one.department) for one in asked)
        if names:
            waiting = _t("%(names)s还没有答复，合成后不再等待其答复。") % {"names": names}
            context["consequence"] = f"{context['consequence']}{waiting}"
        return context

    def make_move(self, form: Any) -> Any:
        return merges.merge(self.object, **form.cleaned_data, actor=self.member)


class OverruleMergePage(AcceptMergePage):
    move = "overrule_merge"


class RefuseMergePage(ProposalMove):
    move = "refuse_merge"

    def make_move(self, form: Any) -> Any:
        return merges.refuse(self.object, actor=self.member, note=form.cleaned_data["note"])


class AnswerPage(MovePage):
    """A department's answer for its own entry."""

    permission = "plans.prepare"
    model = MergeMember
    workflow = ANSWER_WORKFLOW

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("proposal", "department")

    def get_crumbs(self) -> list[Crumb]:
        return [merges_crumb(self), Crumb(str(self.object.proposal), self.object.get_absolute_url())]


class AgreePage(AnswerPage):
    move = "agree_merge"

    def make_move(self, form: Any) -> Any:
        return merges.agree(self.object, actor=self.member)


class DeclinePage(AnswerPage):
    move = "decline_merge"
    consequence = _("理由由统筹部门看到；统筹部门仍可以决定合并。")

    def make_move(self, form: Any) -> Any:
        return merges.decline(self.object, actor=self.member, note=form.cleaned_data["note"])
