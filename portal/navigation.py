"""The functions in the bar: only what exists, only what the hat may open."""

from dataclasses import dataclass
from functools import cache, lru_cache

from django.urls import ResolverMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenancy.models import Membership
from tenancy.roles import ROLES


@dataclass(frozen=True)
class Entry:
    """A word in the bar, the page it opens, who may open it, and how the addresses of its other pages begin."""

    label: str | Promise
    url_name: str
    permission: str
    also: tuple[str, ...] = ()


NAVIGATION = [
    Entry(_("待办"), "portal:workbench", "workbench.view"),
    Entry(_("事项"), "items:items", "items.view"),
    Entry(_("监管对象"), "registry:objects", "objects.view"),
    Entry(
        _("执法人员"),
        "registry:officers",
        "officers.view",
        ("certificates", "engagements", "experts", "interests", "secondments", "third-parties"),
    ),
    Entry(_("计划"), "inspections:plans", "plans.view"),
    Entry(_("抽查"), "inspections:tasks", "draws.view", ("draws", "drawn", "pairs", "redraws")),
    Entry(_("检查"), "inspections:visits", "visits.view", ("findings", "orders", "sections")),
    Entry(_("线索"), "clues:clues", "clues.view"),
    Entry(_("信用风险"), "credit:list", "credit.view", ("risk",)),
    Entry(_("公示"), "publication:duties", "publication.view"),
    Entry(_("机构人员"), "directory:departments", "directory.view"),
    Entry(_("工作日历"), "portal:calendars", "calendars.view"),
    Entry(_("审计"), "portal:audit", "audit.view", ("draws/pairings",)),
    Entry(_("运行维护"), "portal:operator_jobs", "operations.view"),
]
_OF_ALL = "portal"
"""The app whose pages belong to no function: search, inbox, files."""


def navigation_for(hat: Membership, here: ResolverMatch | None) -> list[dict]:
    """The entries that the hat may open, the one that stands for the page `here` marked."""
    lit = _standing_for(here.namespace, here.route) if here else None
    return [
        {"label": entry.label, "url": url, "active": entry is lit} for entry, url in _open_to(hat.role, hat.tenant_id)
    ]


@cache
def _standing_for(app: str, route: str) -> Entry | None:
    """By the longest beginning of the address within the place; else the first entry of the page's app."""
    address = route.partition("/")[2] + "/"
    begun = [(begin, entry) for entry in NAVIGATION for begin in _begins(entry) if address.startswith(f"{begin}/")]
    if begun:
        return max(begun, key=lambda found: len(found[0]))[1]
    return next((entry for entry in NAVIGATION if entry.url_name.startswith(f"{app}:") and app != _OF_ALL), None)


@cache
def _begins(entry: Entry) -> tuple[str, ...]:
    own = reverse(entry.url_name, args=[0]).split("/")[2]
    return (own, *entry.also)


@lru_cache(maxsize=4096)
def _open_to(role: str, place: int) -> list[tuple[Entry, str]]:
    """The entries of a role with their addresses in a place: every page shows them, and nothing changes them."""
    allowed = [entry for entry in NAVIGATION if ROLES[role].allows(entry.permission)]
    return [(entry, reverse(entry.url_name, args=[place])) for entry in allowed]
