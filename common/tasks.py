"""The platform's own jobs: look after the others, forget old runs."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, every
from common.jobs.timetable import sweep
from common.models import JobRun, JobState

KEEP_RUNS = timedelta(days=90)


@every("common.sweep", minutes=1, label=_("补送丢失的后台任务"), platform=True)
def sweep_runs(run: JobRun) -> None:
    sweep(timezone.now())


@daily("common.forget_runs", at="03:40", label=_("清理九十天前的后台任务记录"))
def forget_runs(run: JobRun) -> None:
    old = JobRun.objects.of(run.tenant_id).filter(finished_at__lt=timezone.now() - KEEP_RUNS)
    old.exclude(state=JobState.FAILED).delete()
