"""What can be published: each kind's fields, as the app above registers them. No database."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

LONGEST_CODE = 120
"""Characters of the longest code an object is known by."""


@dataclass(frozen=True)
class Field:
    """A field of a snapshot: its label, and whether a publication is complete without it.

    `is_exact` is for hashes and codes that a machine made: masking what looks like a telephone number would spoil it.
    What `is_recorded` stands in a signed record and is not written anew for the public. What `names_subject` is kept
    back with all that does: who reads the code or the title knows the name.
    """

    label: str | Promise
    is_required: bool = True
    is_exact: bool = False
    is_recorded: bool = False
    names_subject: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of publication, e.g. an item list: its word, its fields, and the template that shows it to the public.

    What `concerns_subject` is told to the company or person it names before it is public (R123; DOMAIN 5.2 no. 27).
    `narrows_by` names a text field with one supervision item a line, by which visitors may narrow the list; `outcome`
    the field that says what it came to, which the lists tell beside the title.
    """

    name: str
    label: str | Promise
    fields: Mapping[str, Field]
    template: str
    concerns_subject: bool = False
    narrows_by: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class PublicFile:
    """A file made of what was published, e.g. a list in its printed form.

    `write` gets the title, the snapshot and a line saying which version of which day it is.
    """

    suffix: str
    label: str | Promise
    content_type: str
    write: Callable[[str, Mapping[str, Any], str], bytes]


@dataclass(frozen=True)
class Offer:
    """What the public gets beside the page: files, and what changed from one snapshot to the next, in sentences.

    What goes on in `step`s, as a draw does, is not corrected by the next one: the version says which step it was.
    """

    files: tuple[PublicFile, ...] = ()
    changes: Callable[[Mapping[str, Any], Mapping[str, Any]], list[str]] | None = None
    step: Callable[[Mapping[str, Any]], str] | None = None


class UnknownKind(LookupError):
    """A kind nobody registered: a typo in the code."""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known by its name."""
    if KINDS.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of publication are named {kind.name}")
    return kind


OFFERS: dict[str, Offer] = {}


def offer(kind: Kind, given: Offer) -> None:
    """Say what the public gets of a kind beside its page."""
    OFFERS[kind.name] = given


def offer_of(kind: str) -> Offer:
    """What the public gets of a kind beside its page; nothing more when nobody said."""
    return OFFERS.get(kind, Offer())


def kind_named(name: str) -> Kind:
    """Raises UnknownKind."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def missing_fields(kind: Kind, snapshot: Mapping[str, Any], withheld: list[str]) -> dict[str, str]:
    """Required fields that are empty and not lawfully withheld: label by name (R115)."""
    return {
        name: str(field.label)
        for name, field in kind.fields.items()
        if field.is_required and name not in withheld and not snapshot.get(name)
    }


def unknown_fields(kind: Kind, snapshot: Mapping[str, Any]) -> list[str]:
    """Fields the kind does not have; a snapshot with one is a slip in the code."""
    return sorted(set(snapshot) - set(kind.fields))


def fields_with_subject(kind: Kind, withheld: Iterable[str]) -> list[str]:
    """The fields kept back, sorted: with one that names the subject go all that do (R116)."""
    named = {name for name, field in kind.fields.items() if field.names_subject}
    kept_back = set(withheld)
    return sorted(kept_back | named if kept_back & named else kept_back)


def unnamed_note() -> str:
    """What stands in a title or a sentence in place of a subject whose name is withheld."""
    return _("某监管对象")


def withheld_note() -> str:
    """What stands in place of a withheld field."""
    return _("依法不予公示")
