"""What the public is owed when the list changes: the whole list in force, as one publication of the place (R033)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from common.calendars.words import numeric_text
from directory.queries.roster import holder_of
from items.models import ItemVersion
from items.published import ITEM_LIST
from items.queries.versions import list_in_force
from publication.services.duties import open_duty
from publication.services.ledger import Publication
from tenancy.models import Department, Member, Region
from tenancy.models.departments import Coordination

REF = "key-items"


def owe_list(version: ItemVersion, *, actor: Member | None, today: date) -> None:
    """Open, or renew, the duty to publish the list of the version's place as it stands now."""
    tenant = version.tenant
    publication = Publication(
        kind=ITEM_LIST.name,
        ref=REF,
        title=_("%(place)s跨部门综合监管重点事项清单") % {"place": tenant.name},
        snapshot=list_snapshot(tenant, today),
        basis=_("《国务院办公厅关于深入推进跨部门综合监管的指导意见》"),
    )
    open_duty(tenant, publication, department=_publisher(version), actor=actor)


def list_snapshot(tenant: Region, today: date) -> dict[str, Any]:
    """The list in force as plain text and tables, one dict an item with its `lines`."""
    versions = list_in_force(tenant)
    return {
        "list_date": numeric_text(today),
        "item_count": str(len(versions)),
        "items": [_row(version) for version in versions],
    }


def _row(version: ItemVersion) -> dict[str, Any]:
    face = version.face
    return {
        "number": str(version.item.number),
        "version": version.version_word,
        "in_force_on": version.in_force_on.isoformat() if version.in_force_on else "",
        "domain": face.domain,
        "lead": face.lead,
        "content": face.content,
        "basis": face.basis,
        "objects": face.objects,
        "organising_levels": face.organising_levels,
        "supervision_levels": face.supervision_levels,
        "lines": [{"department": line.department, "content": line.content, "basis": line.basis} for line in face.lines],
    }


def _publisher(version: ItemVersion) -> Department:
    """The department that collects the lists of the place; the lead where nobody does."""
    return holder_of(version.tenant, Coordination.COLLECTION) or version.department
