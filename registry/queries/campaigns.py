"""How far a campaign has come, department by department (R055)."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from registry.models import QualityCampaign, Verification
from registry.queries.tallies import Tally
from registry.states import TO_VERIFY

_PARTS = ("fresh", "coded", "placed", "sorted")


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


def health_of(tally: Tally) -> list[Health]:
    """How complete and how fresh the library is, by the department that keeps the files."""
    return [
        Health(line["department_id"], line["keeper"], line["living"], *(line[name] for name in _PARTS))
        for line in tally.by("department_id")
    ]
