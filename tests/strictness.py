"""What tests let pass nowhere: a page that writes while it is read, a template that names what is not there."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection
from django.template import engines
from django.test import Client

_WRITE = re.compile(r"^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)

MAY_BE_WRITTEN_WHILE_READING = {
    "axes_accessattempt": "failed sign-ins that are forgotten in time",
    "mfa_authenticator": "recovery codes that were shown",
    "tenancy_auditentry": "a session that had idled ends when it asks again; reading may be an act on record",
    "usersessions_usersession": "sessions that ended by themselves",
}


class WroteWhileReading(AssertionError):
    """A GET changed a row."""


class UndefinedVariable(AssertionError):
    """A template shows a variable that nobody gave it."""


@contextmanager
def reading_only() -> Iterator[None]:
    """No row may be changed while the block runs."""

    def watch(execute: Callable, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = _WRITE.match(sql)
        if found and found.group(1) not in MAY_BE_WRITTEN_WHILE_READING:
            raise WroteWhileReading(sql[:200])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield


def watch_gets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every GET of the test client only read."""
    get = Client.get

    def watched(self: Client, *args: Any, **kwargs: Any) -> Any:
        with reading_only():
            return get(self, *args, **kwargs)

    monkeypatch.setattr(Client, "get", watched)


class _Loud(str):
    """Stands for an undefined variable: shown, it raises. `{% if missing %}` stays allowed."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(str(variable))


def watch_variables() -> None:
    """Let no template show what nobody gave it."""
    engines["django"].engine.string_if_invalid = _Loud("undefined")
