"""Pairs of files that are perhaps one object, in a register of any size. Pure: no database.

Two rows are compared when they share a key: a core name as written or as spoken, or with one character left out; but
not when both have valid codes that differ, for then they are two. Rows come in order of their numbers; a slice of them
is indexed and all later ones stream past it, so that memory does not grow with the register.
`registry.matching.compare` judges each pair.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from registry.matching import Row, Verdict, compare, keys
from registry.names import take_apart
from registry.uscc import is_valid

SLICE = 50_000
_CROWD = 40
"""A key that so many rows share tells nothing apart."""

Stream = Callable[[int], Iterator[Row]]


def pairs(stream: Stream, size: int = SLICE) -> Iterator[tuple[Row, Row, Verdict]]:
    """(earlier row, later row, verdict) of all pairs that are surely or probably one object.

    `stream(after)` yields the rows whose number is greater than `after`, in order of their numbers.
    """
    after = 0
    while True:
        rows = stream(after)
        block = _Block()
        for row in islice(rows, size):
            known_by = _keys(row)
            yield from block.alike(row, known_by)
            block.add(row, known_by)
        if not block.rows:
            return
        for row in rows:
            yield from block.alike(row, _keys(row))
        after = int(block.rows[-1].id)


def _keys(row: Row) -> set[str]:
    """What two writings of one name have in common; a brand alone (b…) many share."""
    found: set[str] = set()
    for name in (row.name, *row.former):
        found |= {key for key in keys(take_apart(name)) if not key.startswith("b")}
    if row.uscc:
        found.add(row.uscc)
    return found


class _Block:
    """A slice of the rows by their keys; those with a valid code apart, for two of them are one only by that code."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._coded: dict[str, list[int]] = defaultdict(list)
        self._uncoded: dict[str, list[int]] = defaultdict(list)

    def add(self, row: Row, known_by: set[str]) -> None:
        by_key = self._coded if is_valid(row.uscc) else self._uncoded
        for key in known_by:
            numbers = by_key[key]
            if len(numbers) < _CROWD:
                numbers.append(len(self.rows))
        self.rows.append(row)

    def alike(self, row: Row, known_by: set[str]) -> Iterator[tuple[Row, Row, Verdict]]:
        found: set[int] = set()
        for key in known_by:
            found.update(self._uncoded.get(key, ()))
        for key in {row.uscc} if is_valid(row.uscc) else known_by:
            found.update(self._coded.get(key, ()))
        for number in sorted(found):
            verdict = compare(self.rows[number], row)
            if verdict.cost is not None:
                yield self.rows[number], row, verdict
