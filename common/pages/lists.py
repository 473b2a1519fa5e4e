"""A list: filters, sorts, pages; HTMX gets the rows alone. The address says it all, so it can be sent and exported."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote, urlencode

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.lookups import GreaterThan, LessThan
from django.http import HttpResponse, QueryDict
from django.urls import resolve, reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from common.forms import narrow
from common.models import SavedFilter
from common.pages.base import Button, Page
from tenancy.guards import permission_of

MOST_MOVES = 3
"""A list with more puts all but its first two behind “更多”, so that on a phone they take one line."""

COUNT_CAP = 1_000
"""Lists count no further; a count of millions costs more than the page itself."""


@dataclass(frozen=True)
class Column:
    """One column: `sort` names the field or expression to order by, empty where it cannot be sorted."""

    name: str
    label: str | Promise
    sort: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Empty:
    """What an empty list says: what is missing and what to do first."""

    title: str | Promise
    text: str | Promise = ""
    action_label: str | Promise = ""
    action_url_name: str = ""


class _YesNo(forms.NullBooleanSelect):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", _("全部")), ("true", _("是")), ("false", _("否"))]


class YesNoFilter(django_filters.BooleanFilter):
    """Yes, no, or all."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_YesNo, **kwargs)


class TenantFilterSet(django_filters.FilterSet):
    """A filter set inside a place; its choices are the place's own. The first three filters are the main ones."""

    @cached_property
    def form(self):
        form = super().form
        narrow(form, self.request.tenant)
        return form


def _folded(moves: list[Button]) -> list[Button]:
    """The moves with those that are seldom made marked so; the page names them in the order of their use."""
    if len(moves) <= MOST_MOVES:
        return moves
    return [move._replace(is_rare=number >= MOST_MOVES - 1) for number, move in enumerate(moves)]


class ListPage(Page):
    """Declares `model`, `permission`, `columns`, `rows_template`, filters and order; `for_list` joins what rows show.

    `export` names the registered export that writes the same rows to a file. With `keeps_filters` members may keep
    filters under a name.
    """

    model: type[Any]
    columns: list[Column] = []
    filterset_class: type[TenantFilterSet] | None = None
    ordering: list[str] = ["pk"]
    page_size = 50
    rows_template: str
    template_name = "components/list_page.html"
    empty: Empty | None = None
    export = ""
    keeps_filters = False

    def get_queryset(self) -> models.QuerySet:
        rows = self.model.objects
        return self.for_list(rows.under(self.tenant) if self.reads_down else rows.of(self.tenant))

    def for_list(self, rows: models.QuerySet) -> models.QuerySet:
        """Add `select_related` and annotations that the rows need."""
        return rows

    @cached_property
    def filterset(self) -> TenantFilterSet | None:
        if self.filterset_class is None:
            return None
        return self.filterset_class(self.request.GET, queryset=self.get_queryset(), request=self.request)

    def get_rows(self) -> models.QuerySet:
        """The filtered rows in the asked order; a filter that makes no sense filters nothing and says so."""
        rows = self.filterset.qs if self.filterset else self.get_queryset()
        return rows.order_by(*self._order())

    def _order(self) -> list[str]:
        asked = self.request.GET.get("sort", "")
        column = next((column for column in self.columns if column.sort and column.name == asked.lstrip("-")), None)
        if column is None:
            return self.ordering
        return [f"{'-' if asked.startswith('-') else ''}{column.sort}", "pk"]

    def get_template_names(self) -> list[str]:
        if self.request.htmx and not self.request.htmx.history_restore_request:
            return [self.rows_template]
        return [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows, pager = self._page(self.get_rows())
        context = super().get_context_data(
            rows=rows,
            pager=pager,
            columns=[self._column(column) for column in self.columns],
            filter_form=self.filterset.form if self.filterset else None,
            applied_filters=self._applied_filters(),
            sort=self.request.GET.get("sort", ""),
            rows_template=self.rows_template,
            empty=self._empty(),
            export_urls=self._export_urls(),
            saved_filters=self._saved_filters(),
            save_filter_url=self._save_filter_url(),
            **kwargs,
        )
        return context | {"moves": _folded(context["moves"])}

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        response = super().render_to_response(context, **kwargs)
        response.headers["Vary"] = "HX-Request"
        return response

    # --- pages -------------------------------------------------------------------------------------------------------

    def _page(self, rows: models.QuerySet) -> tuple[list[models.Model], dict[str, Any]]:
        number = max(1, _whole(self.request.GET.get("page", "1")))
        start = (number - 1) * self.page_size
        found = list(rows[start : start + self.page_size + 1])
        has_next = len(found) > self.page_size
        return found[: self.page_size], {
            "number": number,
            "count_text": self._count_text(rows, start + len(found) if not has_next and found else None),
            "has_previous": number > 1,
            "previous_url": self._url(page=str(number - 1)),
            "has_next": has_next,
            "next_url": self._url(page=str(number + 1)),
        }

    def _count_text(self, rows: models.QuerySet, known: int | None) -> str:
        count = known if known is not None else rows.order_by()[: COUNT_CAP + 1].count()
        return f"{COUNT_CAP}+" if known is None and count > COUNT_CAP else f"{count:,}"

    def _url(self, **changes: str | None) -> str:
        """This address with other parameters; None takes one away."""
        query = self.request.GET.copy()
        for name, value in changes.items():
            if value is None:
                query.pop(name, None)
            else:
                query[name] = value
        return f"{self.request.path}?{query.urlencode()}"

    # --- columns and filters -----------------------------------------------------------------------------------------

    def _column(self, column: Column) -> dict[str, Any]:
        asked = self.request.GET.get("sort", "")
        state = {column.name: "asc", f"-{column.name}": "desc"}.get(asked, "")
        turned = f"-{column.name}" if state == "asc" else column.name
        return {
            "name": column.name,
            "label": column.label,
            "is_number": column.is_number,
            "sort_state": state,
            "sort_url": self._url(sort=turned, page=None, before=None, after=None) if column.sort else None,
        }

    def _applied_filters(self) -> list[tuple[str, str]]:
        """Each filter in force, in words, with the address that takes it away."""
        if self.filterset is None or not self.filterset.form.is_valid():
            return []
        form = self.filterset.form
        return [
            (
                f"{form.fields[name].label}：{_in_words(form.fields[name], value)}",
                self._url(**{name: None, "page": None}),
            )
            for name, value in form.cleaned_data.items()
            if value not in (None, "", [], ()) and not (hasattr(value, "exists") and not value)
        ]

    def _empty(self) -> dict[str, Any] | None:
        if self.empty is None:
            return None
        return {
            "title": self.empty.title,
            "text": self.empty.text,
            "action_label": self.empty.action_label,
            "action_url": self._first_step(self.empty.action_url_name),
        }

    def _first_step(self, url_name: str) -> str | None:
        """Where the action of an empty list leads; nowhere for a reader who may not take it."""
        address = reverse(url_name, args=[self.tenant]) if url_name else ""
        permission = permission_of(resolve(address).func) if address else None
        return address if permission and self.member.may(permission) else None

    def _export_urls(self) -> list[tuple[str, str]]:
        """Where the rows of this very address become a file."""
        if not self.export:
            return []
        query: QueryDict = self.request.GET.copy()
        query.pop("page", None)
        address = reverse("portal:export", args=[self.tenant, self.export])
        return [(_("导出…"), f"{address}?{query.urlencode()}")]

    def _saved_filters(self) -> list[tuple[str, str, str]]:
        """What the member kept of this list: (name, address, address to forget it)."""
        if not self.keeps_filters:
            return []
        rows = SavedFilter.objects.of(self.tenant).filter(member=self.member, page=self._view_name())
        return [
            (row.name, f"{self.request.path}?{row.query}", reverse("portal:forget_filter", args=[self.tenant, row.pk]))
            for row in rows
        ]

    def _save_filter_url(self) -> str:
        """Where the filters in force are kept under a name; nothing while none is."""
        if not self.keeps_filters or not self._applied_filters():
            return ""
        query = self.request.GET.copy()
        for name in ("page", "before", "after"):
            query.pop(name, None)
        asked = urlencode({"page": self._view_name(), "query": query.urlencode()})
        return f"{reverse('portal:save_filter', args=[self.tenant])}?{asked}"

    def _view_name(self) -> str:
        match = self.request.resolver_match
        return match.view_name if match else ""


class KeysetListPage(ListPage):
    """A list that may be long: newest first, turned by key, so that page 1,000 is as quick as page 1.

    `keyset` names the columns of the order, unique together and descending; `ordering` says the same. `orders` names,
    for a column people may sort by, such columns of its own, which an index holds in this order; one that may be empty
    is named by what `for_list` makes of it, for nothing comes before or after an empty value.
    """

    keyset: tuple[str, ...] = ("pk",)
    ordering = ["-pk"]
    orders: dict[str, tuple[str, ...]] = {}

    def _order(self) -> list[str]:
        sign = "-" if self._is_descending() else ""
        return [f"{sign}{name}" for name in self._keyset()] if self._keyset() != self.keyset else self.ordering

    def _keyset(self) -> tuple[str, ...]:
        return self.orders.get(self.request.GET.get("sort", "").lstrip("-"), self.keyset)

    def _is_descending(self) -> bool:
        return self._keyset() == self.keyset or self.request.GET.get("sort", "").startswith("-")

    def _page(self, rows: models.QuerySet) -> tuple[list[models.Model], dict[str, Any]]:
        shown, has_newer, has_older = self._turned(rows)
        first, last = (self._key(shown[0]), self._key(shown[-1])) if shown else (None, None)
        return shown, {
            "count_text": self._count_text(rows, None),
            "has_previous": has_newer,
            "previous_url": self._url(after=first, before=None),
            "has_next": has_older,
            "next_url": self._url(before=last, after=None),
        }

    def _key(self, row: models.Model) -> str:
        return "-".join(quote(str(getattr(row, name)), safe="").replace("-", "%2D") for name in self._keyset())

    def _asked_key(self, name: str) -> tuple[Any, ...] | None:
        """The key in the address, as the columns' values; None where there is none that makes sense."""
        parts = [unquote(part) for part in self.request.GET.get(name, "").split("-")]
        fields = [self._field(name) for name in self._keyset()]
        if len(parts) != len(fields):
            return None
        try:
            values = tuple(field.to_python(part) for field, part in zip(fields, parts, strict=True))
        except ValidationError:
            return None
        is_plain = [str(value) for value in values] == parts
        return values if is_plain and all(not isinstance(one, int) or one.bit_length() < 64 for one in values) else None

    def _field(self, name: str) -> models.Field:
        """What a column of the order holds: a field of the model, or what `for_list` makes of one."""
        made = self.get_queryset().query.annotations.get(name)
        if made is not None:
            return made.output_field
        return self.model._meta.pk if name == "pk" else self.model._meta.get_field(name)

    def _turned(self, rows: models.QuerySet) -> tuple[list[models.Model], bool, bool]:
        """The rows before or after the key in the address, and whether there are newer and older ones."""
        before, after = self._asked_key("before"), self._asked_key("after")
        if after:
            found = self._rows_beyond(rows, after, is_backwards=True)
            return found[: self.page_size][::-1], len(found) > self.page_size, bool(found)
        found = self._rows_beyond(rows, before, is_backwards=False)
        return found[: self.page_size], bool(before and found), len(found) > self.page_size

    def _rows_beyond(
        self, rows: models.QuerySet, key: tuple[Any, ...] | None, *, is_backwards: bool
    ) -> list[models.Model]:
        return list(self._cut(rows, key, is_backwards=is_backwards))

    def _cut(self, rows: models.QuerySet, key: tuple[Any, ...] | None, *, is_backwards: bool) -> models.QuerySet:
        """A page and one row more, beyond the key in the order of the list, or against it."""
        if key:
            beyond = LessThan if is_backwards ^ self._is_descending() else GreaterThan
            rows = rows.filter(beyond(RowValue(*self._keyset()), RowValue(*(models.Value(part) for part in key))))
        return (rows.reverse() if is_backwards else rows)[: self.page_size + 1]


class RowValue(models.Func):
    """Several columns compared as one, `(a, b) < (1, 2)`, which an index over them answers."""

    template = "(%(expressions)s)"
    output_field = models.BigIntegerField()


def _whole(text: str, default: int = 1, digits: int = 6) -> int:
    return int(text) if text.isdecimal() and len(text) <= digits else default


def _in_words(field: Any, value: Any) -> str:
    """A filter's value as people read it: the label of a choice, otherwise the value itself."""
    if isinstance(value, models.QuerySet | list | tuple):
        return _("、").join(_in_words(field, one) for one in value)
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, models.Model) or not hasattr(field, "choices"):
        return str(value)
    return str(dict(iter(field.choices)).get(value, value))
