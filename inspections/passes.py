"""The pass officers show at the door: a signed text small enough for a QR code, checkable without network (R108).

`payload.signature`, both base64url: the payload is raw-deflated JSON, the signature covers the payload's characters.
One letter a field: v version, k key, a algorithm, i pass, n visit, p place, s subject, t task, w items [name, basis],
m items left out for want of room, r papers to have ready, o officers [name, certificate, department], f from and
u until (seconds since 1970), l visits left [cap, number], x why the visit counts against no cap (absent where it does),
c contact for objections. Pure: no settings, no database.
"""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from inspections.signing import Jwk, Signer, decoded, encoded, is_signed

VERSION = 1
LONGEST = 1_200
"""Characters a phone's camera still reads from another phone's screen."""
_LARGEST_TEXT = 64 * 1024


class BadPass(ValueError):
    """Not a pass, not ours, or changed after it was signed; the subclass says which."""


class Garbled(BadPass):
    """Cut off, or something else altogether."""


class UnknownKey(BadPass):
    """Signed by a key that is not in the set."""


class Forged(BadPass):
    """The signature does not fit: somebody changed it."""


@dataclass(frozen=True)
class PassOfficer:
    """Who comes, as the certificate says."""

    name: str
    certificate: str
    department: str


@dataclass(frozen=True)
class PassFacts:
    """What the pass tells the subject; `items` are (name, basis), `visits_left` (what is capped, how many are left).

    `outside` is on which ground the visit counts against no cap; empty where it counts.
    """

    code: str
    number: str
    place: str
    subject: str
    task: str
    items: Sequence[tuple[str, str]]
    papers: Sequence[str]
    officers: Sequence[PassOfficer]
    valid_from: datetime
    valid_until: datetime
    visits_left: Sequence[tuple[str, int]]
    contact: str
    items_left_out: int = 0
    outside: str = ""


def make_token(facts: PassFacts, signer: Signer, *, longest: int = LONGEST) -> str:
    """The signed text of the pass, at most `longest` characters.

    Where it would be longer the bases go first, then the papers, then items from the end, which are counted. Officers
    and validity always stay; raises `Garbled` when those alone are too long.
    """
    for shorter in _shorter(facts):
        payload = _payload(shorter, signer)
        token = f"{payload}.{encoded(signer.sign(payload.encode()))}"
        if len(token) <= longest:
            return token
    raise Garbled("names, task and contact alone are longer than a pass can be")


def read_token(token: str, keys: Sequence[Jwk]) -> dict[str, Any]:
    """What a signed text says, once its signature was found good; raises `Garbled`, `UnknownKey` or `Forged`."""
    payload, dot, signature = token.partition(".")
    content = _content(payload) if dot else None
    if content is None:
        raise Garbled("this is no pass")
    key = next((key for key in keys if key["kid"] == content.get("k")), None)
    if key is None:
        raise UnknownKey("signed by a key nobody here knows")
    if not is_signed(payload.encode(), _bytes(signature), key):
        raise Forged("the signature does not fit the text")
    return content


def _shorter(facts: PassFacts) -> Iterator[PassFacts]:
    """The facts, then with less and less of what the notice says as well."""
    yield facts
    bare = replace(facts, items=[(name, "") for name, _basis in facts.items])
    yield bare
    bare = replace(bare, papers=[])
    for kept in range(len(bare.items), -1, -1):
        yield replace(bare, items=bare.items[:kept], items_left_out=len(bare.items) - kept)


def _payload(facts: PassFacts, signer: Signer) -> str:
    content = {"v": VERSION, "k": signer.key_id, "a": signer.algorithm, **_letters(facts)}
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    packer = zlib.compressobj(level=9, wbits=-zlib.MAX_WBITS)
    return encoded(packer.compress(text.encode()) + packer.flush())


def _letters(facts: PassFacts) -> Mapping[str, Any]:
    return {
        "i": facts.code,
        "n": facts.number,
        "p": facts.place,
        "s": facts.subject,
        "t": facts.task,
        "w": [list(item) for item in facts.items],
        "m": facts.items_left_out,
        "r": list(facts.papers),
        "o": [[one.name, one.certificate, one.department] for one in facts.officers],
        "f": int(facts.valid_from.timestamp()),
        "u": int(facts.valid_until.timestamp()),
        "l": [list(left) for left in facts.visits_left],
        "c": facts.contact,
        **({"x": facts.outside} if facts.outside else {}),
    }


def _content(payload: str) -> dict[str, Any] | None:
    """The JSON of a payload, or nothing where it is none."""
    unpacker = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = json.loads(unpacker.decompress(decoded(payload), _LARGEST_TEXT))
    except (ValueError, zlib.error):
        return None
    return content if isinstance(content, dict) and content.get("v") == VERSION else None


def _bytes(signature: str) -> bytes:
    try:
        return decoded(signature)
    except ValueError:
        return b""
