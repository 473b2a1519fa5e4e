"""Three-way comparison of an upper item, as it was and as it is, with the local one (R032). Pure.

A local adaptation is never overwritten: what only the upper level changed is proposed, what only the place changed
stays, and where both changed somebody decides. Cooperating lines are matched by their key, the local department.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """Who changed a part since the two were last reconciled."""

    UPPER = "upper"
    LOCAL = "local"
    BOTH = "both"


class Take(StrEnum):
    """What somebody decides about a part."""

    UPPER = "upper"
    LOCAL = "local"
    EDIT = "edit"


@dataclass(frozen=True)
class LineSheet:
    """A cooperating department's part: what it checks, on which bases."""

    content: str
    bases: tuple = ()


@dataclass(frozen=True)
class Sheet:
    """One version laid out for comparison: field → value, department → line. Values compare by equality."""

    values: Mapping[str, Any]
    lines: Mapping[Hashable, LineSheet] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """A field of the item; with `line` a field of that line; with `line` and no `field` the whole line."""

    field: str = ""
    line: Hashable | None = None


@dataclass(frozen=True)
class Difference:
    """A part in which upper and local differ; None where there is no such line."""

    part: Part
    base: Any
    upper: Any
    local: Any
    outcome: Outcome


@dataclass(frozen=True)
class Decision:
    """Whose text stands; `value` is the text of an edit."""

    take: Take
    value: Any = None


class Undecided(ValueError):
    """Parts that both changed and nobody decided."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(parts)
        self.parts = parts


def differences(base: Sheet | None, upper: Sheet, local: Sheet) -> list[Difference]:
    """Every part in which upper and local differ, in the order of the form.

    Without a `base` (two items that were never reconciled) every difference is for somebody to decide.
    """
    return [*_fields(base, upper, local), *_lines(base, upper, local)]


def merge(local: Sheet, found: Sequence[Difference], decisions: Mapping[Part, Decision]) -> Sheet:
    """The local sheet with what was decided; undecided parts follow who changed them. Errors: `Undecided`."""
    open_parts = [one.part for one in found if one.outcome is Outcome.BOTH and one.part not in decisions]
    if open_parts:
        raise Undecided(open_parts)
    values, lines = dict(local.values), dict(local.lines)
    for one in found:
        value = _chosen(one, decisions.get(one.part))
        if one.part.line is None:
            values[one.part.field] = value
        elif one.part.field:
            lines[one.part.line] = replace(lines[one.part.line], **{one.part.field: value})
        elif value is None:
            lines.pop(one.part.line, None)
        else:
            lines[one.part.line] = value
    return Sheet(values, lines)


def _chosen(one: Difference, decision: Decision | None) -> Any:
    if decision is None:
        return one.upper if one.outcome is Outcome.UPPER else one.local
    return {Take.UPPER: one.upper, Take.LOCAL: one.local, Take.EDIT: decision.value}[decision.take]


def _fields(base: Sheet | None, upper: Sheet, local: Sheet) -> Iterator[Difference]:
    for name, new in upper.values.items():
        old = base.values.get(name) if base else None
        yield from _difference(Part(name), old, new, local.values.get(name), base is None)


def _lines(base: Sheet | None, upper: Sheet, local: Sheet) -> Iterator[Difference]:
    for key in dict.fromkeys([*upper.lines, *local.lines]):
        old = base.lines.get(key) if base else None
        new, own = upper.lines.get(key), local.lines.get(key)
        if new is None or own is None:
            yield from _difference(Part(line=key), old, new, own, base is None)
            continue
        is_new = base is None or old is None
        for name in ("content", "bases"):
            before = getattr(old, name, None)
            yield from _difference(Part(name, key), before, getattr(new, name), getattr(own, name), is_new)


def _difference(part: Part, base: Any, upper: Any, local: Any, is_new: bool) -> Iterator[Difference]:
    if upper == local:
        return
    if is_new:
        outcome = Outcome.BOTH
    elif base == local:
        outcome = Outcome.UPPER
    elif base == upper:
        outcome = Outcome.LOCAL
    else:
        outcome = Outcome.BOTH
    yield Difference(part, base, upper, local, outcome)
