"""The draws of a plan made many times in advance: who would be visited how often, which caps would break. Pure.

Every run draws each stratum of each entry anew, evenly and without putting back, as the real draw does; the keyed
hashes that make the real one checkable would change nothing about the distribution (R090; DOMAIN 3 no. 3).
"""

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Tell = Callable[[int, int], None]
MOST = 255
"""More visits to one object in a year than this are not told apart."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of an entry's pool: positions of its objects, how many a round draws, how many rounds there are."""

    objects: Sequence[int]
    quota: int
    frequency: int


@dataclass(frozen=True, slots=True)
class Part:
    """An entry: its strata, and the numbers of the departments that come."""

    strata: tuple[Stratum, ...]
    departments: frozenset[int]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most so many visits of these departments (None: of all) to one object; `used` are those there are already.

    `used` maps positions to visits; `concerned` are the positions the cap holds for, None for all.
    """

    most: int
    departments: frozenset[int] | None
    used: dict[int, int]
    concerned: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the runs came to, as means over them.

    `histogram[k]`: objects visited k times. `totals`: visits of all runs to each position. `peak`: the most that one
    object met in any run. `broken[c]`: objects beyond cap c.
    """

    histogram: list[float]
    totals: array
    peak: int
    broken: list[float]


def simulate(parts: Sequence[Part], size: int, caps: Sequence[Cap], *, runs: int, seed: int, tell: Tell) -> Outcome:
    """Draw `runs` times from `size` positions; the same seed gives the same outcome. `tell(done, runs)` hears of it."""
    rng = Random(seed)  # noqa: S311 a forecast, no draw that anybody relies on
    totals, sums, broken, peak = array("L", bytes(8 * size)), [0] * (MOST + 1), [0] * len(caps), 0
    bases = [_base(size, cap) for cap in caps]
    touching = [[place for place, cap in enumerate(caps) if _touches(cap, part)] for part in parts]
    for done in range(runs):
        met, tallies = bytearray(size), [bytearray(base) for base in bases]
        for part, places in zip(parts, touching, strict=True):
            _draw(part, rng, met, totals, [tallies[place] for place in places])
        most = max(met, default=0)
        for visits in range(most + 1):
            sums[visits] += met.count(visits)
        for place, cap in enumerate(caps):
            broken[place] += _beyond(tallies[place], cap)
        peak = max(peak, most)
        tell(done + 1, runs)
    histogram = [count / runs for count in sums[: peak + 1]]
    return Outcome(histogram, totals, peak, [count / runs for count in broken])


def _draw(part: Part, rng: Random, met: bytearray, totals: array, tallies: Sequence[bytearray]) -> None:
    for stratum in part.strata:
        objects = stratum.objects
        for _round in range(stratum.frequency):
            for place in rng.sample(range(len(objects)), stratum.quota):
                position = objects[place]
                totals[position] += 1
                met[position] = min(MOST, met[position] + 1)
                for tally in tallies:
                    tally[position] = min(MOST, tally[position] + 1)


def _touches(cap: Cap, part: Part) -> bool:
    return cap.departments is None or not cap.departments.isdisjoint(part.departments)


def _base(size: int, cap: Cap) -> bytearray:
    base = bytearray(size)
    for position, visits in cap.used.items():
        base[position] = min(MOST, visits)
    return base


def _beyond(tally: bytearray, cap: Cap) -> int:
    if cap.concerned is not None:
        return sum(tally[position] > cap.most for position in cap.concerned)
    return sum(tally.count(visits) for visits in range(cap.most + 1, max(tally, default=0) + 1))
