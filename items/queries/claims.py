"""Claims on the items of the place above: where items go, what a claim compares, how far the places below are."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from directory.queries.people import acts_for_place
from items.bases import list_bases
from items.merging import Difference, LineSheet, Outcome, Part, Sheet, differences
from items.models import ItemClaim, ItemVersion
from items.queries.library import domains_for
from items.queries.versions import chain_of, list_in_force, with_faces
from items.states import ENDED_STATES, PLACE_DECIDES
from tenancy.models import Department, Member, Region
from tenancy.models.regions import RegionLevel

_LEVELS = list(RegionLevel)
_URGENCY = (Outcome.BOTH, Outcome.UPPER, Outcome.LOCAL)
UNMAPPED = "upper"
_PART_LABELS = {False: "", True: _("设定依据")}


def place_above(tenant: Region) -> Region | None:
    """The nearest place above that uses the platform: whose list this place claims from."""
    return Region.objects.filter(pk__in=tenant.ancestor_codes, is_tenant=True).order_by("-pk").first()


def places_below(tenant: Region) -> list[Region]:
    """Places whose `place_above` is `tenant`, by code."""
    below = {place.pk: place for place in tenants_under(tenant)}
    return [place for place in below.values() if not any(code in below for code in place.ancestor_codes)]


def tenants_under(tenant: Region) -> QuerySet[Region]:
    """Every place below that uses the platform, however deep, by code."""
    rows = Region.objects.filter(pk__gt=tenant.pk, pk__lte=tenant.last, is_tenant=True, retired_on=None)
    return rows.order_by("pk")


def concerns(version: ItemVersion, place: Region) -> bool:
    """Whether the item is supervised at the level of `place`, or below it, so that the place must pass it on."""
    return any(_LEVELS.index(RegionLevel(level)) >= _rank(place) for level in version.supervision_levels)


def offers_for(tenant: Region) -> dict[int, ItemVersion]:
    """Versions in force above that concern the place, by the number of their item."""
    above = place_above(tenant)
    versions = list_in_force(above) if above else []
    return {version.item_id: version for version in versions if concerns(version, tenant)}


def _rank(place: Region) -> int:
    return _LEVELS.index(RegionLevel(place.level))


# --- one claim --------------------------------------------------------------------------------------------------------


def current_version(claim: ItemClaim) -> ItemVersion | None:
    """The local version to compare: the one in preparation, else the one in force."""
    if claim.item_id is None:
        return None
    rows = ItemVersion.objects.of(claim.tenant_id).filter(item=claim.item_id).exclude(state__in=ENDED_STATES)
    return with_faces(rows).order_by("-number").first()


def upper_version(version: ItemVersion) -> ItemVersion:
    """A version of the place above with what its face needs."""
    return with_faces(ItemVersion.objects.of(version.tenant_id)).get(pk=version.pk)


def suggested_departments(tenant: Region, version: ItemVersion) -> dict[int, Department | None]:
    """For each department of an upper version our counterpart (上级对口部门), None where there is none."""
    own = Department.objects.of(tenant).filter(ended_on=None, counterpart__isnull=False).order_by("pk")
    by_counterpart = {department.counterpart_id: department for department in own}
    return {pk: by_counterpart.get(pk) for pk in _departments_of(version)}


def mapping_of(claim: ItemClaim, version: ItemVersion) -> dict[int, int | None]:
    """Upper department → our department: as the place said when it claimed, else the counterpart.

    A department that was never mapped and has no counterpart is left out: nobody guesses.
    """
    said = {int(upper): own for upper, own in claim.departments.items()}
    suggested = suggested_departments(claim.tenant, version)
    found = {pk: own.pk for pk, own in suggested.items() if own}
    return {pk: said[pk] if pk in said else found[pk] for pk in suggested if pk in said or pk in found}


def _departments_of(version: ItemVersion) -> list[int]:
    return list(dict.fromkeys([version.department_id, *(line.department_id for line in version.lines.all())]))


def sheet_of(version: ItemVersion, mapping: Mapping[int, int | None] | None = None) -> Sheet:
    """A version laid out for comparison, with `mapping` in the departments of the place below.

    A line whose department is mapped to None is left out; one that is not mapped keeps the key `("upper", number)`.
    """
    bases: dict[int | None, list] = defaultdict(list)
    for basis in version.bases.all():
        bases[basis.line_id].append(basis.as_basis)
    values = {name: _comparable(getattr(version, _column(name))) for name in ItemVersion.CONTENT}
    values["department"] = _own(version.department_id, mapping)
    lines = {
        _own(line.department_id, mapping): LineSheet(line.content, tuple(bases[line.pk]))
        for line in version.lines.all()
    }
    lines.pop(None, None)
    return Sheet({**values, "bases": tuple(bases[None])}, lines)


def _column(name: str) -> str:
    return {"department": "department_id", "domain": "domain_id"}.get(name, name)


def _comparable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _own(department: int, mapping: Mapping[int, int | None] | None) -> Any:
    if mapping is None:
        return department
    return mapping.get(department, (UNMAPPED, department))


@dataclass(frozen=True)
class Comparison:
    """What a claim has to reconcile: the local version, the sheets, the differences between them."""

    local_version: ItemVersion
    upper: Sheet
    local: Sheet
    found: list[Difference]

    @property
    def unmapped(self) -> list[int]:
        """Departments of the upper place for which ours is not known."""
        keys = [self.upper.values["department"], *self.upper.lines]
        return [key[1] for key in keys if isinstance(key, tuple)]


def comparison_of(claim: ItemClaim) -> Comparison | None:
    """Upper as it was, upper as it is, local; None while there is no local version."""
    version = current_version(claim)
    if version is None:
        return None
    upper = upper_version(claim.offered)
    upper_sheet, local = sheet_of(upper, mapping_of(claim, upper)), sheet_of(version)
    base = _base_sheet(claim)
    found = sorted(differences(base, upper_sheet, local), key=lambda one: _URGENCY.index(one.outcome))
    return Comparison(version, upper_sheet, local, found)


def _base_sheet(claim: ItemClaim) -> Sheet | None:
    if claim.base is None:
        return None
    base = upper_version(claim.base)
    return sheet_of(base, mapping_of(claim, base))


class Words:
    """A part and its values as people read them; a few queries for a whole comparison."""

    def __init__(self, claim: ItemClaim, comparison: Comparison) -> None:
        places = [claim.tenant_id, claim.offered.tenant_id]
        self.names = {
            row.pk: row.name for place in places for row in Department.objects.of(place).only("pk", "name", "tenant_id")
        }
        self.domains = {row.pk: row.name for row in domains_for(claim.tenant)}
        self.place = claim.tenant

    def label(self, part: Part) -> str:
        named = part.field and part.field != "bases"
        name = ItemVersion.label_of(part.field) if named else str(_PART_LABELS[bool(part.field)])
        if part.line is None:
            return name
        return " · ".join(filter(None, [self.department(part.line), name if part.field else str(_("配合监管"))]))

    def department(self, key: Any) -> str:
        return self.names.get(key[1] if isinstance(key, tuple) else key, "")

    def value(self, part: Part, value: Any) -> str:
        """Text for a cell; bases one a line."""
        if isinstance(value, LineSheet):
            return "\n".join(filter(None, [value.content, list_bases(value.bases)]))
        if value in (None, "", ()):
            return ""
        if part.field == "bases":
            return list_bases(value)
        if part.field == "department":
            return self.department(value)
        if part.field == "domain":
            return self.domains.get(value, "")
        return ItemVersion.word_of(part.field, value, self.place)


# --- the view from above ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """One item of the list above: the claim of each place below, None where nothing has arrived."""

    version: ItemVersion
    claims: list[ItemClaim | None]


def claims_below(tenant: Region) -> tuple[list[Region], list[Progress]]:
    """The places below and, for each item in force, their claims (R006). Needs a scope opened with `down`."""
    places = places_below(tenant)
    rows = ItemClaim.objects.under(tenant).filter(tenant__in=places, offered__tenant=tenant).select_related("tenant")
    claims = {(claim.upper_item_id, claim.tenant_id): claim for claim in rows}
    versions = [version for version in list_in_force(tenant) if any(concerns(version, place) for place in places)]
    return places, [
        Progress(version, [claims.get((version.item_id, place.pk)) for place in places]) for version in versions
    ]


def unlinked_versions(tenant: Region) -> QuerySet[ItemVersion]:
    """Local versions in force, or in preparation for the first time, that no claim stands for."""
    rows = ItemVersion.objects.of(tenant).exclude(state__in=ENDED_STATES).filter(item__claim=None)
    return rows.select_related("item", "department").order_by("item__number", "-number")


def may_claim(member: Member, claim: ItemClaim, move: str) -> bool:
    """Whether the member may make the move: for the place, or for the leading department where that is allowed."""
    if not member.may("items.claim", claim):
        return False
    return acts_for_place(member, "items.claim") or (
        move not in PLACE_DECIDES and chain_of(claim.tenant_id).departments_claim
    )


def claim_counts(tenant: Region) -> dict[str, int]:
    """How many claims of the place are in each state."""
    rows = ItemClaim.objects.of(tenant).order_by().values_list("state").annotate(Count("pk"))
    return dict(rows)
