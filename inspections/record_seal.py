"""Seals of a record and of its evidence: SHA-256 over one spelling that any language can check. No database."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

FIRST_LINK = "0" * 64


@dataclass(frozen=True)
class Seal:
    """What is fixed of a piece of evidence when it is taken: bytes, the device's time, where, who, what it shows."""

    sha256: str
    taken_at: datetime
    place: str
    taker: str
    description: str


def spelled(value: Mapping[str, Any]) -> bytes:
    """The one spelling that is hashed: JSON in UTF-8, keys sorted, no blanks."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Mapping[str, Any]) -> str:
    """SHA-256 of the spelling, in hex."""
    return hashlib.sha256(spelled(value)).hexdigest()


def chained(before: str, seal: Seal) -> str:
    """The link of `seal` after the link `before` (`FIRST_LINK` for the first); times are in UTC to the second."""
    return digest(
        {
            "before": before,
            "description": seal.description,
            "place": seal.place,
            "sha256": seal.sha256,
            "taken_at": seal.taken_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "taker": seal.taker,
        }
    )


def broken_link(links: Iterable[tuple[Seal, str]]) -> int | None:
    """The place (from 1) of the first (seal, link) that does not follow from the one before; None when all hold."""
    before = FIRST_LINK
    for number, (seal, link) in enumerate(links, start=1):
        if chained(before, seal) != link:
            return number
        before = link
    return None
