"""The ledger of what is public: publish, correct, withdraw, expire. Every act is a new entry; none is changed.

Which may follow which is `RECORD_WORKFLOW`.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from publication.desensitise import hidden_names, open_text, sanitised, texts
from publication.initials import initials
from publication.kinds import kind_named, missing_fields, unknown_fields, withheld_note
from publication.models import Event, LedgerEntry, PublicRecord
from publication.services.rows import insert_all
from publication.states import RECORD_WORKFLOW
from tenancy.audit import record, record_all
from tenancy.models import Department, Member, Region

GENESIS = "0" * 64
_KEPT = (
    "tenant_id", "number", "event", "kind", "ref", "title", "snapshot", "basis", "ground", "reason", "department_id",
    "actor_id", "at", "previous_hash", "hash",
)  # fmt: skip
_RENEWED = (
    "title", "snapshot", "basis", "department_name", "search_text", "subject_code", "entry_number", "entry_hash",
    "version", "changed_at", "published_at", "since_number", "expires_on", "is_withdrawn",
)  # fmt: skip
_IN_PLACE = "ON CONFLICT (tenant_id, kind, ref) DO UPDATE SET " + ", ".join(
    f"{name} = EXCLUDED.{name}" for name in _RENEWED
)
_HASHED = ("tenant_id", "number", "event", "kind", "ref", "title", "snapshot", "basis", "ground", "at")


class PublicationRefused(Refused):
    """Something may not be published or taken down as asked; the sentence says why."""


@dataclass(frozen=True)
class Publication:
    """What is to be published of one (kind, ref).

    `snapshot` maps the kind's fields to text, numbers, lists and dicts of these; `withheld` names fields that an
    approved exemption keeps back; `expires_on` is the last day it is shown; `subject_code` is the credit code, or the
    object's own code, under which a company finds what is published of it; `reason` tells the public why what stood
    there before was corrected; `persons` are private persons of the record, who are not named wherever they stand.
    """

    kind: str
    ref: str
    title: str
    snapshot: Mapping[str, Any]
    basis: str
    department: Department | None = None
    withheld: list[str] = field(default_factory=list)
    expires_on: date | None = None
    subject_code: str = ""
    reason: str = ""
    persons: Sequence[str] = ()


def publish(tenant: Region, publication: Publication, *, actor: Member | None) -> LedgerEntry:
    """Publish, or publish a new version of what is public already (then the entry is a correction).

    Raises `PublicationRefused` when a required field is empty, and `UnknownKind` for a kind nobody registered.
    """
    return publish_all(tenant, [publication], actor=actor)[0]


@transaction.atomic
def publish_all(tenant: Region, publications: Sequence[Publication], *, actor: Member | None) -> list[LedgerEntry]:
    """`publish` each, in this order, in few statements; no two of one (kind, ref). All or none.

    Memory holds all of them: of ten thousands the caller hands over some at a time, in one transaction.
    """
    for publication in publications:
        _check_complete(publication)
    _take_turn(tenant)
    standing = _standing(tenant, publications)
    entries = list(_chained(tenant, publications, standing, actor))
    _add(entries)
    _show(
        _shown(entry, publication, standing.get((entry.kind, entry.ref)))
        for entry, publication in zip(entries, publications, strict=True)
    )
    for event in (Event.PUBLISHED, Event.CORRECTED):
        record_all(actor, f"publication.{event}", [entry for entry in entries if entry.event == event])
    return entries


def _standing(tenant: Region, publications: Sequence[Publication]) -> dict[tuple[str, str], PublicRecord]:
    """What the public sees now, or saw, of the same (kind, ref); its text where something is withheld."""
    rows = PublicRecord.objects.of(tenant).filter(
        kind__in={one.kind for one in publications}, ref__in=[one.ref for one in publications]
    )
    columns = ["kind", "ref", "version", "is_withdrawn", "published_at", "since_number"]
    if any(one.withheld for one in publications):
        columns.append("snapshot")
    known = rows.only(*columns)
    return {(row.kind, row.ref): row for row in known}


def _chained(
    tenant: Region,
    publications: Sequence[Publication],
    standing: Mapping[tuple[str, str], PublicRecord],
    actor: Member | None,
) -> Iterator[LedgerEntry]:
    """The next entries of the place's chain, not saved yet; the caller has taken its turn."""
    last = _last_entry(tenant)
    for one in publications:
        known, kind = standing.get((one.kind, one.ref)), kind_named(one.kind)
        hidden = hidden_names(kind, one.snapshot, one.withheld)
        last = _following(
            last,
            tenant,
            event=RECORD_WORKFLOW.moves["publish_again" if known is None or known.is_withdrawn else "correct"].target,
            kind=one.kind,
            ref=one.ref,
            title=open_text(one.title, hidden, one.persons),
            snapshot=sanitised(kind, one.snapshot, one.withheld, one.persons),
            basis=open_text(one.basis, hidden, one.persons),
            reason=open_text(one.reason, hidden, one.persons),
            department=one.department,
            actor=actor,
        )
        yield last


@transaction.atomic
def withdraw(row: PublicRecord, *, ground: str, basis: str, actor: Member | None) -> LedgerEntry:
    """Take something down for good; what remains in public is a tombstone without a name (DOMAIN 5.2 no. 27).

    `ground` is one of `WithdrawalGround`. Raises `PublicationRefused` when it was taken down before.
    """
    return _take_down(row, "withdraw", ground=ground, basis=basis, actor=actor)


@transaction.atomic
def expire(row: PublicRecord, *, today: date) -> LedgerEntry:
    """Take down what is past its last day. Raises `PublicationRefused` when that day has not passed."""
    if row.expires_on is None or row.expires_on >= today:
        raise PublicationRefused(_("公示期未满，不能按期满撤下。"))
    return _take_down(row, "expire", ground="", basis=_("公示期满"), actor=None)


def _take_down(row: PublicRecord, move: str, *, ground: str, basis: str, actor: Member | None) -> LedgerEntry:
    _take_turn(row.tenant)
    standing = PublicRecord.objects.of(row.tenant_id).get(pk=row.pk)
    last = LedgerEntry.objects.of(row.tenant_id).filter(kind=row.kind, ref=row.ref).order_by("-number").first()
    event = RECORD_WORKFLOW.moves[move].target
    if last is None or last.event not in RECORD_WORKFLOW.moves[move].source:
        raise PublicationRefused(_("这条信息已经撤下，不必重复办理。"))
    entry = _following(
        _last_entry(row.tenant),
        row.tenant,
        event=event,
        kind=row.kind,
        ref=row.ref,
        title=standing.title,
        basis=basis,
        ground=ground,
        actor=actor,
    )
    _add([entry])
    PublicRecord.objects.of(row.tenant_id).filter(pk=row.pk).update(
        title=_("已撤下的公示信息"),
        snapshot={},
        search_text="",
        subject_code="",
        basis="",
        is_withdrawn=True,
        changed_at=entry.at,
        entry_number=entry.number,
        entry_hash=entry.hash,
    )
    record(actor, f"publication.{event}", entry, note=basis)
    return entry


def _check_complete(publication: Publication) -> None:
    kind = kind_named(publication.kind)
    unknown = unknown_fields(kind, publication.snapshot)
    if unknown:
        raise ValueError(f"{kind.name} has no fields {unknown}")
    missing = missing_fields(kind, publication.snapshot, publication.withheld)
    if missing:
        raise PublicationRefused(
            _("公示内容不完整，缺少：%(fields)s。请补齐后再公示。") % {"fields": _("、").join(missing.values())}
        )
    if not publication.basis.strip():
        raise PublicationRefused(_("公示须写明依据。"), field="basis")


def _take_turn(tenant: Region) -> None:
    """Writers of one place's ledger wait for each other, before they look at what stands in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('publication.ledger'), hashtext(%s))", [str(tenant.pk)])


def _last_entry(tenant: Region) -> LedgerEntry | None:
    return LedgerEntry.objects.of(tenant).order_by("-number").first()


def _following(last: LedgerEntry | None, tenant: Region, **values: Any) -> LedgerEntry:
    """The entry after `last` in the place's chain, not saved yet; the caller has taken its turn."""
    entry = LedgerEntry(
        tenant=tenant,
        number=last.number + 1 if last else 1,
        previous_hash=last.hash if last else GENESIS,
        at=timezone.now(),
        **values,
    )
    entry.hash = entry_hash(entry)
    return entry


def _add(entries: Sequence[LedgerEntry]) -> None:
    """Write entries and give each its primary key."""
    rows = [{column: getattr(entry, column) for column in _KEPT} for entry in entries]
    numbers = dict(insert_all(LedgerEntry, rows, "RETURNING number, id"))
    for entry in entries:
        entry.pk = numbers[entry.number]


def _show(rows: Iterable[dict[str, Any]]) -> None:
    """Write the public's rows, in the place of those there are of the same (kind, ref)."""
    insert_all(PublicRecord, list(rows), _IN_PLACE)


def _shown(entry: LedgerEntry, publication: Publication, standing: PublicRecord | None) -> dict[str, Any]:
    """The public's row of an entry, as columns."""
    since = entry.at, entry.number
    if standing is not None and not standing.is_withdrawn:
        is_told = _told_before(publication, standing)
        since = standing.published_at, entry.number if is_told else standing.since_number
    is_nameless = hidden_names(kind_named(publication.kind), publication.snapshot, publication.withheld)
    return {
        "tenant_id": entry.tenant_id,
        "kind": entry.kind,
        "ref": entry.ref,
        "title": entry.title,
        "snapshot": entry.snapshot,
        "basis": entry.basis,
        "department_name": publication.department.name if publication.department else "",
        "subject_code": "" if is_nameless else publication.subject_code,
        "search_text": " ".join([entry.title, *texts(entry.snapshot), initials(entry.title)]),
        "entry_number": entry.number,
        "entry_hash": entry.hash,
        "version": 1 + (standing.version if standing else 0),
        "changed_at": entry.at,
        "published_at": since[0],
        "since_number": since[1],
        "expires_on": publication.expires_on,
        "is_withdrawn": False,
    }


def _told_before(publication: Publication, standing: PublicRecord) -> bool:
    """Whether the version that stands tells what is withheld now: then none before this one is shown (R116)."""
    return any(standing.snapshot.get(name) not in (None, "", withheld_note()) for name in publication.withheld)


# --- the chain --------------------------------------------------------------------------------------------------------


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 over the hash before and the entry's fields as canonical JSON, instants in UTC to the microsecond.

    A reason is among them only where there is one: earlier entries were hashed without.
    """
    fields = {name: getattr(entry, name) for name in _HASHED}
    fields["at"] = _utc(entry.at)
    fields["event"] = str(entry.event)
    if entry.reason:
        fields["reason"] = entry.reason
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{entry.previous_hash}\n{text}".encode()).hexdigest()


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).isoformat(timespec="microseconds")


def first_broken_entry(tenant: Region) -> LedgerEntry | None:
    """The first entry whose hash or predecessor does not hold; None when the whole chain does."""
    previous, number = GENESIS, 1
    for entry in LedgerEntry.objects.of(tenant).order_by("number").iterator(chunk_size=500):
        if entry.number != number or entry.previous_hash != previous or entry.hash != entry_hash(entry):
            return entry
        previous, number = entry.hash, number + 1
    return None
