"""Pairings as auditors read them: from which pool, who was sent to whom, who had to keep away (R068)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspections.models import DrawGroup, DrawnObject, DrawOfficer, DrawPairing, DrawSecret
from inspections.states import DISCLOSED
from tenancy.models import Region


@dataclass(frozen=True)
class Pooled:
    """An officer or a group of a department's pool: the load before this pairing, how often sent, how often barred.

    `detail` is the certificate of an officer, the members of a group; of a group the recusals of its members count, and
    `left_out` are its people who were not in the pool: [{name, reason}].
    """

    name: str
    detail: str
    load: int
    sent: int
    barred: int
    left_out: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Pool:
    """What a department sent from: `size` of the pool to each visit; of a group at least so many, `least`."""

    department: str
    size: int
    least: int
    members: list[Pooled]


@dataclass(frozen=True)
class Sent:
    """An object and the officers a department sent to it; `group` where it sends whole groups."""

    subject: str
    department: str
    group: str
    officers: list[DrawOfficer]


def open_pairings(tenant: Region) -> QuerySet[DrawPairing]:
    """Pairings of draws that are laid open: before that nobody may learn who goes where (DOMAIN 5.3)."""
    rows = DrawPairing.objects.of(tenant).filter(draw__state=DISCLOSED)
    return rows.select_related("draw__task__department", "tenant")


def pools_of(pairing: DrawPairing) -> list[Pool]:
    """The pool of every department."""
    officers, groups, names = _officers(pairing), _groups(pairing), _departments(pairing)
    barred = Counter(officer for _visit, officer in pairing.section["barred"])
    sent = Counter(one for found in pairing.section["assigned"] for one in found["inspectors"])

    def pooled(one: dict[str, Any]) -> Pooled:
        leaf, members = one["leaf"], one.get("members", ())
        if not members:
            officer = officers[leaf]
            return Pooled(officer.name, officer.certificate_number, one["load"], sent[leaf], barred[leaf])
        detail = _("、").join(officers[member].name for member in members)
        away = sum(barred[member] for member in members)
        group = groups[leaf]
        return Pooled(group.name, detail, one["load"], sent[leaf], away, group.left_out)

    return [
        Pool(
            names.get(team["department"], team["department"]),
            team["size"],
            team.get("least", 0),
            [pooled(one) for one in team["inspectors"]],
        )
        for team in pairing.section["teams"]
    ]


def assignments_of(pairing: DrawPairing, most: int) -> Iterator[Sent]:
    """At most so many lines, in the order of the pairing."""
    officers, groups, names = _officers(pairing), _groups(pairing), _departments(pairing)
    found = pairing.section["assigned"][:most]
    subjects = _subjects(pairing, {one["visit"] for one in found})
    for one in found:
        department = names.get(one["department"], one["department"])
        group = _("、").join(groups[leaf].name for leaf in one["inspectors"] if leaf in groups)
        sent = [officers[leaf] for leaf in one.get("officers", one["inspectors"])]
        yield Sent(subjects[one["visit"]], department, group, sent)


@dataclass(frozen=True)
class Gone:
    """Who was sent and no longer goes: to which object, why, when."""

    subject: str
    officer: DrawOfficer
    reason: str
    at: datetime


def gone_before(pairing: DrawPairing) -> list[Gone]:
    """Those whose leaving made this pairing necessary; none of the first one, nor of those kept without them."""
    told, officers = pairing.section.get("left", []), _officers(pairing)
    subjects = _subjects(pairing, {one["visit"] for one in told})
    return [
        Gone(subjects[one["visit"]], officers[one["officer"]], one["reason"], datetime.fromisoformat(one["at"]))
        for one in told
    ]


def _subjects(pairing: DrawPairing, leaves: set[str]) -> dict[str, str]:
    """By leaf the names of drawn objects."""
    wanted = {bytes.fromhex(one) for one in leaves}
    drawn = DrawnObject.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id, leaf__in=wanted)
    return {bytes(one.leaf).hex(): str(one.object) for one in drawn.select_related("object")}


def _officers(pairing: DrawPairing) -> dict[str, DrawOfficer]:
    rows = DrawOfficer.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id)
    return {bytes(one.leaf).hex(): one for one in rows}


def _groups(pairing: DrawPairing) -> dict[str, DrawGroup]:
    rows = DrawGroup.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id)
    return {bytes(one.leaf).hex(): one for one in rows}


def _departments(pairing: DrawPairing) -> dict[str, str]:
    secrets = DrawSecret.objects.of(pairing.tenant_id).filter(draw=pairing.draw_id).select_related("department")
    return {one.code: str(one.department) for one in secrets}
