"""No gap, no overlap: what items in force lack, and where two lead the same (R007)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.queries.roster import departments_without_entry
from items.models import ItemVersion
from items.queries.versions import current_versions, missing_elements, with_faces
from tenancy.models import Region


@dataclass(frozen=True)
class Gap:
    """One item and what it lacks, in words."""

    version: ItemVersion
    lacks: list[str]


@dataclass(frozen=True)
class Overlap:
    """Items of different leads that check the same at the same level."""

    content: str
    versions: list[ItemVersion]


def gaps(tenant: Region) -> list[Gap]:
    """Items with an empty element, or whose lead has nobody in the liaison roster."""
    silent = {department.pk for department in departments_without_entry(tenant)}
    found = []
    for version in with_faces(current_versions(tenant)).order_by("item__number"):
        lacks = missing_elements(version)
        if version.department_id in silent:
            lacks.append(_("牵头部门联络人"))
        if version.department.ended_on:
            lacks.append(_("牵头部门已撤并，须重新明确"))
        if lacks:
            found.append(Gap(version, lacks))
    return found


def overlaps(tenant: Region) -> list[Overlap]:
    """The same matter at the same level under two leads."""
    groups: dict[tuple[str, str], list[ItemVersion]] = defaultdict(list)
    for version in with_faces(current_versions(tenant)).order_by("item__number"):
        for level in version.supervision_levels:
            groups["".join(version.content.split()), level].append(version)
    return [
        Overlap(versions[0].content, versions)
        for versions in groups.values()
        if len({version.department_id for version in versions}) > 1
    ]
