"""The company rates a visit from its own phone: no sign-in, the code of its letter is the key, once."""

import hmac
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.generic import View

from inspections.models.visits import visit_number
from inspections.services.ratings import Kept, rate_visit
from portal.forms.ratings import RatingForm
from tenancy.guards import OPEN

TRIES, WINDOW = 10, 600
"""So many tries from one address in so many seconds."""


class RateVisitPage(View):
    """Number and code come from behind the #, which the script reads; without it they are typed. No official rates."""

    permission = OPEN

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page(request, RatingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RatingForm(request.POST)
        if request.user.is_authenticated:
            form.add_error(None, _("评议由被检查的企业办理，已登录平台的工作人员不能代为评议。"))
        elif _is_too_often(request):
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
        context["number_form"] = visit_number("{year}", "{serial}")
        return render(request, "public/rate_visit.html", context, status=status)


def _why_not(kept: Kept) -> str:
    """Why a rating was not kept, and what to do."""
    sentences = {
        Kept.UNKNOWN: _("检查编号和评议码对不上。请照评议函核对；仍不对的，可以拨打12345反映。"),
        Kept.LATE: _("评议在发函60日内有效，现在已经截止。有问题请拨打12345反映。"),
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
