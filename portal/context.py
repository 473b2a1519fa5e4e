"""What the frame of every page shows; `templates/base.html` names each input."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.navigation import navigation_for
from tenancy.hats import hats_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """The bar: nothing for a visitor, the person for a member, the functions inside a place."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    return _person(request) | (_place(request) if request.tenant else {})


def _person(request: HttpRequest) -> dict[str, Any]:
    member = request.member
    hats = hats_of(member, timezone.localdate())
    return {
        "me": member.name,
        "me_menu": [(_("两步验证"), reverse("mfa_index")), (_("登录会话"), reverse("usersessions_list"))],
        "hats": [
            (f"{hat.tenant} ▸ {hat}", reverse("portal:change_hat", args=[hat.pk])) for hat in hats if hat != member.hat
        ],
    }


def _place(request: HttpRequest) -> dict[str, Any]:
    return {
        "place": request.tenant,
        "hat": request.member.hat,
        "navigation": navigation_for(request),
    }
