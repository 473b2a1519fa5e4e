"""What the platform itself puts on the workbench."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone

from common.models import JobRun, JobState
from common.notices import notify
from common.worklist import TO_DO, WAITING, Asker
from tenancy.prepared import Blank, Rows
from tenancy.roles import ROLES
from tenancy.scope import scope
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of

TODAY = date(2026, 11, 22)


@pytest.fixture
def place(nanzheng, officer):
    with scope(nanzheng, member=officer):
        yield nanzheng


def run_of(place, member, state: JobState) -> JobRun:
    now = timezone.now()
    times = {"due_at": now, "queued_at": now, "sent_at": now, "finished_at": now if state == JobState.FAILED else None}
    return JobRun.objects.of(place).create(name="tests.export", requested_by=member, state=state, **times)


def test_unread_messages_are_one_line(place, officer):
    assert tasks_of(officer, place, TODAY, "portal.messages") == []
    for subject in ("联络表退回", "划转完成"):
        notify(officer, place, subject, kind="tests.told")
    (task,) = tasks_of(officer, place, TODAY, "portal.messages")
    assert task.what == "2 条未读消息"
    assert "划转完成" in task.about
    assert task.url == "/610703/inbox/"


def test_the_operator_sees_that_jobs_failed(place, officer):
    operator = make_member(place, "operator")
    assert tasks_of(operator, place, TODAY, "portal.failed_jobs") == []
    run_of(place, officer, JobState.FAILED)
    (task,) = tasks_of(operator, place, TODAY, "portal.failed_jobs")
    assert task.what == "1 项后台任务未能完成"
    assert tasks_of(officer, place, TODAY, "portal.failed_jobs") == []


def test_one_waits_for_ones_own_runs(place, officer):
    run = run_of(place, officer, JobState.RUNNING)
    run_of(place, officer, JobState.FAILED)
    run_of(place, None, JobState.RUNNING)
    (task,) = tasks_of(officer, place, TODAY, "portal.jobs")
    assert task.url == f"/610703/jobs/{run.pk}/"
    assert task.since == timezone.localdate()


def test_recovery_codes_are_renewed_before_they_run_out(place, officer):
    assert tasks_of(officer, place, TODAY, "portal.recovery_codes") == []
    codes = RecoveryCodes.activate(officer)
    for code in codes.get_unused_codes()[:8]:
        codes.validate_code(code)
    (task,) = tasks_of(officer, place, TODAY, "portal.recovery_codes")
    assert "还剩 2 个" in task.about
    assert Authenticator.objects.filter(user=officer).count() == 1


SECTIONS = [*TO_DO.entries.values(), *WAITING.entries.values()]


def test_no_key_stands_on_two_boards():
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("role", ROLES)
def test_each_section_that_has_rows_for_a_role_has_lines(role, place, officer):
    officer.hat.role = role
    known = {Blank.PLACE: place.pk, Blank.MEMBER: officer.pk, Blank.DEPARTMENT: officer.hat.department_id}
    seen = [section for section in SECTIONS if officer.may(section.permission)]
    assert seen
    for section in seen:
        found = Rows(section.rows(Asker(role, section.permission))).ask({**known, Blank.TODAY: TODAY})
        assert bool(found) == bool(tasks_of(officer, place, TODAY, section.key)), section.key
