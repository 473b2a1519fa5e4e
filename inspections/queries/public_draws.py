"""What a visitor of the public site finds about a draw: its attempts, and where one company stood in it."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from common.attachments.vault import path_of
from inspections.draw import Step
from inspections.published import DRAW, INSPECTION_RESULT
from inspections.trees import proof_in
from publication.models import PublicRecord
from publication.queries import public_files, public_line, public_of_subject, public_records_with, search_public
from registry.names import normalise


@dataclass(frozen=True)
class Standing:
    """Where a company stood: everything that the visitor's browser needs to check it by itself."""

    code: str
    stratum: int
    size: int
    quota: int
    position: int
    rank: int
    salt: str
    steps: list[Step]

    @property
    def is_drawn(self) -> bool:
        return self.rank <= self.quota

    @property
    def as_json(self) -> dict[str, Any]:
        """For the script of the page; hashes as hex."""
        steps = [
            {"before": [one.hex() for one in step.before], "after": [one.hex() for one in step.after]}
            for step in self.steps
        ]
        return {
            "code": self.code,
            "salt": self.salt,
            "stratum": self.stratum,
            "position": self.position,
            "rank": self.rank,
            "steps": steps,
        }


def attempts_of(row: PublicRecord) -> QuerySet[PublicRecord]:
    """Every attempt at the same task, the first one first."""
    rows = public_records_with(DRAW.name, {"task_number": row.snapshot.get("task_number")})
    return rows.filter(tenant=row.tenant_id).order_by("snapshot__attempt")


def results_of(row: PublicRecord) -> QuerySet[PublicRecord]:
    """The results of visits that came of the same task, as far as they are public, the newest first (R100, R119)."""
    number = row.snapshot.get("task_number", "")
    rows = search_public(text=number, place=row.tenant) if number else PublicRecord.objects.of(row.tenant).none()
    return rows.filter(kind=INSPECTION_RESULT.name, snapshot__task_number=number)


def results_of_company(row: PublicRecord, typed: str) -> list[PublicRecord]:
    """What came of visits of the same task to the company with that very code."""
    rows = public_of_subject({typed.strip(), normalise(typed)}).filter(tenant=row.tenant_id)
    return list(rows.filter(kind=INSPECTION_RESULT.name, snapshot__task_number=row.snapshot.get("task_number", "")))


def standing_of(row: PublicRecord, typed: str) -> Standing | None:
    """Where the company with that very code stood; None where the pool did not hold it, or nothing is disclosed yet."""
    for code in dict.fromkeys((typed.strip(), normalise(typed))):
        line = public_line(row, lookup_key(row.ref, code))
        if line is not None:
            return _standing(row, code, line.data)
    return None


def lookup_key(ref: str, code: str) -> str:
    """The hash under which a company's line is kept."""
    return hashlib.sha256(f"{ref}:{code}".encode()).hexdigest()


def _standing(row: PublicRecord, code: str, data: dict[str, Any]) -> Standing:
    strata = row.snapshot["commitment"]["strata"]
    stratum = next(one for one in strata if one["number"] == data["stratum"])
    tree = public_files(row).get(name=f"tree-{data['stratum']}.bin")
    with path_of(row.tenant_id, tree.sha256).open("rb") as file:
        steps = proof_in(file, stratum["size"], data["position"])
    return Standing(
        code=code,
        stratum=data["stratum"],
        size=stratum["size"],
        quota=stratum["quota"],
        position=data["position"],
        rank=data["rank"],
        salt=data["salt"],
        steps=steps,
    )
