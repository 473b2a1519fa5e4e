"""The page of one run for the one who asked: how far it is, how it ended. It may be closed and opened again."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import cancel, progress_of, result_url, title_of
from common.models import JobRun, JobState
from common.pages import Button, Crumb, DetailPage, FormPage

WHAT_CANCELLING_DOES = gettext_lazy("取消后不保存任何结果；还需要时请重新送交办理。")
CANCELLED = gettext_lazy("任务已取消；正在办理的，将在下一步之前停止，不保存任何结果。")


def progress_line(run: JobRun, address: str, result: str = "") -> dict[str, Any]:
    """The inputs of components/_progress.html; `address` answers with the fragment when HTMX asks."""
    return {
        "label": title_of(run),
        "percent": progress_of(run).percent,
        "state_label": progress_of(run).message or run.get_state_display(),
        "is_running": run.is_open,
        "progress_url": address,
        "result_url": result,
    }


def wants_fragment(request: HttpRequest) -> bool:
    """Whether the page asks by itself how far the run is."""
    return bool(request.htmx) and not request.htmx.history_restore_request


class Nothing(forms.Form):
    """A question that only needs a yes."""


class OwnRunMixin:
    """A run belongs to the one who asked for it; the operator has pages of his own."""

    model = JobRun
    permission = "workbench.view"

    def get_object(self) -> JobRun:
        run = super().get_object()
        if run.requested_by_id != self.member.pk:
            raise Http404
        return run


class JobPage(OwnRunMixin, DetailPage):
    """How far a run is, and a way to stop it."""

    template_name = "portal/job_detail.html"

    def get_title(self) -> str:
        return title_of(self.object)

    def get_moves(self) -> list[Button]:
        if not self.object.is_open:
            return []
        return [Button(_("取消"), reverse("portal:job_cancel", args=[self.tenant, self.object.pk]), is_dangerous=True)]

    def get_facts(self) -> list[tuple[str, Any]]:
        run = self.object
        facts = [(_("申请时间"), run.queued_at), (_("结束时间"), run.finished_at)]
        return [*facts, (_("未能完成的原因"), run.error)] if run.state == JobState.FAILED else facts

    def get_template_names(self) -> list[str]:
        return ["components/_progress.html"] if wants_fragment(self.request) else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        run = self.object
        result = result_url(run) if run.state == JobState.DONE else ""
        address = run.get_absolute_url()
        line = progress_line(run, address, "" if result == address else result)
        return super().get_context_data(job=line, **kwargs)


class CancelOwnJobPage(OwnRunMixin, FormPage):
    """Whoever asked for a run may think better of it."""

    form_class = Nothing
    title = gettext_lazy("取消任务")
    consequence = WHAT_CANCELLING_DOES
    success_message = CANCELLED

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(title_of(self.object), self.object.get_absolute_url())]

    def get_submit_label(self) -> str:
        return self.get_title()

    def save(self, form: forms.Form) -> str:
        cancel(self.object, actor=self.member)
        return self.object.get_absolute_url()
