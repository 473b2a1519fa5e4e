"""Who was drawn, for those who may see it before the visits (DOMAIN 5.3): objects, officers, replacement, recusal."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Crumb, Empty, FormPage, ListPage, Page
from inspections.forms.draws import WhyForm
from inspections.models import Draw, DrawnObject, DrawnOfficer, DrawOfficer, Replacement, Visit
from inspections.queries.draws import drawn_for, may_see_all, pairs_for
from inspections.services.pairing import may_recuse, recuse
from inspections.services.replacements import replace_drawn
from inspections.states import ACCEPTED, DISCLOSED, DRAWN, PAIRED
from inspections.views.cautions import caution_drawn
from inspections.views.rounds import state_badge, tasks_crumb


def draw_crumbs(page: Page, draw: Draw) -> list[Crumb]:
    task = draw.task
    return [
        tasks_crumb(page),
        Crumb(str(task), task.get_absolute_url()),
        Crumb(draw.attempt_word, draw.get_absolute_url()),
    ]


def _team(officer: DrawOfficer) -> str:
    """The department that sends an officer, and the group where it sends groups."""
    return f"{officer.department} {officer.group}" if officer.group else str(officer.department)


class DrawnPage(ListPage):
    """The holder and the coordinator see all, a department its own part, an officer the own visits."""

    permission = "draws.view"
    title = _("抽中名单")
    model = DrawnObject
    ordering = ["stratum", "rank"]
    columns = [
        Column("object", _("对象")),
        Column("code", _("编号")),
        Column("stratum", _("分层"), is_number=True),
        Column("rank", _("名次"), is_number=True),
        Column("officers", _("执法人员")),
        Column("act", ""),
    ]
    rows_template = "inspections/_drawn_rows.html"
    template_name = "inspections/drawn_list.html"
    empty = Empty(_("没有您可以查看的对象"), _("检查开始前，执法人员只看到自己的任务，部门只看到本部门的人员。"))
    draw: Draw

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = Draw.objects.of(self.tenant).select_related("task__department", "task__tenant")
        found = rows.filter(pk=kwargs["pk"]).first()
        if found is None:
            raise Http404
        self.draw = found

    def get_crumbs(self) -> list[Crumb]:
        return draw_crumbs(self, self.draw)

    def get_queryset(self) -> QuerySet:
        replacements = Replacement.objects.of(self.tenant).select_related("successor__object", "drawn__object")
        return drawn_for(self.draw, self.member).prefetch_related(
            Prefetch("officers", pairs_for(self.draw, self.member), to_attr="shown_pairs"),
            Prefetch("replacement", replacements),
            Prefetch("replaces", replacements),
            Prefetch("visit", Visit.objects.of(self.tenant)),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_secret = self.draw.state != DISCLOSED
        context = super().get_context_data(page_state=state_badge(self.draw), is_secret=is_secret, **kwargs)
        may_replace = self.draw.state in (DRAWN, PAIRED, ACCEPTED) and may_see_all(self.draw, self.member)
        for row in context["rows"]:
            row.draw, row.teams = self.draw, {}
            row.gave_way = getattr(row, "replacement", None)
            row.came_for = getattr(row, "replaces", None)
            row.arranged = getattr(row, "visit", None)
            row.may_replace = may_replace and row.gave_way is None
            for pair in row.shown_pairs:
                pair.drawn, pair.gave_way = row, getattr(pair, "recusal", None)
                pair.may_recuse = self._may_recuse(pair)
                row.teams.setdefault(_team(pair.officer), []).append(pair)
            sent = [pair.officer.group for pair in row.shown_pairs if pair.officer.group and pair.gave_way is None]
            row.left_out = [(group, one) for group in dict.fromkeys(sent) for one in group.left_out]
        caution_drawn(self, self.draw, context["rows"])
        return context

    def _may_recuse(self, pair: Any) -> bool:
        is_open = self.draw.state in (PAIRED, ACCEPTED) and pair.gave_way is None and pair.drawn.gave_way is None
        return is_open and may_recuse(pair, self.member)


class ReplacePage(FormPage):
    model = DrawnObject
    permission = "draws.hold"
    title = _("按次序替换对象")
    submit_label = _("替换")
    form_class = WhyForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object", "draw__task__department", "draw__task__tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [*draw_crumbs(self, self.object.draw), Crumb(_t("抽中名单"), self.object.get_absolute_url())]

    def save(self, form: Any) -> DrawnObject:
        return replace_drawn(self.object, reason=form.cleaned_data["note"], actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("“%(object)s”由本层下一名递补，不能指定。理由和办理人记录在案，检查结束后公开。")
        return super().get_context_data(consequence=sentence % {"object": self.object}, **kwargs)


class RecusePage(FormPage):
    model = DrawnOfficer
    permission = "draws.view"
    title = _("人员回避")
    submit_label = _("回避")
    form_class = WhyForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related(
            "officer__officer", "officer__department", "drawn__object", "drawn__draw__task__department",
            "drawn__draw__task__tenant",
        )  # fmt: skip

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not may_recuse(self.object, self.member):
            raise Http404

    def get_crumbs(self) -> list[Crumb]:
        draw = self.object.drawn.draw
        return [
            *draw_crumbs(self, draw),
            Crumb(_t("抽中名单"), self.object.get_absolute_url()),
        ]

    def save(self, form: Any) -> DrawnOfficer:
        recuse(self.object, reason=form.cleaned_data["note"], actor=self.member)
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("%(officer)s不参加对“%(object)s”的检查，由本部门下一名递补，不能指定。")
        if self.object.officer.group_id is not None:
            sentence = _t(
                "%(officer)s不参加对“%(object)s”的检查。"
                "本组其他人员仍够的，由他们前往；不够的，由本部门下一个检查组递补，不能指定。"
            )
        names = {"officer": self.object.officer, "object": self.object.drawn}
        return super().get_context_data(consequence=sentence % names, **kwargs)
