"""The frozen pool of a draw as it was written: its candidates in the order of their seats, its leaves."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Func, TextField, Value

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
    for number, text in _rows(draw, stratum, "number", "codes"):
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
    start, key = 0, bytes(stratum.salt_key)
    wanted = range(stratum.size) if seats is None else sorted(seats)
    for number, text, numbers in _rows(draw, stratum.number, "number", "codes", _NUMBERS):
        objects = numbers.split(",")
        end = start + len(objects)
        here = wanted[bisect_left(wanted, start) : bisect_left(wanted, end)]
        if here:
            codes, salted = text.split("\n"), rules.salts(key, number, len(objects))
            for seat in here:
                slot = seat - start
                salt = salted[rules.SALT_BYTES * slot : rules.SALT_BYTES * (slot + 1)]
                yield Candidate(seat, int(objects[slot]), codes[slot], salt)
        start = end


_NUMBERS = Func("object_ids", Value(","), function="array_to_string", output_field=TextField())
"""Two millions of whole numbers, of which few are wanted, are read faster as one text a part."""


def _rows(draw: Draw, stratum: int, *columns: Any) -> Iterator[tuple]:
    rows = PoolPart.objects.of(draw.tenant_id).filter(draw=draw, stratum=stratum).order_by("number")
    return rows.values_list(*columns).iterator(chunk_size=_PARTS_AT_ONCE)
