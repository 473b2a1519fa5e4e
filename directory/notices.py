"""Whom the directory tells what."""

from django.utils.translation import gettext as _

from common.notices import holders, notify
from directory.models import Transfer
from tenancy.models import Membership


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
