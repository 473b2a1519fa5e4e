"""Everyone presses at once, and a worker dies in the middle of a draw: there is one draw, or none."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from common.models import JobRun
from common.refusals import Refused
from inspections.models import Draw, DrawnObject, DrawStratum, PlanStratum, PoolPart
from inspections.queries import freezing
from inspections.services import ceremony, pools
from publication.models import LedgerEntry
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.committed import owner_cursor, somebody_waits_for
from tests.factories.draws import Stage, again, commit, make_draw, make_stage, pair, reveal_all
from tests.factories.ledgers import make_grade
from tests.factories.tenancy import open_place
from tests.races.deaths import take_over
from tests.workers import wait_until


@pytest.fixture
def stage(committed) -> Stage:
    return make_stage(open_place(610703000000), objects=20)


def refusals(answers: list) -> int:
    return len([answer for answer in answers if isinstance(answer, Refused)])


def test_of_eight_commitments_one_is_published(race, stage):
    draw = make_draw(stage, "sealed")
    answers = race(lambda _number: commit(stage, draw).commitment_hash)
    assert refusals(answers) == 7
    with scope(stage.place):
        assert {answer for answer in answers if isinstance(answer, str)} == {again(draw).commitment_hash}
        assert LedgerEntry.objects.of(stage.place).filter(kind="draw").count() == 1
        assert AuditEntry.objects.of(stage.place).filter(verb="inspections.commit").count() == 1


def test_of_eight_preparations_one_attempt_begins(race, stage):
    answers = race(lambda _number: make_draw(stage).attempt)
    assert (answers.count(1), refusals(answers)) == (1, 7)
    with scope(stage.place):
        assert Draw.objects.of(stage.place).count() == 1


def test_eight_reveals_of_one_secret_are_one(race, stage):
    draw = make_draw(stage, "committed")
    answers = race(lambda _number: reveal_all(stage, draw).state)
    assert refusals(answers) == 7
    with scope(stage.place):
        assert again(draw).state == "secrets_revealed"


def test_drawing_eight_times_at_once_is_one_draw(race, stage):
    draw = make_draw(stage, "revealed")

    def draw_it(_number: int) -> str:
        with scope(stage.place, member=stage.holder):
            return ceremony.hold_draw(draw, actor=stage.holder).seed

    answers = race(draw_it)
    assert len(set(answers)) == 1
    with scope(stage.place):
        assert DrawnObject.objects.of(stage.place).filter(draw=draw).count() == 2
        assert AuditEntry.objects.of(stage.place).filter(verb="inspections.draw").count() == 1


def test_asking_eight_times_starts_one_job(race, stage):
    draw = make_draw(stage, "revealed")

    def ask(_number: int) -> int:
        with scope(stage.place, member=stage.holder):
            return ceremony.ask_to_draw(again(draw), actor=stage.holder).pk

    assert refusals(race(ask)) == 7
    with scope(stage.place):
        assert JobRun.objects.of(stage.place).filter(name=ceremony.DRAW_JOB).count() == 1


def test_pairing_eight_times_at_once_is_one_pairing(race, stage):
    draw = make_draw(stage, "drawn")
    answers = race(lambda _number: pair(stage, draw).state)
    assert set(answers) <= {"paired", "drawn"}
    with scope(stage.place):
        assert {row.officers.count() for row in DrawnObject.objects.of(stage.place).filter(draw=draw)} == {4}


def test_who_is_graded_anew_while_a_pool_is_frozen_has_one_seat(stage, monkeypatch):
    """One statement for each stratum would miss whoever changes sides between two of them, or take them twice."""
    monkeypatch.setattr(freezing, "SPAN", 5)
    with scope(stage.place):
        for value in ("A", "D", ""):
            PlanStratum.objects.of(stage.place).create(
                entry=stage.entry, basis="credit_grade", value=value, ratio="0.5"
            )
        attempt = pools.prepare_draw(stage.task, Draw(), actor=stage.holder)

    def grade_everybody(value: str) -> None:
        try:
            for row in stage.objects:
                make_grade(row, value)
        finally:
            connections.close_all()

    def meanwhile(done: int, _total: int, _word: str) -> None:
        with ThreadPoolExecutor(1) as ledger:
            ledger.submit(grade_everybody, "AD"[done % 2]).result()

    with scope(stage.place, member=stage.holder):
        pools.freeze_pool(attempt, tell=meanwhile)
        parts = PoolPart.objects.of(stage.place).filter(draw=attempt)
        seats = [number for part in parts for number in part.object_ids]
        strata = DrawStratum.objects.of(stage.place).filter(draw=attempt)
        assert sorted(seats) == sorted(row.pk for row in stage.objects)
        assert {one.meaning: one.size for one in strata} == {"A级": 10, "D级": 10}


# --- a worker that dies ---------------------------------------------------------------------------------------------


def test_a_worker_killed_in_the_middle_of_a_draw_leaves_no_half_draw(stopped_worker, stage):
    draw = make_draw(stage, "revealed")
    with scope(stage.place, member=stage.holder):
        ceremony.ask_to_draw(again(draw), actor=stage.holder)
    with owner_cursor() as cursor:
        cursor.execute("LOCK TABLE inspections_drawnobject IN SHARE MODE")
        stopped_worker.start()
        wait_until(lambda: somebody_waits_for("inspections_drawnobject"), 60)
        stopped_worker.kill()
        cursor.connection.rollback()
    with scope(stage.place):
        assert (again(draw).state, again(draw).seed) == ("secrets_revealed", "")
        assert not DrawnObject.objects.of(stage.place).filter(draw=draw).exists()
    take_over(stopped_worker, ceremony.DRAW_JOB)
    wait_until(lambda: drawn_of(draw) == 2, 60)
    assert hold_again(stage, draw) == 2


def drawn_of(draw: Draw) -> int:
    with scope(draw.tenant_id):
        return DrawnObject.objects.of(draw.tenant_id).filter(draw=draw).count()


def hold_again(stage: Stage, draw: Draw) -> int:
    """The same draw once more changes nothing."""
    with scope(stage.place, member=stage.holder):
        ceremony.hold_draw(draw, actor=stage.holder)
    return drawn_of(draw)
