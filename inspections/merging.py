"""Which plan entries meet the same objects at the same time, and what one visit instead of several saves. Pure.

A pool is a whole number with one bit for each object, so that two pools of two million objects are compared in a
fraction of a millisecond (R088, R104, R111).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

TOGETHER = (frozenset({"on_site", "sampling", "interview"}),)
"""Techniques that one visit can hold; what is looked at from afar saves nobody a visit."""


@dataclass(frozen=True, slots=True)
class Planned:
    """An entry as the engine sees it: `pool` one bit an object, `visits` what it makes of it in the year."""

    number: int
    starts_on: date
    ends_on: date
    technique: str
    pool: int
    visits: int

    def expected(self, common: int) -> float:
        """How many of its visits go to `common` objects of its pool."""
        size = self.pool.bit_count()
        return self.visits * common / size if size else 0.0


@dataclass(frozen=True, slots=True)
class Overlap:
    """Entries that can be one: the days and the number of objects they have in common, the visits that saves."""

    numbers: tuple[int, ...]
    starts_on: date
    ends_on: date
    common: int
    saved: int


def fits(first: Planned, second: Planned) -> bool:
    """Whether both can be done in one visit: days in common, and techniques that one visit can hold."""
    is_together = any({first.technique, second.technique} <= group for group in TOGETHER)
    return is_together and first.starts_on <= second.ends_on and second.starts_on <= first.ends_on


def saving(entries: Sequence[Planned], common: int) -> int:
    """Visits saved on `common` objects: who has most there visits for all, the others need not come."""
    expected = [entry.expected(common) for entry in entries]
    return round(sum(expected) - max(expected))


def pairs(entries: Sequence[Planned], apart: Collection[frozenset[int]] = ()) -> Iterator[Overlap]:
    """Every two entries that fit, have objects in common, and save at least one visit; those in `apart` stay apart."""
    for first, second in combinations(entries, 2):
        if frozenset({first.number, second.number}) in apart or not fits(first, second):
            continue
        found = _overlap((first, second))
        if found is not None:
            yield found


def groups(entries: Sequence[Planned], apart: Collection[frozenset[int]] = ()) -> list[Overlap]:
    """Entries to make one of, each in one group at most, the largest saving first.

    The best pair begins a group; an entry joins while all fit each other and the group saves more with it.
    """
    by_number = {entry.number: entry for entry in entries}
    taken: set[int] = set()
    made = []
    for best in sorted(pairs(entries, apart), key=lambda pair: (-pair.saved, pair.numbers)):
        if taken.isdisjoint(best.numbers):
            others = [entry for entry in entries if entry.number not in taken]
            group = _grown(best, others, by_number, apart)
            taken.update(group.numbers)
            made.append(group)
    return sorted(made, key=lambda group: (-group.saved, group.numbers))


def _grown(
    group: Overlap, others: Iterable[Planned], by_number: dict[int, Planned], apart: Collection[frozenset[int]]
) -> Overlap:
    for other in others:
        members = [by_number[number] for number in group.numbers]
        is_free = other.number not in group.numbers and all(
            fits(member, other) and frozenset({member.number, other.number}) not in apart for member in members
        )
        larger = _overlap((*members, other)) if is_free else None
        if larger is not None and larger.saved > group.saved:
            group = larger
    return group


def _overlap(entries: tuple[Planned, ...]) -> Overlap | None:
    pool = entries[0].pool
    for entry in entries[1:]:
        pool &= entry.pool
    common = pool.bit_count()
    starts_on, ends_on = max(one.starts_on for one in entries), min(one.ends_on for one in entries)
    saved = saving(entries, common) if common else 0
    if saved < 1 or starts_on > ends_on:
        return None
    return Overlap(tuple(sorted(one.number for one in entries)), starts_on, ends_on, common, saved)
