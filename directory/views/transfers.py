"""Transfers of duties: list, draft, preview and report, the moves (R013)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import progress_of, title_of
from common.models import JobRun
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, MovePage, Page
from common.pages.base import RowPage
from directory.filters import TransferFilters
from directory.forms.transfers import TransferForm
from directory.models import Transfer, TransferLine
from directory.queries.history import transfer_history
from directory.services.transfers import cancel_transfer, draft_transfer, schedule_transfer
from directory.states import CANCELLED, DONE, DRAFT, RUNNING, SCHEDULED, TRANSFER_WORKFLOW
from directory.transfer import Mover, holdings, label_of
from directory.views.tabs import DirectoryTabs
from tenancy.guards import permission_of

TONES = {DRAFT: "grey", SCHEDULED: "blue", RUNNING: "orange", DONE: "green", CANCELLED: "grey"}


def transfers_crumb(page: Page) -> Crumb:
    return Crumb(_("职责划转"), reverse("directory:transfers", args=[page.tenant]))


def badge_of(row: Transfer) -> dict[str, str]:
    return {"label": row.get_state_display(), "tone": TONES[row.state]}


def job_of(row: Transfer) -> dict[str, Any] | None:
    """The job that carries the transfer out, for the progress line; None before there is one."""
    runs = JobRun.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id=row.pk)
    run = runs.order_by("-pk").first()
    if run is None:
        return None
    return {
        "label": title_of(run),
        "percent": progress_of(run).percent,
        "state_label": run.error or run.get_state_display(),
        "is_running": run.is_open,
        "progress_url": reverse("directory:transfer_progress", args=[row.tenant_id, row.pk]),
        "result_url": row.get_absolute_url(),
    }


class TransfersPage(DirectoryTabs, ListPage):
    model = Transfer
    permission = "departments.transfer"
    title = gettext_lazy("职责划转")
    tab = "directory:transfers"
    filterset_class = TransferFilters
    ordering = ["-effective_on", "-pk"]
    rows_template = "directory/_transfer_rows.html"
    help_text = gettext_lazy(
        "机构改革调整职责时，把一个部门名下的人员、职能、授权和在办事项整体划到另一个部门。\n\n"
        "先起草并核对将划转的内容，确认后在生效日期零时自动办理，办完列出每一项。历史资料仍记在原部门名下。"
    )
    columns = [
        Column("transfer", gettext_lazy("划转")),
        Column("effective_on", gettext_lazy("生效日期"), "effective_on"),
        Column("basis", gettext_lazy("依据")),
        Column("created_by", gettext_lazy("经办人"), "created_by__name"),
        Column("state", gettext_lazy("状态"), "state"),
    ]
    empty = Empty(
        gettext_lazy("还没有职责划转"),
        gettext_lazy("机构改革后，由此把原部门名下的全部事项划到新部门。"),
        gettext_lazy("起草划转"),
        "directory:add_transfer",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("source", "target", "created_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.badge = badge_of(row)
        return context

    def get_moves(self) -> list[Button]:
        return [Button(_("起草划转"), reverse("directory:add_transfer", args=[self.tenant]), is_primary=True)]


class AddTransferPage(FormPage):
    permission = "departments.transfer"
    form_class = TransferForm
    title = gettext_lazy("起草划转")
    submit_label = gettext_lazy("下一步：核对内容")

    def get_crumbs(self) -> list[Crumb]:
        return [transfers_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = self.request.GET.get("source", "")
        source = int(asked) if asked.isdecimal() and len(asked) < 19 else None
        return super().get_form_kwargs() | {"initial": {"source": source, "effective_on": timezone.localdate()}}

    def save(self, form: Any) -> Transfer:
        return draft_transfer(form.instance, actor=self.member, today=timezone.localdate())


class TransferPage(DetailPage):
    """Before: what would move. After: what moved."""

    model = Transfer
    permission = "departments.transfer"
    workflow = TRANSFER_WORKFLOW
    template_name = "directory/transfer_detail.html"
    facts = ["source", "target", "effective_on", "basis", "ends_source", "created_by", "created_at"]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("tenant", "source__tenant", "target", "created_by")

    def get_crumbs(self) -> list[Crumb]:
        return [transfers_crumb(self)]

    def get_moves(self) -> list[Button]:
        """The two that people make; the others belong to the job."""
        place = [self.tenant, self.object.pk]
        return [
            Button(found.label, reverse(f"directory:{found.name}_transfer", args=place), found.name == "schedule",
                   found.move.is_dangerous)
            for found in self.workflow.open_to(self.object, self.member)
            if found.name in ("schedule", "cancel")
        ]  # fmt: skip

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        if row.state in (DRAFT, SCHEDULED):
            held = holdings(self.tenant, row.source)
            kwargs["preview"] = [(mover.label, number, self._list_of(mover)) for mover, number in held]
        lines = TransferLine.objects.of(self.tenant).filter(transfer=row)
        report = [(label_of(line.kind), line) for line in lines]
        history = transfer_history(row)
        job = job_of(row) if row.state == RUNNING else None
        return super().get_context_data(page_state=badge_of(row), report=report, job=job, history=history, **kwargs)

    def _list_of(self, mover: Mover) -> str:
        """Where the rows are listed; nowhere for a reader who may not open the list."""
        if not mover.page:
            return ""
        address = reverse(mover.page, args=[self.tenant])
        permission = permission_of(resolve(address).func)
        return f"{address}?department={self.object.source_id}" if self.member.may(permission) else ""


class TransferProgressPage(RowPage):
    """How far the job is; the detail page asks for this until it is done."""

    model = Transfer
    permission = "departments.transfer"
    template_name = "components/_progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"job": job_of(self.object)}


class ScheduleTransferPage(MovePage):
    model = Transfer
    permission = "departments.transfer"
    workflow = TRANSFER_WORKFLOW
    move = "schedule"
    success_message = gettext_lazy("已确认。生效当日自动办理，办完可在本页查看明细。")

    def get_crumbs(self) -> list[Crumb]:
        return [transfers_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        total = sum(number for _mover, number in holdings(self.tenant, row.source))
        words = {"source": row.source, "target": row.target, "on": row.effective_on, "total": total}
        sentence = _("%(on)s起，“%(source)s”名下的%(total)s项划到“%(target)s”。划转后不能撤回。") % words
        return super().get_context_data(**kwargs) | {"consequence": sentence}

    def make_move(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return schedule_transfer(self.object, actor=self.member, today=timezone.localdate(), note=note)


class CancelTransferPage(MovePage):
    model = Transfer
    permission = "departments.transfer"
    workflow = TRANSFER_WORKFLOW
    move = "cancel"
    success_message = gettext_lazy("已取消。")

    def get_crumbs(self) -> list[Crumb]:
        return [transfers_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def make_move(self, form: Any) -> Any:
        return cancel_transfer(self.object, actor=self.member, note=form.cleaned_data["note"])
