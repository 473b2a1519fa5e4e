"""What the portal writes itself."""

from collections.abc import Callable
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import SavedFilter
from common.notices import holders, notify
from directory.services.writing import keep
from tenancy.audit import places_to_seal, record, seal_all, verify
from tenancy.models import Member, Region
from tenancy.regions import COUNTRY
from tenancy.scope import scope


def seal_every_place(*, now: datetime) -> int:
    """Seal what was recorded in every place since the last time; returns the number of blocks."""
    with scope(COUNTRY, down=True):
        places = places_to_seal()
    blocks = 0
    for place in places:
        with scope(place):
            blocks += seal_all(place, now=now)
    return blocks


def check_chain(tenant: Region, *, actor: Member | None, on_block: Callable[[int], None]) -> str:
    """Verify the place's audit chain and say in a sentence what was found; the auditors are told of a broken one.

    The nightly check (`actor` None) goes on record only when the chain is broken.
    """
    broken = verify(tenant, on_block=on_block)
    sentence = str(broken) if broken else _("全部区块完好。")
    if actor or broken:
        record(actor, "audit.broken" if broken else "audit.checked", tenant, note=sentence)
    if broken:
        auditors = holders(tenant, "auditor", timezone.localdate())
        page = reverse("portal:audit_chain", args=[tenant])
        notify(auditors, tenant, _("审计链核验未通过"), kind="audit.broken", body=sentence, url=page)
    return sentence


def save_filter(tenant: Region, *, page: str, name: str, query: str, actor: Member) -> SavedFilter:
    """Keep the filters of a list for the member. Errors: `RuleBroken` for a name used before, `ValidationError`."""
    row = SavedFilter(tenant=tenant, member=actor, page=page, name=name, query=query)
    keep(row, saved_filter_name_once="name")
    return row


def forget_filter(row: SavedFilter) -> None:
    """The member needs these filters no more."""
    row.delete()
