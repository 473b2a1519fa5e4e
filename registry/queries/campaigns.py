"""How far a campaign has come, department by department (R055)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from registry.kinds import ORGANISATIONS
from registry.models import ObjectIdentifier, QualityCampaign, Verification
from registry.queries.objects import objects_of
from registry.states import LIVING, TO_VERIFY
from tenancy.models import Region

STALE_DAYS = 365
"""Not looked at for so long, an object should be verified again."""


def progress_of(campaign: QualityCampaign) -> QuerySet:
    """Per department: `total`, `done`, `missing` and `open` of the campaign."""
    rows = Verification.objects.of(campaign.tenant_id).filter(campaign=campaign)
    return (
        rows.values("department_id", "department__name")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=~Q(state=TO_VERIFY)),
            missing=Count("pk", filter=Q(state="missing")),
            open=Count("pk", filter=Q(state=TO_VERIFY)),
        )
        .order_by("-open", "department__name")
    )


@dataclass(frozen=True, slots=True)
class Health:
    """One department's part of the library: `count` objects, of them verified within a year and with each fact."""

    department_id: int | None
    name: str
    count: int
    fresh: int
    coded: int
    placed: int
    sorted: int

    @property
    def completeness(self) -> int:
        """Percent of the basic facts (code, address with town, industry) that are there."""
        return round(100 * (self.coded + self.placed + self.sorted) / (3 * self.count)) if self.count else 0

    @property
    def freshness(self) -> int:
        """Percent verified within a year."""
        return round(100 * self.fresh / self.count) if self.count else 0


def health_of(tenant: Region, today: date) -> list[Health]:
    """How complete and how fresh the library is, by the department that keeps the files; one aggregate query."""
    day = today - timedelta(days=STALE_DAYS)
    has_code = Exists(ObjectIdentifier.objects.of(tenant).filter(object=OuterRef("pk")))
    rows = objects_of(tenant).filter(state__in=LIVING).alias(has_code=has_code).order_by()
    counted = rows.values("department_id", "department__name").annotate(
        count=Count("pk"),
        fresh=Count("pk", filter=Q(verified_on__gte=day)),
        coded=Count("pk", filter=~Q(uscc="") | Q(has_code=True)),
        placed=Count("pk", filter=~Q(address="") & Q(town__isnull=False)),
        sorted=Count("pk", filter=Q(industry__isnull=False) | ~Q(kind__in=ORGANISATIONS)),
    )
    return [
        Health(
            line["department_id"],
            line["department__name"] or "",
            *(line[name] for name in ("count", "fresh", "coded", "placed", "sorted")),
        )
        for line in counted.order_by("-count")
    ]
