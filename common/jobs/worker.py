"""What Celery runs: one task for every job, one for every chore, one tick of the clock; and signs of life."""

import time
from typing import Any

import structlog
from celery import shared_task, signals
from django.core.cache import cache
from django.utils import timezone

from common.documents import forget_fonts
from common.jobs.registry import find_job
from common.jobs.runs import RUN_TASK, Recorded, claim, keep_failed_chore, work
from common.jobs.timetable import CHORE_TASK, fire_due
from common.models import JobRun, JobState
from tenancy.regions import COUNTRY
from tenancy.scope import REQUEST_ID

TICK_TASK = "common.tick"
BEAT_SEEN, WORKER_SEEN = "seen:beat", "seen:worker"
SIGN_SECONDS = 180
"""How long a sign of life is good for."""
SILENT_SECONDS = 60
"""After so long people are told that nobody works."""
_SIGN_EVERY_SECONDS = 15


@shared_task(name=RUN_TASK)
def run_job(tenant_id: int, run_id: int) -> None:
    """Work on one run, unless somebody else does or it is done."""
    run = claim(tenant_id, run_id)
    if run is None:
        return
    REQUEST_ID.set(run.request_id)
    structlog.contextvars.bind_contextvars(job=run.name, job_run=run.pk, tenant=tenant_id, request=run.request_id)
    work(run)


@shared_task(name=CHORE_TASK)
def run_chore(name: str) -> None:
    """Do a chore of the platform; a failure is kept where the operator sees it."""
    structlog.contextvars.bind_contextvars(job=name)
    now = timezone.now()
    run = JobRun(
        tenant_id=COUNTRY, name=name, state=JobState.FAILED, due_at=now, queued_at=now, sent_at=now, started_at=now
    )
    with Recorded(run, keep_failed_chore):
        find_job(name).function(run)


@shared_task(name=TICK_TASK)
def tick() -> None:
    """Fire what the timetable says."""
    fire_due(timezone.now())


# --- signs of life --------------------------------------------------------------------------------------------------


@signals.beat_init.connect
@signals.before_task_publish.connect(sender=TICK_TASK)
def _beat_lives(**_: Any) -> None:
    cache.set(BEAT_SEEN, time.time(), SIGN_SECONDS)


class _Signer:
    """Leaves the worker's sign of life, not with every heartbeat."""

    last = 0.0

    def __call__(self, **_: Any) -> None:
        if time.monotonic() - self.last > _SIGN_EVERY_SECONDS:
            self.last = time.monotonic()
            cache.set(WORKER_SEEN, time.time(), SIGN_SECONDS)


_worker_lives = _Signer()
signals.heartbeat_sent.connect(_worker_lives)


def is_worker_heard() -> bool:
    """Whether some worker gave a sign of life within the last minute, so that what is queued is soon begun."""
    seconds = last_seen(WORKER_SEEN)
    return seconds is not None and seconds < SILENT_SECONDS


def last_seen(sign: str) -> float | None:
    """Seconds since beat (`BEAT_SEEN`) or a worker (`WORKER_SEEN`) gave a sign of life; None for too long ago."""
    seen = cache.get(sign)
    return None if seen is None else max(0.0, time.time() - seen)


@signals.task_prerun.connect
def _forget_the_last_task(**_: Any) -> None:
    REQUEST_ID.set("")
    structlog.contextvars.clear_contextvars()


@signals.worker_process_shutdown.connect
def _leave_no_fonts(**_: Any) -> None:
    """A worker's process ends without finalizing anything: their folder would stay."""
    forget_fonts()
