"""The page of one run for the one who asked: how far it is, how it ended. It may be closed and opened again."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from common.jobs import progress_of, result_url, title_of
from common.models import JobRun, JobState
from common.pages import DetailPage


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


class JobPage(DetailPage):
    """A run belongs to the one who asked for it; the operator has pages of his own."""

    model = JobRun
    permission = "workbench.view"
    template_name = "portal/job_detail.html"

    def get_object(self) -> JobRun:
        run = super().get_object()
        if run.requested_by_id != self.member.pk:
            raise Http404
        return run

    def get_title(self) -> str:
        return title_of(self.object)

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
