"""An upper place with an item in force, and the claims of the places below, for tests."""

from typing import Any

from django.utils import timezone

from items.models import CoSignature, ItemClaim, ItemVersion
from items.services import steps
from items.services.claims import receive_offers
from items.services.drafts import Content, change_draft, content_of, revise
from tenancy.models import Department, Region
from tenancy.scope import scope
from tests.factories.items import make_draft
from tests.factories.tenancy import make_member


def put_in_force(version: ItemVersion) -> ItemVersion:
    """Through every step, each by a person who may take it."""
    tenant = version.tenant
    admin = make_member(tenant, "district_admin")
    with scope(tenant, member=admin):
        steps.send(version, actor=admin)
        waiting = CoSignature.objects.of(tenant).filter(version=version, is_void=False)
        for signature in waiting.select_related("version", "department"):
            signer = make_member(tenant, "department_admin", signature.department)
            steps.co_sign(signature, opinion="agree", note="", actor=signer)
        steps.clear(version, actor=make_member(tenant, "legal_reviewer", version.department))
        leader = make_member(tenant, "leader")
        steps.approve(version, actor=leader)
        return steps.enforce(version, actor=leader, today=timezone.localdate())


def make_item_in_force(lead: Department, cooperating: list[Department], **values: Any) -> ItemVersion:
    author = make_member(lead.tenant, "officer", lead)
    return put_in_force(make_draft(author, lead, cooperating, **values))


def change_item(version: ItemVersion, **values: Any) -> ItemVersion:
    """The next version of an item in force, in force."""
    author = make_member(version.tenant, "district_admin")
    with scope(version.tenant, member=author):
        draft = revise(version, trigger="law", note="法律修改", actor=author)
        content = content_of(draft)
        draft = change_draft(draft, Content({**content.values, **values}, content.bases, content.lines), actor=author)
    return put_in_force(draft)


def offered_to(place: Region) -> ItemClaim:
    """The one claim of a place after the message from above arrived."""
    with scope(place):
        receive_offers(place)
        return ItemClaim.objects.of(place).select_related("tenant", "offered", "item").get()
