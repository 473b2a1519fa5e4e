"""A whole draw made with the pure modules alone, for the tests of the draw and of its verifier."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from inspections.disclosure import Disclosed, draw_file, pairing_section, pool_lines
from inspections.draw import (
    Stratum,
    commitment,
    digest,
    drawn,
    leaf,
    merkle_root,
    sealed,
    seed_of,
    with_teams,
)
from inspections.teams import GROUPS, Inspector, Team, committed, group_leaf, pair


def _officers(department: str) -> Team:
    return Team(department, 2, tuple(Inspector(leaf(bytes(16), f"{department}-{serial}")) for serial in range(6)))


def _groups(department: str) -> Team:
    """Four groups of three."""
    people = [[leaf(bytes(16), f"{department}-{number}{place}") for place in range(3)] for number in range(4)]
    groups = tuple(Inspector(group_leaf(members), members=tuple(sorted(members))) for members in people)
    return Team(department, 1, groups, least=2)


@dataclass
class MadeDraw:
    """A draw of companies in strata by two departments. `number` makes it another draw of the same pool.

    `pools` says whether the commitment names what the departments draw: nothing (as once), officers, or groups, which
    the second department then draws.
    """

    number: int = 0
    sizes: dict[int, int] = field(default_factory=lambda: {1: 40, 2: 25, 3: 5})
    quotas: dict[int, int] = field(default_factory=lambda: {1: 4, 2: 5, 3: 1})
    missing: str = ""
    beacon: str = ""
    replacements: int = 0
    pools: str = ""

    def __post_init__(self) -> None:
        chance = random.Random(f"pool {self.number}")
        codes = {
            number: [f"9161070{number}{serial:010}" for serial in range(size)] for number, size in self.sizes.items()
        }
        self.salts = {code: chance.randbytes(16) for group in codes.values() for code in group}
        self.codes = {leaf(salt, code): code for code, salt in self.salts.items()}
        self.pool = {number: [leaf(self.salts[code], code) for code in group] for number, group in codes.items()}
        secrets = {name: chance.randbytes(16).hex() for name in ("610703-01", "610703-02")}
        self.teams = [_officers(name) for name in secrets]
        if self.pools == GROUPS:
            self.teams[1] = _groups("610703-02")
        self.document = commitment(
            task="〔2026〕7号",
            attempt=1,
            strata=[
                Stratum(number, len(leaves), self.quotas[number], merkle_root(leaves).hex())
                for number, leaves in self.pool.items()
            ],
            secrets={name: sealed(secret) for name, secret in secrets.items()},
            missing_secret="replaced",
            beacon=self.beacon,
        )
        if self.pools:
            self.document = with_teams(self.document, [committed(team) for team in self.teams])
        self.revealed = {name: secret for name, secret in secrets.items() if name != self.missing}
        used = {name: self.revealed.get(name, sealed(secret)) for name, secret in secrets.items()}
        self.beacon_value = "3521.77" if self.beacon else ""
        self.seed = seed_of(digest(self.document), used, self.beacon_value)
        self.drawn = {
            number: [leaves[seat] for seat in drawn(self.seed, number, len(leaves), self._asked(number))]
            for number, leaves in self.pool.items()
        }
        self.visits = [one for number in sorted(self.drawn) for one in self.drawn[number]]
        first = pair(self.seed, self.visits[:1], self.teams[:1])[0]
        self.barred = {(first.visit, first.inspectors[0])}
        if self.pools == GROUPS:
            self.barred |= self._recused_of_groups()
        self.assignments = pair(self.seed, self.visits, self.teams, self.barred)

    def _recused_of_groups(self) -> set[tuple[bytes, bytes]]:
        """One of the first visit's group, and two of the last visit's, which has then too few left."""
        sent = pair(self.seed, self.visits, self.teams[1:])
        return {(one.visit, officer) for one, most in ((sent[0], 1), (sent[-1], 2)) for officer in one.officers[:most]}

    def _asked(self, stratum: int) -> int:
        return self.quotas[stratum] + (self.replacements if stratum == 1 else 0)

    def disclosed(self) -> list[Disclosed]:
        return [
            Disclosed(
                stratum=number,
                rank=place,
                code=self.codes[one],
                name=f"企业{self.codes[one][-4:]}",
                salt=self.salts[self.codes[one]],
                leaf=one,
                replaces=leaves[place - 1 - self.quotas[number]] if place > self.quotas[number] else b"",
            )
            for number, leaves in self.drawn.items()
            for place, one in enumerate(leaves, start=1)
        ]

    def file(self) -> dict:
        return draw_file(
            self.document,
            revealed=self.revealed,
            beacon_value=self.beacon_value,
            drawn=self.disclosed(),
            pairing=pairing_section(self.visits, self.teams, self.barred, self.assignments),
        )

    def write(self, folder: Path) -> tuple[Path, Path]:
        """draw.json and pool.csv as the public page gives them."""
        draw, pool = folder / "draw.json", folder / "pool.csv"
        draw.write_text(json.dumps(self.file(), ensure_ascii=False), encoding="utf-8")
        leaves = [(number, one) for number, group in sorted(self.pool.items()) for one in group]
        pool.write_text("".join(pool_lines(leaves)), encoding="utf-8")
        return draw, pool
