"""The ledger of what is public: publish, correct, withdraw, expire. Every act is a new entry; none is changed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from publication.desensitise import desensitise
from publication.kinds import Kind, kind_named, missing_fields, unknown_fields, withheld_note
from publication.models import Event, LedgerEntry, PublicRecord
from tenancy.audit import record
from tenancy.models import Department, Member, Region

GENESIS = "0" * 64
_HASHED = ("tenant_id", "number", "event", "kind", "ref", "title", "snapshot", "basis", "ground", "at")


class PublicationRefused(Refused):
    """Something may not be published or taken down as asked; the sentence says why."""


@dataclass(frozen=True)
class Publication:
    """What is to be published of one (kind, ref).

    `snapshot` maps the kind's fields to text, numbers, lists and dicts of these; `withheld` names fields that an
    approved exemption keeps back; `expires_on` is the last day it is shown; `subject_code` is the credit code, or the
    object's own code, under which a company finds what is published of it.
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


def sanitised(kind: Kind, snapshot: Mapping[str, Any], withheld: list[str]) -> dict[str, Any]:
    """The snapshot as it may be shown: withheld fields replaced by a note, personal data masked."""
    shown = {name: withheld_note() if name in withheld else value for name, value in snapshot.items()}
    exact = {name: value for name, value in shown.items() if kind.fields[name].is_exact}
    return desensitise(shown)[0] | exact


@transaction.atomic
def publish(tenant: Region, publication: Publication, *, actor: Member | None) -> LedgerEntry:
    """Publish, or publish a new version of what is public already (then the entry is a correction).

    Raises `PublicationRefused` when a required field is empty, and `UnknownKind` for a kind nobody registered.
    """
    kind = kind_named(publication.kind)
    _check_complete(kind, publication)
    shown = sanitised(kind, publication.snapshot, publication.withheld)
    _take_turn(tenant)
    standing = PublicRecord.objects.of(tenant).filter(kind=publication.kind, ref=publication.ref).first()
    is_new = standing is None or standing.is_withdrawn
    entry = _append(
        tenant,
        event=Event.PUBLISHED if is_new else Event.CORRECTED,
        kind=publication.kind,
        ref=publication.ref,
        title=desensitise(publication.title)[0],
        snapshot=shown,
        basis=publication.basis,
        department=publication.department,
        actor=actor,
    )
    _show(tenant, entry, publication, standing)
    record(actor, f"publication.{entry.event}", entry)
    return entry


@transaction.atomic
def withdraw(row: PublicRecord, *, ground: str, basis: str, actor: Member | None) -> LedgerEntry:
    """Take something down for good; what remains in public is a tombstone without a name (DOMAIN 5.2 no. 27).

    `ground` is one of `WithdrawalGround`. Raises `PublicationRefused` when it was taken down before.
    """
    return _take_down(row, Event.WITHDRAWN, ground=ground, basis=basis, actor=actor)


@transaction.atomic
def expire(row: PublicRecord, *, today: date) -> LedgerEntry:
    """Take down what is past its last day. Raises `PublicationRefused` when that day has not passed."""
    if row.expires_on is None or row.expires_on >= today:
        raise PublicationRefused(_("公示期未满，不能按期满撤下。"))
    return _take_down(row, Event.EXPIRED, ground="", basis=_("公示期满"), actor=None)


def _take_down(row: PublicRecord, event: Event, *, ground: str, basis: str, actor: Member | None) -> LedgerEntry:
    _take_turn(row.tenant)
    standing = PublicRecord.objects.of(row.tenant_id).get(pk=row.pk)
    if standing.is_withdrawn:
        raise PublicationRefused(_("这条信息已经撤下，不必重复办理。"))
    entry = _append(
        row.tenant,
        event=event,
        kind=row.kind,
        ref=row.ref,
        title=standing.title,
        basis=basis,
        ground=ground,
        actor=actor,
    )
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


def _check_complete(kind: Kind, publication: Publication) -> None:
    unknown = unknown_fields(kind, publication.snapshot)
    if unknown:
        raise ValueError(f"{kind.name} has no fields {unknown}")
    missing = missing_fields(kind, publication.snapshot, publication.withheld)
    if missing:
        raise PublicationRefused(
            _("公示内容不完整，缺少：%(fields)s。请补齐后再公示。") % {"fields": _("、").join(missing)}
        )
    if not publication.basis.strip():
        raise PublicationRefused(_("公示须写明依据。"), field="basis")


def _take_turn(tenant: Region) -> None:
    """Writers of one place's ledger wait for each other, before they look at what stands in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('publication.ledger'), hashtext(%s))", [str(tenant.pk)])


def _append(tenant: Region, **values: Any) -> LedgerEntry:
    """Add the next entry of the place's chain; the caller has taken its turn."""
    last = LedgerEntry.objects.of(tenant).order_by("-number").first()
    entry = LedgerEntry(
        tenant=tenant,
        number=last.number + 1 if last else 1,
        previous_hash=last.hash if last else GENESIS,
        at=timezone.now(),
        **values,
    )
    entry.hash = entry_hash(entry)
    entry.save(force_insert=True)
    return entry


def _show(tenant: Region, entry: LedgerEntry, publication: Publication, standing: PublicRecord | None) -> None:
    row = standing or PublicRecord(tenant=tenant, kind=entry.kind, ref=entry.ref, version=0)
    row.title, row.snapshot, row.basis = entry.title, entry.snapshot, entry.basis
    row.department_name = publication.department.name if publication.department else ""
    row.search_text = " ".join(_texts([entry.title, entry.snapshot]))
    row.subject_code = publication.subject_code
    row.entry_number, row.entry_hash = entry.number, entry.hash
    row.version += 1
    row.changed_at = entry.at
    if standing is None or standing.is_withdrawn:
        row.published_at, row.since_number = entry.at, entry.number
    row.expires_on, row.is_withdrawn = publication.expires_on, False
    row.save()


def _texts(value: Any) -> list[str]:
    """Every text inside a snapshot, for searching."""
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for one in inner for text in _texts(one)]


# --- the chain --------------------------------------------------------------------------------------------------------


def entry_hash(entry: LedgerEntry) -> str:
    """SHA-256 over the hash before and the entry's fields as canonical JSON, instants in UTC to the microsecond."""
    fields = {name: getattr(entry, name) for name in _HASHED}
    fields["at"] = _utc(entry.at)
    fields["event"] = str(entry.event)
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
