"""Many duties at once: those ticked in the list, or all that its filter finds and that wait for the act."""

from collections import Counter
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.forms import Form
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.models import JobRun
from common.pages import Button, Column, Crumb, Empty, FormPage, ListPage
from publication.filters import BatchFilter, DutyFilter, LineFilter
from publication.forms import PrepareManyForm, TellManyForm
from publication.models import BatchLine, Duty, DutyAct, DutyBatch
from publication.queries import waiting_for
from publication.services.batches import MOST, Sorted, Told, ask_for_batch, sort_out
from publication.views.duties import back_to_duties

SHOWN = 100
"""So many of those left out are named before the act; the report names all."""

BADGES = {
    True: {"label": _("已办理"), "tone": "green"},
    False: {"label": _("未办理"), "tone": "yellow"},
    None: {"label": _("等待办理"), "tone": "grey"},
}

OUTCOMES = {"done": Count("pk", filter=Q(is_done=True)), "refused": Count("pk", filter=Q(is_done=False))}


class ManyPage(FormPage):
    """What will be handled and what not, each with its reason; then a job whose report says the same of the end."""

    act: DutyAct
    template_name = "publication/batch_form.html"

    @cached_property
    def asked(self) -> list[Duty]:
        """At most one more than may be handled at once."""
        rows = (
            Duty.objects.of(self.tenant)
            .select_related("department", "tenant")
            .prefetch_related("objections")
            .order_by("due_on", "pk")
        )
        return list(self._chosen(rows)[: MOST + 1])

    def _chosen(self, rows: QuerySet[Duty]) -> QuerySet[Duty]:
        """A filter that makes no sense chooses nothing: it would be everything otherwise."""
        if "row" in self.request.GET:
            ticked = [int(one) for one in self.request.GET.getlist("row") if one.isdecimal() and len(one) < 19]
            return rows.filter(pk__in=ticked)
        found = DutyFilter(self.request.GET, queryset=rows, request=self.request)
        return waiting_for(self.act, found.qs, self.member) if found.form.is_valid() else rows.none()

    @cached_property
    def sorted_out(self) -> Sorted:
        return sort_out(self.act, self.asked, actor=self.member)

    def get_title(self) -> str:
        return str(self.act.label)

    def get_submit_label(self) -> str:
        return _t("%(act)s（%(count)d件）") % {"act": self.act.label, "count": len(self.sorted_out.open)}

    def get_crumbs(self) -> list[Crumb]:
        return back_to_duties(self.tenant)

    def told(self, form: Any) -> Told | None:
        """What the form says of telling."""
        given = form.cleaned_data
        return Told(given["told_on"], given["told_how"]) if given.get("told_how") else None

    def save(self, form: Any) -> JobRun:
        return ask_for_batch(self.tenant, self.act, self.asked, told=self.told(form), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.sorted_out
        counted = Counter((duty.kind_label, str(duty.department)) for duty in found.open)
        return super().get_context_data(
            lines=sorted((*words, count) for words, count in counted.items()),
            refused=found.refused[:SHOWN],
            unnamed=max(0, len(found.refused) - SHOWN),
            **kwargs,
        )


class PrepareManyPage(ManyPage):
    permission = "publication.prepare"
    act = DutyAct.PREPARE
    form_class = PrepareManyForm
    help_text = _("按系统生成的内容拟稿；需要改动文字的，请先打开这一件拟稿。拟稿后由本部门另一名人员核对。")


class TellManyPage(ManyPage):
    permission = "publication.prepare"
    act = DutyAct.TELL
    form_class = TellManyForm
    help_text = _("结果公示之前须告知行政相对人，相对人有权提出异议。告知方式各不相同的，请分几次登记。")


class CheckManyPage(ManyPage):
    permission = "publication.check"
    act = DutyAct.CHECK
    form_class = Form
    help_text = _("核对后即可公示。请确认内容准确、完整，个人信息已遮盖。自己拟的稿件不在其中。")


class BatchesPage(ListPage):
    """Every batch there was, the newest first: nobody need remember the address of a report."""

    permission = "publication.view"
    title = _("批量办理记录")
    model = DutyBatch
    filterset_class = BatchFilter
    ordering = ["-pk"]
    columns = [
        Column("act", _("办理事项")),
        Column("asked_by", _("办理人")),
        Column("asked_at", _("提交时间"), sort="asked_at"),
        Column("ended_at", _("办结时间"), sort="ended_at"),
        Column("done", _("已办理"), is_number=True),
        Column("refused", _("未办理"), is_number=True),
    ]
    rows_template = "publication/_batch_rows.html"
    empty = Empty(_("还没有批量办理过"), _("在公示任务里勾选多件，或按筛选结果全部办理，报告会留在这里。"))

    def get_crumbs(self) -> list[Crumb]:
        return back_to_duties(self.tenant)

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("asked_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        lines = BatchLine.objects.of(self.tenant).filter(batch__in=[row.pk for row in context["rows"]]).order_by()
        counted = {found["batch"]: found for found in lines.values("batch").annotate(**OUTCOMES)}
        for row in context["rows"]:
            row.counts = counted.get(row.pk)
        return context


class BatchPage(ListPage):
    """The report of one batch: what was done, and of each of the others why not."""

    permission = "publication.view"
    model = BatchLine
    filterset_class = LineFilter
    ordering = ["is_done", "pk"]
    columns = [
        Column("duty", _("公示任务")),
        Column("department", _("责任部门")),
        Column("done", _("办理结果")),
        Column("reason", _("原因")),
    ]
    rows_template = "publication/_line_rows.html"
    template_name = "publication/line_list.html"

    @cached_property
    def batch(self) -> DutyBatch:
        found = DutyBatch.objects.of(self.tenant).select_related("asked_by").filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return str(self.batch)

    def get_crumbs(self) -> list[Crumb]:
        return [
            *back_to_duties(self.tenant),
            Crumb(_t("批量办理记录"), reverse("publication:batches", args=[self.tenant])),
        ]

    def get_moves(self) -> list[Button]:
        return [Button(_t("返回公示任务"), reverse("publication:duties", args=[self.tenant]))]

    def get_queryset(self) -> QuerySet:
        return BatchLine.objects.of(self.tenant).filter(batch=self.batch).select_related("duty__department")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = self.get_queryset().aggregate(**OUTCOMES)
        context = super().get_context_data(batch=self.batch, counts=counts, **kwargs)
        for row in context["rows"]:
            row.badge = BADGES[row.is_done]
        return context
