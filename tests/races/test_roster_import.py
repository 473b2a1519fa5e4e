"""The roster imported by several people at once, and by one whose connection dies: all or nothing, one winner."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from common.attachments.vault import path_of
from common.imports import ImportOutdated, discard_batch, keep_batch, read_batch, recheck_batch, upload_file
from common.models import ImportBatch, ImportState
from common.refusals import Refused
from common.workflow import MoveRefused
from directory.imports import ROSTER
from directory.models import LiaisonEntry
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.directory.broken import build
from tests.factories.tenancy import make_department
from tests.races.threads import at_once
from tests.workers import wait_until

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def place(own_files, nanzheng, bureau):
    make_department(nanzheng, "区住建局")
    return nanzheng


def upload(place, admin, rows=None) -> ImportBatch:
    with scope(place, member=admin):
        file = SimpleUploadedFile("名单.xlsx", build.workbook(rows or build.whole()))
        batch = upload_file(ROSTER, place, file, actor=admin)
    read(batch)
    return batch


def read(batch) -> None:
    with scope(batch.tenant_id):
        again = ImportBatch.objects.of(batch.tenant_id).get(pk=batch.pk)
        read_batch(again, tell=lambda done, total, words: None)


def keeping(batch, admin):
    """An act that keeps the batch as another process would: from its own copy of the row."""

    def act() -> int:
        with scope(batch.tenant_id, member=admin):
            return keep_batch(ImportBatch.objects.of(batch.tenant_id).get(pk=batch.pk), actor=admin)

    return act


def leaders(place) -> list[str]:
    with scope(place):
        return sorted(LiaisonEntry.objects.of(place).values_list("leader", flat=True))


def filed(place) -> int:
    with scope(place):
        return AuditEntry.objects.of(place).filter(verb="directory.file_roster").count()


def test_one_batch_is_kept_by_one_of_eight(place, admin):
    batch = upload(place, admin)
    results = at_once(*[keeping(batch, admin)] * 8)
    assert [result for result in results if result == 2] == [2]
    assert sum(isinstance(result, MoveRefused) for result in results) == 7
    assert leaders(place) == ["张三", "王五"]
    assert filed(place) == 2


def test_of_two_files_about_the_same_units_one_is_kept_and_the_other_is_told(place, admin):
    batches = [upload(place, admin, build.with_cell(1, 1, name)) for name in ("甲方", "乙方")]
    results = at_once(*[keeping(batch, admin) for batch in batches])
    assert sorted(result for result in results if not isinstance(result, Refused)) == [2]
    assert [type(result) for result in results if isinstance(result, Refused)] == [ImportOutdated]
    winner = "甲方" if results[0] == 2 else "乙方"
    assert leaders(place) == sorted([winner, "王五"])
    loser = batches[1 if results[0] == 2 else 0]
    with scope(place, member=admin):
        recheck_batch(ImportBatch.objects.of(place).get(pk=loser.pk), actor=admin)
    read(loser)
    with scope(place):
        assert ImportBatch.objects.of(place).get(pk=loser.pk).counts == {"changed": 1, "same": 1}


def test_files_about_different_units_are_both_kept(place, admin):
    whole = build.whole()
    batches = [upload(place, admin, [whole[0], line]) for line in whole[1:]]
    assert at_once(*[keeping(batch, admin) for batch in batches]) == [1, 1]
    assert leaders(place) == ["张三", "王五"]


def test_the_same_file_is_read_by_two_workers_once(place, admin):
    with scope(place, member=admin):
        batch = upload_file(ROSTER, place, SimpleUploadedFile("名单.csv", build.text(build.whole())), actor=admin)
    at_once(*[lambda: read(batch)] * 2)
    with scope(place):
        stored = ImportBatch.objects.of(place).get(pk=batch.pk)
        assert (stored.state, stored.counts, stored.rows.count()) == (ImportState.REPORTED, {"new": 2}, 2)


def test_a_connection_that_dies_while_keeping_leaves_nothing_half_done(place, admin, monkeypatch):
    batch = upload(place, admin)
    keep = ROSTER.keep

    def keep_and_die(*args, **kwargs):
        keep(*args, **kwargs)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    def act():
        with pytest.raises(OperationalError):
            keeping(batch, admin)()

    with monkeypatch.context() as patch:
        patch.setattr(ROSTER, "keep", keep_and_die)
        at_once(act)
    assert leaders(place) == []
    assert filed(place) == 0
    assert keeping(batch, admin)() == 2
    assert leaders(place) == ["张三", "王五"]


def test_the_worker_reads_the_file_while_nobody_waits(nanzheng, bureau, admin, worker):
    """Through the queue, in another process, as users have it."""
    with scope(nanzheng, member=admin):
        file = SimpleUploadedFile("名单.csv", build.text(build.whole()))
        batch = upload_file(ROSTER, nanzheng, file, actor=admin)

    def stored() -> ImportBatch:
        with scope(nanzheng):
            return ImportBatch.objects.of(nanzheng).get(pk=batch.pk)

    wait_until(lambda: stored().state == ImportState.REPORTED)
    assert stored().counts == {"new": 1, "rejected": 1}
    with scope(nanzheng, member=admin):
        discard_batch(stored(), actor=admin)
    assert not path_of(nanzheng.pk, batch.sha256).exists()
