"""What is due, what is late, what is kept back, and what the public sees."""

from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from publication.models import Duty, Exemption, LedgerEntry, PublicRecord
from tenancy.models import Region

OPEN_STATES = ("due", "draft", "checked", "exemption_requested")


def open_duties(tenant: Region) -> QuerySet[Duty]:
    """Duties still owed, the most urgent first."""
    return Duty.objects.of(tenant).filter(state__in=OPEN_STATES).select_related("department").order_by("due_on", "pk")


def late_duties(tenant: Region, today: date) -> QuerySet[Duty]:
    """Duties past their last day (R115)."""
    return open_duties(tenant).filter(due_on__lt=today)


def withheld_by_ground(tenant: Region) -> dict[str, int]:
    """How many publications are kept back whole, by legal ground (R127); no title, no department."""
    kept_back = Exemption.objects.of(tenant).filter(is_granted=True, duty__state="exempted", fields=[])
    return dict(kept_back.values_list("ground").annotate(Count("pk")).order_by("ground"))


def exemptions_to_review(tenant: Region, today: date) -> QuerySet[Exemption]:
    """Granted exemptions whose review date has come."""
    granted = Exemption.objects.of(tenant).filter(is_granted=True, duty__state="exempted", review_on__lte=today)
    return granted.select_related("duty").order_by("review_on")


# --- the public site: through the database role that can read only what is public ----------------------------------


def public_record(place: Region, pk: int) -> PublicRecord | None:
    """One record of a place, also a tombstone."""
    return PublicRecord.objects.of(place).using("public").filter(pk=pk).first()


def search_public(*, text: str, place: Region | None) -> QuerySet[PublicRecord]:
    """Records that contain every word of `text` (blanks separate words), the newest first; tombstones never."""
    rows = PublicRecord.everything.using("public").filter(is_withdrawn=False).select_related("tenant")
    if place is not None:
        rows = rows.filter(tenant=place)
    for word in text.split():
        rows = rows.filter(search_text__contains=word)
    return rows.order_by("-changed_at", "-pk")


def public_records_with(kind: str, fragment: dict[str, Any]) -> QuerySet[PublicRecord]:
    """Records of a kind in every place whose snapshot holds `fragment` (JSON containment); tombstones never."""
    rows = PublicRecord.everything.using("public").filter(kind=kind, is_withdrawn=False, snapshot__contains=fragment)
    return rows.select_related("tenant").order_by("tenant", "pk")


def public_history(row: PublicRecord) -> QuerySet[LedgerEntry]:
    """The versions of a public record, the newest first, without who made them."""
    rows = LedgerEntry.objects.of(row.tenant_id).using("public").filter(kind=row.kind, ref=row.ref)
    return rows.only("number", "event", "title", "snapshot", "at", "hash", "previous_hash").order_by("-number")
