"""The ratios and how they are printed."""

from collections.abc import Iterable
from typing import NamedTuple, Self


class Ratio(NamedTuple):
    """One line: what was measured, ours, the yardstick's, ours over the yardstick's, and what we aim at."""

    what: str
    ours: str
    yardstick: str
    ratio: float
    aim: str

    @classmethod
    def of_seconds(cls, what: str, ours: float, theirs: float, aim: str) -> Self:
        return cls(what, f"{ours:.1f} s", f"{theirs:.1f} s", ours / theirs, aim)


def lines(ratios: Iterable[Ratio]) -> Iterable[str]:
    """A plain table, one line a ratio."""
    yield f"{'':<64}{'ours':>12}{'yardstick':>12}{'ratio':>8}  aim"
    for row in ratios:
        yield f"{row.what:<64}{row.ours:>12}{row.yardstick:>12}{row.ratio:>8.2f}  {row.aim}"
