"""The audit ledger: record an act, seal new entries into hash-chained blocks, verify the chain (R101)."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from tenancy.models import AuditBlock, AuditEntry, Member, Region
from tenancy.regions import COUNTRY
from tenancy.scope import REQUEST_ID

log = structlog.get_logger(__name__)

GENESIS = "0" * 64
BLOCK_SIZE = 5_000
_BATCH = 20
_AT_ONCE = 1_000
_HASHED = (
    "pk", "tenant_id", "at", "actor_id", "actor_name", "hat", "verb",
    "row_kind", "row_id", "row_label", "note", "changes", "request_id",
)  # fmt: skip


def record(
    actor: Member | None,
    verb: str,
    row: Any,
    *,
    note: str = "",
    changes: dict[str, Any] | None = None,
    place: Region | None = None,
) -> AuditEntry:
    """Write who did what to which row, in the running transaction (R101).

    `verb` is `app.verb`; `changes` maps a field's label to `[before, after]` as shown to people, personal data masked
    by the caller. `actor` is None for acts of the system itself. The entry belongs to the place of `row`: its tenant, a
    member's home, or the region itself; `place` says otherwise for rows that belong to none.
    """
    tenant_id = place.pk if place else _place_of(row)
    entry = _entry(row, tenant_id=tenant_id, note=note, **_act(actor, verb, changes))
    entry.save(force_insert=True)
    return entry


def record_all(actor: Member | None, verb: str, rows: Sequence[Any], *, changes: dict[str, Any] | None = None) -> None:
    """`record` of one act on each of many rows of one model and place, in few statements."""
    if not rows:
        return
    act = _act(actor, verb, changes)
    act["actor"], act["changes"] = actor.pk if actor else None, json.dumps(act["changes"])
    act |= {"tenant": _place_of(rows[0]), "kind": rows[0]._meta.label_lower}
    with connection.cursor() as cursor:
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            numbers, labels = [str(row.pk) for row in some], [str(row)[:300] for row in some]
            cursor.execute(_RECORD_ALL, act | {"numbers": numbers, "labels": labels})


_RECORD_ALL = f"""
    INSERT INTO {AuditEntry._meta.db_table}
        (tenant_id, at, actor_id, actor_name, hat, verb, row_kind, row_id, row_label, note, changes, request_id)
    SELECT %(tenant)s, %(at)s, %(actor)s, %(actor_name)s, %(hat)s, %(verb)s, %(kind)s, one.number, one.label, '',
           %(changes)s, %(request_id)s
    FROM unnest(%(numbers)s::text[], %(labels)s::text[]) AS one (number, label)
"""  # noqa: S608 only our own table name


def _act(actor: Member | None, verb: str, changes: dict[str, Any] | None) -> dict[str, Any]:
    """Who did what, the same for every row of one act."""
    return {
        "at": timezone.now(),
        "actor": actor,
        "actor_name": actor.name if actor else _("系统"),
        "hat": str(actor.hat) if actor and actor.hat else "",
        "verb": verb,
        "changes": changes or {},
        "request_id": REQUEST_ID.get(),
    }


def _entry(row: Any, **values: Any) -> AuditEntry:
    return AuditEntry(row_kind=row._meta.label_lower, row_id=str(row.pk), row_label=str(row)[:300], **values)


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
def seal(tenant: Region | int, *, now: datetime) -> AuditBlock | None:
    """Seal the tenant's unsealed entries (5,000 at most) into the next block; None when there is nothing to seal.

    Writers never wait for each other: an entry that commits later than a neighbour is simply sealed one block later.
    Sealers of one tenant take turns by an advisory lock. The seal also goes to the log, which leaves the machine:
    whoever cuts off the end of the chain is found by comparing.
    """
    code = getattr(tenant, "pk", tenant)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit.seal'), hashtext(%s))", [str(code)])
    entries = list(unsealed(tenant).order_by("pk")[:BLOCK_SIZE])
    if not entries:
        return None
    last = head(tenant)
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
    log.info("audit block sealed", tenant=code, number=number, hash=block.hash, entries=len(entries))
    return block


def seal_all(tenant: Region | int, *, now: datetime) -> int:
    """Seal until nothing is left; returns the number of blocks."""
    return sum(1 for _block in iter(lambda: seal(tenant, now=now), None))


def head(tenant: Region | int) -> AuditBlock | None:
    """The tenant's newest block."""
    return AuditBlock.objects.of(tenant).order_by("-number").first()


def unsealed(tenant: Region | int) -> QuerySet[AuditEntry]:
    """The tenant's entries that no block covers yet."""
    return AuditEntry.objects.of(tenant).filter(block__isnull=True)


def places_to_seal() -> list[int]:
    """Codes of the places with unsealed entries; needs a scope that reads the whole country."""
    open_entries = AuditEntry.objects.under(COUNTRY).filter(block__isnull=True)
    return list(open_entries.order_by("tenant_id").values_list("tenant_id", flat=True).distinct())


@dataclass(frozen=True)
class BrokenLink:
    """The first place where the chain does not hold, and a sentence saying why."""

    block_number: int
    entry_id: int | None
    reason: str

    def __str__(self) -> str:
        if self.entry_id is None:
            return _("第%(block)s号区块：%(reason)s") % {"block": self.block_number, "reason": self.reason}
        return _("第%(block)s号区块第%(entry)s号记录：%(reason)s") % {
            "block": self.block_number,
            "entry": self.entry_id,
            "reason": self.reason,
        }


def verify(tenant: Region, *, on_block: Callable[[int], None] = lambda number: None) -> BrokenLink | None:
    """Recompute the tenant's chain from its first block; None when it holds, else the first broken link.

    `on_block` is told the number of each block that holds.
    """
    previous, number = GENESIS, 1
    while blocks := list(AuditBlock.objects.of(tenant).filter(number__gte=number).order_by("number")[:_BATCH]):
        for block in blocks:
            broken = _check_block(block, number, previous)
            if broken:
                return broken
            on_block(number)
            previous, number = block.hash, number + 1
    return None


def _check_block(block: AuditBlock, number: int, previous: str) -> BrokenLink | None:
    if block.number != number:
        return BrokenLink(number, None, _("区块缺失。"))
    if block.previous_hash != previous:
        return BrokenLink(number, None, _("与前一区块的哈希不衔接。"))
    if block.hash != block_hash(previous, number, block.entry_hashes):
        return BrokenLink(number, None, _("区块哈希与内容不符。"))
    return _check_entries(block)


def _check_entries(block: AuditBlock) -> BrokenLink | None:
    entries = list(AuditEntry.objects.of(block.tenant_id).filter(block=block).order_by("pk"))
    if len(entries) != len(block.entry_hashes):
        counts = {"expected": len(block.entry_hashes), "found": len(entries)}
        return BrokenLink(block.number, None, _("封存时有%(expected)s条记录，现有%(found)s条。") % counts)
    for entry, expected in zip(entries, block.entry_hashes, strict=True):
        if entry_hash(entry) != expected:
            return BrokenLink(block.number, entry.pk, _("内容与封存时不符。"))
    return None
