"""Which items the plans of the running year rest on: the column of the heat map that plans bring (R007, R093)."""

from collections.abc import Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from inspections.models import PlanLineItem
from inspections.states import PUBLISHED, REPORTED, STANDING
from items.models import ItemVersion
from items.queries.checks import Check, register_check
from tenancy.models import Region

OUT = (PUBLISHED, REPORTED)
"""States of a campaign that is public."""


def planned_items(tenant: Region, year: int) -> set[int]:
    """Numbers of the items, in whatever version, that a public plan or campaign of the year rests on."""
    yearly = Q(line__entry__plan__year=year, line__entry__plan__state__in=STANDING)
    campaigns = Q(line__entry__campaign__state__in=OUT, line__entry__ends_on__year=year)
    return set(PlanLineItem.objects.of(tenant).filter(yearly | campaigns).values_list("item_version__item", flat=True))


def _without_plan(tenant: Region, versions: Sequence[ItemVersion]) -> set[int]:
    planned = planned_items(tenant, timezone.localdate().year)
    return {version.pk for version in versions if version.item_id not in planned}


def _board(version: ItemVersion) -> str:
    return reverse("inspections:plans", args=[version.tenant_id])


register_check(Check("plan", _("计"), _("当年监管计划"), _without_plan, _board, "plans.view"))
