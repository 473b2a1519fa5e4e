"""The member's own page: who am I here, which hats do I wear, how is my account secured; and the page's look."""

from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenancy.guards import OPEN, SIGNED_IN, requires
from tenancy.models import Member
from tenancy.requests import PlaceRequest

THEMES = ("light", "dark")
A_YEAR = 365 * 24 * 3600


@requires(SIGNED_IN)
@require_safe
def profile(request: PlaceRequest) -> HttpResponse:
    member = request.member
    return render(
        request,
        "portal/profile.html",
        {
            "page_title": _("我的资料"),
            "facts": _facts(member),
            "memberships": request.hats,
            "has_second_factor": is_mfa_enabled(member),
        },
    )


def _facts(member: Member) -> list[tuple[str, Any]]:
    names = ["name", "username", "employee_number", "mobile", "email", "home"]
    return [(str(Member._meta.get_field(name).verbose_name), getattr(member, name)) for name in names]


@requires(OPEN)
@require_POST
def theme(request: PlaceRequest) -> HttpResponse:
    """Keep the chosen look in a cookie; anything but light or dark means: as the system does."""
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_ours else settings.LOGIN_REDIRECT_URL)
    chosen = request.POST.get("theme")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, A_YEAR, secure=settings.SESSION_COOKIE_SECURE, samesite="Strict")
    else:
        response.delete_cookie("theme", samesite="Strict")
    return response
