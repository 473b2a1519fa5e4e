"""What a responsible item has: a table of checks, the columns of the responsibility heat map (R005, R007).

An app that brings something an item should have (objects, plans, booklets) registers a check of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.queries.roster import departments_without_entry
from items.models import ItemClaim, ItemVersion
from items.queries.claims import concerns, places_below
from items.queries.responsibilities import seats_of, versions_in_force
from items.queries.versions import missing_elements, with_faces
from items.states import ACCEPTED, ADAPTED, UPPER_CHANGED
from registry.models import ObjectEnrolment
from registry.states import ENROLLED
from tenancy.models import Department, Region

Lacking = Callable[[Region, Sequence[ItemVersion]], set[int]]


@dataclass(frozen=True)
class Check:
    """One column: its sign on the map, its word, which of the versions lack it, and the page that mends it.

    `permission` is what that page demands.
    """

    key: str
    sign: str | Promise
    label: str | Promise
    lacking: Lacking
    url: Callable[[ItemVersion], str]
    permission: str


CHECKS: dict[str, Check] = {}


def register_check(check: Check) -> Check:
    """Add a column; registering it twice changes nothing."""
    if CHECKS.setdefault(check.key, check).label != check.label:
        raise ValueError(f"two checks are called {check.key}")
    return check


def _without_lead(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    return {version.pk for version in versions if version.department.ended_on}


def _without_basis(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    """The item, or one of its lines, rests on no named article."""
    return {
        version.pk
        for version in versions
        if not all(
            any(basis.has_article for basis in bases)
            for bases in (version.face.bases, *(line.bases for line in version.face.lines))
        )
    }


def _without_element(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    return {version.pk for version in versions if missing_elements(version)}


def _without_contact(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    """A lead or cooperating department that has nobody in the liaison roster."""
    silent = {department.pk for department in departments_without_entry(tenant)}
    return {
        version.pk
        for version in versions
        if silent & {version.department_id, *(line.department_id for line in version.lines.all())}
    }


def _without_person(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    seats = seats_of(tenant, versions)
    return {version.pk for version in versions if any(seat.is_vacant for seat in seats[version.pk])}


def _without_objects(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    """The lead department has nobody in its list of supervised objects, so that there is nothing to check."""
    enrolled = ObjectEnrolment.objects.of(tenant).filter(department=OuterRef("pk"), state=ENROLLED)
    leads = Department.objects.of(tenant).filter(pk__in={version.department_id for version in versions})
    ready = set(leads.filter(Exists(enrolled)).values_list("pk", flat=True))
    return {version.pk for version in versions if version.department_id not in ready}


def _library(version: ItemVersion) -> str:
    return f"{reverse('registry:objects', args=[version.tenant_id])}?department={version.department_id}"


def _revision(version: ItemVersion) -> str:
    return reverse("items:revise", args=[version.tenant_id, version.pk])


def _roster(version: ItemVersion) -> str:
    return reverse("directory:roster", args=[version.tenant_id])


def _seat(version: ItemVersion) -> str:
    return f"{reverse('items:assign', args=[version.tenant_id])}?row={version.pk}"


register_check(Check("lead", _("牵"), _("牵头部门"), _without_lead, _revision, "items.prepare"))
register_check(Check("basis", _("据"), _("具体条款依据"), _without_basis, _revision, "items.prepare"))
register_check(Check("element", _("素"), _("六要素"), _without_element, _revision, "items.prepare"))
register_check(Check("contact", _("联"), _("部门联络人"), _without_contact, _roster, "roster.view"))
register_check(Check("person", _("人"), _("承办人"), _without_person, _seat, "items.assign"))
register_check(Check("objects", _("库"), _("监管对象名录"), _without_objects, _library, "objects.view"))


@dataclass(frozen=True)
class Square:
    """One check of one item: complete, or missing, with the page that mends it for those who may (else "")."""

    check: Check
    is_missing: bool
    url: str


@dataclass(frozen=True)
class HeatRow:
    """An item of the place and its squares, in the order of `CHECKS`."""

    version: ItemVersion
    squares: list[Square]


def heat_of(tenant: Region, allows: Callable[[str, ItemVersion], bool]) -> list[HeatRow]:
    """Every item in force with its squares; a handful of queries however many items there are.

    `allows(permission, version)` says whether the reader's role may mend it.
    """
    versions = list(with_faces(versions_in_force(tenant)).order_by("item__number"))
    lacking = lacking_of(tenant, versions)
    return [
        HeatRow(
            version,
            [
                Square(
                    check, version.pk in lacking[key], check.url(version) if allows(check.permission, version) else ""
                )
                for key, check in CHECKS.items()
            ],
        )
        for version in versions
    ]


def lacking_of(tenant: Region, versions: Sequence[ItemVersion]) -> dict[str, set[int]]:
    """Which versions fail each check, by the check's key."""
    return {key: check.lacking(tenant, versions) for key, check in CHECKS.items()}


# --- the places below -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PlaceSquare:
    """An item of ours in one place below: not its concern, not claimed, not in force there, or what it lacks."""

    is_concerned: bool
    claim: ItemClaim | None
    in_force: bool
    missing: list[str | Promise]


@dataclass(frozen=True)
class PlaceRow:
    version: ItemVersion
    squares: list[PlaceSquare]


def heat_below(tenant: Region) -> tuple[list[Region], list[PlaceRow]]:
    """The items in force against the places below, whose own checks are read. Needs a scope opened with `down`."""
    versions = list(with_faces(versions_in_force(tenant)).order_by("item__number"))
    places = places_below(tenant)
    columns = [_column(place, versions) for place in places]
    return places, [PlaceRow(version, [column[version.pk] for column in columns]) for version in versions]


def _column(place: Region, versions: Sequence[ItemVersion]) -> dict[int, PlaceSquare]:
    rows = ItemClaim.objects.of(place).filter(upper_item__in=[version.item_id for version in versions])
    claims = {claim.upper_item_id: claim for claim in rows.select_related("tenant")}
    local = list(with_faces(versions_in_force(place)).filter(item__claim__in=claims.values()))
    lacking = lacking_of(place, local)
    by_item = {version.item_id: version for version in local}
    return {version.pk: _square(version, place, claims.get(version.item_id), by_item, lacking) for version in versions}


def _square(
    version: ItemVersion,
    place: Region,
    claim: ItemClaim | None,
    local: dict[int, ItemVersion],
    lacking: dict[str, set[int]],
) -> PlaceSquare:
    own = local.get(claim.item_id) if claim and claim.item_id else None
    settled = claim is not None and claim.state in (ACCEPTED, ADAPTED, UPPER_CHANGED)
    missing = [CHECKS[key].label for key, failed in lacking.items() if own and own.pk in failed]
    return PlaceSquare(concerns(version, place), claim, settled and own is not None, missing)
