"""The two files of a finished draw that `static/verify/verify_draw.py` recomputes it from. Pure: no database.

`draw.json` holds the commitment, what was revealed and who was drawn; `pool.csv` the frozen leaves by stratum. Whoever
was not drawn stays a salted hash. The pairing is for auditors only: it shows who was recused from whom.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspections.draw import Commitment, digest, seed_of
from inspections.teams import Assignment, Inspector, Left, Team

POOL_HEADING = "stratum,leaf\n"


@dataclass(frozen=True, slots=True)
class Disclosed:
    """One drawn object. `replaces` is the leaf it came in for, nothing where it was drawn by its own rank."""

    stratum: int
    rank: int
    code: str
    name: str
    salt: bytes
    leaf: bytes
    replaces: bytes = b""


def draw_file(
    document: Commitment,
    *,
    revealed: Mapping[str, str],
    beacon_value: str,
    drawn: Iterable[Disclosed],
    pairing: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """What draw.json says. `document` is the commitment, `revealed` the secrets of the departments that came."""
    commitment_hash, secrets = digest(document), {**document["secrets"], **revealed}
    file: dict[str, object] = {
        "commitment": document,
        "commitment_hash": commitment_hash,
        "secrets": dict(revealed),
        "beacon_value": beacon_value,
        "seed": seed_of(commitment_hash, secrets, beacon_value).hex(),
        "drawn": [_disclosed(one) for one in drawn],
    }
    return file | {"pairing": pairing} if pairing else file


def _disclosed(one: Disclosed) -> dict[str, object]:
    return {
        "stratum": one.stratum,
        "rank": one.rank,
        "code": one.code,
        "name": one.name,
        "salt": one.salt.hex(),
        "leaf": one.leaf.hex(),
        "replaces": one.replaces.hex(),
    }


def pairing_section(
    visits: Sequence[bytes],
    teams: Collection[Team],
    barred: Collection[tuple[bytes, bytes]],
    assignments: Iterable[Assignment],
    left: Collection[Left] = (),
    *,
    is_kept: bool = False,
) -> dict[str, object]:
    """What an auditor's draw.json says of the pairing: everything `teams.pair` was given, and what it answered.

    A team that sends groups says the `least` who must remain of one, and of each group its `members`; an assignment
    then says beside the group which `officers` of it go. `left` are those whose leaving made it necessary; where it
    `is_kept` nobody was sent anew: the rest of the group goes without them.
    """
    grouped = {team.department for team in teams if team.least}
    section: dict[str, object] = {
        "visits": [visit.hex() for visit in visits],
        "teams": [_team(team) for team in teams],
        "barred": [[visit.hex(), inspector.hex()] for visit, inspector in sorted(barred)],
        "assigned": [
            {
                "visit": one.visit.hex(),
                "department": one.department,
                "inspectors": [inspector.hex() for inspector in one.inspectors],
            }
            | ({"officers": [officer.hex() for officer in one.officers]} if one.department in grouped else {})
            for one in assignments
        ],
    }
    if left:
        section["left"] = [
            {"visit": one.visit.hex(), "officer": one.officer.hex(), "reason": one.reason, "at": one.at} for one in left
        ]
    return section | {"is_kept": True} if is_kept else section


def _team(team: Team) -> dict[str, object]:
    told: dict[str, object] = {
        "department": team.department,
        "size": team.size,
        "inspectors": [_inspector(one) for one in team.inspectors],
    }
    return told | {"least": team.least} if team.least else told


def _inspector(one: Inspector) -> dict[str, object]:
    told: dict[str, object] = {"leaf": one.leaf.hex(), "load": one.load, "frozen": one.frozen}
    return told | {"members": [member.hex() for member in one.members]} if one.members else told


def pool_lines(leaves: Iterable[tuple[int, bytes]]) -> Iterator[str]:
    """What pool.csv says, a line a leaf, from stratum number and leaf in ascending order."""
    yield POOL_HEADING
    for number, leaf in leaves:
        yield f"{number},{leaf.hex()}\n"
