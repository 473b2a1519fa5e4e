"""What a view says about who may call it."""

from collections.abc import Callable
from typing import Any

from tenancy.roles import PERMISSIONS, UnknownPermission

OPEN = "open"
"""For anyone; the page does not know who is reading, so that any cache may keep it."""

ACCOUNT = "account"
"""The sign-in library's own pages: each knows whether it opens to visitors."""

SIGNED_IN = "signed-in"
"""Any member with an account: own profile, choosing a place."""


def requires(permission: str, *, is_sensitive: bool = False) -> Callable:
    """Name the permission of a function view; a class says it in its `permission` attribute.

    Before a sensitive view opens the member proves who it is again, unless that was minutes ago.
    """
    if permission not in PERMISSIONS and permission not in (OPEN, SIGNED_IN):
        raise UnknownPermission(permission)

    def mark(view: Callable) -> Callable:
        view.permission = permission  # type: ignore[attr-defined]
        view.is_sensitive = is_sensitive  # type: ignore[attr-defined]
        return view

    return mark


LIBRARY_VIEWS = {
    "allauth.account.views": ACCOUNT,
    "allauth.mfa": ACCOUNT,
    "django.contrib.admin": "reference.manage",
}
"""Views of libraries cannot name a permission."""


def says(view: Callable, name: str, default: Any = None) -> Any:
    """What a resolved view says about itself: its class's attribute, or the function's."""
    return getattr(getattr(view, "view_class", view), name, default)


def permission_of(view: Callable) -> str | None:
    """The permission a resolved view names, or None when it names none."""
    named = says(view, "permission")
    if named is not None:
        return named
    module = says(view, "__module__", "")
    return next((rule for prefix, rule in LIBRARY_VIEWS.items() if module.startswith(prefix)), None)
