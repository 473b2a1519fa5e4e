"""The functions in the bar: only what exists, only what the hat may open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Entry:
    """A word in the bar, the page it opens, who may open it, and the views it stands for when they are shown."""

    label: str | Promise
    url_name: str
    permission: str
    views: tuple[str, ...] = ()


NAVIGATION = [
    Entry(_("工作台"), "portal:workbench", "workbench.view", ("portal:workbench",)),
    Entry(_("工作日历"), "portal:calendars", "calendars.view", ("portal:calendar",)),
]


def navigation_for(request: HttpRequest) -> list[dict]:
    """The entries that the request's hat may open, the current one marked."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [
        {
            "label": entry.label,
            "url": reverse(entry.url_name, args=[request.tenant]),
            "active": here == entry.url_name or any(here.startswith(prefix) for prefix in entry.views),
        }
        for entry in NAVIGATION
        if request.member.may(entry.permission)
    ]
