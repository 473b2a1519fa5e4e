"""Questions that every page asks: drawn up once, and planned once by each connection to PostgreSQL.

Django takes longer to write such a statement, and PostgreSQL to plan it, than to find the answer. What changes from one
request to the next stands in it as a `Blank`; everything else is part of its text, so that indexes of some rows serve.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Generic, Self, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from psycopg2.extensions import AsIs

Row = TypeVar("Row", bound=models.Model)


class Blank(Enum):
    """What a question leaves open until somebody asks."""

    PLACE = "place"
    MEMBER = "member"
    DEPARTMENT = "department"
    TODAY = "today"


_TYPES = {Blank.PLACE: "bigint", Blank.MEMBER: "bigint", Blank.DEPARTMENT: "bigint", Blank.TODAY: "date"}
_HOLDERS = {blank: AsIs(f"${number}") for number, blank in enumerate(_TYPES, 1)}
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
"""Names of what each connection has prepared; they end with it."""


@dataclass(frozen=True)
class Question:
    """One SELECT and its parameters, some of them blanks."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, rows: models.QuerySet) -> Self:
        """The question that the rows of a query answer; `Value(Blank.…)` stands where something is left open."""
        sql, parameters = rows.query.sql_with_params()
        return cls(sql, tuple(parameters))

    @cached_property
    def name(self) -> str:
        return f"question_{hashlib.sha256(repr((self.sql, self.parameters)).encode()).hexdigest()[:24]}"

    def ask(self, known: Mapping[Blank, Any]) -> list[tuple]:
        """The rows, with each blank filled by what is `known`; a blank nobody knows is NULL.

        Behind a pooler, which lends another connection to each transaction, nothing can be prepared.
        """
        with connection.cursor() as cursor:
            if connection.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
                cursor.execute(self.sql, [known.get(one) if isinstance(one, Blank) else one for one in self.parameters])
            else:
                self._prepare(cursor.cursor)
                # The empty SELECT keeps django-pghistory from setting its context: nothing is written here.
                values = [known.get(blank) for blank in _TYPES]
                cursor.execute(f"SELECT; EXECUTE {self.name} ({', '.join(['%s'] * len(values))})", values)
            return cursor.fetchall()

    def _prepare(self, cursor: Any) -> None:
        names = _prepared.setdefault(cursor.connection, set())
        if self.name in names:
            return
        with connection.wrap_database_errors:
            text = cursor.mogrify(self.sql, [_HOLDERS.get(one, one) for one in self.parameters]).decode()
            cursor.execute(f"PREPARE {self.name} ({', '.join(_TYPES.values())}) AS {text}")
        names.add(self.name)


class Rows(Generic[Row]):
    """The rows of a query, drawn up once: a question whose answers are instances, joined ones and annotations included.

    What the rows are to bring along stands in the query as `select_related`; nothing can be prefetched.
    """

    def __init__(self, rows: models.QuerySet[Row]) -> None:
        self._compiler = rows.query.get_compiler(rows.db)
        try:
            sql, parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self._question = None
        else:
            self._question = Question(sql, tuple(parameters))

    def ask(self, known: Mapping[Blank, Any]) -> list[Row]:
        """The instances, with each blank filled by what is `known`."""
        if self._question is None:
            return []
        answered = _Answered(self._compiler, self._question.ask(known))
        return list(ModelIterable(_Asked(self._compiler.using, answered)))  # type: ignore[arg-type]


@dataclass(frozen=True)
class _Answered:
    """What Django asks of a query when it makes instances, where the rows are there already."""

    compiler: SQLCompiler
    rows: list[tuple]

    def get_compiler(self, using: str) -> Self:
        return self

    def execute_sql(self, **options: Any) -> list[list[tuple]]:
        return [self.rows]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiler, name)


@dataclass(frozen=True)
class _Asked:
    """What Django asks of a query set for the same."""

    db: str | None
    query: _Answered
    _known_related_objects: dict = field(default_factory=dict)
