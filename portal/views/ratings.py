"""The company rates a visit from its own phone: no sign-in, the pass is the key, once."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from inspections.services.ratings import Kept, rate_visit
from portal.forms.ratings import RatingForm
from tenancy.guards import OPEN

TRIES, WINDOW = 10, 600
"""So many tries from one address in so many seconds."""


class RateVisitPage(View):
    """Number and code come out of the pass behind the #, which the script reads; without it they are typed."""

    permission = OPEN

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, RatingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RatingForm(request.POST)
        if _is_too_often(request):
            form.add_error(None, _("提交过于频繁，请10分钟后再试。"))
        if not form.is_valid():
            return self._page(request, form, status=422)
        kept = rate_visit(*form.answer(), form.marks())
        if kept != Kept.KEPT:
            form.add_error(None, _why_not(kept))
            return self._page(request, form, status=422)
        return self._page(request, form, is_kept=True)

    def _page(self, request: HttpRequest, form: RatingForm, status: int = 200, **more: bool) -> HttpResponse:
        context = {"page_title": _("评议这次检查"), "form": form, "is_kept": False, **more}
        return render(request, "public/rate_visit.html", context, status=status)


def _why_not(kept: Kept) -> str:
    """Why a rating was not kept, and what to do."""
    sentences = {
        Kept.UNKNOWN: _("没有这个编号和短码的有效检查码。请照检查码核对；仍不对的，可以拨打12345反映。"),
        Kept.EARLY: _("检查人员还没有登记到达，到场检查以后才能评议。"),
        Kept.LATE: _("评议在检查码失效30天内有效，现在已经截止。有问题请拨打12345反映。"),
        Kept.AGAIN: _("这次检查已经评议过，一次检查只能评议一次。"),
    }
    return sentences[kept]


def _is_too_often(request: HttpRequest) -> bool:
    """Count a try; the address is kept for ten minutes and only as a keyed hash."""
    address = request.META.get("REMOTE_ADDR", "")
    name = hmac.new(settings.SECRET_KEY.encode(), address.encode(), sha256).hexdigest()[:32]
    key = f"rating:{name}"
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > TRIES
