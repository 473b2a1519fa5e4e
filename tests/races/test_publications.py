"""Many publish at once, and a worker dies among thousands: each text goes out once, or not yet."""

import pytest
from django.utils import timezone

from inspections.published import INSPECTION_RESULT
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.services import duties
from publication.services.ledger import first_broken_entry
from tenancy.scope import scope
from tests.committed import owner_cursor, somebody_waits_for
from tests.factories.tenancy import make_department, make_member, open_place
from tests.races.deaths import take_over
from tests.workers import wait_until

COUNT = 3000
"""More than one statement takes."""


@pytest.fixture
def checker(committed):
    place = open_place(610703000000)
    bureau = make_department(place, "区市场监管局")
    checker = make_member(place, "department_admin", bureau)
    kind = INSPECTION_RESULT
    snapshot = dict.fromkeys(kind.fields, "无")
    rows = [
        Duty(
            tenant=place, state="checked", kind=kind.name, ref=str(number), title=f"第{number}号", department=bureau,
            snapshot=snapshot, basis="《行政处罚法》第四十八条", opened_at=timezone.now(),
            told_on=timezone.localdate(), told_how="当面送达",
        )
        for number in range(COUNT)
    ]  # fmt: skip
    with scope(place, member=checker):
        Duty.objects.of(place).bulk_create(rows)
    return checker


def in_public(place) -> tuple[int, int]:
    """How many records the public sees, and how many entries stand in a chain that holds."""
    with scope(place):
        assert first_broken_entry(place) is None
        return PublicRecord.objects.of(place).count(), LedgerEntry.objects.of(place).count()


def test_eight_who_publish_everything_publish_each_once(race, checker):
    place = checker.hat.tenant

    def publish(_number: int) -> int:
        with scope(place, member=checker):
            return duties.publish_checked(place, actor=checker, tell=lambda *_told: None)

    assert sorted(race(publish)) == [0] * 7 + [COUNT]
    assert in_public(place) == (COUNT, COUNT)


def test_a_worker_killed_while_publishing_publishes_nothing_and_the_next_everything(stopped_worker, checker):
    place = checker.hat.tenant
    with scope(place, member=checker):
        duties.ask_to_publish_checked(place, actor=checker)
    with owner_cursor() as cursor:
        cursor.execute("LOCK TABLE common_clock IN SHARE MODE")  # the last that a portion writes
        stopped_worker.start()
        wait_until(lambda: somebody_waits_for("common_clock"), 60)
        cursor.execute(
            "SELECT pg_relation_size('publication_publicrecord'), pg_relation_size('publication_ledgerentry')"
        )
        assert min(cursor.fetchone()) > 0, "a portion is written, records and entries, and nobody sees it yet"
        assert in_public(place) == (0, 0)
        stopped_worker.kill()
        cursor.connection.rollback()
    assert in_public(place) == (0, 0)
    take_over(stopped_worker, duties.PUBLISH_JOB)
    wait_until(lambda: in_public(place) == (COUNT, COUNT), 60)
