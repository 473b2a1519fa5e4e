"""Jobs: asked for in a transaction, done once by a real worker, whatever happens to it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from celery import current_app
from django.core.cache import cache
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerError

from common.jobs import JobRefused, UnknownJob, cancel, enqueue, progress_of, retry
from common.jobs.runs import DEATHS, claim, work
from common.jobs.timetable import fire_due, sweep, switch
from common.jobs.worker import run_chore
from common.models import JobRun, JobState
from tenancy.models import AuditEntry, Department, Region, TenantSettings
from tenancy.regions import COUNTRY
from tenancy.scope import scope
from tests.factories.jobs import GATE, Flaky
from tests.factories.tenancy import make_member
from tests.workers import wait_until

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def gate(request):
    """Jobs that wait for the gate wait until the test opens it."""
    if "shared_redis" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("shared_redis")
    cache.delete(GATE)
    yield
    cache.set(GATE, 1, 60)


def ask(job, tenant, row=None, **values) -> JobRun:
    with scope(tenant):
        return enqueue(job, row or tenant, **values)


def state_of(run: JobRun) -> str:
    return again(run).state


def again(run: JobRun) -> JobRun:
    with scope(run.tenant_id):
        return JobRun.objects.of(run.tenant_id).get(pk=run.pk)


def departments(tenant) -> list[str]:
    with scope(tenant):
        return list(Department.objects.of(tenant).values_list("name", flat=True))


def lose_patience(run: JobRun) -> None:
    """As if the run had been sent and begun some minutes ago."""
    past = timezone.now() - timedelta(minutes=5)
    with scope(run.tenant_id):
        JobRun.objects.of(run.tenant_id).filter(pk=run.pk).update(sent_at=past, started_at=past)


# --- in a real worker -----------------------------------------------------------------------------------------------


def test_a_worker_does_the_job_in_the_place_of_its_row_as_the_one_who_asked(
    worker, nanzheng, officer, no_second_factor
):
    with scope(nanzheng):
        row = TenantSettings.objects.of(nanzheng).get()
    run = ask("probe.greet", nanzheng, row, actor=officer, name="您好")
    wait_until(lambda: state_of(run) == JobState.DONE)
    assert "您好（南郑区）" in departments(nanzheng)
    with scope(nanzheng):
        assert JobRun.objects.of(nanzheng).get().actor.hat == officer.hat


def test_progress_is_seen_while_the_work_is_not_committed_yet(worker, nanzheng):
    run = ask("probe.count", nanzheng)
    wait_until(lambda: progress_of(again(run)).percent == 50)
    assert progress_of(again(run)).message == "已数到五"
    assert departments(nanzheng) == []
    cache.set(GATE, 1)
    wait_until(lambda: state_of(run) == JobState.DONE)
    assert progress_of(again(run)).percent == 100
    assert departments(nanzheng) == ["数到十"]


def test_a_run_whose_worker_was_killed_is_done_exactly_once_by_the_next(worker, nanzheng):
    run = ask("probe.count", nanzheng)
    wait_until(lambda: progress_of(again(run)).percent == 50)
    worker.kill()
    assert sweep(timezone.now()) == 0, "the sweep is patient"
    lose_patience(run)
    worker.start()
    cache.set(GATE, 1)
    assert sweep(timezone.now()) == 1
    wait_until(lambda: state_of(run) == JobState.DONE)
    assert departments(nanzheng) == ["数到十"]
    assert again(run).attempts == 2


def test_a_run_that_killed_its_process_is_begun_again(worker, nanzheng):
    run = ask("probe.suicide", nanzheng)
    wait_until(lambda: cache.get(GATE))
    lose_patience(run)
    wait_until(lambda: sweep(timezone.now()) or state_of(run) == JobState.DONE)
    wait_until(lambda: state_of(run) == JobState.DONE)
    assert departments(nanzheng) == ["起死回生"]


def test_a_refused_job_says_why_leaves_nothing_and_succeeds_when_tried_again(worker, nanzheng, admin):
    run = ask("probe.refuse", nanzheng)
    wait_until(lambda: state_of(run) == JobState.FAILED)
    failed = again(run)
    assert failed.error == "名称为空，请补填后再办理。"
    assert failed.error_kind == "common.refusals.Refused"
    assert departments(nanzheng) == []
    cache.set(GATE, 1)
    with scope(nanzheng):
        retry(failed, actor=admin)
    wait_until(lambda: state_of(run) == JobState.DONE)
    assert departments(nanzheng) == ["不该留下"]


def test_a_run_asked_for_while_the_broker_was_away_is_sent_by_the_sweep(worker, nanzheng, bureau, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(current_app, "send_task", broker_is_away)
        run = ask("probe.greet", nanzheng, bureau, name="您好")
    assert state_of(run) == JobState.QUEUED
    lose_patience(run)
    assert sweep(timezone.now()) == 1
    wait_until(lambda: state_of(run) == JobState.DONE)


def broker_is_away(*args, **kwargs):
    raise BrokerError


# --- in this process ------------------------------------------------------------------------------------------------


def test_a_job_is_only_sent_when_the_transaction_commits(db, nanzheng, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as sent:
        ask("probe.count", nanzheng)
    assert len(sent) == 1


def test_a_name_nobody_registered_is_refused(nanzheng):
    with pytest.raises(UnknownJob):
        ask("probe.no_such_job", nanzheng)


def test_a_claimed_run_is_not_finished_by_a_worker_that_lost_its_ticket(nanzheng):
    run = ask("probe.chore", nanzheng)
    first = claim(nanzheng.pk, run.pk)
    second = claim(nanzheng.pk, run.pk)
    work(first)
    assert departments(nanzheng) == []
    work(second)
    assert departments(nanzheng) == ["杂务"]
    assert claim(nanzheng.pk, run.pk) is None


def test_only_a_named_error_is_tried_again_and_waits_longer(nanzheng):
    run = ask("probe.flaky", nanzheng)
    work(claim(nanzheng.pk, run.pk))
    postponed = again(run)
    assert postponed.state == JobState.QUEUED
    assert postponed.due_at > timezone.now() + timedelta(seconds=10)
    assert claim(nanzheng.pk, run.pk) is None, "not due yet"
    make_due(run)
    with pytest.raises(Flaky):
        work(claim(nanzheng.pk, run.pk))
    assert state_of(run) == JobState.FAILED


def test_an_unexpected_error_ends_the_run_keeps_nothing_and_tells_its_kind_to_the_operator(nanzheng):
    run = ask("probe.stumble", nanzheng)
    with pytest.raises(ZeroDivisionError):
        work(claim(nanzheng.pk, run.pk))
    failed = again(run)
    assert (failed.state, failed.error_kind) == (JobState.FAILED, "builtins.ZeroDivisionError")
    assert "系统运维员" in failed.error
    assert departments(nanzheng) == []


def test_a_run_that_kills_worker_after_worker_is_given_up(nanzheng):
    run = ask("probe.chore", nanzheng)
    for _attempt in range(DEATHS):
        assert claim(nanzheng.pk, run.pk)
    assert claim(nanzheng.pk, run.pk) is None
    assert again(run).error_kind == "WorkerDied"


def test_a_waiting_run_can_be_cancelled_and_a_closed_one_cannot(nanzheng, admin):
    run = ask("probe.chore", nanzheng)
    with scope(nanzheng):
        cancel(run, actor=admin)
        with pytest.raises(JobRefused):
            cancel(run, actor=admin)
        assert AuditEntry.objects.of(nanzheng).get().verb == "jobs.cancel"
    assert claim(nanzheng.pk, run.pk) is None


def test_a_working_run_stops_at_its_next_step_when_it_is_cancelled(worker, nanzheng, admin):
    run = ask("probe.count", nanzheng)
    wait_until(lambda: progress_of(again(run)).percent == 50)
    with scope(nanzheng):
        cancel(run, actor=admin)
    wait_until(lambda: state_of(run) == JobState.CANCELLED)
    assert departments(nanzheng) == []


def test_a_run_is_stopped_at_its_limit_and_says_so(worker, nanzheng):
    run = ask("probe.endless", nanzheng)
    wait_until(lambda: state_of(run) == JobState.FAILED)
    assert "时限" in again(run).error
    assert departments(nanzheng) == []


def make_due(run: JobRun) -> None:
    with scope(run.tenant_id):
        JobRun.objects.of(run.tenant_id).filter(pk=run.pk).update(due_at=timezone.now())


# --- the clock ------------------------------------------------------------------------------------------------------


def at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=CHINA)


def days_run(tenant) -> list[str]:
    with scope(tenant):
        runs = JobRun.objects.of(tenant).filter(name="probe.daily").order_by("pk")
        return [f"{run.day:%m-%d}" for run in runs]


@pytest.fixture
def timetable_seen(db):
    """The timetable was first seen on the evening of the 1st."""
    fire_due(at(1, 20, 0))


def test_a_daily_job_runs_once_a_day_in_every_place_however_many_beats_tick(timetable_seen, nanzheng, abaga):
    assert "probe.daily" not in fire_due(at(2, 2, 9))
    assert "probe.daily" in fire_due(at(2, 2, 10))
    assert "probe.daily" not in fire_due(at(2, 2, 10))
    assert "probe.daily" not in fire_due(at(2, 23, 59))
    assert "probe.daily" in fire_due(at(3, 2, 11))
    assert days_run(nanzheng) == days_run(abaga) == ["11-02", "11-03"]


def test_a_machine_that_slept_runs_the_daily_job_when_it_wakes(timetable_seen, nanzheng):
    assert "probe.daily" in fire_due(at(5, 9, 30))
    assert days_run(nanzheng) == ["11-05"]


def test_a_chore_fires_once_an_interval(timetable_seen):
    assert "probe.chore" in fire_due(at(1, 20, 5))
    assert "probe.chore" not in fire_due(at(1, 20, 9))
    assert "probe.chore" in fire_due(at(1, 20, 10))


def test_an_entry_switched_off_does_not_fire_and_the_switch_is_on_record(timetable_seen, nanzheng):
    with scope(0):
        operator = make_member(Region.objects.get(pk=0), "operator")
        switch("probe.daily", False, actor=operator)
    assert "probe.daily" not in fire_due(at(2, 2, 10))
    with scope(0):
        switch("probe.daily", True, actor=operator)
        assert {entry.verb for entry in AuditEntry.objects.of(0)} == {"jobs.switch_off", "jobs.switch_on"}


def test_a_chore_that_fails_leaves_one_failed_run_that_counts(nanzheng):
    for _minute in range(3):
        with pytest.raises(Flaky):
            run_chore("probe.flaky")
    with scope(COUNTRY):
        failed = JobRun.objects.of(COUNTRY).get()
    assert (failed.state, failed.attempts) == (JobState.FAILED, 3)


def test_a_chore_that_succeeds_leaves_no_run(nanzheng):
    run_chore("probe.chore")
    with scope(COUNTRY):
        assert Department.objects.of(COUNTRY).filter(name="杂务").exists()
        assert not JobRun.objects.of(COUNTRY).exists()
