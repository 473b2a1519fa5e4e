"""Pairings as auditors read them: from which pool, who was sent to whom, who had to keep away (R068)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from inspections.models import DrawnObject, DrawOfficer, DrawPairing, DrawSecret
from inspections.states import DISCLOSED
from tenancy.models import Region


@dataclass(frozen=True)
class Pooled:
    """An officer of a department's pool: the load before this pairing, how often sent, how often barred."""

    officer: DrawOfficer
    load: int
    sent: int
    barred: int


@dataclass(frozen=True)
class Sent:
    """An object and the officers a department sent to it."""

    subject: str
    department: str
    officers: list[DrawOfficer]


def open_pairings(tenant: Region) -> QuerySet[DrawPairing]:
    """Pairings of draws that are laid open: before that nobody may learn who goes where (DOMAIN 5.3)."""
    rows = DrawPairing.objects.of(tenant).filter(draw__state=DISCLOSED)
    return rows.select_related("draw__task__department", "tenant")


def pools_of(pairing: DrawPairing) -> list[tuple[str, int, list[Pooled]]]:
    """(department, officers a visit, its pool) of every department."""
    officers, names = _officers(pairing), _departments(pairing)
    barred = Counter(inspector for _visit, inspector in pairing.section["barred"])
    sent = Counter(one for found in pairing.section["assigned"] for one in found["inspectors"])
    return [
        (
            names.get(team["department"], team["department"]),
            team["size"],
            [
                Pooled(officers[one["leaf"]], one["load"], sent[one["leaf"]], barred[one["leaf"]])
                for one in team["inspectors"]
            ],
        )
        for team in pairing.section["teams"]
    ]


def assignments_of(pairing: DrawPairing, most: int) -> Iterator[Sent]:
    """At most so many lines, in the order of the pairing."""
    officers, names = _officers(pairing), _departments(pairing)
    found = pairing.section["assigned"][:most]
    leaves = {bytes.fromhex(one["visit"]) for one in found}
    drawn = DrawnObject.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id, leaf__in=leaves)
    subjects = {bytes(one.leaf).hex(): str(one.object) for one in drawn.select_related("object")}
    for one in found:
        department = names.get(one["department"], one["department"])
        yield Sent(subjects[one["visit"]], department, [officers[leaf] for leaf in one["inspectors"]])


def _officers(pairing: DrawPairing) -> dict[str, DrawOfficer]:
    rows = DrawOfficer.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id)
    return {bytes(one.leaf).hex(): one for one in rows}


def _departments(pairing: DrawPairing) -> dict[str, str]:
    secrets = DrawSecret.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id).select_related("department")
    return {one.code: str(one.department) for one in secrets}
