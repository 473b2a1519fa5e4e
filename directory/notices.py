"""Whom the directory tells what."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from common.notices import holders, notify
from directory.models import Transfer
from tenancy.models import Member, Membership, Region

ROSTER_REMINDER = "directory.roster"


def tell_wearer(hat: Membership) -> None:
    """Tell a member of a new hat: nobody should find out by chance."""
    subject = _("您有新的身份：%(place)s %(hat)s") % {"place": hat.tenant, "hat": hat}
    notify(hat.member, hat.tenant, subject, kind="directory.hat")


def tell_of_transfer(transfer: Transfer) -> None:
    """Tell who drafted it and the administrators of the target that everything has moved."""
    told = set(holders(transfer.tenant, "department_admin", transfer.effective_on, transfer.target))
    if transfer.created_by:
        told.add(transfer.created_by)
    subject = _("职责划转已完成：%(source)s划到%(target)s") % {"source": transfer.source, "target": transfer.target}
    notify(told, transfer.tenant, subject, kind="directory.transfer", url=transfer.get_absolute_url())


def remind_of_roster(member: Member, tenant: Region, departments: Sequence[str], *, by: date) -> None:
    """Ask for the yearly confirmation of the liaison roster; no mobile number goes into a notice."""
    subject = _("请确认%(year)s年度工作联络表") % {"year": by.year}
    body = _("尚未确认的单位：%(names)s。请于%(by)s前核对分管领导和工作联系人。")
    words = {"names": _("、").join(departments), "by": by.isoformat()}
    url = f"{reverse('directory:roster', args=[tenant])}?confirmed=no"
    notify(member, tenant, subject, kind=ROSTER_REMINDER, body=body % words, url=url)
