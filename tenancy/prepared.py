"""Questions that every page asks: drawn up once, and planned once by each connection to PostgreSQL.

Django takes longer to write such a statement, and PostgreSQL to plan it, than to find the answer. What changes from one
request to the next stands in it as a `Blank`; everything else is part of its text, so that indexes of some rows serve.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Generic, Self, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import get_related_populators
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

    def ask(self, known: Mapping[Blank, Any], using: str = DEFAULT_DB_ALIAS) -> list[tuple]:
        """The rows, with each blank filled by what is `known`; a blank nobody knows is NULL.

        Behind a pooler, which lends another connection to each transaction, nothing can be prepared.
        """
        asked = connections[using]
        with asked.cursor() as cursor:
            if asked.settings_dict["DISABLE_SERVER_SIDE_CURSORS"]:
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
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self._question = None
            return
        self._question = Question(sql, tuple(parameters))
        self._model, own = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        self._own = slice(own[0], own[-1] + 1)
        self._names = [column.target.attname for column, *_rest in compiler.select[self._own]]
        self._joined = get_related_populators(compiler.klass_info, compiler.select, rows.db)  # type: ignore[call-arg]
        self._annotations = compiler.annotation_col_map
        self._converters = compiler.get_converters([column for column, *_rest in compiler.select])
        self._convert = compiler.apply_converters

    def ask(self, known: Mapping[Blank, Any]) -> list[Row]:
        """The instances, with each blank filled by what is `known`."""
        found = self._question.ask(known) if self._question else []
        if found and self._converters:
            found = self._convert(found, self._converters)
        return [self._instance(row) for row in found]

    def _instance(self, row: Sequence[Any]) -> Row:
        made = self._model.from_db(connection.alias, self._names, row[self._own])
        for joined in self._joined:
            joined.populate(row, made)
        for name, at in self._annotations.items():
            setattr(made, name, row[at])
        return made
