"""A whole draw made with the pure modules alone, for the tests of the draw and of its verifier."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path

from inspections.disclosure import Disclosed, draw_file, pairing_section, pool_lines
from inspections.draw import (
    Inspector,
    Stratum,
    Team,
    commitment,
    digest,
    drawn,
    leaf,
    merkle_root,
    pair,
    sealed,
    seed_of,
)


@dataclass
class MadeDraw:
    """A draw of companies in strata by two departments. `number` makes it another draw of the same pool."""

    number: int = 0
    sizes: dict[int, int] = field(default_factory=lambda: {1: 40, 2: 25, 3: 5})
    quotas: dict[int, int] = field(default_factory=lambda: {1: 4, 2: 5, 3: 1})
    missing: str = ""
    beacon: str = ""
    replacements: int = 0

    def __post_init__(self) -> None:
        chance = random.Random(f"pool {self.number}")
        codes = {
            number: [f"9161070{number}{serial:010}" for serial in range(size)] for number, size in self.sizes.items()
        }
        self.salts = {code: chance.randbytes(16) for group in codes.values() for code in group}
        self.codes = {leaf(salt, code): code for code, salt in self.salts.items()}
        self.pool = {number: [leaf(self.salts[code], code) for code in group] for number, group in codes.items()}
        secrets = {name: chance.randbytes(16).hex() for name in ("610703-01", "610703-02")}
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
        self.revealed = {name: secret for name, secret in secrets.items() if name != self.missing}
        used = {name: self.revealed.get(name, sealed(secret)) for name, secret in secrets.items()}
        self.beacon_value = "3521.77" if self.beacon else ""
        self.seed = seed_of(digest(self.document), used, self.beacon_value)
        self.drawn = {
            number: [leaves[seat] for seat in drawn(self.seed, number, len(leaves), self._asked(number))]
            for number, leaves in self.pool.items()
        }
        self.teams = [
            Team(name, 2, tuple(Inspector(leaf(bytes(16), f"{name}-{serial}")) for serial in range(6)))
            for name in secrets
        ]
        self.visits = [one for number in sorted(self.drawn) for one in self.drawn[number]]
        first = pair(self.seed, self.visits[:1], self.teams[:1])[0]
        self.barred = {(first.visit, first.inspectors[0])}
        self.assignments = pair(self.seed, self.visits, self.teams, self.barred)

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
