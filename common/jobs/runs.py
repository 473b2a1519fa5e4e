"""The life of a run: asked for, sent, claimed, worked on, ended.

A run is claimed in a short transaction, so that everyone sees it work. The work is one transaction that keeps the
run's row locked: the lock is the proof of life, because PostgreSQL drops it with the connection of a worker that died.
Progress meanwhile goes to Redis, where it can be seen before the work is committed.
"""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from types import TracebackType
from typing import Any

import structlog
from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from common.jobs.registry import JOBS, LIMIT, Job, Outcome, find_job, label_of
from common.models import JobRun, JobState
from common.notices import notify
from common.refusals import Refused
from tenancy.audit import record
from tenancy.models import Member, Region, TenantModel
from tenancy.scope import REQUEST_ID, scope

log = structlog.get_logger(__name__)

RUN_TASK = "common.run_job"
DEATHS = 5
"""A run whose worker dies this often is the cause of it and is given up."""
_PROGRESS_SECONDS = 24 * 3600
_TELL_EVERY_SECONDS = 0.5
_LAST_SECONDS = 60
_FIRST_WAIT = timedelta(seconds=15)


class JobRefused(Refused):
    """A run that may not be cancelled or tried again as it stands."""


class OutOfTime(Refused):
    """A run that worked longer than its job allows."""


class Stopped(Exception):
    """Somebody cancelled the run while it worked."""


# --- asking ---------------------------------------------------------------------------------------------------------


def enqueue(name: str, row: TenantModel | Region, /, *, actor: Member | None = None, **ids: Any) -> JobRun:
    """Ask for a job in the running transaction; it starts after the commit, in the place of `row`.

    `row` is a tenant-owned row, or a `Region` when the job is about the place itself. `ids` are plain values of JSON.
    Raises `UnknownJob`. A message to another place is a job too: it reads the sender's row, opens the receiver's scope
    itself and makes the receiver's row there.
    """
    find_job(name)
    is_place = isinstance(row, Region)
    tenant_id = row.pk if isinstance(row, Region) else row.tenant_id
    now = timezone.now()
    run = JobRun.objects.of(tenant_id).create(
        name=name,
        args=ids,
        row_kind="" if is_place else row._meta.label_lower,
        row_id=None if is_place else row.pk,
        requested_by=actor,
        hat=actor.hat if actor and actor.hat and actor.hat.tenant_id == tenant_id else None,
        due_at=now,
        queued_at=now,
        sent_at=now,
        request_id=REQUEST_ID.get(),
    )
    send(run)
    return run


def send(run: JobRun, *, wait: timedelta | None = None) -> None:
    """Send the message for a run after the commit."""
    transaction.on_commit(partial(_publish, run, wait))


def _publish(run: JobRun, wait: timedelta | None) -> None:
    """The worker interrupts a run at its limit, and kills it when it does not listen."""
    limit = (JOBS[run.name].limit if run.name in JOBS else LIMIT).total_seconds()
    options = {"soft_time_limit": limit, "time_limit": limit + _LAST_SECONDS, "retry": False}
    try:
        current_app.send_task(
            RUN_TASK, (run.tenant_id, run.pk), countdown=wait.total_seconds() if wait else None, **options
        )
    except BrokerError:
        log.warning("broker unreachable, the sweep will send the run again", job_run=run.pk)


def cancel(run: JobRun, *, actor: Member) -> None:
    """Cancel a run that has not begun, or tell a working one to stop at its next step; raises `JobRefused`."""
    if not _change(run, [JobState.QUEUED], state=JobState.CANCELLED, finished_at=timezone.now()):
        working = JobRun.objects.of(run.tenant_id).filter(pk=run.pk, state=JobState.RUNNING).first()
        if working is None:
            raise JobRefused(_("任务已经结束，不能取消。请回到任务页面查看结果。"))
        cache.set(_stop_key(working), True, _PROGRESS_SECONDS)
    record(actor, "jobs.cancel", run)


def retry(run: JobRun, *, actor: Member) -> None:
    """Ask once more for a run that failed or was cancelled; raises `JobRefused`.

    The caller has opened the run's own place: the operator's door, see `portal.views.operator`.
    """
    now = timezone.now()
    fresh: dict[str, Any] = {"error": "", "error_kind": "", "attempts": 0, "done": 0, "total": 0, "message": ""}
    closed = [JobState.FAILED, JobState.CANCELLED]
    if not _change(run, closed, state=JobState.QUEUED, finished_at=None, due_at=now, sent_at=now, **fresh):
        raise JobRefused(_("只有未能完成或已取消的任务可以重新办理。"))
    record(actor, "jobs.retry", run)
    send(run)


def _change(run: JobRun, states: list[JobState], **values: Any) -> bool:
    """Write `values` if the run is in one of `states` and nobody else holds its ticket by now."""
    rows = JobRun.objects.of(run.tenant_id).filter(pk=run.pk, ticket=run.ticket, state__in=states)
    return rows.update(**values) == 1


# --- working --------------------------------------------------------------------------------------------------------


def claim(tenant_id: int, run_id: int) -> JobRun | None:
    """Take a run that is due and that nobody works on; None when there is nothing to do.

    A run that says "running" but is not locked belonged to a worker that died: it is taken over.
    """
    now = timezone.now()
    with scope(tenant_id):
        rows = JobRun.objects.of(tenant_id).select_for_update(skip_locked=True, no_key=True, of=("self",))
        due = rows.filter(pk=run_id, state__in=[JobState.QUEUED, JobState.RUNNING], due_at__lte=now)
        run = due.select_related("requested_by", "hat__department", "hat__tenant").first()
        if run is None:
            return None
        if run.attempts >= DEATHS and run.state == JobState.RUNNING:
            give_up(run, "WorkerDied", _("办理这项任务的进程多次意外中断。请联系系统运维员查看日志。"))
            return None
        taken = {"ticket": uuid.uuid4(), "attempts": run.attempts + 1, "started_at": now}
        _change(run, [JobState.QUEUED, JobState.RUNNING], state=JobState.RUNNING, **taken)
        run.ticket, run.attempts, run.started_at = taken.values()
    return run


def work(run: JobRun) -> None:
    """Do the job and say so in one transaction. Errors the job names are postponed, others end the run and go on up."""
    with Recorded(run, give_up):
        definition = find_job(run.name)
        try:
            _do(run, definition)
        except Stopped:
            _end_stopped(run)
        except SoftTimeLimitExceeded as error:
            words = {"minutes": definition.limit / timedelta(minutes=1)}
            raise OutOfTime(
                _("办理超过%(minutes)d分钟的时限，已停止，没有保存任何结果。请分批或缩小范围后重新办理。") % words
            ) from error
        except definition.retry as error:
            if run.attempts >= definition.tries:
                raise
            _postpone(run, error)


def _do(run: JobRun, definition: Job) -> None:
    with scope(run.tenant_id, member=run.requested_by_id):
        mine = JobRun.objects.of(run.tenant_id).select_for_update(skip_locked=True, no_key=True)
        if mine.filter(pk=run.pk, ticket=run.ticket, state=JobState.RUNNING).first() is None:
            return
        outcome = definition.function(run, **run.args) or Outcome(_("“%s”已完成") % definition.label)
        told = {"done": run.done, "total": run.total, "message": run.message[:200]}
        _change(run, [JobState.RUNNING], state=JobState.DONE, finished_at=timezone.now(), **told)
        _tell(run, outcome, result_url)


def _end_stopped(run: JobRun) -> None:
    """Nothing of the work stays; whoever asked for it is told."""
    with scope(run.tenant_id):
        if _change(run, [JobState.RUNNING], state=JobState.CANCELLED, finished_at=timezone.now()):
            _tell(run, Outcome(_("“%s”已取消") % label_of(run.name)), JobRun.get_absolute_url)


def _postpone(run: JobRun, error: Exception) -> None:
    """Back to the queue: 15 s, 30 s, 60 s, …"""
    wait = _FIRST_WAIT * 2 ** (run.attempts - 1)
    now = timezone.now()
    log.warning("job postponed", error=repr(error), wait=wait.total_seconds())
    with scope(run.tenant_id):
        values = {"due_at": now + wait, "sent_at": now + wait, "error_kind": _kind(error), "error": _sentence(error)}
        _change(run, [JobState.RUNNING], state=JobState.QUEUED, **values)
        send(run, wait=wait)


class Recorded:
    """Whatever ends the work early is written down by `keep` in words; the error itself goes on to the logs."""

    def __init__(self, run: JobRun, keep: Callable[[JobRun, str, str], None]) -> None:
        self.run = run
        self.keep = keep

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            with scope(self.run.tenant_id):
                self.keep(self.run, _kind(error), _sentence(error))


def give_up(run: JobRun, kind: str, sentence: str) -> None:
    """End a run as failed."""
    told = {"done": run.done, "total": run.total, "message": run.message[:200]}
    if _change(run, [JobState.RUNNING], state=JobState.FAILED, **_failure(kind, sentence), **told):
        _tell(run, Outcome(_("“%s”未能完成") % label_of(run.name), sentence), JobRun.get_absolute_url)


def _tell(run: JobRun, outcome: Outcome, page: Callable[[JobRun], str]) -> None:
    """Put the outcome into the inbox of whoever asked."""
    definition = JOBS.get(run.name)
    if run.requested_by and definition and definition.tells:
        member, tenant = run.requested_by, run.tenant
        notify(member, tenant, outcome.subject, kind="jobs.ended", body=outcome.body, url=page(run))


def result_url(run: JobRun) -> str:
    """The page of the row the run was about, if both are still there; else of the run itself."""
    row = run.rows().first() if run.row_id else None
    page: Any = row if hasattr(row, "get_absolute_url") else run
    return page.get_absolute_url()


def keep_failed_chore(run: JobRun, kind: str, sentence: str) -> None:
    """Keep a failed chore as a failed run that the operator can try again; one row however often it fails."""
    known = JobRun.objects.of(run.tenant_id).filter(name=run.name, state=JobState.FAILED, day__isnull=True)
    if known.update(attempts=models.F("attempts") + 1, **_failure(kind, sentence)):
        return
    run.attempts = 1
    for name, value in _failure(kind, sentence).items():
        setattr(run, name, value)
    JobRun.objects.of(run.tenant_id).bulk_create([run])


def _failure(kind: str, sentence: str) -> dict[str, Any]:
    return {"finished_at": timezone.now(), "error_kind": kind[:120], "error": sentence[:500]}


def _kind(error: Exception) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}"


def _sentence(error: Exception) -> str:
    """A refused rule speaks for itself; any other error is for the operator, who finds it in the logs."""
    if isinstance(error, Refused):
        return str(error)
    return _("办理时发生意外错误，没有保存任何结果。请稍后重新办理；仍不成功请联系系统运维员。")


# --- progress -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How far a run is: `done` of `total` (0: unknown), and a word about it."""

    done: int
    total: int
    message: str

    @property
    def percent(self) -> int:
        return min(100, self.done * 100 // self.total) if self.total else 0


def progress(run: JobRun, done: int, total: int, message: str = "") -> None:
    """Say how far the job is, and stop here if somebody cancelled it.

    Cheap enough for every row: told twice a second at most, and at the end.
    """
    run.done, run.total, run.message = done, total, message
    now = time.monotonic()
    if now - run.told_at < _TELL_EVERY_SECONDS and done < total:
        return
    run.told_at = now
    try:
        cache.set(_key(run), {"done": done, "total": total, "message": message[:200]}, _PROGRESS_SECONDS)
        is_stopped = cache.get(_stop_key(run))
    except RedisError:
        log.warning("progress not shown, Redis is unreachable", job_run=run.pk)
        return
    if is_stopped:
        raise Stopped


def progress_of(run: JobRun) -> Progress:
    """How far the run is, also while its work is not committed yet."""
    if run.state == JobState.DONE:
        return Progress(run.done or 1, run.total or 1, run.message)
    told = cache.get(_key(run)) if run.state == JobState.RUNNING else None
    return Progress(**told) if told else Progress(run.done, run.total, run.message)


def _key(run: JobRun) -> str:
    return f"job:{run.pk}:{run.ticket}"


def _stop_key(run: JobRun) -> str:
    return f"{_key(run)}:stop"


def title_of(run: JobRun) -> str:
    """The job's name as people read it."""
    return label_of(run.name)
