"""The frozen pool of a draw as it was written: its candidates in the order of their seats, its leaves."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Func, Max, TextField, Value
from django.db.models.functions import Coalesce

from inspections import draw as rules
from inspections.models import Draw, DrawStratum, PoolPart

_PARTS_AT_ONCE = 16

ROOMY = "SET LOCAL work_mem = '64MB'"
"""Before a statement over a whole pool: what does not fit is sorted on disk, so memory stays flat at any size."""


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbours of a stratum: their public codes in UTF-8 and their 16 bytes of salt each, in the order of seats."""

    number: int
    codes: Sequence[bytes]
    salts: bytes

    @property
    def leaves(self) -> list[bytes]:
        return rules.leaves_of(self.salts, self.codes)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the frozen pool at its seat."""

    seat: int
    object_id: int
    code: str
    salt: bytes

    @property
    def leaf(self) -> bytes:
        return rules.leaf(self.salt, self.code)


def parts_of(draw: Draw, stratum: int, salt_key: bytes) -> Iterator[Part]:
    """A stratum part by part, with a few of them in memory."""
    for page in _pages(draw, stratum, "number", "codes"):
        for number, text in page:
            yield part_of(number, text, salt_key)


def part_of(number: int, text: str, salt_key: bytes) -> Part:
    """A part from its codes, one a line, as it is stored."""
    codes = text.encode().split(b"\n")
    return Part(number, codes, rules.salts(salt_key, number, len(codes)))


def leaves_of(draw: Draw, stratum: DrawStratum) -> Iterator[bytes]:
    """The leaves of a stratum in the order of their seats."""
    return (leaf for part in parts_of(draw, stratum.number, bytes(stratum.salt_key)) for leaf in part.leaves)


def candidates(draw: Draw, stratum: DrawStratum, seats: Iterable[int] | None = None) -> Iterator[Candidate]:
    """The candidates at `seats`, or all of the stratum, in the order of seats; other parts are not taken apart."""
    return (one for work in candidates_by_page(draw, stratum, seats) for one in work())


def candidates_by_page(
    draw: Draw, stratum: DrawStratum, seats: Iterable[int] | None = None
) -> Iterator[Callable[[], list[Candidate]]]:
    """As `candidates`, some parts at a time: what is yielded takes them apart, without the database."""
    start, key = 0, bytes(stratum.salt_key)
    wanted = range(stratum.size) if seats is None else sorted(seats)
    for page in _pages(draw, stratum.number, "number", "codes", _NUMBERS):
        yield partial(_taken, page, start, wanted, key)
        start += sum(numbers.count(",") + 1 for _number, _codes, numbers in page)


def _taken(page: list[tuple], start: int, wanted: Sequence[int], key: bytes) -> list[Candidate]:
    """The candidates of a page, whose first seat is `start`, at those of the wanted seats that are on it."""
    found = []
    for number, text, numbers in page:
        objects = numbers.split(",")
        end = start + len(objects)
        here = wanted[bisect_left(wanted, start) : bisect_left(wanted, end)]
        if here:
            codes, salted = text.split("\n"), rules.salts(key, number, len(objects))
            for seat in here:
                slot = seat - start
                salt = salted[rules.SALT_BYTES * slot : rules.SALT_BYTES * (slot + 1)]
                found.append(Candidate(seat, int(objects[slot]), codes[slot], salt))
        start = end
    return found


_NUMBERS = Func("object_ids", Value(","), function="array_to_string", output_field=TextField())
"""Two millions of whole numbers, of which few are wanted, are read faster as one text a part."""


def _pages(draw: Draw, stratum: int, *columns: Any) -> Iterator[list[tuple]]:
    """Some parts at a time in the order of their numbers.

    By numbers: a cursor of the server's would not survive a pooler, and one of ours would hold the whole pool.
    """
    rows = PoolPart.objects.of(draw.tenant_id).filter(draw=draw, stratum=stratum).order_by("number")
    end = rows.aggregate(end=Coalesce(Max("number") + 1, 0))["end"]
    for first in range(0, end, _PARTS_AT_ONCE):
        page = rows.filter(number__range=(first, first + _PARTS_AT_ONCE - 1))
        yield list(page.values_list(*columns))
