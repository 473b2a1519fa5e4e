"""Many write, several seal: nobody waits for ever, nothing stays open, the chain holds."""

import time

from django.utils import timezone

from portal.services import seal_every_place
from tenancy.audit import record, unsealed, verify
from tenancy.models import AuditBlock, AuditEntry
from tenancy.scope import scope

WRITERS, SEALERS, ROUNDS = 6, 2, 15


def test_writers_and_sealers_do_not_stand_in_each_others_way(race, nanzheng, abaga):
    def act(number: int) -> None:
        for turn in range(ROUNDS):
            if number < SEALERS:
                seal_every_place(now=timezone.now())
                continue
            place, other = (nanzheng, abaga) if number % 2 else (abaga, nanzheng)
            with scope(place):
                record(None, "departments.test", place, note=f"{number}-{turn}")
                time.sleep(0.002 * number)  # commits fall out of the order of their numbers
            with scope(other):
                record(None, "departments.test", other, note=f"{number}-{turn}")

    assert race(act, threads=WRITERS + SEALERS) == [None] * (WRITERS + SEALERS)
    seal_every_place(now=timezone.now())
    for place in (nanzheng, abaga):
        with scope(place):
            assert AuditEntry.objects.of(place).count() == WRITERS * ROUNDS
            assert not unsealed(place).exists()
            assert verify(place) is None
            assert sum(len(block.entry_hashes) for block in AuditBlock.objects.of(place)) == WRITERS * ROUNDS
