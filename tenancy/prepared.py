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
from itertools import compress
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
_READING = "SELECT"
"""Before what is no SELECT itself, to keep django-pghistory from setting its context: nothing is written."""

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
        with connections[using].cursor() as cursor:
            if _is_pooled(using):
                cursor.execute(self.sql, [known.get(one) if isinstance(one, Blank) else one for one in self.parameters])
            else:
                cursor.execute(f"{_READING}; {self.prepared(cursor.cursor, known)}")
            return cursor.fetchall()

    def prepared(self, cursor: Any, known: Mapping[Blank, Any]) -> str:
        """The statement that asks what this connection has prepared, or prepares here; `cursor` is psycopg2's own."""
        names = _prepared.setdefault(cursor.connection, set())
        if self.name not in names:
            with connection.wrap_database_errors:
                text = cursor.mogrify(self.sql, [_HOLDERS.get(one, one) for one in self.parameters]).decode()
                cursor.execute(f"PREPARE {self.name} ({', '.join(_TYPES.values())}) AS {text}")
            names.add(self.name)
        values = cursor.mogrify(", ".join(["%s"] * len(_TYPES)), [known.get(blank) for blank in _TYPES]).decode()
        return f"EXECUTE {self.name} ({values})"


def _is_pooled(using: str = DEFAULT_DB_ALIAS) -> bool:
    return connections[using].settings_dict["DISABLE_SERVER_SIDE_CURSORS"]


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
    """Rows of several queries, most of which have none: one question who has any, then one message for all of those."""

    def __init__(self, queries: Iterable[models.QuerySet]) -> None:
        self._each = [_RowsInJson(query, f"asked.rows{number}") for number, query in enumerate(queries)]
        doors = [rows.door for rows in self._each if rows.door]
        parameters = tuple(value for door in doors for value in door.parameters)
        self._doors = Question(f"SELECT {', '.join(door.sql for door in doors)}", parameters) if doors else None

    def ask(self, known: Mapping[Blank, Any]) -> list[list[models.Model]]:
        """The instances of each query in its order, with each blank filled by what is `known`."""
        is_open = iter(self._doors.ask(known)[0] if self._doors else ())
        asked = [bool(rows.door and next(is_open)) for rows in self._each]
        texts = iter(_texts(list(compress(self._each, asked)), known))
        return [rows.read(next(texts)) if is_asked else [] for rows, is_asked in zip(self._each, asked, strict=True)]


def _texts(asked: Sequence["_RowsInJson"], known: Mapping[Blank, Any]) -> Sequence[str]:
    """What each of them answers. Of several statements psycopg2 hands back what the last one found."""
    questions = [rows.question for rows in asked if rows.question]
    if _is_pooled() or not questions:
        return [question.ask(known)[0][0] for question in questions]
    with connection.cursor() as cursor:
        statements = [question.prepared(cursor.cursor, known) for question in questions]
        kept = ", ".join(f"current_setting('{rows.kept_as}')" for rows in asked)
        cursor.execute("; ".join([_READING, *statements, f"SELECT {kept}"]))
        return cursor.fetchone()


_AS_TEXT = (models.DateField, models.TimeField, models.DecimalField, models.FloatField, models.UUIDField)
_NEVER = (models.BinaryField, models.DurationField)
"""Fields whose values JSON writes otherwise: those we read, and those we do not.

Whole numbers, texts, truth values and JSON itself stand as they are.
"""


class _RowsInJson(Rows[Row]):
    """The rows of a query as one text, which asking also keeps in a setting of the transaction."""

    def __init__(self, rows: models.QuerySet[Row], kept_as: str) -> None:
        super().__init__(rows)
        self.kept_as, self.door = kept_as, None
        if not self.question:
            return
        fields = [column.output_field for column in self.columns]
        for field in fields:
            if isinstance(field, _NEVER) or isinstance(getattr(field, "base_field", None), _AS_TEXT):
                raise TypeError(f"{field} does not come back from JSON")
        self._readers = [(at, field.to_python) for at, field in enumerate(fields) if isinstance(field, _AS_TEXT)]
        text = f"SELECT set_config('{kept_as}', ({_as_json(self.question.sql, fields)}), true)"
        self.question = Question(text, self.question.parameters)
        sql, parameters = rows.query.exists().sql_with_params()
        self.door = Question(f"EXISTS ({sql})", tuple(parameters))

    def read(self, written: str) -> list[Row]:
        """The instances of what the question answered."""
        found = [list(row.values()) for row in json.loads(written or "[]")]
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
    return f"SELECT json_agg(row_to_json(told))::text FROM ({found}) AS told"  # noqa: S608
