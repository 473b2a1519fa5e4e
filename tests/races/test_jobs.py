"""Two beats tick, eight workers claim: each job still runs once."""

from datetime import timedelta

from django.utils import timezone

from common.jobs import enqueue
from common.jobs.registry import find_job
from common.jobs.runs import claim, work
from common.jobs.timetable import fire
from common.models import JobRun, JobState
from tenancy.models import Department
from tenancy.scope import scope
from tests.factories import jobs as _registered  # noqa: F401


def test_eight_beats_fire_an_entry_once(race, nanzheng):
    entry = find_job("probe.daily")
    tomorrow = timezone.now() + timedelta(days=1)
    fire(entry, timezone.now())
    answers = race(lambda _number: fire(entry, tomorrow))
    assert sorted(answers) == [False] * 7 + [True]
    with scope(nanzheng):
        assert JobRun.objects.of(nanzheng).filter(name="probe.daily").count() == 1


def test_eight_workers_do_a_run_once(race, nanzheng):
    with scope(nanzheng):
        run = enqueue("probe.chore", nanzheng)

    def act(_number: int) -> None:
        claimed = claim(nanzheng.pk, run.pk)
        if claimed is not None:
            work(claimed)

    assert race(act) == [None] * 8
    with scope(nanzheng):
        assert Department.objects.of(nanzheng).count() == 1
        assert JobRun.objects.of(nanzheng).get().state == JobState.DONE
