"""What the search box finds of plans."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.search import Hit, Kind, register
from inspections.models import Campaign, PlanEntry
from tenancy.models import Member, Region


def find_entries(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Entries of plans and campaigns by their names, and the departments in them."""
    found = Q(title__contains=text) | Q(lines__department__name__contains=text)
    rows = PlanEntry.objects.of(tenant).filter(found).select_related("plan__department", "campaign", "department")
    return [
        Hit(row.title, _("监管计划　%s") % row.parent, row.get_absolute_url())
        for row in rows.distinct().order_by("-pk")[:limit]
    ]


def find_campaigns(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Campaigns by their names."""
    rows = Campaign.objects.of(tenant).filter(title__contains=text).select_related("department").order_by("-pk")
    return [Hit(row.title, _("专项整治　%s") % row.department, row.get_absolute_url()) for row in rows[:limit]]


register(Kind("plan_entries", gettext_lazy("监管计划"), "plans.view", find_entries))
register(Kind("campaigns", gettext_lazy("专项整治"), "plans.view", find_campaigns))
