"""What the frame of every page shows; `templates/base.html` names each input."""

from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.notices import unread_count
from portal.navigation import navigation_for
from tenancy.hats import SESSION_PLACE, choose_hat
from tenancy.models import Membership
from tenancy.requests import PlaceRequest


def frame(request: PlaceRequest) -> dict[str, Any]:
    """The bar: nothing for a visitor, the person for a member, the functions of the place worked in."""
    member = getattr(request, "member", None)
    if member is None:
        return {}
    hats = request.hats
    hat = member.hat or _worn_last(request, hats)
    return _person(request, [one for one in hats if one != hat]) | (_place(request, hat) if hat else {})


def _worn_last(request: PlaceRequest, hats: list[Membership]) -> Membership | None:
    """The hat to go back to from a page outside of any place, such as one's own profile."""
    if not hats:
        return None
    last = request.session.get(SESSION_PLACE)
    place = last if any(hat.tenant_id == last for hat in hats) else hats[0].tenant_id
    return choose_hat(hats, place, request.session)


def _person(request: PlaceRequest, other_hats: list[Membership]) -> dict[str, Any]:
    return {
        **_own_pages(),
        "me": request.member.name,
        "hats": [
            (f"{hat.tenant} ▸ {_hat_words(hat)}", reverse("portal:change_hat", args=[hat.pk])) for hat in other_hats
        ],
    }


@cache
def _own_pages() -> dict[str, Any]:
    """What is everybody's own, at the same address for all."""
    return {
        "me_menu": [
            (_("我的资料"), reverse("portal:profile")),
            (_("修改密码"), reverse("account_change_password")),
            (_("两步验证"), reverse("mfa_index")),
            (_("登录设备"), reverse("portal:sessions")),
        ],
        "profile_url": reverse("portal:profile"),
        "theme_url": reverse("portal:theme"),
    }


def _place(request: PlaceRequest, hat: Membership) -> dict[str, Any]:
    return {
        "place": hat.tenant,
        "hat": _hat_words(hat),
        "home_url": reverse("portal:workbench", args=[hat.tenant]),
        "search_url": reverse("portal:search", args=[hat.tenant]),
        "inbox_url": reverse("portal:inbox", args=[hat.tenant]),
        "inbox_count": unread_count(request.member, hat.tenant),
        "navigation": navigation_for(hat, request.resolver_match),
    }


def _hat_words(hat: Membership) -> str:
    """The role, and of which department: the place stands beside it already."""
    role = hat.get_role_display()
    return f"{hat.department} {role}" if hat.department else role
