"""What the platform itself puts on the workbench."""

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.utils import timezone

from common.models import JobRun, JobState
from common.notices import notify
from common.worklist import TO_DO, WAITING, Board, Task
from portal.worklist import failed_jobs, own_jobs, recovery_codes, unread_messages
from tenancy.roles import ROLES
from tenancy.scope import scope

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
    assert list(unread_messages(officer, place, TODAY)) == []
    for subject in ("联络表退回", "划转完成"):
        notify(officer, place, subject, kind="tests.told")
    (task,) = unread_messages(officer, place, TODAY)
    assert task.what == "2 条未读消息"
    assert "划转完成" in task.about
    assert task.url == "/610703/inbox/"


def test_the_operator_sees_that_jobs_failed(place, officer):
    assert list(failed_jobs(officer, place, TODAY)) == []
    run_of(place, officer, JobState.FAILED)
    (task,) = failed_jobs(officer, place, TODAY)
    assert task.what == "1 项后台任务未能完成"


def test_one_waits_for_ones_own_runs(place, officer):
    run = run_of(place, officer, JobState.RUNNING)
    run_of(place, officer, JobState.FAILED)
    run_of(place, None, JobState.RUNNING)
    (task,) = own_jobs(officer, place, TODAY)
    assert task.url == f"/610703/jobs/{run.pk}/"
    assert task.since == timezone.localdate()


def test_recovery_codes_are_renewed_before_they_run_out(place, officer):
    assert list(recovery_codes(officer, place, TODAY)) == []
    codes = RecoveryCodes.activate(officer)
    for code in codes.get_unused_codes()[:8]:
        codes.validate_code(code)
    (task,) = recovery_codes(officer, place, TODAY)
    assert "还剩 2 个" in task.about
    assert Authenticator.objects.filter(user=officer).count() == 1


SECTIONS = [*TO_DO.sections.values(), *WAITING.sections.values()]


def test_no_key_stands_on_two_boards():
    """All doors are asked in one question, by their keys."""
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
def test_every_section_has_a_door_and_shows_no_less_behind_it(section, place, officer):
    assert section.waits is not None
    board: Board[Task] = Board()
    board.register(section)
    officer.hat.role = next(role for role, definition in ROLES.items() if definition.allows(section.permission))
    assert board.lines(officer, place, TODAY) == list(section.lines(officer, place, TODAY))
