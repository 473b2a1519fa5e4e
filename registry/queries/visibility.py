"""Who sees what of an object (DOMAIN 5.3): own department all, others what is shared, places above the outline."""

from typing import Any

from publication.desensitise import mask_text
from registry.models import ObjectEnrolment, SupervisedObject
from tenancy.models import Member, Region

MASK = "＊"


def sees_personal(member: Member, row: SupervisedObject) -> bool:
    """Whether the member may read its personal data: a department that keeps or enrolled it, or who coordinates."""
    hat = member.hat
    if hat is None or hat.tenant_id != row.tenant_id:
        return False
    if member.may("objects.coordinate"):
        return True
    return hat.department_id is not None and hat.department_id in departments_of(row)


def departments_of(row: SupervisedObject) -> set[int]:
    """Numbers of the departments that keep or enrolled the object; `enrolments` should be fetched with the row."""
    return {one.department_id for one in row.enrolments.all()} | ({row.department_id} if row.department_id else set())


def sees_inside(member: Member, enrolment: ObjectEnrolment) -> bool:
    """Whether the member may read a department's own notes on an object: the department, and who coordinates."""
    hat = member.hat
    if hat is None or hat.tenant_id != enrolment.tenant_id:
        return False
    return hat.department_id == enrolment.department_id or member.may("objects.coordinate")


def masked_name(name: str) -> str:
    """The family name alone: 李＊＊."""
    return name[:1] + MASK * max(1, len(name) - 1)


def masked_detail(value: str) -> str:
    """A personal detail as those see it who may not read it: numbers by the common rules, names by the family name."""
    shown, rules = mask_text(value)
    return shown if rules else masked_name(value)


def shown_address(row: SupervisedObject, is_open: bool) -> str:
    """The address; a home only down to the street."""
    if is_open or not row.has_private_address or not row.address:
        return row.address
    return f"{row.town or ''}{MASK * 3}"


def shown_details(row: SupervisedObject, is_open: bool) -> list[tuple[str, Any]]:
    """(label, value) of what is known about the kind, personal values masked."""
    return [
        (label, masked_detail(value) if personal and not is_open else value) for label, value, personal in row.details
    ]


def towns_of(tenant: Region) -> Any:
    """Places right below: towns of a county, counties of a city."""
    return Region.objects.filter(parent=tenant, retired_on__isnull=True).order_by("code")
