"""What was done to a row, for the timeline of its page."""

from typing import Any

from tenancy.models import AuditEntry
from tenancy.verbs import word_for

LENGTH = 50


def timeline_of(row: Any) -> list[dict[str, Any]]:
    """Acts on a tenant-owned row, the newest first: at, actor, text, note."""
    entries = AuditEntry.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id=str(row.pk))
    return [
        {"at": entry.at, "actor": entry.actor_name, "text": word_for(entry.verb), "note": entry.note}
        for entry in entries.order_by("-pk")[:LENGTH]
    ]
