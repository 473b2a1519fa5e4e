"""Draw objects and officers so that anyone can recompute who was drawn. Pure: standard library, no database.

The protocol (004 item 7, 003 items 13–14; R095–R097; docs/adr on the draw):

1. **Freeze.** Every candidate of the pool gets a seat, a number from 0 on in its stratum, and a salt. Its `leaf` is a
   hash of salt and code: credit codes can be counted through, salted hashes cannot. The leaves of each stratum, in the
   order of their seats, make one Merkle root: who sits where can no longer be changed.
2. **Commit.** Each participating department has sealed a secret: only its hash is known. Strata, quotas, roots, sealed
   hashes, the rule for a secret that stays away and the name of a public beacon make one document; its `digest` is
   published before anything is revealed.
3. **Reveal.** The secrets, and the beacon's value, give the `seed`. Nobody could choose it: all it is made of was fixed
   before the last secret was known.
4. **Draw.** Inside a stratum the order is that of a key of each seat, eight bytes of SHA-256 over seed, stratum and
   seat; equal keys by seat. The first `quota` are drawn, a replacement is the next. So the seed and the committed size
   alone say which seats are drawn, and the root says who sits there.
5. **Pair.** For each drawn object every department sends its least loaded officers or its least loaded group, among
   equals by keyed hash (`inspections.teams`).

The same inputs give the same draw for ever, in any language: every step is SHA-256 over bytes named here.
"""

import hashlib
import json
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import isqrt
from typing import NotRequired, TypedDict

ALGORITHM = "sha256-seat-1"
"""Named in every commitment. A change of any rule here is a new name."""

SALT_BYTES = 16
HASH_BYTES = 32

_LEAF, _NODE = b"\x00", b"\x01"
CHILDREN = 16
"""Of one node of the tree. With two, a root would take several times as long and a proof a quarter of the room."""

SUBTREE_LEVELS = 3
SUBTREE = CHILDREN**SUBTREE_LEVELS
"""Leaves held at once; a power of `CHILDREN`, so that they are a whole subtree."""


def leaf(salt: bytes, code: str) -> bytes:
    """The 32 bytes that stand for a candidate until it is disclosed, from 16 random bytes and its public code."""
    return hashlib.sha256(_LEAF + salt + code.encode()).digest()


def salts(key: bytes, part: int, count: int) -> bytes:
    """The salts of `count` neighbours, 16 bytes each, from 32 secret bytes: one tells nothing of another."""
    return hashlib.shake_256(key + part.to_bytes(4, "big")).digest(SALT_BYTES * count)


def leaves_of(salted: bytes, codes: Sequence[bytes]) -> list[bytes]:
    """`leaf` of each of many codes in UTF-8, with its 16 bytes of `salted`."""
    sha256, ends = hashlib.sha256, range(SALT_BYTES, len(salted) + 1, SALT_BYTES)
    return [
        sha256(_LEAF + salted[end - SALT_BYTES : end] + code).digest() for end, code in zip(ends, codes, strict=True)
    ]


# The fingerprint of a stratum


class MerkleRoot:
    """The root over leaves that come some at a time, in the order of their seats; in memory for a few thousand.

    Each node is the hash of up to 16 children; a child without a neighbour moves up as it is.
    """

    def __init__(self) -> None:
        self._subtrees: list[bytes] = []
        self._rest: list[bytes] = []

    def add(self, leaves: Iterable[bytes]) -> None:
        """The leaves that follow those before."""
        self._rest += leaves
        while len(self._rest) >= SUBTREE:
            self._subtrees.append(_root(self._rest[:SUBTREE]))
            del self._rest[:SUBTREE]

    def digest(self) -> bytes:
        """The root over all of them, 32 bytes; zeros over none."""
        roots = [*self._subtrees, *([_root(self._rest)] if self._rest else [])]
        return _root(roots) if roots else bytes(HASH_BYTES)


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in the order of their seats, in memory for a few thousand of them. None give 32 zeros."""
    root = MerkleRoot()
    for chunk in subtrees_of(leaves):
        root.add(chunk)
    return root.digest()


def subtrees_of(leaves: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The leaves by whole subtrees of the tree; only the last may be smaller."""
    rest = iter(leaves)
    while chunk := list(islice(rest, SUBTREE)):
        yield chunk


def _root(level: list[bytes]) -> bytes:
    while len(level) > 1:
        level = parents(level)
    return level[0]


def parents(level: list[bytes]) -> list[bytes]:
    """The level above: up to 16 neighbours hashed together, a lone one moved up as it is."""
    return [_node(level[start : start + CHILDREN]) for start in range(0, len(level), CHILDREN)]


def _node(children: Sequence[bytes]) -> bytes:
    return hashlib.sha256(_NODE + b"".join(children)).digest() if len(children) > 1 else children[0]


@dataclass(frozen=True, slots=True)
class Step:
    """The neighbours of one node on the way from a leaf to the root: those before it and those after it."""

    before: tuple[bytes, ...]
    after: tuple[bytes, ...]


def inclusion_proof(leaves: Sequence[bytes], position: int) -> list[Step]:
    """The neighbours that lead from the leaf at seat `position` to the root of `leaves`, lowest first."""
    steps, level = [], list(leaves)
    while len(level) > 1:
        start = position - position % CHILDREN
        steps.append(Step(tuple(level[start:position]), tuple(level[position + 1 : start + CHILDREN])))
        level, position = parents(level), position // CHILDREN
    return steps


def root_of_proof(one: bytes, steps: Iterable[Step]) -> bytes:
    """The root a leaf and its neighbours lead to. Equal to the committed root: the leaf was in the frozen pool."""
    for step in steps:
        one = _node([*step.before, one, *step.after])
    return one


def is_seat(steps: Sequence[Step], position: int, size: int) -> bool:
    """Whether the proof is one of seat `position` of `size`: as many neighbours before and after as that seat has."""
    for step in steps:
        start = position - position % CHILDREN
        here = (position - start, min(CHILDREN, size - start) - (position - start) - 1)
        if size <= 1 or (len(step.before), len(step.after)) != here:
            return False
        position, size = position // CHILDREN, -(-size // CHILDREN)
    return size == 1


# Commitment and seed


def canonical(document: Mapping[str, object]) -> bytes:
    """The one way to write a document of texts, whole numbers, lists and objects: sorted keys, no blanks, UTF-8."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(document: Mapping[str, object]) -> str:
    """The fingerprint of a document: SHA-256 of its canonical form, 64 hex digits."""
    return hashlib.sha256(canonical(document)).hexdigest()


def sealed(secret: str) -> str:
    """What a department hands over before the commitment: SHA-256 of its secret, 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Stratum:
    """What the commitment says of one stratum. Its meaning, a grade or a level, is not public and not in here."""

    number: int
    size: int
    quota: int
    root: str


class Commitment(TypedDict):
    """The document whose digest is published before the secrets are revealed."""

    algorithm: str
    task: str
    attempt: int
    strata: list[dict[str, int | str]]
    secrets: dict[str, str]
    missing_secret: str
    beacon: str
    teams: NotRequired[list[dict[str, int | str]]]


def commitment(
    *,
    task: str,
    attempt: int,
    strata: Iterable[Stratum],
    secrets: Mapping[str, str],
    missing_secret: str,
    beacon: str = "",
) -> Commitment:
    """What is published before the secrets are revealed.

    `secrets` are the sealed hashes by department code, `missing_secret` the rule for one that stays away, `beacon` the
    name of a public value not yet known, or nothing.
    """
    return {
        "algorithm": ALGORITHM,
        "task": task,
        "attempt": attempt,
        "strata": [
            {"number": one.number, "size": one.size, "quota": one.quota, "root": one.root}
            for one in sorted(strata, key=lambda one: one.number)
        ],
        "secrets": dict(secrets),
        "missing_secret": missing_secret,
        "beacon": beacon,
    }


def with_teams(document: Commitment, teams: Iterable[dict[str, int | str]]) -> Commitment:
    """The document with what `inspections.teams.committed` says of each department. Older ones were without."""
    return {**document, "teams": sorted(teams, key=lambda one: str(one["department"]))}


def seed_of(commitment_digest: str, secrets: Mapping[str, str], beacon_value: str = "") -> bytes:
    """The 32 bytes that decide the draw. `secrets` by department code; a missing one is replaced by its sealed hash."""
    return bytes.fromhex(digest({"commitment": commitment_digest, "secrets": dict(secrets), "beacon": beacon_value}))


# The draw

KEYS = 4
"""Keys of eight bytes in one hash, for as many neighbouring seats: a quarter of the hashing."""
_BITS = 64
_BLOCKS_AT_ONCE = 1 << 14
_SEATS_RANKED_AT_ONCE = 1 << 21

Tell = Callable[[int], None]


def order_key(seed: bytes, stratum: int, seat: int) -> int:
    """Where a seat stands in its stratum: ascending by this number of 64 bits, equal ones by seat."""
    return struct.unpack_from(">Q", _hash_of_keys(seed, stratum, seat // KEYS), 8 * (seat % KEYS))[0]


def _hash_of_keys(seed: bytes, stratum: int, block: int) -> bytes:
    return hashlib.sha256(seed + struct.pack(">HQ", stratum, block)).digest()


def _keys(seed: bytes, stratum: int, size: int) -> Iterator[tuple[int, Sequence[int]]]:
    """(first seat, its key and those of the seats that follow), some ten thousands at a time."""
    sha256, start, blocks = hashlib.sha256, seed + struct.pack(">H", stratum), -(-size // KEYS)
    for first in range(0, blocks, _BLOCKS_AT_ONCE):
        last = min(blocks, first + _BLOCKS_AT_ONCE)
        hashes = b"".join([sha256(start + block.to_bytes(8, "big")).digest() for block in range(first, last)])
        yield KEYS * first, struct.unpack(f">{KEYS * (last - first)}Q", hashes)[: size - KEYS * first]


def drawn(
    seed: bytes, stratum: int, size: int, number: int, *, after: int = 0, tell: Tell = lambda seats: None
) -> list[int]:
    """The `number` seats of a stratum of `size` that follow the first `after` in the order of the draw.

    In memory for little more than are asked for; `tell` hears how many seats were looked at. Asking beyond the quota
    gives the replacements that follow it.
    """
    wanted = min(size, after + number)
    likely = wanted + 8 * isqrt(wanted) + 64
    while True:
        limit = (likely << _BITS) // size if size else 0
        found = sorted(_below(seed, stratum, size, limit, tell))
        if len(found) >= wanted:
            return [seat for _, seat in found[after:wanted]]
        likely *= 2


def _below(seed: bytes, stratum: int, size: int, limit: int, tell: Tell) -> Iterator[tuple[int, int]]:
    """(key, seat) of every key below `limit`."""
    for first, keys in _keys(seed, stratum, size):
        yield from [(key, seat) for seat, key in enumerate(keys, first) if key < limit]
        tell(first + len(keys))


def ranks(seed: bytes, stratum: int, size: int) -> array:
    """At which place, from 1, each seat stands. Four bytes a seat in memory: keys are gone through slice by slice."""
    places, slices, count = array("I", bytes(4 * size)), size // _SEATS_RANKED_AT_ONCE + 1, 0
    for low, high in pairwise((number << _BITS) // slices for number in range(slices + 1)):
        here = sorted(
            (key, seat)
            for first, keys in _keys(seed, stratum, size)
            for seat, key in enumerate(keys, first)
            if low <= key < high
        )
        for place, (_, seat) in enumerate(here, start=count + 1):
            places[seat] = place
        count += len(here)
    return places


def rank(seed: bytes, stratum: int, size: int, seat: int) -> int:
    """At which place, from 1, a seat stands in its stratum. Drawn if that is not beyond the quota."""
    return ranks(seed, stratum, size)[seat]
