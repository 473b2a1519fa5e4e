"""The audit ledger: record an act, seal new entries into hash-chained blocks, verify the chain (R101)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tenancy.models import AuditBlock, AuditEntry, Member, Region
from tenancy.scope import REQUEST_ID

GENESIS = "0" * 64
_BLOCK_SIZE = 5_000
_HASHED = (
    "pk", "tenant_id", "at", "actor_id", "actor_name", "hat", "verb",
    "row_kind", "row_id", "row_label", "note", "changes", "request_id",
)  # fmt: skip


def record(
    actor: Member | None, verb: str, row: Any, *, note: str = "", changes: dict[str, Any] | None = None
) -> AuditEntry:
    """Write who did what to which row, in the running transaction (R101).

    `verb` is `app.verb`; `changes` maps a field's label to `[before, after]` as shown to people, personal data masked
    by the caller. `actor` is None for acts of the system itself. The entry belongs to the place of `row`: its tenant, a
    member's home, or the region itself.
    """
    return AuditEntry.objects.of(_place_of(row)).create(
        at=timezone.now(),
        actor=actor,
        actor_name=actor.name if actor else _("系统"),
        hat=str(actor.hat) if actor and actor.hat else "",
        verb=verb,
        row_kind=row._meta.label_lower,
        row_id=str(row.pk),
        row_label=str(row)[:300],
        note=note,
        changes=changes or {},
        request_id=REQUEST_ID.get(),
    )


def _place_of(row: Any) -> int:
    if isinstance(row, Region):
        return row.pk
    return row.home_id if isinstance(row, Member) else row.tenant_id


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 of the entry's fields as canonical JSON; instants in UTC so that a time zone changes nothing."""
    fields = {name: getattr(entry, name) for name in _HASHED}
    fields["at"] = entry.at.astimezone(UTC).isoformat()
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def block_hash(previous_hash: str, number: int, entry_hashes: list[str]) -> str:
    """SHA-256 over the predecessor's hash, the number and every entry's hash, one a line."""
    return hashlib.sha256("\n".join([previous_hash, str(number), *entry_hashes]).encode()).hexdigest()


@transaction.atomic
def seal(tenant: Region, *, now: datetime) -> AuditBlock | None:
    """Seal the tenant's unsealed entries (5,000 at most) into the next block; None when there is nothing to seal.

    Writers never wait for each other: an entry that commits later than a neighbour is simply sealed one block later.
    Sealers of one tenant take turns by an advisory lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit.seal'), hashtext(%s))", [str(tenant.pk)])
    entries = list(AuditEntry.objects.of(tenant).filter(block__isnull=True).order_by("pk")[:_BLOCK_SIZE])
    if not entries:
        return None
    last = AuditBlock.objects.of(tenant).order_by("-number").first()
    number, previous = (last.number + 1, last.hash) if last else (1, GENESIS)
    hashes = [entry_hash(entry) for entry in entries]
    block = AuditBlock.objects.of(tenant).create(
        number=number,
        previous_hash=previous,
        entry_hashes=hashes,
        hash=block_hash(previous, number, hashes),
        sealed_at=now,
    )
    AuditEntry.objects.of(tenant).filter(pk__in=[entry.pk for entry in entries]).update(block=block)
    return block


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the chain does not hold, and a sentence saying why."""

    block_number: int
    entry_id: int | None
    reason: str


def verify(tenant: Region) -> BrokenLink | None:
    """Recompute the tenant's chain from its first block; None when it holds, else the first broken link."""
    blocks = AuditBlock.objects.of(tenant).order_by("number")
    expected_previous, expected_number = GENESIS, 1
    for block in blocks.iterator(chunk_size=50):
        broken = _check_block(block, expected_number, expected_previous)
        if broken:
            return broken
        expected_previous, expected_number = block.hash, block.number + 1
    return None


def _check_block(block: AuditBlock, number: int, previous: str) -> BrokenLink | None:
    if block.number != number:
        return BrokenLink(number, None, _("第%(number)s号区块缺失") % {"number": number})
    if block.previous_hash != previous:
        return BrokenLink(number, None, _("与前一区块的哈希不衔接"))
    if block.hash != block_hash(previous, number, block.entry_hashes):
        return BrokenLink(number, None, _("区块哈希与内容不符"))
    return _check_entries(block)


def _check_entries(block: AuditBlock) -> BrokenLink | None:
    entries = list(AuditEntry.objects.of(block.tenant_id).filter(block=block).order_by("pk"))
    for entry, expected in zip(entries, block.entry_hashes, strict=False):
        if entry_hash(entry) != expected:
            return BrokenLink(block.number, entry.pk, _("条目内容被改动"))
    if len(entries) != len(block.entry_hashes):
        return BrokenLink(block.number, None, _("区块内条目数量不符"))
    return None
