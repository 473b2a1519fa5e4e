"""Campaigns that bring the library up to date: dealt out, worked off, measured (R055, R056)."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.lookups import LessThan
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from registry.models import LAST_VERIFIED, QualityCampaign, SupervisedObject, Verification
from registry.notices import tell_of_campaign
from registry.queries.objects import objects_of
from registry.services.objects import Codes, change_object, confirm_object
from registry.states import LIVING, TO_VERIFY, VERIFICATION_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member

_AT_ONCE = 1_000


class NothingStale(Refused):
    """A campaign for which there is nothing to do."""


@transaction.atomic
def open_campaign(campaign: QualityCampaign, *, actor: Member | None) -> int:
    """Start a campaign and deal its objects out to the departments that keep them; returns how many.

    Errors: `NothingStale` when every object was verified since the day asked for, `RuleBroken`, `ValidationError`.
    """
    keep(campaign, campaign_name_once="name")
    count = 0
    for batch in _batches(_to_verify(campaign)):
        rows = [
            Verification(tenant_id=campaign.tenant_id, campaign=campaign, object_id=number, department_id=department)
            for number, department in batch
        ]
        count += len(Verification.objects.of(campaign.tenant_id).bulk_create(rows))
    if not count:
        raise NothingStale(
            _("没有早于%(day)s核实的、已有建档部门的对象，不需要发起核实。") % {"day": campaign.stale_before},
            field="stale_before",
        )
    record(actor, "registry.open_campaign", campaign, changes={_("待核实对象"): ["", str(count)]})
    tell_of_campaign(campaign)
    return count


def _to_verify(campaign: QualityCampaign) -> QuerySet:
    """(number, keeper) of the living objects of the campaign that nobody looked at since its day."""
    stale = LessThan(LAST_VERIFIED, campaign.stale_before)
    rows = objects_of(campaign.tenant).filter(stale, state__in=LIVING, department__isnull=False)
    if campaign.kind:
        rows = rows.filter(kind=campaign.kind)
    return rows.order_by("pk").values_list("pk", "department_id")


def _batches(rows: QuerySet) -> Iterator[list]:
    stream = rows.iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(stream, _AT_ONCE)):
        yield batch


@transaction.atomic
def verify(verification: Verification, move: str, *, actor: Member | None, today: date, note: str) -> Verification:
    """Work one task off: right (which confirms the object), corrected, or missing. Errors: `MoveRefused`."""
    VERIFICATION_WORKFLOW.take(verification, move, actor=actor, note=note)
    verification.done_on = today
    verification.save(update_fields=["done_on"])
    if move == "verify_right":
        confirm_object(verification.object, actor=actor, today=today)
    return verification


@transaction.atomic
def correct_object(
    row: SupervisedObject, *, actor: Member | None, today: date, codes: Codes | None = None
) -> SupervisedObject:
    """Change an object, which works off what was to be verified of it. Errors: those of `change_object`."""
    change_object(row, actor=actor, today=today, codes=codes)
    tasks = Verification.objects.of(row.tenant_id).filter(object=row, state=TO_VERIFY)
    for verification in tasks.select_related("object", "tenant"):
        verify(verification, "verify_corrected", actor=None, today=today, note="")
    return row
