"""Pairs of files that are perhaps one object, in a register of any size. Pure: no database.

Two rows are compared when they share a key: a core name as written or as spoken, or with one character left out; but
not when both have valid codes, for then they are two: one code cannot stand in a place twice. So rows without a valid
code, few in most registers, are indexed slice by slice, and the whole register streams past each slice: memory does not
grow with the register. One that fits in a slice is read once. `registry.matching.compare` judges each pair.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice

from registry.matching import Row, Verdict, compare
from registry.name_keys import close_keys
from registry.names import take_apart
from registry.uscc import is_valid

SLICE = 50_000
_CROWD = 40
"""A key that so many rows share tells nothing apart."""

Stream = Callable[[int], Iterator[Row]]


def pairs(stream: Stream, size: int = SLICE) -> Iterator[tuple[Row, Row, Verdict]]:
    """(earlier row, later row, verdict) of all pairs that are surely or probably one object.

    `stream(after)` yields the rows whose number is greater than `after`, in order of their numbers; `size` is that of a
    slice. Pairs of one row do not come in any order.
    """
    held = list(islice(stream(0), size + 1))
    if len(held) <= size:
        stream = partial(_further, held)
    after = 0
    while (block := _Block(islice(filter(_is_uncoded, stream(after)), size))).rows:
        for row in stream(0):
            yield from block.alike(row)
        after = int(block.rows[-1].id)


def _further(rows: list[Row], after: int) -> Iterator[Row]:
    return (row for row in rows if int(row.id) > after)


def _is_uncoded(row: Row) -> bool:
    return not is_valid(row.uscc)


def _keys(row: Row) -> set[int]:
    """What two writings of one name have in common, and its code."""
    found = close_keys(take_apart(row.name)).union(*(close_keys(take_apart(old)) for old in row.former))
    if row.uscc:
        found.add(hash(row.uscc))
    return found


class _Block:
    """A slice of the rows without a valid code, by their keys."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        self._by_key: dict[int, list[int]] = defaultdict(list)
        self._asked: Counter[int] = Counter()
        for number, row in enumerate(self.rows):
            for key in _keys(row):
                if len(self._by_key[key]) < _CROWD:
                    self._by_key[key].append(number)

    def alike(self, row: Row) -> Iterator[tuple[Row, Row, Verdict]]:
        """The pairs of `row` with rows of the slice; two without a code are a pair when the later one comes."""
        found: set[int] = set()
        for key in self._by_key.keys() & _keys(row):
            self._asked[key] += 1
            if self._asked[key] <= _CROWD:
                found.update(self._by_key[key])
        number, is_uncoded = int(row.id), _is_uncoded(row)
        for other in (self.rows[at] for at in sorted(found)):
            if int(other.id) == number or (is_uncoded and int(other.id) > number):
                continue
            earlier, later = (other, row) if int(other.id) < number else (row, other)
            verdict = compare(earlier, later)
            if verdict.cost is not None:
                yield earlier, later, verdict
