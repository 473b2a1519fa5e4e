"""Draw objects and officers so that anyone can recompute who was drawn. Pure: standard library, no database.

The protocol (004 item 7, 003 items 13–14; R095–R097; docs/adr on the draw):

1. **Freeze.** Every candidate of the pool gets a random salt. Its `leaf` is a hash of salt and code: credit codes can
   be counted through, salted hashes cannot. The sorted leaves of each stratum make one Merkle root.
2. **Commit.** Each participating department has sealed a secret: only its hash is known. Strata, quotas, roots, sealed
   hashes, the rule for a secret that stays away and the name of a public beacon make one document; its `digest` is
   published before anything is revealed.
3. **Reveal.** The secrets, and the beacon's value, give the `seed`. Nobody could choose it: all it is made of was fixed
   before the last secret was known.
4. **Draw.** Inside a stratum the order is that of SHA-256 over seed and leaf. The first `quota` are drawn, a
   replacement is the next. The order of the pool plays no part.
5. **Pair.** For each drawn object every department sends its least loaded officers, among equals by keyed hash.

The same inputs give the same draw for ever, in any language: every step is SHA-256 over bytes named here.
"""

import hashlib
import heapq
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from math import ceil
from operator import lt
from typing import TypedDict

ALGORITHM = "sha256-leaf-1"
"""Named in every commitment. A change of any rule here is a new name."""

SALT_BYTES = 16
HASH_BYTES = 32

_LEAF, _NODE = b"\x00", b"\x01"
CHILDREN = 16
"""Of one node of the tree. With two, a root would take several times as long and a proof a quarter of the room."""

SUBTREE_LEVELS = 3
SUBTREE = CHILDREN**SUBTREE_LEVELS
"""Leaves held at once; a power of `CHILDREN`, so that they are a whole subtree."""


class TooFew(ValueError):
    """The number asked for does not reach for one candidate in each stratum that has any."""


def leaf(salt: bytes, code: str) -> bytes:
    """The 32 bytes that stand for a candidate until it is disclosed, from 16 random bytes and its public code."""
    return hashlib.sha256(_LEAF + salt + code.encode()).digest()


# The fingerprint of a stratum


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in ascending order, in memory for a few thousand of them. No leaves give 32 zeros.

    Each node is the hash of up to 16 children; a child without a neighbour moves up as it is. Raises ValueError where
    leaves are not strictly ascending: two candidates of one leaf would be one of them twice.
    """
    subtrees = [_root(chunk) for chunk in _ascending_chunks(leaves)]
    return _root(subtrees) if subtrees else bytes(HASH_BYTES)


def _ascending_chunks(leaves: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest, last = iter(leaves), b""
    while chunk := list(islice(rest, SUBTREE)):
        if chunk[0] <= last or not all(map(lt, chunk, chunk[1:])):
            raise ValueError("The leaves of a stratum must ascend.")
        last = chunk[-1]
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
    """The neighbours that lead from the leaf at `position` of the ascending `leaves` to their root, lowest first."""
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


# Quotas


def quota(size: int, share: Fraction) -> int:
    """How many of `size` candidates a share (0–1) draws. Never rounded down: 3 % of 20 is one, not none (mistake 12).

    The share must be exact: `Fraction("0.03")` or a Decimal made one, never a float.
    """
    return min(size, ceil(size * share))


def apportion(total: int, sizes: Mapping[int, int], weights: Mapping[int, Fraction] | None = None) -> dict[int, int]:
    """Divide `total` among strata by size times weight (1 where none is named), at least one where there is any.

    `sizes` are candidates by stratum number; a stratum of weight 0 stays out. What division leaves goes to the largest
    remainders, ties to the lower number; what a stratum cannot take goes to the others. Raises TooFew where `total` is
    smaller than the number of strata to draw from.
    """
    weights = weights or {}
    heights = {number: size * weights.get(number, Fraction(1)) for number, size in sizes.items()}
    filled = {number: sizes[number] for number, height in heights.items() if height}
    if total < len(filled):
        raise TooFew(f"{total} < {len(filled)}")
    total = min(total, sum(filled.values()))
    quotas = dict.fromkeys(sizes, 0)
    while left := total - sum(quotas.values()):
        open_to = {number: heights[number] for number, size in filled.items() if quotas[number] < size}
        for number, more in _shares(left, open_to).items():
            quotas[number] = min(filled[number], quotas[number] + more)
    for number in filled:
        if not quotas[number]:
            quotas[max(quotas, key=lambda number: (quotas[number], number))] -= 1
            quotas[number] = 1
    return quotas


def _shares(left: int, heights: Mapping[int, Fraction]) -> dict[int, int]:
    """Divide `left` by largest remainder; the sum is `left`."""
    whole = sum(heights.values())
    exact = {number: left * height / whole for number, height in heights.items()}
    shares = {number: int(value) for number, value in exact.items()}
    rest = left - sum(shares.values())
    for number in sorted(exact, key=lambda number: (shares[number] - exact[number], number))[:rest]:
        shares[number] += 1
    return shares


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


def seed_of(commitment_digest: str, secrets: Mapping[str, str], beacon_value: str = "") -> bytes:
    """The 32 bytes that decide the draw. `secrets` by department code; a missing one is replaced by its sealed hash."""
    return bytes.fromhex(digest({"commitment": commitment_digest, "secrets": dict(secrets), "beacon": beacon_value}))


# The draw


def order_key(seed: bytes, one: bytes) -> bytes:
    """Where a leaf stands in its stratum: ascending by this key, equal keys by leaf."""
    return hashlib.sha256(seed + one).digest()


def drawn(seed: bytes, leaves: Iterable[bytes], number: int) -> list[bytes]:
    """The first `number` leaves of one stratum in the order of the draw, in memory for `number` only.

    Asking for more than the quota gives the replacements that follow it.
    """
    keyed = ((order_key(seed, one), one) for one in leaves)
    return [one for _, one in heapq.nsmallest(number, keyed)]


def rank(seed: bytes, leaves: Iterable[bytes], one: bytes) -> int:
    """At which place, from 1, a leaf stands among its stratum's. Drawn if that is not beyond the quota."""
    own = (order_key(seed, one), one)
    return 1 + sum((order_key(seed, other), other) < own for other in leaves)


# Pairing


@dataclass(frozen=True, slots=True)
class Inspector:
    """An officer, or a standing group, who may be sent. `load`: visits already on hand when the pool was frozen."""

    leaf: bytes
    load: int = 0


@dataclass(frozen=True, slots=True)
class Team:
    """What one participating department sends to each visit: `size` of its inspectors (officers: at least two)."""

    department: str
    size: int
    inspectors: tuple[Inspector, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who goes to one visit for one department. Fewer than the team's size: recusals left too few (`is_short`)."""

    visit: bytes
    department: str
    inspectors: tuple[bytes, ...]
    is_short: bool


@dataclass(slots=True)
class _Loads:
    """Inspectors by the number of visits they have, so that only the least loaded are hashed."""

    by_load: dict[int, set[bytes]] = field(default_factory=dict)

    def add(self, one: bytes, load: int) -> None:
        self.by_load.setdefault(load, set()).add(one)

    def take(self, seed: bytes, visit: bytes, size: int, barred: Collection[bytes]) -> tuple[bytes, ...]:
        """The first `size` by load, then by keyed hash of seed, visit and inspector; each has one visit more after."""
        taken: list[tuple[int, bytes]] = []
        for load in sorted(self.by_load):
            fit = self.by_load[load].difference(barred)
            key = seed + visit
            nearest = heapq.nsmallest(size - len(taken), ((hashlib.sha256(key + one).digest(), one) for one in fit))
            taken += [(load, one) for _, one in nearest]
            if len(taken) == size:
                break
        for load, one in taken:
            self.by_load[load].remove(one)
            self.add(one, load + 1)
        return tuple(one for _, one in taken)


def pair(
    seed: bytes, visits: Sequence[bytes], teams: Sequence[Team], barred: Collection[tuple[bytes, bytes]] = ()
) -> list[Assignment]:
    """Send inspectors to each visit: per department the least loaded, among equals by keyed hash (mistakes 14, 15).

    `visits` are the drawn leaves in the order of strata and rank; `barred` the (visit, inspector) leaves recused before
    the draw. By symmetry every unbarred pair is equally likely. A short assignment is for a person to resolve: by a
    secondment, or by taking the next object.
    """
    barred_by_visit: dict[bytes, set[bytes]] = {}
    for visit, inspector in barred:
        barred_by_visit.setdefault(visit, set()).add(inspector)
    assignments = []
    for team in sorted(teams, key=lambda team: team.department):
        loads = _Loads()
        for one in team.inspectors:
            loads.add(one.leaf, one.load)
        for visit in visits:
            sent = loads.take(seed, visit, team.size, barred_by_visit.get(visit, ()))
            assignments.append(Assignment(visit, team.department, sent, len(sent) < team.size))
    return assignments
