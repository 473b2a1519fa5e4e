"""The platform's own jobs: look after the others, forget old runs, reckon clocks anew when a calendar changed."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.clocks import recompute_after, tell_places
from common.jobs import daily, every, job
from common.jobs.timetable import sweep
from common.models import CalendarYear, JobRun, JobState

KEEP_RUNS = timedelta(days=90)


@every("common.sweep", minutes=1, label=_("补送丢失的后台任务"), platform=True)
def sweep_runs(run: JobRun) -> None:
    sweep(timezone.now())


@daily("common.forget_runs", at="03:40", label=_("清理九十天前的后台任务记录"))
def forget_runs(run: JobRun) -> None:
    old = JobRun.objects.of(run.tenant_id).filter(finished_at__lt=timezone.now() - KEEP_RUNS)
    old.exclude(state=JobState.FAILED).delete()


@job("common.tell_places", label=_("通知各地按新年历重新推算期限"))
def tell_places_of_a_calendar(run: JobRun) -> None:
    tell_places(CalendarYear.objects.of(run.tenant_id).get(pk=run.row_id))


@job("common.recompute_clocks", label=_("按新年历重新推算期限"))
def recompute_clocks(run: JobRun, *, calendar_year: int) -> None:
    recompute_after(run.tenant, calendar_year)
