"""What became of the place that bore a code: follow the published changes of codes and names (R001). Pure.

A code may have named several places, one after the other: 152522 was 达拉特旗 until 1982 and is 阿巴嘎旗 since.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

REASSIGNED = "码位改派"
"""The code was given to another place: no succession."""

_PROVINCE = 10_000_000_000


@dataclass(frozen=True)
class Change:
    """One published change; a place founded has no old code, one abolished no new."""

    year: int
    kind: str
    old_code: int | None
    old_name: str
    new_code: int | None
    new_name: str

    @property
    def is_succession(self) -> bool:
        return self.kind != REASSIGNED


@dataclass(frozen=True)
class Life:
    """A place while it bore the code: its name, from and until which year, the changes since, where it is today.

    `since` and `until` are None when the published changes (1980 onwards) do not say. `code_today` is None and
    `name_today` empty when the place was abolished without a named successor.
    """

    name: str
    since: int | None
    until: int | None
    path: tuple[Change, ...]
    code_today: int | None
    name_today: str


class Gazette(Protocol):
    """Where changes and names are looked up."""

    def changes(self, code: int) -> list[Change]:
        """The changes that name the code, oldest first."""

    def reassignments(self, name: str, year: int) -> list[Change]:
        """The codes given to a place of that name in that year."""

    def name_today(self, code: int) -> str | None:
        """The name of the place in use under the code."""


def lives_of(code: int, gazette: Gazette) -> list[Life]:
    """Every place that bore `code`, the earliest first, and where each is today."""
    known = gazette.changes(code)
    ended = [change for change in known if change.old_code == code and not _is_renaming(change)]
    lives = [_life(change, known, gazette) for change in ended]
    now = gazette.name_today(code)
    if now is not None:
        lives.append(Life(now, _since(code, now, known, None), None, (), code, now))
    return lives


def _is_renaming(change: Change) -> bool:
    return change.old_code == change.new_code and change.is_succession


def _life(end: Change, known: list[Change], gazette: Gazette) -> Life:
    """The life that `end` closed."""
    path = tuple(_path(end, gazette))
    since = _since(end.old_code, end.old_name, known, end.year)
    code = path[-1].new_code if path else None
    name = gazette.name_today(code) if code is not None else None
    return Life(
        end.old_name, since, end.year, path, code if name else None, name or (path[-1].new_name if path else "")
    )


def _since(code: int | None, name: str, known: list[Change], until: int | None) -> int | None:
    """The year in which the code came to that place."""
    came = [
        change.year
        for change in known
        if change.new_code == code and change.new_name == name and (until is None or change.year <= until)
    ]
    return max(came, default=None)


def _path(end: Change, gazette: Gazette) -> Iterator[Change]:
    """The changes that carried the place on, from its last year under the code."""
    code, name, year = end.old_code, end.old_name, end.year
    seen: set[Change] = set()
    while code is not None:
        step = _next(code, name, year, gazette, seen)
        if step is None:
            return
        seen.add(step)
        yield step
        code, name, year = step.new_code, step.new_name, step.year


def _next(code: int, name: str, year: int, gazette: Gazette, seen: set[Change]) -> Change | None:
    later = [
        change
        for change in gazette.changes(code)
        if change.old_code == code and change.old_name == name and change.year >= year and change not in seen
    ]
    step = next((change for change in later if change.is_succession), None)
    if step is not None or not later:
        return step
    return _elsewhere(code, name, later[0].year, gazette)


def _elsewhere(code: int, name: str, year: int, gazette: Gazette) -> Change | None:
    """The code went to another place: which code did this place get, in the same year and province?"""
    return next(
        (
            Change(year, REASSIGNED, code, name, given.new_code, name)
            for given in gazette.reassignments(name, year)
            if given.new_code not in (None, code) and given.new_code // _PROVINCE == code // _PROVINCE
        ),
        None,
    )
