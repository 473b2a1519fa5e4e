"""Off site first: looked at from afar, then settled, or on to an on-site visit for a reason (R105)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from inspections.models import OffSiteCheck, Visit
from inspections.states import VISIT_WORKFLOW
from tenancy.models import Member


class OffSiteRefused(Refused):
    """An off-site check may not be kept as it is; the sentence says why."""


@transaction.atomic
def record_off_site(check: OffSiteCheck, *, why_on_site: str = "", actor: Member) -> Visit:
    """Keep the unsaved check of its visit: enough, and nobody goes there; else the visit waits for approval.

    Raises `OffSiteRefused`: nothing written, a day to come, no reason to go on site; `MoveRefused` for a visit that
    is not to be checked off site now.
    """
    _look_over(check, why_on_site)
    visit = check.visit
    move = "settle_off_site" if check.is_enough else "need_on_site"
    VISIT_WORKFLOW.take(visit, move, actor=actor, note=check.text if check.is_enough else why_on_site)
    check.tenant_id, check.done_by = visit.tenant_id, actor
    check.save(force_insert=True)
    if check.is_enough:
        visit.closed_at = timezone.now()
    else:
        visit.why_on_site = why_on_site.strip()
    visit.save(update_fields=["closed_at", "why_on_site"])
    return visit


def _look_over(check: OffSiteCheck, why_on_site: str) -> None:
    if not check.text.strip():
        raise OffSiteRefused(_("请写明检查情况。"), field="text")
    if check.done_on > timezone.localdate():
        raise OffSiteRefused(_("检查日期不能晚于今天。"), field="done_on")
    if not check.is_enough and not why_on_site.strip():
        raise OffSiteRefused(
            _("非现场检查能达到目的的，原则上不再现场检查。确需到现场的，请写明理由。"), field="why_on_site"
        )
