"""The company's view of a pass: no sign-in, checked in the visitor's own browser, usable without network.

The pass stands behind the # of the address, which browsers never send: no log of the server knows who checked what.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from inspections.offline import worker_script
from inspections.queries.passes import open_pass, public_keys, revoked_codes
from portal.forms.passes import PassNumberForm
from portal.views.public import PublicPage, cacheable
from tenancy.guards import OPEN, requires

STYLES = (
    "vendor/tabler/css/tabler.min.css",
    "css/tokens.css",
    "css/base.css",
    "css/components.css",
    "css/public.css",
    "img/mark.svg",
)


class PassPage(PublicPage):
    """The same page for every pass."""

    template_name = "public/pass.html"

    def get_context(self, **kwargs: Any) -> dict[str, Any]:
        return {"page_title": _("核验检查码"), "outcome": ""}


class PassKeys(View):
    """The public keys: what any other program needs to check a pass as well."""

    permission = OPEN

    def get(self, request: HttpRequest) -> HttpResponse:
        return cacheable(JsonResponse({"keys": public_keys()}))


class RevokedPasses(View):
    """Short codes of passes that were taken back: the whole list, so that nobody learns which one is being checked.

    `as_of` says of which moment, in seconds since 1970: without network a phone reads the list that it kept.
    """

    permission = OPEN

    def get(self, request: HttpRequest) -> HttpResponse:
        return cacheable(JsonResponse({"revoked": revoked_codes(), "as_of": int(timezone.now().timestamp())}))


class PassNumberPage(View):
    """For browsers that cannot check by themselves: number and short code are typed, the server answers."""

    permission = OPEN

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, PassNumberForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = PassNumberForm(request.POST)
        if not form.is_valid():
            return self._page(request, form, status=422)
        return self._page(request, form, found=open_pass(*form.answer(), timezone.now()), is_asked=True)

    def _page(self, request: HttpRequest, form: PassNumberForm, status: int = 200, **more: Any) -> HttpResponse:
        context = {"page_title": _("按编号核验检查码"), "form": form, "found": None, "is_asked": False, **more}
        return render(request, "public/pass_number.html", context, status=status)


@requires(OPEN)
def worker(request: HttpRequest) -> HttpResponse:
    """What keeps the page and the keys for the moment when there is no network."""
    pages = [reverse("portal:pass"), reverse("portal:pass_keys"), reverse("portal:pass_revoked")]
    script = worker_script("pass", entries=[*STYLES, "js/pass/page.js"], modules=["js/pass/check.js"], pages=pages)
    return HttpResponse(script, content_type="text/javascript", headers={"Cache-Control": "no-cache"})
