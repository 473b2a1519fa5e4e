"""The search box of the frame: every app says what can be found and who may find it.

An app's `search.py` registers kinds; portal discovers them. A kind answers from an index and gives no row the hat
may not open.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from tenancy.models import Member, Region

LIMIT = 10
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found: its name, a word about it, and its page."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Kind:
    """Rows of one kind: `find(member, tenant, text, limit)` gives at most `limit` hits, the best first."""

    key: str
    label: str | Promise
    permission: str
    find: Callable[[Member, Region, str, int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Found:
    """What one kind gave; `has_more` when it had more than are shown."""

    kind: Kind
    hits: list[Hit]
    has_more: bool


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind of row findable; naming two different kinds alike is an error of the code."""
    if KINDS.setdefault(kind.key, kind) != kind:
        raise ValueError(f"two kinds are called {kind.key}")


def search(member: Member, tenant: Region, text: str) -> list[Found]:
    """What the member may find by `text`, kind by kind; kinds without a hit are left out."""
    wanted = " ".join(text.split())[:LONGEST]
    if not wanted:
        return []
    found = [_found(kind, member, tenant, wanted) for kind in KINDS.values() if member.may(kind.permission)]
    return [one for one in found if one.hits]


def _found(kind: Kind, member: Member, tenant: Region, text: str) -> Found:
    hits = kind.find(member, tenant, text, LIMIT + 1)
    return Found(kind, hits[:LIMIT], len(hits) > LIMIT)
