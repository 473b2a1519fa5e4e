"""The operator's pages: failed runs and another try, the timetable, signs of life, figures."""

import gc

import pytest
from django.core.cache import cache
from django.db import DatabaseError
from django.test import Client

from common.jobs import enqueue
from common.jobs.runs import claim, work
from common.jobs.worker import BEAT_SEEN, WORKER_SEEN
from common.models import JobRun, JobState, Timetable
from portal import health, metrics
from tenancy.models import AuditEntry, TenantSettings
from tenancy.scope import scope
from tests.factories import jobs as _registered  # noqa: F401
from tests.factories.jobs import GATE
from tests.factories.tenancy import make_member, open_place
from tests.workers import wait_until


@pytest.fixture
def country(db):
    """The platform itself: place 0."""
    place = open_place(0)
    with scope(0):
        TenantSettings.objects.of(0).create(second_factor_roles=[])
    return place


@pytest.fixture
def platform(country, sign_in) -> Client:
    """The operator of the platform, signed in."""
    return sign_in(make_member(country, "operator", name="平台运维员"))


@pytest.fixture
def operator(nanzheng, no_second_factor, sign_in) -> Client:
    """The operator of 南郑区, signed in."""
    return sign_in(make_member(nanzheng, "operator", name="运维员"))


@pytest.fixture
def failed(nanzheng) -> JobRun:
    """A run that was refused."""
    with scope(nanzheng):
        run = enqueue("probe.refuse", nanzheng)
    with pytest.raises(Exception, match="名称为空"):
        work(claim(nanzheng.pk, run.pk))
    return run


def state_of(run: JobRun) -> str:
    with scope(run.tenant_id):
        return JobRun.objects.of(run.tenant_id).get(pk=run.pk).state


# --- runs -----------------------------------------------------------------------------------------------------------


def test_a_failed_run_stands_on_the_page_with_its_reason_and_is_tried_again(operator, failed, nanzheng):
    listed = operator.get("/610703/operations/?state=failed").content.decode()
    assert "不办" in listed and "名称为空，请补填后再办理。" in listed
    detail = operator.get(f"/610703/operations/jobs/{failed.pk}/").content.decode()
    assert "common.refusals.Refused" in detail
    assert "重新办理" in operator.get(f"/610703/operations/jobs/{failed.pk}/retry/").content.decode()
    assert state_of(failed) == JobState.FAILED, "a GET changes nothing"
    answer = operator.post(f"/610703/operations/jobs/{failed.pk}/retry/", follow=True)
    assert "已重新送交办理。" in answer.content.decode()
    assert state_of(failed) == JobState.QUEUED
    with scope(nanzheng):
        assert AuditEntry.objects.of(nanzheng).get(verb="jobs.retry").actor_name == "运维员"


def test_the_operator_of_the_platform_sees_every_place_and_acts_in_the_runs_own(platform, failed, nanzheng):
    listed = platform.get("/000000/operations/").content.decode()
    assert "不办" in listed and "南郑区" in listed
    platform.post(f"/000000/operations/jobs/{failed.pk}/retry/")
    assert state_of(failed) == JobState.QUEUED
    with scope(nanzheng):
        assert AuditEntry.objects.of(nanzheng).get(verb="jobs.retry").actor_name == "平台运维员"


def test_a_place_does_not_see_the_runs_of_another(failed, abaga, sign_in):
    with scope(abaga):
        TenantSettings.objects.of(abaga).create(second_factor_roles=[])
    elsewhere = sign_in(make_member(abaga, "operator"))
    assert "名称为空" not in elsewhere.get("/152522/operations/").content.decode()
    assert elsewhere.get(f"/152522/operations/jobs/{failed.pk}/").status_code == 404
    assert elsewhere.get(f"/610703/operations/jobs/{failed.pk}/").status_code == 404


def test_the_filters_find_by_state_name_and_place(platform, failed):
    assert "名称为空" in platform.get("/000000/operations/?name=probe.refuse&place=610703000000").content.decode()
    assert "名称为空" not in platform.get("/000000/operations/?state=done").content.decode()


def test_a_run_that_is_done_cannot_be_tried_again(operator, nanzheng):
    with scope(nanzheng):
        run = enqueue("probe.chore", nanzheng)
    work(claim(nanzheng.pk, run.pk))
    answer = operator.post(f"/610703/operations/jobs/{run.pk}/retry/")
    assert answer.status_code == 422
    assert "只有未能完成或已取消的任务可以重新办理。" in answer.content.decode()


def test_a_waiting_run_is_cancelled(operator, nanzheng):
    with scope(nanzheng):
        run = enqueue("probe.chore", nanzheng)
    operator.post(f"/610703/operations/jobs/{run.pk}/cancel/")
    assert state_of(run) == JobState.CANCELLED


def test_people_without_the_role_are_told_so(officer, no_second_factor, sign_in):
    assert sign_in(officer).get("/610703/operations/").status_code == 403


def test_a_job_that_failed_in_the_worker_is_tried_again_by_the_operator_and_succeeds(worker, operator, nanzheng):
    cache.delete(GATE)
    with scope(nanzheng):
        run = enqueue("probe.refuse", nanzheng)
    wait_until(lambda: state_of(run) == JobState.FAILED)
    cache.set(GATE, 1, 60)
    assert "名称为空" in operator.get("/610703/operations/").content.decode()
    operator.post(f"/610703/operations/jobs/{run.pk}/retry/")
    wait_until(lambda: state_of(run) == JobState.DONE)


# --- the page of the one who asked ----------------------------------------------------------------------------------


def test_whoever_asked_sees_how_far_it_is_and_nobody_else_does(nanzheng, officer, admin, no_second_factor, sign_in):
    with scope(nanzheng):
        run = enqueue("probe.count", nanzheng, actor=officer)
    page = sign_in(officer).get(f"/610703/jobs/{run.pk}/").content.decode()
    assert "数到十" in page and "X-Poll" in page
    assert sign_in(admin).get(f"/610703/jobs/{run.pk}/").status_code == 404


def test_whoever_asked_may_think_better_of_it_and_nobody_else(nanzheng, officer, admin, no_second_factor, sign_in):
    with scope(nanzheng):
        run = enqueue("probe.count", nanzheng, actor=officer)
    address = f"/610703/jobs/{run.pk}/cancel/"
    assert sign_in(admin).post(address).status_code == 404
    asker = sign_in(officer)
    assert address in asker.get(f"/610703/jobs/{run.pk}/").content.decode()
    asker.post(address)
    assert state_of(run) == JobState.CANCELLED
    assert "任务已经结束，不能取消。请回到任务页面查看结果。" in asker.post(address).content.decode()
    assert address not in asker.get(f"/610703/jobs/{run.pk}/").content.decode()


def test_the_page_asks_for_its_progress_line_alone(nanzheng, officer, no_second_factor, sign_in):
    with scope(nanzheng):
        run = enqueue("probe.count", nanzheng, actor=officer)
    line = sign_in(officer).get(f"/610703/jobs/{run.pk}/", headers={"HX-Request": "true", "X-Poll": "1"})
    assert "<progress" in line.content.decode()
    assert "<html" not in line.content.decode()


# --- the timetable --------------------------------------------------------------------------------------------------


def test_the_operator_of_the_platform_switches_an_entry_off_and_on(platform):
    page = platform.get("/000000/operations/timetable/").content.decode()
    assert "每日一次" in page and "每日 02:10" in page and "每 5 分钟" in page
    assert "停用“每日一次”" in platform.get("/000000/operations/timetable/probe.daily/").content.decode()
    platform.post("/000000/operations/timetable/probe.daily/")
    with scope(0):
        assert Timetable.objects.of(0).get(name="probe.daily").is_on is False
    assert "启用“每日一次”" in platform.get("/000000/operations/timetable/probe.daily/").content.decode()
    platform.post("/000000/operations/timetable/probe.daily/")
    with scope(0):
        assert Timetable.objects.of(0).get(name="probe.daily").is_on is True


def test_the_timetable_exists_in_place_0_alone(operator):
    assert operator.get("/610703/operations/timetable/").status_code == 404
    assert operator.post("/610703/operations/timetable/probe.daily/").status_code == 404


def test_an_entry_nobody_registered_is_not_found(platform):
    assert platform.get("/000000/operations/timetable/probe.nothing/").status_code == 404


# --- signs of life --------------------------------------------------------------------------------------------------


def test_alive_asks_neither_database_nor_redis(client, monkeypatch):
    """Without the `db` fixture a query would fail this test."""
    assert client.get("/healthz").content == b"ok"


def test_ready_says_part_by_part_what_works(db, client):
    cache.set(WORKER_SEEN, 0)
    cache.set(BEAT_SEEN, 0)
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"database": True, "schema": True, "redis": True, "worker": True, "beat": True}


def test_not_ready_while_no_worker_gave_a_sign_of_life(db, client):
    cache.set(BEAT_SEEN, 0)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["worker"] is False


def test_not_ready_while_the_database_is_away(db, client, monkeypatch):
    def away(*args):
        raise DatabaseError

    with monkeypatch.context() as patched:
        patched.setattr(health.connection, "cursor", away, raising=False)
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_a_real_worker_gives_a_sign_of_life(worker):
    wait_until(lambda: cache.get(WORKER_SEEN) is not None)


# --- figures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": "secret"}])
def test_figures_need_the_token(client, settings, headers):
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers=headers).status_code == 404


def test_without_a_token_in_the_settings_there_are_no_figures(client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_figures_count_requests_and_jobs(client, settings, failed):
    settings.METRICS_TOKEN = "secret"
    client.get("/account/login/")
    shown = client.get("/metrics", headers={"Authorization": "Bearer secret"}).content.decode()
    assert 'supervision_requests_total{method="GET",status="200",view="account_login"} 1.0' in shown
    assert 'supervision_jobs{state="failed"} 1.0' in shown
    assert "supervision_database_up 1.0" in shown
    assert "supervision_request_seconds_count 1.0" in shown


def test_of_two_first_requests_none_cuts_the_line_of_the_other(redis_address):
    """Each makes the shared connections; those that are not kept go on working for the one that has them."""
    line = metrics._redis(redis_address).connection_pool.get_connection()
    line.send_command("PING")
    metrics._connections.cache_clear()
    gc.collect()
    assert line.read_response() == b"PONG"
    line.disconnect()
