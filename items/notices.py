"""What members are told about items."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from common.notices import holders, notify
from items.models import CoSignature
from tenancy.models import Region


def ask_to_sign(signature: CoSignature, today: date) -> None:
    """Tell the department's administrators that its co-signature is wanted."""
    _tell(signature, _("请会签监管事项"), "items.co_sign", today)


def press_to_sign(signature: CoSignature, today: date) -> None:
    """Tell them that their day has passed; silence is not consent (R029)."""
    _tell(signature, _("会签已超期，请尽快办理"), "items.co_sign_late", today)


def _tell(signature: CoSignature, subject: str, kind: str, today: date) -> None:
    tenant, version = signature.version.tenant, signature.version
    signers = holders(tenant, "department_admin", today, signature.department)
    notify(signers, tenant, subject, kind=kind, body=version.content, url=version.get_absolute_url())


def tell_of_claims(place: Region, count: int, today: date) -> None:
    """Tell the place's administrators that items of the place above wait to be claimed or merged (R006)."""
    subject = _("上级重点事项清单有%(count)d项待认领或待合并") % {"count": count}
    url = reverse("items:claims", args=[place])
    notify(holders(place, "district_admin", today), place, subject, kind="items.claims", url=url)
