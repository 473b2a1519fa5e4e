"""What can be published: each kind's fields, as the app above registers them. No database."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Field:
    """A field of a snapshot: its label, and whether a publication is complete without it."""

    label: str | Promise
    is_required: bool = True


@dataclass(frozen=True)
class Kind:
    """A kind of publication, e.g. an item list: its word, its fields, and the template that shows it to the public."""

    name: str
    label: str | Promise
    fields: Mapping[str, Field]
    template: str


class UnknownKind(LookupError):
    """A kind nobody registered: a typo in the code."""


KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Make a kind known by its name."""
    if KINDS.setdefault(kind.name, kind) != kind:
        raise ValueError(f"two kinds of publication are named {kind.name}")
    return kind


def kind_named(name: str) -> Kind:
    """Raises UnknownKind."""
    try:
        return KINDS[name]
    except KeyError:
        raise UnknownKind(name) from None


def missing_fields(kind: Kind, snapshot: Mapping[str, Any], withheld: list[str]) -> list[str]:
    """Labels of required fields that are empty and not lawfully withheld (R115)."""
    return [
        str(field.label)
        for name, field in kind.fields.items()
        if field.is_required and name not in withheld and not snapshot.get(name)
    ]


def unknown_fields(kind: Kind, snapshot: Mapping[str, Any]) -> list[str]:
    """Fields the kind does not have; a snapshot with one is a slip in the code."""
    return sorted(set(snapshot) - set(kind.fields))


def withheld_note() -> str:
    """What stands in place of a withheld field."""
    return _("依法不予公示")
