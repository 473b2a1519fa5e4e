"""The visit on the phone: the app, what it takes along, and what it sends back (R108)."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from inspections.forms.field import PIECES, WITH_FILE, Piece, sentences
from inspections.models import Visit, VisitSection
from inspections.offline import worker_script
from inspections.queries.field import download, field_visits, visit_line
from inspections.queries.visits import my_visits
from inspections.results import RecordTechnique
from inspections.services.field import REFUSED, Receipt, Sent, receive
from tenancy.guards import requires
from tenancy.requests import PlaceRequest

ENTRIES = (
    "vendor/tabler/css/tabler.min.css",
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/field.css",
    "img/mark.svg",
    "js/field/app.js",
)
MODULES = tuple(
    f"js/field/{name}.js"
    for name in [
        "api",
        "audio",
        "checking",
        "dom",
        "drafts",
        "gathering",
        "pad",
        "record",
        "seal",
        "signing",
        "state",
        "store",
        "sync",
    ]
)
MOST_AT_ONCE = 100


class FieldPage(View):
    """The app itself: the same for every member, and empty until the phone has asked who holds it."""

    permission = "visits.attend"

    def get(self, request: PlaceRequest) -> HttpResponse:
        return render(request, "inspections/field.html", {"techniques": RecordTechnique.choices})


@requires("visits.attend")
def worker(request: PlaceRequest) -> HttpResponse:
    """What keeps the app for places without network; it governs nothing outside of the app's own address."""
    script = worker_script(
        "field", entries=ENTRIES, modules=MODULES, pages=[reverse("inspections:field", args=[request.tenant])]
    )
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@requires("visits.attend")
def manifest(request: PlaceRequest) -> HttpResponse:
    """What the phone's home screen shows."""
    start = reverse("inspections:field", args=[request.tenant])
    return JsonResponse(
        {
            "name": _("现场检查"),
            "short_name": _("现场检查"),
            "start_url": start,
            "scope": start,
            "display": "standalone",
            "background_color": "#ffffff",
            "theme_color": "#143f78",
            "lang": "zh-Hans",
            "icons": [{"src": static("img/mark.svg"), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@requires("visits.attend")
def mine(request: PlaceRequest) -> HttpResponse:
    """Who is signed in, a token to write with, and the visits to take along."""
    visits = [visit_line(visit) for visit in field_visits(request.member, request.tenant)]
    me = {"member": request.member.pk, "name": request.member.name, "csrf": get_token(request)}
    return JsonResponse({**me, "visits": visits})


class FieldVisit(View):
    """One visit of the member: taken along whole by GET, written to by POST."""

    permission = "visits.attend"

    def get(self, request: PlaceRequest, pk: int) -> HttpResponse:
        return JsonResponse(download(self._visit(request, pk), request.member, timezone.localdate()))

    def post(self, request: PlaceRequest, pk: int) -> HttpResponse:
        """Receipts in the order of the records; a malformed one is refused, its neighbours are not."""
        visit = self._visit(request, pk)
        sections = {section.pk: section for section in visit.sections.select_related("visit__object", "department")}
        receipts = []
        for values in read_pieces(request):
            form = PIECES[values["kind"]](values)
            if form.is_valid():
                receipts += receive(visit, [sent_of(values["kind"], form, sections, request)], actor=request.member)
            else:
                receipts.append(Receipt(values["device_key"], REFUSED, sentences(form)))
        return JsonResponse({"receipts": [asdict(one) for one in receipts]})

    def _visit(self, request: PlaceRequest, pk: int) -> Visit:
        visit = my_visits(request.member, request.tenant).select_related("object", "department").filter(pk=pk).first()
        if visit is None:
            raise Http404
        return visit


def read_pieces(request: HttpRequest) -> list[dict[str, Any]]:
    """The records of a sending; raises `Http404` for what no phone of ours sends."""
    try:
        pieces = json.loads(request.POST.get("records", ""))
    except ValueError:
        raise Http404 from None
    is_ours = isinstance(pieces, list) and all(
        isinstance(one, dict) and one.get("kind") in PIECES and isinstance(one.get("device_key"), str) for one in pieces
    )
    if not is_ours or len(pieces) > MOST_AT_ONCE:
        raise Http404
    return pieces


def sent_of(kind: str, form: Piece | forms.Form, sections: dict[int, VisitSection], request: HttpRequest) -> Sent:
    """A checked piece as the service takes it."""
    values = form.cleaned_data
    key = values["device_key"]
    file = request.FILES.get(str(key)) if kind in WITH_FILE else None
    return Sent(kind, key, values, sections.get(values["section"]), file)
