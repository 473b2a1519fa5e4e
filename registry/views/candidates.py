"""Candidates for joint tasks: the list with reasons, accepted or dismissed (R052)."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Crumb, Empty, ListPage, MovePage
from registry.filters.candidates import CandidateFilter
from registry.forms.candidates import AcceptManyForm
from registry.models import JointCandidate
from registry.services.candidates import accept_many, decide
from registry.states import ACCEPTED, CANDIDATE_WORKFLOW, DECIDED_BY_HAND, OPEN, PLANNED
from registry.views.enrolments import TickedPage
from registry.views.object_tabs import ObjectTabs
from registry.views.objects import objects_crumb
from tenancy.models import Department

_TONES = {OPEN: "blue", ACCEPTED: "yellow", PLANNED: "green"}


class CandidatesPage(ObjectTabs, ListPage):
    permission = "objects.view"
    title = _("联合检查候选")
    tab = "registry:candidates"
    model = JointCandidate
    ordering = ["-count", "pk"]
    filterset_class = CandidateFilter
    rows_template = "registry/_candidate_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("reason", _("列为候选的理由")),
        Column("count", _("部门数"), "count", is_number=True),
        Column("found_on", _("发现日期"), "found_on"),
        Column("state", _("状态")),
        Column("act", ""),
    ]
    empty = Empty(
        _("没有待处理的候选"),
        _("每天夜间自动比对：两个以上部门都在册监管的对象列为联合检查候选，采纳后优先安排“进一次门、查多项事”。"),
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        wanted = {number for row in context["rows"] for number in row.departments}
        names = dict(Department.objects.of(self.tenant).filter(pk__in=wanted).values_list("pk", "name"))
        for row in context["rows"]:
            row.names = [names[number] for number in row.departments if number in names]
            row.badge = {"label": row.get_state_display(), "tone": _TONES.get(row.state, "grey")}
            row.open_moves = [
                (move.label, reverse(f"registry:{move.name}", args=[self.tenant, row.pk]))
                for move in CANDIDATE_WORKFLOW.open_to(row, self.member)
                if move.name in DECIDED_BY_HAND
            ]
        return context | {"bulk_moves": self._bulk_moves()}

    def _bulk_moves(self) -> list[dict[str, str]]:
        """What may be done to many of the state that is shown."""
        shown = self.filterset.asked_state or OPEN  # type: ignore[union-attr]
        offered = [
            (OPEN, "objects.coordinate", _t("批量采纳"), "registry:accept_candidates"),
            (ACCEPTED, "plans.prepare", _t("列入计划"), "inspections:plan_candidates"),
        ]
        return [
            {"label": label, "url": reverse(name, args=[self.tenant])}
            for state, permission, label, name in offered
            if state == shown and self.member.may(permission)
        ]


class AcceptManyPage(TickedPage):
    """Many candidates accepted with one reason."""

    permission = "objects.coordinate"
    title = _("批量采纳候选")
    submit_label = _("采纳")
    form_class = AcceptManyForm

    def get_crumbs(self) -> list[Crumb]:
        back = reverse("registry:candidates", args=[self.tenant])
        return [objects_crumb(self), Crumb(str(CandidatesPage.title), back)]

    def save(self, form: Any) -> str:
        count = accept_many(list(form.cleaned_data["row"]), actor=self.member, note=form.cleaned_data["note"])
        messages.success(self.request, _t("已采纳%(count)d个候选，请牵头部门列入计划。") % {"count": count})
        return f"{reverse('registry:candidates', args=[self.tenant])}?state={ACCEPTED}"


class DecideCandidatePage(MovePage):
    """Accept, dismiss with a reason, or take back a dismissal; the address names the move."""

    permission = "objects.coordinate"
    model = JointCandidate
    workflow = CANDIDATE_WORKFLOW
    move = ""

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), Crumb(str(CandidatesPage.title), self.object.get_absolute_url())]

    def make_move(self, form: Any) -> Any:
        return decide(self.object, self.move, actor=self.member, note=form.cleaned_data["note"])
