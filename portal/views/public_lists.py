"""Published records as lists: by place and kind, by company; to read, to follow and to take away (R119, R122)."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.generic import View

from common.exports.writers import shown
from portal.views.public import PAGE, PublicPage, cacheable, kept, open_place
from publication.kinds import KINDS, LONGEST_CODE, Kind
from publication.models import PublicRecord
from publication.queries import (
    Narrowed,
    public_departments,
    public_items,
    public_list,
    public_of_subject,
    search_public,
    shown_count,
    withheld_shown,
)
from registry.names import normalise
from tenancy.guards import OPEN
from tenancy.models import Region

LONGEST_ITEM, WHOLE_CODE = 200, 18
FEED_ENTRIES = 50
BOM = "\ufeff"


def known_kind(name: str) -> Kind:
    """The kind of that name; 404 for any other."""
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def narrowed_by(request: HttpRequest) -> Narrowed:
    """How the address narrows the list. What is no date narrows nothing."""
    asked = request.GET
    return Narrowed(
        text=asked.get("q", "").strip()[:100],
        department=asked.get("department", "")[:120],
        since=_day(asked.get("since", "")),
        until=_day(asked.get("until", "")),
        item=asked.get("item", "").strip()[:LONGEST_ITEM],
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


class KindPage(PublicPage):
    """What a place has published of one kind, narrowed as the visitor likes."""

    template_name = "public/kind.html"
    follows_place = True

    def get_context(self, code: int, kind: str, **kwargs: Any) -> dict[str, Any]:
        place, known, narrowed = open_place(code), known_kind(kind), narrowed_by(self.request)
        rows = self._after(public_list(place, kind, narrowed))
        found = list(rows[: PAGE + 1])
        query = self.request.GET.copy()
        query.pop("after", None)
        return {
            "page_title": _("%(place)s %(kind)s") % {"place": place, "kind": known.label},
            "place": place,
            "kind": known,
            "narrowed": narrowed,
            "departments": kept(code, f"departments:{kind}", partial(public_departments, place, kind)),
            "items": kept(code, f"items:{kind}", partial(public_items, place, kind)),
            "records": found[:PAGE],
            "query": query.urlencode(),
            "next": _mark(found[PAGE - 1]) if len(found) > PAGE else "",
        }

    def _after(self, rows: Any) -> Any:
        """The rows behind the last one of the page before."""
        instant, _sep, number = self.request.GET.get("after", "").partition("_")
        try:
            changed_at = datetime.fromisoformat(instant)
        except ValueError:
            return rows
        if changed_at.tzinfo is None or not number.isdecimal():
            return rows
        older = rows.filter(changed_at__lt=changed_at)
        return (older | rows.filter(changed_at=changed_at, pk__lt=int(number))).order_by("-changed_at", "-pk")


def _mark(record: PublicRecord) -> str:
    return f"{record.changed_at.isoformat()}_{record.pk}"


class CompanyPage(PublicPage):
    """What every place shows of one company or object, found by its whole code."""

    template_name = "public/company.html"

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("code", "").strip()[:LONGEST_CODE]
        written = {typed, typed.upper(), normalise(typed)}
        return {
            "page_title": _("查企业的公示信息"),
            "subject_code": typed,
            "is_whole": len(typed) == WHOLE_CODE,
            "records": list(public_of_subject(written)[:200]) if typed else [],
        }


class WithheldPage(PublicPage):
    """How much a place keeps back, and on which grounds; never what."""

    template_name = "public/withheld.html"

    def get_context(self, code: int, **kwargs: Any) -> dict[str, Any]:
        place = open_place(code)
        return {
            "page_title": _("%(place)s依法不予公示的件数") % {"place": place},
            "place": place,
            "counts": [
                (
                    known_kind(row.kind).label,
                    row.get_ground_display(),
                    _("部分内容") if row.is_part else _("全部"),
                    shown_count(row.count),
                )
                for row in withheld_shown(place)
            ],
        }


# Taking away


class Download(View):
    """A list as a file, narrowed as on its page, sent as it is read."""

    permission = OPEN
    content_type: str
    extension: str

    def get(self, request: HttpRequest, code: int, kind: str) -> StreamingHttpResponse:
        place, known = open_place(code), known_kind(kind)
        rows = public_list(place, kind, narrowed_by(request)).iterator(chunk_size=500)
        answer = StreamingHttpResponse(self.lines(known, rows), content_type=self.content_type)
        answer["Content-Disposition"] = f'attachment; filename="{place.code:012d}-{kind}.{self.extension}"'
        return answer

    def lines(self, kind: Kind, rows: Iterable[PublicRecord]) -> Iterator[str]:
        raise LookupError(f"{type(self).__name__} writes nothing")


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        return text


class CsvDownload(Download):
    """One line a record: title, department, code, days, hash, and every field in words; JSON has the structure."""

    content_type, extension = "text/csv; charset=utf-8", "csv"

    def lines(self, kind: Kind, rows: Iterable[PublicRecord]) -> Iterator[str]:
        writer = csv.writer(_Echo())
        heading = [_("标题"), _("公示部门"), _("对象代码"), _("公示时间"), _("更新时间"), _("校验值")]
        fields = [name for name in kind.fields if name != "subject_code"]  # it stands among the first columns
        yield BOM + writer.writerow([*heading, *(str(kind.fields[name].label) for name in fields)])
        for row in rows:
            days = [moment.replace(microsecond=0) for moment in (row.published_at, row.changed_at)]
            facts = [row.title, row.department_name, row.subject_code, *days, row.entry_hash]
            yield writer.writerow([shown(value) for value in [*facts, *self._texts(fields, row)]])

    def _texts(self, fields: Sequence[str], row: PublicRecord) -> list[Any]:
        return [_in_words(row.snapshot.get(name, "")) for name in fields]


def _in_words(value: Any) -> Any:
    """A value of a snapshot as a cell: of a table each line on its own, what it says side by side."""
    if isinstance(value, dict):
        return _("；").join(str(shown(_in_words(one))) for one in value.values() if one not in ("", [], {}, None))
    return "\n".join(str(shown(_in_words(one))) for one in value) if isinstance(value, list) else value


class JsonDownload(Download):
    """An array of records with their whole snapshot, one a line."""

    content_type, extension = "application/json", "json"

    def lines(self, kind: Kind, rows: Iterable[PublicRecord]) -> Iterator[str]:
        separator = "[\n"
        for row in rows:
            yield separator + json.dumps(_as_data(row), ensure_ascii=False)
            separator = ",\n"
        yield "[]\n" if separator == "[\n" else "\n]\n"


def _as_data(row: PublicRecord) -> dict[str, Any]:
    return {
        "place": f"{row.tenant_id:012d}",
        "title": row.title,
        "department": row.department_name,
        "subject_code": row.subject_code,
        "published_at": row.published_at.isoformat(),
        "changed_at": row.changed_at.isoformat(),
        "version": row.version,
        "snapshot": row.snapshot,
        "hash": row.entry_hash,
    }


# Following


class PlaceFeed(View):
    """The newest of a place as an Atom feed."""

    permission = OPEN

    def get(self, request: HttpRequest, code: int) -> HttpResponse:
        place = open_place(code)
        feed = Atom1Feed(
            title=_("%(place)s监管信息公示") % {"place": place},
            link=self._whole(reverse("portal:public_place", args=[place])),
            feed_url=self._whole(request.path),
            description="",
            language="zh-CN",
            author_name=str(place),
        )
        for record in search_public(text="", place=place)[:FEED_ENTRIES]:
            self._add(feed, place, record)
        answer = HttpResponse(content_type=feed.content_type)
        feed.write(answer, "utf-8")
        return cacheable(answer)

    def _add(self, feed: Atom1Feed, place: Region, record: PublicRecord) -> None:
        address = self._whole(reverse("portal:public_record", args=[place, record.pk]))
        feed.add_item(
            title=record.title,
            link=address,
            description=_("%(department)s公示") % {"department": record.department_name or place},
            author_name=record.department_name or str(place),
            unique_id=address,
            pubdate=record.published_at,
            updateddate=record.changed_at,
        )

    def _whole(self, address: str) -> str:
        return self.request.build_absolute_uri(address)
