"""A refused rule: services raise it, forms and pages show it beside what caused it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import BaseConstraint, F, Q
from django.db.models.constants import LOOKUP_SEP


class Refused(Exception):
    """Why something is not done and what to do next, as a sentence a clerk can read.

    `field` names the form field that caused it, or several that do not go together; `line`, counted from 0, says in
    which of the lines that the service was given.
    """

    def __init__(self, sentence: str, *, field: str | Iterable[str] | None = None, line: int | None = None) -> None:
        super().__init__(sentence)
        self.line = line
        self.fields = (field,) if isinstance(field, str) else tuple(field or ())

    @property
    def field(self) -> str | None:
        """The first of the fields that caused it."""
        return next(iter(self.fields), None)


def fields_of(rule: BaseConstraint) -> tuple[str, ...]:
    """The fields a database rule speaks of, without the place: where its sentence belongs in a form."""
    parts = (*getattr(rule, "fields", ()), *getattr(rule, "expressions", ()))
    found = _names([*parts, getattr(rule, "condition", None) if not parts else None])
    return tuple(dict.fromkeys(name for name in found if name != "tenant"))


def _names(parts: Iterable[Any]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield part.split(LOOKUP_SEP)[0]
        elif isinstance(part, F):
            yield str(part.deconstruct()[1][0]).split(LOOKUP_SEP)[0]
        elif isinstance(part, Q):
            for child in part.children:
                lookup, value = child if isinstance(child, tuple) else ("", child)
                yield from _names([lookup] if lookup else [])
                yield from _names([value] if not isinstance(value, str) else [])
        elif isinstance(part, tuple):  # an expression of an exclusion, with its operator
            yield from _names(part[:1])
        elif hasattr(part, "get_source_expressions"):
            yield from _names(part.get_source_expressions())
