"""The clock: which entries are due, who may switch them, and runs whose message or worker was lost.

Beat sends one tick a minute. The tick compares each entry's slot with the one it fired for last, in one statement, so
that two beats fire it once, and a machine that slept fires it when it wakes.
"""

from datetime import datetime, timedelta
from functools import partial

import redis
import structlog
from celery import current_app
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from common.jobs.registry import JOBS, Job, find_job
from common.jobs.runs import send
from common.models import JobRun, JobState, Timetable
from tenancy.audit import record
from tenancy.models import Member, Region
from tenancy.regions import COUNTRY
from tenancy.scope import scope

log = structlog.get_logger(__name__)

CHORE_TASK = "common.run_chore"
PATIENCE = timedelta(minutes=1)
"""How long a run may wait for its message, or hide its worker, before the sweep looks after it."""


def timetable() -> list[Job]:
    """The entries of the timetable, daily ones by hour, then the frequent ones."""
    entries = [job for job in JOBS.values() if job.at or job.every]
    return sorted(entries, key=lambda job: (job.every is not None, str(job.at), job.name))


def fire_due(now: datetime) -> list[str]:
    """Fire every entry whose slot has come; returns the names. Safe to call by two beats at the same time."""
    return [job.name for job in timetable() if fire(job, now)]


def fire(job: Job, now: datetime) -> bool:
    """Fire one entry if it is switched on and has not fired for its present slot.

    The mark and all runs are one transaction: either every tenant gets its run, or the next tick tries again.
    """
    slot = job.slot(timezone.localtime(now))
    with scope(COUNTRY):
        entry = Timetable.objects.of(COUNTRY).filter(name=job.name)
        if not entry.filter(is_on=True, fired_at__lt=slot).update(fired_at=slot):
            _remember(job, slot)
            return False
        if job.every:
            transaction.on_commit(partial(_publish_chore, job))
            return True
        for tenant_id in tenants_of(job):
            _enqueue_for_day(job, tenant_id, slot)
    return True


def _remember(job: Job, slot: datetime) -> None:
    """An entry seen for the first time waits for its next slot."""
    if not Timetable.objects.of(COUNTRY).filter(name=job.name).exists():
        fresh = Timetable(tenant_id=COUNTRY, name=job.name, fired_at=slot)
        Timetable.objects.of(COUNTRY).bulk_create([fresh], ignore_conflicts=True)


def tenants_of(job: Job) -> list[int]:
    """The places an entry runs for."""
    if job.platform:
        return [COUNTRY]
    return list(Region.objects.filter(Q(is_tenant=True) | Q(pk=COUNTRY)).values_list("pk", flat=True))


def _publish_chore(job: Job) -> None:
    current_app.send_task(CHORE_TASK, (job.name,), expires=job.rhythm.total_seconds(), retry=False)


def _enqueue_for_day(job: Job, tenant_id: int, slot: datetime) -> None:
    now = timezone.now()
    run = JobRun(tenant_id=tenant_id, name=job.name, day=slot.date(), due_at=now, queued_at=now, sent_at=now)
    with scope(tenant_id):
        JobRun.objects.of(tenant_id).bulk_create([run], ignore_conflicts=True)
        made = JobRun.objects.of(tenant_id).filter(name=job.name, day=slot.date(), state=JobState.QUEUED).first()
        if made is not None:
            send(made)


@transaction.atomic
def switch(name: str, is_on: bool, *, actor: Member) -> Timetable:
    """Switch a timetable entry, on record; switched on, it waits for its next slot. Raises `UnknownJob`."""
    job = find_job(name)
    slot = job.slot(timezone.localtime())
    entry, _made = Timetable.objects.of(COUNTRY).get_or_create(
        name=name, defaults={"tenant_id": COUNTRY, "fired_at": slot}
    )
    if entry.is_on != is_on:
        entry.is_on, entry.fired_at = is_on, slot
        entry.save(update_fields=["is_on", "fired_at"])
        record(actor, "jobs.switch_on" if is_on else "jobs.switch_off", entry)
    return entry


# --- the sweep ------------------------------------------------------------------------------------------------------


def sweep(now: datetime) -> int:
    """Send again what got lost, and hand on runs whose worker died; returns how many."""
    with scope(COUNTRY, down=True):
        old = JobRun.objects.under(COUNTRY).filter(sent_at__lt=now - PATIENCE)
        queued = list(old.filter(state=JobState.QUEUED, due_at__lte=now).order_by("sent_at")[:500])
        running = list(old.filter(state=JobState.RUNNING, started_at__lt=now - PATIENCE))
    abandoned = [run for run in running if _is_abandoned(run)]
    waiting = queued if queue_length() < len(queued) else []
    for run in [*waiting, *abandoned]:
        _send_again(run, now)
    return len(waiting) + len(abandoned)


def _is_abandoned(run: JobRun) -> bool:
    """Whether nobody holds the lock on a running run: its worker's connection is gone."""
    with scope(run.tenant_id):
        rows = JobRun.objects.of(run.tenant_id).select_for_update(skip_locked=True, no_key=True)
        return rows.filter(pk=run.pk, ticket=run.ticket, state=JobState.RUNNING).first() is not None


def _send_again(run: JobRun, now: datetime) -> None:
    """A message too many does no harm: whoever claims the run second finds it taken."""
    with scope(run.tenant_id):
        JobRun.objects.of(run.tenant_id).filter(pk=run.pk, ticket=run.ticket).update(sent_at=now)
        send(run)
    log.warning("run sent again", job=run.name, job_run=run.pk, state=run.state)


def queue_length() -> int:
    """Messages waiting in the broker: while there are as many as waiting runs, none is lost."""
    broker = redis.Redis.from_url(current_app.conf.broker_url)
    return broker.llen(current_app.conf.task_default_queue)
