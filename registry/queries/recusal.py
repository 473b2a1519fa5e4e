"""Who must keep away from an organisation: declared interests against its code or its name (DOMAIN 5.2 no. 14)."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from registry.models import Expert, Interest, Officer, ThirdPartyBody
from registry.names import normalise
from tenancy.models import Region


def standing_interests(tenant: Region, on: date) -> QuerySet[Interest]:
    """Interests that hold on the day `on`; the last day counts."""
    rows = Interest.objects.of(tenant).filter(declared_on__lte=on)
    rows = rows.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
    return rows.select_related("officer", "expert", "body").order_by("pk")


def recusals(
    tenant: Region, *, name: str, uscc: str = "", on: date
) -> list[tuple[Officer | Expert | ThirdPartyBody, str]]:
    """Who must keep away from the organisation on the day `on`, each with the reason in words.

    The code decides where both sides have one; otherwise the names are compared as matching writes them.
    """
    wanted = normalise(name)
    return [
        (interest.holder, _reason(interest))
        for interest in standing_interests(tenant, on)
        if is_about(interest, wanted, uscc)
    ]


def is_about(interest: Interest, name: str, uscc: str) -> bool:
    """Whether an interest is about the organisation with this normalised name and code."""
    if interest.uscc and uscc:
        return interest.uscc == uscc
    return normalise(interest.organisation) == name


def _reason(interest: Interest) -> str:
    words = {"organisation": interest.organisation, "relation": interest.get_relation_display()}
    return _("与%(organisation)s%(relation)s，须回避。") % words
