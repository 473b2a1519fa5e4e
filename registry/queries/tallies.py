"""How many objects a library holds, by keeper and section of industries: live, or of a large one as of last night."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from registry.kinds import ORGANISATIONS
from registry.models import LibraryTally, ObjectEnrolment, ObjectIdentifier
from registry.queries.objects import objects_of
from registry.states import ACTIVE, ENDED, LIVING
from tenancy.models import Region

STALE_DAYS = 365
"""Not looked at for so long, an object should be verified again."""
LIVE_MOST = 20_000
"""A library of so many objects is counted whenever its figures are looked at."""
FIGURES = ("living", "active", "fresh", "coded", "placed", "sorted", "ownerless")


class Tally(NamedTuple):
    """`lines` with department_id, keeper (its name), section and `FIGURES` each; `counted_at` is None for now."""

    lines: list[dict[str, Any]]
    counted_at: datetime | None

    def by(self, key: str) -> Iterator[dict[str, Any]]:
        """The lines put together that have the same `key` (department_id, section), the largest first."""
        found: dict[Any, dict[str, Any]] = {}
        for line in self.lines:
            whole = found.setdefault(line[key], {**line, **dict.fromkeys(FIGURES, 0)})
            whole.update({name: whole[name] + line[name] for name in FIGURES})
        yield from sorted(found.values(), key=lambda line: -line["living"])

    def sum(self, figure: str) -> int:
        return sum(line[figure] for line in self.lines)


def tally_of(tenant: Region, today: date) -> Tally:
    """The figures of a place: of a large library those of the last count, otherwise counted now (R055)."""
    return kept_tally(tenant) or Tally(count_now(tenant, today), None)


def kept_tally(tenant: Region) -> Tally | None:
    """The last count of a large library; None for one that is sooner counted now."""
    rows = LibraryTally.objects.of(tenant).annotate(keeper=Coalesce(F("department__name"), Value("")))
    lines = list(rows.values("department_id", "keeper", "section", "counted_at", *FIGURES))
    kept = Tally(lines, max((line["counted_at"] for line in lines), default=None))
    return kept if kept.sum("living") > LIVE_MOST else None


def count_now(tenant: Region, today: date) -> list[dict[str, Any]]:
    """The lines of a `Tally` as they are now; one statement over the whole library."""
    has_code = Exists(ObjectIdentifier.objects.of(tenant).filter(object=OuterRef("pk")))
    is_held = Exists(ObjectEnrolment.objects.of(tenant).filter(object=OuterRef("pk")).exclude(state=ENDED))
    rows = objects_of(tenant).filter(state__in=LIVING).alias(has_code=has_code, is_held=is_held).order_by()
    lines = rows.values(
        "department_id",
        keeper=Coalesce(F("department__name"), Value("")),
        section=Coalesce(F("industry__section"), Value("")),
    )
    return [
        dict(line)
        for line in lines.annotate(
            living=Count("pk"),
            active=Count("pk", filter=Q(state=ACTIVE)),
            fresh=Count("pk", filter=Q(verified_on__gte=today - timedelta(days=STALE_DAYS))),
            coded=Count("pk", filter=~Q(uscc="") | Q(has_code=True)),
            placed=Count("pk", filter=~Q(address="") & Q(town__isnull=False)),
            sorted=Count("pk", filter=Q(industry__isnull=False) | ~Q(kind__in=ORGANISATIONS)),
            ownerless=Count("pk", filter=Q(is_held=False)),
        )
    ]
