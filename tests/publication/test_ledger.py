"""The ledger: complete, sanitised, chained, and forgetful in public only."""

from datetime import date

import pytest
from django.db import DatabaseError, connections, transaction

from publication.models import LedgerEntry, PublicRecord
from publication.services.ledger import PublicationRefused, expire, first_broken_entry, publish, withdraw
from tenancy.scope import scope


def test_what_is_published_is_sanitised_and_shown(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(snapshot={"note": "负责人电话19900001234"}), actor=admin)
        row = PublicRecord.objects.of(nanzheng).get()
    assert row.snapshot["note"] == "负责人电话199****1234"
    assert "汉中华信" in row.search_text
    assert row.version == 1


def test_an_incomplete_publication_is_refused_and_says_what_is_missing(nanzheng, admin, notice):
    with scope(nanzheng, member=admin), pytest.raises(PublicationRefused, match="结果"):
        publish(nanzheng, notice(snapshot={"outcome": ""}), actor=admin)


def test_a_lawfully_withheld_field_is_not_missing_and_not_shown(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(snapshot={"outcome": ""}, withheld=["subject", "outcome"]), actor=admin)
        shown = PublicRecord.objects.of(nanzheng).get().snapshot
    assert shown["subject"] == "依法不予公示"


def test_a_correction_is_a_new_entry_and_both_are_kept(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(), actor=admin)
        publish(nanzheng, notice(snapshot={"outcome": "责令改正"}), actor=admin)
        assert list(LedgerEntry.objects.of(nanzheng).values_list("number", "event").order_by("number")) == [
            (1, "published"),
            (2, "corrected"),
        ]
        row = PublicRecord.objects.of(nanzheng).get()
    assert (row.version, row.snapshot["outcome"]) == (2, "责令改正")


def test_a_withdrawal_leaves_a_tombstone_without_a_name(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(), actor=admin)
        withdraw(PublicRecord.objects.of(nanzheng).get(), ground="repair", basis="信用修复决定", actor=admin)
        row = PublicRecord.objects.of(nanzheng).get()
    assert row.is_withdrawn
    assert "华信" not in f"{row.title}{row.snapshot}{row.search_text}"
    with scope(nanzheng, member=admin), pytest.raises(PublicationRefused, match="已经撤下"):
        withdraw(row, ground="repair", basis="再次", actor=admin)


def test_what_was_taken_down_does_not_come_back_with_a_new_publication(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(snapshot={"note": "有误的旧内容"}), actor=admin)
        withdraw(PublicRecord.objects.of(nanzheng).get(), ground="error", basis="公示有误", actor=admin)
        publish(nanzheng, notice(), actor=admin)
        row = PublicRecord.objects.of(nanzheng).get()
    assert (row.version, row.since_number, row.is_withdrawn) == (2, 3, False)


def test_only_what_is_past_its_last_day_expires(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(expires_on=date(2026, 6, 30)), actor=admin)
        row = PublicRecord.objects.of(nanzheng).get()
        with pytest.raises(PublicationRefused, match="未满"):
            expire(row, today=date(2026, 6, 30))
        assert expire(row, today=date(2026, 7, 1)).event == "expired"


def test_the_chain_holds_and_the_first_broken_entry_is_named(nanzheng, admin, notice):
    with scope(nanzheng, member=admin):
        for number in range(3):
            publish(nanzheng, notice(ref=str(number)), actor=admin)
        assert first_broken_entry(nanzheng) is None


@pytest.mark.parametrize(
    "sql", ["UPDATE publication_ledgerentry SET title = 'x'", "DELETE FROM publication_ledgerentry"]
)
def test_the_database_refuses_to_rewrite_the_ledger(nanzheng, admin, notice, sql):
    with scope(nanzheng, member=admin):
        publish(nanzheng, notice(), actor=admin)
        with pytest.raises(DatabaseError), transaction.atomic(), connections["default"].cursor() as cursor:
            cursor.execute(sql)
        assert LedgerEntry.objects.of(nanzheng).get().title.startswith("汉中")
