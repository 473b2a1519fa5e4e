"""The public site: what is published, for anyone, through a database role that can read nothing else.

Pages are plain GETs that may be cached and sent on; nothing here knows who is reading.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _t
from django.views.decorators.http import conditional_page
from django.views.defaults import page_not_found
from django.views.generic import View

from common.calendars.words import numeric_text
from common.pages.imports import file_response
from publication.kinds import KINDS, kind_named, offer_of
from publication.models import LedgerEntry, PublicRecord
from publication.queries import public_head, public_history, public_record, search_public, withheld_shown
from tenancy.guards import OPEN
from tenancy.models import Region
from tenancy.regions import ancestor_codes

PAGE = 20
NEWEST = 5
FRESH_SECONDS = 60
KEPT_SECONDS = 300
THEMES = ("light", "dark")


@method_decorator([transaction.non_atomic_requests, conditional_page], name="dispatch")
class PublicPage(View):
    """A page anyone may read and any cache may keep for a minute.

    One that `follows_place` says only what its place has published: without a narrowing, which is how most people ask
    for it, it is rendered once after each publication.
    """

    permission = OPEN
    template_name: str
    follows_place = False

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return cacheable(HttpResponse(self.get_content(**kwargs)))

    def get_content(self, **kwargs: Any) -> str:
        if not self.follows_place or self.request.GET:
            return self.render(**kwargs)
        theme = self.request.COOKIES.get("theme", "")
        looks = f"{get_language()}:{theme if theme in THEMES else ''}"
        return kept(kwargs["code"], f"{looks}:{self.request.build_absolute_uri()}", partial(self.render, **kwargs))

    def render(self, **kwargs: Any) -> str:
        return render_to_string(self.template_name, self.get_context(**kwargs), self.request)

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        raise LookupError(f"{type(self).__name__} shows nothing")


def cacheable(response: Any) -> Any:
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Nothing at this address, said to a visitor on the public site and to an official everywhere else."""
    is_public = request.path.startswith(reverse("portal:public"))
    return page_not_found(request, exception, "public/not_found.html" if is_public else "404.html")


def kept(code: int, name: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, kept until the place publishes, corrects or takes down anything; at most five minutes."""
    return cache.get_or_set(f"public:{code}:{public_head(code)}:{name}", make, KEPT_SECONDS)


def open_place(code: int) -> Region:
    """A place that uses the platform; 404 for any other."""
    place = Region.objects.using("public").filter(pk=code, is_tenant=True).exclude(pk=0).first()
    if place is None:
        raise Http404
    return place


def places_by_province() -> list[tuple[Region, list[Region]]]:
    """Places that use the platform under their province, for the chooser."""
    places = list(Region.objects.using("public").filter(is_tenant=True).exclude(pk=0).order_by("code"))
    provinces = {code for place in places for code in (ancestor_codes(place.code)[-2:-1] or [place.code])}
    names = Region.objects.using("public").filter(pk__in=provinces).order_by("code")
    return [
        (province, [place for place in places if province.code <= place.code <= province.last]) for province in names
    ]


class SearchPage(PublicPage):
    """Records whose text has all the words, in one place or everywhere; the newest first."""

    template_name = "public/search.html"

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        asked = self.request.GET
        text, code = asked.get("q", "").strip()[:100], asked.get("place", "")
        place = open_place(int(code)) if code.isdecimal() and len(code) == 12 else None
        number = int(asked["page"]) if asked.get("page", "").isdecimal() and len(asked["page"]) < 4 else 1
        found = list(search_public(text=text, place=place)[(number - 1) * PAGE : number * PAGE + 1]) if text else []
        return {
            "page_title": _t("搜索"),
            "text": text,
            "place": place,
            "records": found[:PAGE],
            "number": number,
            "has_next": len(found) > PAGE,
        }


class PlacePage(PublicPage):
    """What a place has published, by kind."""

    template_name = "public/place.html"
    follows_place = True

    def get_context(self, code: int, **kwargs: Any) -> dict[str, Any]:
        place = open_place(code)
        shown = PublicRecord.objects.of(place).using("public").filter(is_withdrawn=False)
        kinds = [(kind, list(shown.filter(kind=kind.name)[: NEWEST + 1])) for kind in KINDS.values()]
        return {
            "page_title": _t("%(place)s监管信息公示") % {"place": place},
            "place": place,
            "kinds": [(kind, records[:NEWEST], len(records) > NEWEST) for kind, records in kinds if records],
            "has_withheld": bool(withheld_shown(place)),
        }


@dataclass(frozen=True)
class Version:
    """One published version of a record: its number from 1, its ledger entry, what it was, what changed by it."""

    number: int
    entry: LedgerEntry
    word: str
    changes: list[str]


def versions_of(record: PublicRecord) -> list[Version]:
    """The versions of a record, the newest first; of one that was taken down none."""
    entries = list(public_history(record)) if not record.is_withdrawn else []
    differ = offer_of(record.kind).changes
    return [
        Version(
            len(entries) - place,
            entry,
            entry.event_word,
            differ(before.snapshot, entry.snapshot) if differ and before else [],
        )
        for place, (entry, before) in enumerate(zip_longest(entries, entries[1:]))
    ]


def asked_for(versions: list[Version], request: HttpRequest) -> Version | None:
    """The version a visitor chose by its ledger number, if any."""
    asked = request.GET.get("version", "")
    return next((version for version in versions if str(version.entry.number) == asked), None)


def _corrected_by(versions: list[Version], shown: Version | None) -> Version | None:
    """The version after the one that is shown, where it says why it corrects it."""
    later = [version for version in versions if shown and version.number > shown.number and version.entry.reason]
    return later[-1] if later else None


class RecordPage(PublicPage):
    """One record: the text as it was approved, its versions, and how to check that nothing was changed."""

    template_name = "public/record.html"

    def get_context(self, code: int, pk: int, **kwargs: Any) -> dict[str, Any]:
        place = open_place(code)
        record = public_record(place, pk)
        if record is None:
            raise Http404
        kind = kind_named(record.kind)
        versions = versions_of(record)
        shown = asked_for(versions, self.request)
        snapshot = shown.entry.snapshot if shown else record.snapshot
        return {
            "page_title": record.title,
            "place": place,
            "record": record,
            "kind": kind,
            "body_template": kind.template,
            "snapshot": snapshot,
            "fields": [(field.label, snapshot.get(name)) for name, field in kind.fields.items()],
            "versions": versions,
            "shown": shown,
            "structured": {} if record.is_withdrawn else _structured(record),
            "current": versions[0] if versions else None,
            "corrected_by": _corrected_by(versions, shown),
            "files": offer_of(record.kind).files,
        }


CREDIT_CODE_LENGTH = 18


def _structured(record: PublicRecord) -> dict[str, Any]:
    """The record in the words of schema.org, for search engines."""
    is_company = len(record.subject_code) == CREDIT_CODE_LENGTH  # else a lift, a building site, a reach of a river
    about = {"@type": "Organization" if is_company else "Thing", "identifier": record.subject_code}
    if name := record.snapshot.get("subject"):
        about["name"] = name
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": record.title,
        "inLanguage": "zh-CN",
        "datePublished": record.published_at.isoformat(),
        "dateModified": record.changed_at.isoformat(),
        "version": record.version,
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": record.department_name or str(record.tenant),
            "areaServed": {"@type": "AdministrativeArea", "name": str(record.tenant)},
        },
    } | ({"about": about} if record.subject_code else {})


class RecordData(View):
    """One record as data: the snapshot and the hash of its ledger entry."""

    permission = OPEN

    def get(self, request: HttpRequest, code: int, pk: int) -> HttpResponse:
        record = public_record(open_place(code), pk)
        if record is None or record.is_withdrawn:
            raise Http404
        data = {
            "place": f"{record.tenant_id:012d}",
            "kind": record.kind,
            "ref": record.ref,
            "title": record.title,
            "version": record.version,
            "published_at": record.published_at,
            "changed_at": record.changed_at,
            "basis": record.basis,
            "department": record.department_name,
            "snapshot": record.snapshot,
            "entry": record.entry_number,
            "hash": record.entry_hash,
        }
        answer = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 2})
        answer["Content-Disposition"] = f'attachment; filename="{record.kind}-{record.pk}.json"'
        return cacheable(answer)


class RecordFile(View):
    """A published version as a file in its printed form (R033)."""

    permission = OPEN

    def get(self, request: HttpRequest, code: int, pk: int, suffix: str) -> HttpResponse:
        record = public_record(open_place(code), pk)
        if record is None or record.is_withdrawn:
            raise Http404
        file = next((file for file in offer_of(record.kind).files if file.suffix == suffix), None)
        if file is None:
            raise Http404
        versions = versions_of(record)
        version = asked_for(versions, request) or versions[0]
        words = {
            "day": numeric_text(timezone.localdate(version.entry.at)),
            "number": version.number,
            "hash": version.entry.hash[:16],
        }
        remark = _t("公示版本：第%(number)d版，%(day)s公示，校验码%(hash)s。") % words
        content = file.write(version.entry.title, version.entry.snapshot, remark)
        return cacheable(file_response(content, f"{version.entry.title}.{suffix}", file.content_type))
