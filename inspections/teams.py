"""Who goes where: officers or fixed groups paired with drawn objects, by the same keys as the draw (R095, R096).

Pure: standard library, no database. A department sends to each visit its least loaded officers or, where its plan says
so, its least loaded group; among equals a keyed hash decides. Of a group those go who need not keep away, and the group
is passed over where too few of them remain.
"""

import hashlib
import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from inspections.draw import merkle_root

_GROUP, _LOADS = b"\x02", b"\x03"

OFFICERS, GROUPS = "officers", "groups"
"""What a department draws, as the commitment says it."""


def group_leaf(members: Collection[bytes]) -> bytes:
    """The 32 bytes that stand for a group: nobody can be put into it or left out of it unseen."""
    return hashlib.sha256(_GROUP + b"".join(sorted(members))).digest()


@dataclass(frozen=True, slots=True)
class Inspector:
    """An officer, or a group with the leaves of its `members`.

    `load`: visits on hand now, by which the pairing goes; `frozen`: those when the pool was frozen, committed to.
    """

    leaf: bytes
    load: int = 0
    members: tuple[bytes, ...] = ()
    frozen: int = 0

    def free_members(self, barred: Collection[bytes]) -> tuple[bytes, ...]:
        return tuple(one for one in self.members if one not in barred)


@dataclass(frozen=True, slots=True)
class Team:
    """What one participating department sends to each visit: `size` of its inspectors (officers: at least two).

    Where it sends groups, `least` members of a group have to remain after recusals; 0 where it sends officers.
    """

    department: str
    size: int
    inspectors: tuple[Inspector, ...]
    least: int = 0

    def kept_away(self, barred: Collection[bytes]) -> Collection[bytes]:
        """Which inspectors cannot be sent where the officers `barred` must keep away."""
        if not self.least:
            return barred
        return {one.leaf for one in self.inspectors if len(one.free_members(barred)) < self.least}

    def officers(self, sent: Sequence[bytes], barred: Collection[bytes]) -> tuple[bytes, ...]:
        """The people who go when these inspectors are sent."""
        if not self.least:
            return tuple(sent)
        return tuple(member for one in self.inspectors if one.leaf in sent for member in one.free_members(barred))


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who goes to one visit for one department: the `inspectors` drawn, and the `officers` these are.

    Fewer inspectors than the team's size: recusals left too few (`is_short`).
    """

    visit: bytes
    department: str
    inspectors: tuple[bytes, ...]
    is_short: bool
    officers: tuple[bytes, ...]


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

    `visits` are the drawn leaves in the order of strata and rank; `barred` the (visit, officer) leaves recused before
    the draw. By symmetry every unbarred pair is equally likely. A short assignment is for a person to resolve: by a
    secondment, or by taking the next object.
    """
    barred_by_visit: dict[bytes, set[bytes]] = {}
    for visit, officer in barred:
        barred_by_visit.setdefault(visit, set()).add(officer)
    assignments = []
    for team in sorted(teams, key=lambda team: team.department):
        loads = _Loads()
        for one in team.inspectors:
            loads.add(one.leaf, one.load)
        for visit in visits:
            away = barred_by_visit.get(visit, set())
            sent = loads.take(seed, visit, team.size, team.kept_away(away))
            officers = team.officers(sent, away)
            assignments.append(Assignment(visit, team.department, sent, len(sent) < team.size, officers))
    return assignments


@dataclass(frozen=True, slots=True)
class Left:
    """An officer who was sent and no longer goes: to which visit, why, when (an instant in ISO 8601)."""

    visit: bytes
    officer: bytes
    reason: str
    at: str


def loads_root(team: Team) -> str:
    """The fingerprint of the loads that the pairing begins with: hash of 03, then leaf and load (8 bytes) ascending."""
    loads = sorted((one.leaf, one.frozen) for one in team.inspectors)
    return hashlib.sha256(_LOADS + b"".join(leaf + load.to_bytes(8, "big") for leaf, load in loads)).hexdigest()


def committed(team: Team) -> dict[str, int | str]:
    """What the commitment says of a department: what it draws, how many go at least, fingerprints of pool and loads."""
    return {
        "department": team.department,
        "draws": GROUPS if team.least else OFFICERS,
        "least": team.least or team.size,
        "size": len(team.inspectors),
        "root": merkle_root(sorted(one.leaf for one in team.inspectors)).hex(),
        "loads": loads_root(team),
    }
