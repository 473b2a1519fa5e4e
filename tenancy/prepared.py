"""Questions that every page asks: drawn up once, and planned once by each connection to PostgreSQL.

Django takes longer to write such a statement, and PostgreSQL to plan it, than to find the answer. What changes from one
request to the next stands in it as a `Blank`; everything else is part of its text, so that indexes of some rows serve.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Generic, Self, TypeVar
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
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
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            self.question = None
            return
        self.question = Question(sql, tuple(parameters))
        self.columns = [column for column, *_rest in compiler.select]
        self._model, own = compiler.klass_info["model"], compiler.klass_info["select_fields"]
        self._own = slice(own[0], own[-1] + 1)
        self._names = [column.target.attname for column in self.columns[self._own]]
        self._joined = get_related_populators(compiler.klass_info, compiler.select, rows.db)  # type: ignore[call-arg]
        self._annotations = compiler.annotation_col_map
        self._converters = compiler.get_converters(self.columns)
        self._convert = compiler.apply_converters

    def ask(self, known: Mapping[Blank, Any]) -> list[Row]:
        """The instances, with each blank filled by what is `known`."""
        found = self.question.ask(known) if self.question else []
        if found and self._converters:
            found = self._convert(found, self._converters)
        return [self.instance(row) for row in found]

    def instance(self, row: Sequence[Any]) -> Row:
        """The instance of a row whose values have their Python types."""
        made = self._model.from_db(connection.alias, self._names, row[self._own])
        for joined in self._joined:
            joined.populate(row, made)
        for name, at in self._annotations.items():
            setattr(made, name, row[at])
        return made


class Together:
    """Rows of several queries by one question: asking costs more than answering where most have few rows or none."""

    def __init__(self, queries: Iterable[models.QuerySet]) -> None:
        self._each = [_RowsInJson(query) for query in queries]
        asked = [rows.question for rows in self._each if rows.question]
        parameters = tuple(value for question in asked for value in question.parameters)
        self._question = Question(f"SELECT {', '.join(question.sql for question in asked)}", parameters)
        self._is_empty = not asked

    def ask(self, known: Mapping[Blank, Any]) -> list[list[models.Model]]:
        """The instances of each query in its order, with each blank filled by what is `known`."""
        lists = iter(() if self._is_empty else self._question.ask(known)[0])
        return [rows.read(next(lists)) if rows.question else [] for rows in self._each]


_AS_TEXT = (models.DateField, models.TimeField, models.DecimalField, models.FloatField, models.UUIDField)
_NEVER = (models.BinaryField, models.DurationField)
"""Fields whose values JSON writes otherwise: those we read, and those we do not.

Whole numbers, texts, truth values and JSON itself stand as they are.
"""


class _RowsInJson(Rows[Row]):
    """The rows of a query as one value: its `question` is part of a greater one."""

    def __init__(self, rows: models.QuerySet[Row]) -> None:
        super().__init__(rows)
        if not self.question:
            return
        fields = [column.output_field for column in self.columns]
        for field in fields:
            if isinstance(field, _NEVER) or isinstance(getattr(field, "base_field", None), _AS_TEXT):
                raise TypeError(f"{field} does not come back from JSON")
        self._readers = [(at, field.to_python) for at, field in enumerate(fields) if isinstance(field, _AS_TEXT)]
        self.question = Question(_as_json(self.question.sql, fields), self.question.parameters)

    def read(self, written: str | None) -> list[Row]:
        """The instances of what the question answered."""
        found = [list(row.values()) for row in json.loads(written)] if written else []
        for row in found:
            for at, to_python in self._readers:
                row[at] = to_python(row[at])
        return [self.instance(row) for row in found]


def _as_json(sql: str, fields: Sequence[models.Field]) -> str:
    """A list of objects as text; a decimal number is a text in it, as 0.10 is no number of Python's."""
    names = [f"column{number}" for number in range(len(fields))]
    told = (
        f"{name}::text AS {name}" if isinstance(field, models.DecimalField) else name
        for name, field in zip(names, fields, strict=True)
    )
    found = f"SELECT {', '.join(told)} FROM ({sql}) AS found ({', '.join(names)})"  # noqa: S608 the ORM's own
    return f"(SELECT json_agg(row_to_json(told))::text FROM ({found}) AS told)"  # noqa: S608
