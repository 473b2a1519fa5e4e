"""The operator's pages: runs of jobs with their errors, another try, the timetable, the state of the machine.

The operator of the platform works in place 0 and reads down; the operator of a place sees that place. Acting on a run
goes through one door, `_in_its_place`: it opens the run's own place for writing, and the act is recorded there.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import UnknownJob, cancel, progress_of, retry, title_of
from common.jobs.registry import Job, find_job
from common.jobs.timetable import switch, timetable
from common.models import JobRun, JobState, Timetable
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, KeysetListPage, Page
from portal.filters import JobRunFilterSet
from portal.health import CHECKS
from portal.views.jobs import CANCELLED, WHAT_CANCELLING_DOES, Nothing, wants_fragment
from tenancy.models import Member, Region
from tenancy.regions import COUNTRY
from tenancy.scope import scope

TITLE = gettext_lazy("后台任务")
TIMETABLE = gettext_lazy("定时任务")
STATE_TONES = {
    JobState.QUEUED: "grey",
    JobState.RUNNING: "blue",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "grey",
}


def jobs_crumb(tenant: Region) -> Crumb:
    return Crumb(str(TITLE), reverse("portal:operator_jobs", args=[tenant]))


def state_badge(run: JobRun) -> dict[str, str]:
    return {"label": run.get_state_display(), "tone": STATE_TONES[JobState(run.state)]}


def _in_its_place(run: JobRun, act: Callable[..., None], actor: Member) -> None:
    with scope(run.tenant_id, member=actor):
        act(run, actor=actor)


class OperatorJobsPage(KeysetListPage):
    """Runs of jobs, newest first, and whether the machine is well."""

    model = JobRun
    permission = "operations.view"
    reads_down = True
    title = TITLE
    help_text = gettext_lazy("未能完成的任务没有保存任何结果，点开查看原因，排除后可以重新办理。")
    columns = [
        Column("name", gettext_lazy("任务")),
        Column("state", gettext_lazy("状态")),
        Column("place", gettext_lazy("地区")),
        Column("asked", gettext_lazy("申请")),
        Column("finished", gettext_lazy("结束")),
        Column("attempts", gettext_lazy("次数"), is_number=True),
        Column("error", gettext_lazy("原因")),
    ]
    filterset_class = JobRunFilterSet
    rows_template = "portal/_job_rows.html"
    template_name = "portal/job_list.html"
    empty = Empty(gettext_lazy("还没有后台任务"), gettext_lazy("导出、划转等较长的办理会出现在这里。"))

    def for_list(self, rows: models.QuerySet) -> models.QuerySet:
        return rows.select_related("tenant", "requested_by")

    def get_moves(self) -> list[Button]:
        if self.tenant.pk != COUNTRY:
            return []
        return [Button(str(TIMETABLE), reverse("portal:timetable", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        health = [] if wants_fragment(self.request) else [(check.label, check.words) for check in CHECKS]
        context = super().get_context_data(health=health, **kwargs)
        for run in context["rows"]:
            run.title, run.badge = title_of(run), state_badge(run)
        return context


class OperatorJobPage(DetailPage):
    """One run with everything that is known of it."""

    model = JobRun
    permission = "operations.view"
    reads_down = True
    facts = [
        "tenant",
        (gettext_lazy("任务代码"), "name"),
        "args",
        "requested_by",
        "attempts",
        "message",
        "error",
        "error_kind",
        "queued_at",
        "started_at",
        "finished_at",
        "request_id",
    ]

    def get_title(self) -> str:
        return title_of(self.object)

    def get_crumbs(self) -> list[Crumb]:
        return [jobs_crumb(self.tenant)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("operations.manage"):
            return []
        address = [self.tenant, self.object.pk]
        if self.object.is_open:
            return [Button(_("取消"), reverse("portal:operator_job_cancel", args=address), is_dangerous=True)]
        if self.object.state in (JobState.FAILED, JobState.CANCELLED):
            return [Button(_("重新办理"), reverse("portal:operator_job_retry", args=address), is_primary=True)]
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        badge = state_badge(self.object)
        if self.object.state == JobState.RUNNING:
            badge["label"] += f" {progress_of(self.object).percent}%"
        return super().get_context_data(page_state=badge, **kwargs)


class _RunMove(FormPage):
    """One act of the operator on one run."""

    model = JobRun
    permission = "operations.manage"
    reads_down = True
    form_class = Nothing
    act: Callable[..., None]

    def get_crumbs(self) -> list[Crumb]:
        address = reverse("portal:operator_job", args=[self.tenant, self.object.pk])
        return [jobs_crumb(self.tenant), Crumb(title_of(self.object), address)]

    def get_submit_label(self) -> str:
        return self.get_title()

    def save(self, form: forms.Form) -> str:
        _in_its_place(self.object, type(self).act, self.member)
        return self.get_crumbs()[-1].url or ""


class RetryJobPage(_RunMove):
    title = gettext_lazy("重新办理")
    consequence = gettext_lazy("上次没有保存任何结果。请先排除未能完成的原因，任务将从头办理一遍。")
    success_message = gettext_lazy("已重新送交办理。")
    act = retry


class CancelJobPage(_RunMove):
    title = gettext_lazy("取消任务")
    consequence = WHAT_CANCELLING_DOES
    success_message = CANCELLED
    act = cancel


# --- the timetable --------------------------------------------------------------------------------------------------


class Line(NamedTuple):
    """One entry of the timetable as the page shows it."""

    name: str
    label: str
    rhythm: str
    is_on: bool
    fired_at: Any


def _rhythm(job: Job) -> str:
    if job.at is not None:
        return _("每日 %(time)s") % {"time": f"{job.at:%H:%M}"}
    return _("每 %(minutes)s 分钟") % {"minutes": int(job.rhythm.total_seconds() // 60)}


def _platform_only(request: HttpRequest) -> None:
    """The timetable is the whole platform's: in any other place it does not exist."""
    if request.tenant.pk != COUNTRY:
        raise Http404


class TimetablePage(Page):
    """What runs by itself and when; each entry can be switched off."""

    permission = "operations.view"
    title = TIMETABLE
    template_name = "portal/timetable.html"
    help_text = gettext_lazy("停用只影响以后的定时办理，不影响已经送交的任务。停机错过的每日任务，开机后当日补办一次。")

    def get_crumbs(self) -> list[Crumb]:
        return [jobs_crumb(self.tenant)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        _platform_only(self.request)
        known = {entry.name: entry for entry in Timetable.objects.of(COUNTRY)}
        lines = [_line(job, known.get(job.name)) for job in timetable()]
        may_switch = self.member.may("operations.manage")
        return super().get_context_data(lines=lines, may_switch=may_switch, now=timezone.now(), **kwargs)


def _line(job: Job, entry: Timetable | None) -> Line:
    is_on = entry is None or entry.is_on
    return Line(job.name, str(job.label), _rhythm(job), is_on, entry.fired_at if entry else None)


class SwitchPage(FormPage):
    """Switch one entry on or off."""

    permission = "operations.manage"
    form_class = Nothing

    @property
    def job(self) -> Job:
        _platform_only(self.request)
        try:
            return find_job(self.kwargs["name"])
        except UnknownJob as error:
            raise Http404 from error

    @property
    def turns_on(self) -> bool:
        return Timetable.objects.of(COUNTRY).filter(name=self.job.name, is_on=False).exists()

    def get_title(self) -> str:
        word = _("启用") if self.turns_on else _("停用")
        return _("%(word)s“%(job)s”") % {"word": word, "job": self.job.label}

    def get_crumbs(self) -> list[Crumb]:
        return [jobs_crumb(self.tenant), Crumb(str(TIMETABLE), reverse("portal:timetable", args=[self.tenant]))]

    def get_submit_label(self) -> str:
        return _("启用") if self.turns_on else _("停用")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        on, off = _("下一次按时自动办理。"), _("到时不再自动办理，直到重新启用；已经送交的任务不受影响。")
        return super().get_context_data(consequence=on if self.turns_on else off, **kwargs)

    def save(self, form: forms.Form) -> str:
        switch(self.job.name, self.turns_on, actor=self.member)
        return reverse("portal:timetable", args=[self.tenant])
