"""Which lists can become files, and which rows can become papers: functions of an app's `exports` and `documents`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils.functional import Promise

from common.exports.writers import WRITERS, Field, Writer
from tenancy.models import Member, Region


class UnknownExport(LookupError):
    """An export or paper nobody registered: a slip in the code or in an address."""


@dataclass(frozen=True)
class Asked:
    """What an export is asked for. It stands in for the request where a `TenantFilterSet` is built."""

    tenant: Region
    member: Member
    GET: QueryDict

    @property
    def user(self) -> Member:
        return self.member


Rows = Callable[[Asked], models.QuerySet]


@dataclass(frozen=True)
class ExportKind:
    """A registered export: who may have it, its columns, and the function that finds its rows."""

    name: str
    label: str | Promise
    permission: str
    columns: Sequence[Field]
    rows: Rows
    reads_down: bool = False
    writers: Mapping[str, Writer] = field(default_factory=lambda: WRITERS)

    @property
    def list_url_name(self) -> str:
        """The page of the list, after which the export is named; those without an app are the portal's."""
        app, _dot, page = self.name.rpartition(".")
        return f"{app or 'portal'}:{page}"

    def find(self, asked: Asked) -> models.QuerySet:
        """The rows as the list shows them: filtered, in the order asked for."""
        rows = self.rows(asked)
        wanted = asked.GET.get("sort", "")
        for column in self.columns:
            if column.sort and column.name == wanted.lstrip("-"):
                return rows.order_by(f"{'-' if wanted.startswith('-') else ''}{column.sort}", "pk")
        return rows


@dataclass(frozen=True)
class PaperKind:
    """A registered paper: who may ask for it, its template, and the function that fills it.

    With `series` it gets a number when it is made; `number_prefix` gives the word before 〔2026〕 from its row.
    """

    name: str
    label: str | Promise
    permission: str
    template: str
    context: Callable[[Any], dict[str, Any]]
    series: str = ""
    number_prefix: Callable[[Any], str] | None = None


EXPORTS: dict[str, ExportKind] = {}
PAPERS: dict[str, PaperKind] = {}


def export(
    name: str,
    *,
    label: str | Promise,
    permission: str,
    columns: Iterable[Field],
    reads_down: bool = False,
    writers: Mapping[str, Writer] | None = None,
) -> Callable[[Rows], Rows]:
    """Register `(asked) -> queryset`: the same rows as the list shows for `asked.GET`, ready to be ordered.

    `name` is that of the list's address, with a full stop: "registry.objects" for `registry:objects`.
    Build the list's filter set with `request=asked`. With `reads_down` the rows of places below are read too. A list
    with an official form of its own brings `writers` by kind of file ("xlsx", "docx", "csv") instead of the plain ones.
    """

    def keep(rows: Rows) -> Rows:
        EXPORTS[name] = ExportKind(name, label, permission, tuple(columns), rows, reads_down, writers or WRITERS)
        return rows

    return keep


def paper(
    name: str,
    *,
    label: str | Promise,
    permission: str,
    template: str,
    series: str = "",
    number_prefix: Callable[[Any], str] | None = None,
) -> Callable[[Callable[[Any], dict[str, Any]]], Callable[[Any], dict[str, Any]]]:
    """Register `(row) -> context` for a template that extends documents/base.html; it also gets `row` and `number`."""

    def keep(context: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
        PAPERS[name] = PaperKind(name, label, permission, template, context, series, number_prefix)
        return context

    return keep


def export_kind(name: str) -> ExportKind:
    """The export of that name; raises `UnknownExport`."""
    try:
        return EXPORTS[name]
    except KeyError:
        raise UnknownExport(name) from None


def paper_kind(name: str) -> PaperKind:
    """The paper of that name; raises `UnknownExport`."""
    try:
        return PAPERS[name]
    except KeyError:
        raise UnknownExport(name) from None
