"""What is due, what is late, what is kept back, and what the public sees."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, Func, OuterRef, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from publication.desensitise import sanitised
from publication.kinds import KINDS, kind_named, withheld_note
from publication.models import (
    Duty,
    DutyAct,
    Exemption,
    LedgerEntry,
    Objection,
    PublicFile,
    PublicLine,
    PublicRecord,
    WithheldCount,
)
from publication.states import CHECKED, DRAFT, DUE, EXEMPTED, PUBLISHED, SETTLED
from tenancy.models import Member, Region
from tenancy.prepared import Blank, Question

OPEN_STATES = ("due", "draft", "checked", "exemption_requested")


def open_duties(tenant: Region | Value) -> QuerySet[Duty]:
    """Duties still owed, the most urgent first."""
    return Duty.objects.of(tenant).filter(state__in=OPEN_STATES).select_related("department").order_by("due_on", "pk")


def late_duties(tenant: Region, today: date) -> QuerySet[Duty]:
    """Duties past their last day (R115)."""
    return open_duties(tenant).filter(due_on__lt=today)


def publishable(tenant: Region, member: Member) -> QuerySet[Duty]:
    """Checked duties that the member's role may publish: the subject told, no objection unanswered (R123)."""
    if member.hat is None:
        return Duty.objects.of(tenant).none()
    told = ~Q(kind__in=_told_kinds()) | Q(told_on__isnull=False)
    unanswered = Objection.objects.of(tenant).filter(duty=OuterRef("pk"), is_upheld=None)
    stands = PublicRecord.objects.of(tenant).filter(kind=OuterRef("kind"), ref=OuterRef("ref"), is_withdrawn=False)
    rows = Duty.objects.of(tenant).filter(told, ~Exists(unanswered), state=CHECKED)
    rows = rows.filter(Q(correction_reason="") | Exists(stands))
    return member.hat.within_reach("publication.check", rows)


def waiting_for(act: str, rows: QuerySet[Duty], member: Member) -> QuerySet[Duty]:
    """Of `rows`, those that wait for `act` (a `DutyAct`) and that the member's role reaches; what "all" means."""
    if member.hat is None:
        return rows.none()
    permission, waiting = _WAITING[DutyAct(act)]
    return member.hat.within_reach(permission, rows.filter(waiting()))


def _untold() -> Q:
    return Q(kind__in=_told_kinds(), told_on=None, state__in=(DUE, DRAFT, CHECKED))


def _told_kinds() -> list[str]:
    return [kind.name for kind in KINDS.values() if kind.concerns_subject]


_WAITING: dict[DutyAct, tuple[str, Callable[[], Q]]] = {
    DutyAct.PREPARE: ("publication.prepare", lambda: Q(state=DUE)),
    DutyAct.TELL: ("publication.prepare", _untold),
    DutyAct.CHECK: ("publication.check", lambda: Q(state=DRAFT)),
}


def kept_back(tenant: Region | Value) -> QuerySet[Any]:
    """Exemptions in force, each with `is_part`: whether only some fields are kept back (R127).

    What is kept back whole is not counted in part as well.
    """
    whole = Q(fields__len=0, duty__state=EXEMPTED)
    part = Q(fields__len__gt=0) & ~Q(duty__state=EXEMPTED)
    in_force = Exemption.objects.of(tenant).filter(whole | part, is_granted=True, ended_at=None)
    return in_force.annotate(is_part=Case(When(fields__len=0, then=False), default=True, output_field=BooleanField()))


def withheld_by_ground(tenant: Region) -> dict[tuple[str, bool], int]:
    """How many publications are kept back, by legal ground and whether in part (R127); no title, no department."""
    counts = kept_back(tenant).values_list("ground", "is_part").annotate(Count("pk"))
    return {(ground, is_part): count for ground, is_part, count in counts.order_by("ground", "is_part")}


def exemptions_to_review(tenant: Region | Value, today: date | Func) -> QuerySet[Exemption]:
    """Exemptions in force, of all or of some fields, whose review date has come."""
    return kept_back(tenant).filter(review_on__lte=today).select_related("duty").order_by("review_on")


def fields_kept_back(tenant: Region, kind: str, ref: str) -> list[str]:
    """The fields of one (kind, ref) that exemptions in force keep back, sorted."""
    in_force = Exemption.objects.of(tenant).filter(is_granted=True, ended_at=None, duty__kind=kind, duty__ref=ref)
    return sorted({name for fields in in_force.values_list("fields", flat=True) for name in fields})


# --- what is public, for those who correct it ------------------------------------------------------------------------


def standing_record(row: Duty | LedgerEntry) -> PublicRecord | None:
    """What the public sees now of the same (kind, ref); None where nothing, or nothing any more, stands."""
    rows = PublicRecord.objects.of(row.tenant_id).filter(kind=row.kind, ref=row.ref, is_withdrawn=False)
    return rows.select_related("tenant").first()


def last_entry(tenant: Region, kind: str, ref: str) -> LedgerEntry | None:
    """The newest entry of the ledger about one (kind, ref)."""
    return LedgerEntry.objects.of(tenant).filter(kind=kind, ref=ref).order_by("-number").first()


def newest_published(tenant: Region, kind: str, ref: str) -> Duty | None:
    """The duty whose text the public sees now of one (kind, ref), if it was published through one."""
    rows = Duty.objects.of(tenant).filter(kind=kind, ref=ref, state=PUBLISHED)
    return rows.select_related("department", "tenant").order_by("-pk").first()


def under_correction(duty: Duty) -> Duty | None:
    """The correction that is under way of what `duty` published."""
    rows = Duty.objects.of(duty.tenant_id).filter(kind=duty.kind, ref=duty.ref, state__in=OPEN_STATES)
    return rows.exclude(pk=duty.pk).first()


def corrected_fields(duty: Duty) -> list[tuple[str, Any, Any]]:
    """(label, what is public now, what would be) of each field that a correction under way changes."""
    standing = standing_record(duty) if duty.is_correction and duty.state not in SETTLED else None
    if standing is None:
        return []
    kind = kind_named(duty.kind)
    now, new = standing.snapshot, sanitised(kind, duty.snapshot, duty.withheld_fields, duty.persons)
    both = [(str(field.label), now.get(name, ""), new.get(name, "")) for name, field in kind.fields.items()]
    return [(label, before, after) for label, before, after in both if before != after]


def is_correctable(duty: Duty) -> bool:
    """Whether the public sees just what `duty` published."""
    if duty.state != PUBLISHED or standing_record(duty) is None:
        return False
    newest = newest_published(duty.tenant, duty.kind, duty.ref)
    return newest is not None and newest.pk == duty.pk


def open_objections(tenant: Region | Value) -> QuerySet[Objection]:
    """Objections that wait for an answer, to what is public or is to be, the oldest first."""
    rows = Objection.objects.of(tenant).filter(is_upheld=None)
    return rows.select_related("duty__department").order_by("received_on", "pk")


# --- the public site: through the database role that can read only what is public ----------------------------------


def public_record(place: Region, pk: int) -> PublicRecord | None:
    """One record of a place, also a tombstone."""
    return PublicRecord.objects.of(place).using("public").select_related("tenant").filter(pk=pk).first()


def shown_publicly() -> QuerySet[PublicRecord]:
    """Everything that is public now, in every place; tombstones never."""
    return PublicRecord.everything.using("public").filter(is_withdrawn=False)


def search_public(*, text: str, place: Region | None) -> QuerySet[PublicRecord]:
    """Records that contain every word of `text` (blanks separate words), the newest first; tombstones never.

    Latin letters also find what begins with them in pinyin: hxkj finds 华信科技.
    """
    rows = shown_publicly().select_related("tenant")
    if place is not None:
        rows = rows.filter(tenant=place)
    for word in text.split():
        found = Q(search_text__contains=word)
        rows = rows.filter(found | Q(search_text__contains=word.upper()) if word.isascii() else found)
    return rows.order_by("-changed_at", "-pk")


def public_head(code: int) -> int:
    """Number of the place's newest entry that shows, or took down, anything; another number: something changed.

    0: nothing was ever published there.
    """
    found = _head().ask({Blank.PLACE: code}, using="public")
    return found[0][0] if found else 0


@cache
def _head() -> Question:
    """Asked by nearly every reader of the public site."""
    rows = PublicRecord.objects.of(Value(Blank.PLACE)).order_by("-entry_number")
    return Question.of(rows.values_list("entry_number", flat=True)[:1])


@dataclass(frozen=True)
class Narrowed:
    """How a visitor narrows a public list; everything may be left out. Days are inclusive."""

    text: str = ""
    department: str = ""
    since: date | None = None
    until: date | None = None
    item: str = ""


def public_list(place: Region, kind: str, narrowed: Narrowed) -> QuerySet[PublicRecord]:
    """What a place shows of a kind, the newest first; tombstones never (R119).

    An item is looked for in the field that the kind `narrows_by`; the index of all texts finds the rows. Raises
    UnknownKind.
    """
    rows = search_public(text=narrowed.text, place=place).filter(kind=kind)
    if narrowed.department:
        rows = rows.filter(department_name=narrowed.department)
    if narrowed.item and kind_named(kind).narrows_by:
        named = KeyTextTransform(kind_named(kind).narrows_by, "snapshot")
        rows = rows.filter(search_text__contains=narrowed.item).alias(named=named)
        rows = rows.filter(named__contains=narrowed.item)
    if narrowed.since:
        rows = rows.filter(changed_at__date__gte=narrowed.since)
    if narrowed.until:
        rows = rows.filter(changed_at__date__lte=narrowed.until)
    return rows


def public_departments(place: Region, kind: str) -> list[str]:
    """Who published what is shown of a kind, by name."""
    shown = PublicRecord.objects.of(place).using("public").filter(kind=kind, is_withdrawn=False)
    return list(
        shown.exclude(department_name="")
        .order_by("department_name")
        .values_list("department_name", flat=True)
        .distinct()
    )


def public_items(place: Region, kind: str) -> list[str]:
    """The items that a list can be narrowed to, by their numbers; none where the kind has no such field (R119).

    Raises UnknownKind.
    """
    field = kind_named(kind).narrows_by
    if not field:
        return []
    shown = PublicRecord.objects.of(place).using("public").filter(kind=kind, is_withdrawn=False)
    texts = set(shown.order_by().values_list(KeyTextTransform(field, "snapshot"), flat=True).distinct())
    lines = {line for text in texts - {None, withheld_note()} for line in text.splitlines() if line.strip()}
    return sorted(lines, key=lambda line: re.sub(r"\d+", lambda digits: digits.group().zfill(9), line))


def public_of_subject(codes: Iterable[str]) -> QuerySet[PublicRecord]:
    """What every place shows of one company or object, the newest first (R122).

    `codes` are the ways in which its one whole code may be written; empty ones find nothing.
    """
    rows = shown_publicly().filter(subject_code__in=[code for code in codes if code]).exclude(subject_code="")
    return rows.select_related("tenant").order_by("-changed_at", "-pk")


FEWEST_SHOWN = 3
"""Fewer than these are not counted out: one of a small place could be recognised (DOMAIN 5.2 no. 31)."""


def shown_count(count: int) -> str:
    """A count for the public: below `FEWEST_SHOWN` it is only said to be below."""
    return str(count) if count >= FEWEST_SHOWN else _("不足%d") % FEWEST_SHOWN


def withheld_shown(place: Region) -> list[WithheldCount]:
    """How many publications of each kind are kept back, on which ground, for the public (R127)."""
    return list(WithheldCount.objects.of(place).using("public"))


def public_records_with(kind: str, fragment: dict[str, Any]) -> QuerySet[PublicRecord]:
    """Records of a kind in every place whose snapshot holds `fragment` (JSON containment); tombstones never."""
    rows = shown_publicly().filter(kind=kind, snapshot__contains=fragment)
    return rows.select_related("tenant").order_by("tenant", "pk")


def public_history(row: PublicRecord) -> QuerySet[LedgerEntry]:
    """The versions of a public record, the newest first, without who made them."""
    rows = LedgerEntry.objects.of(row.tenant_id).using("public").filter(kind=row.kind, ref=row.ref)
    return rows.only("number", "event", "title", "snapshot", "reason", "at", "hash", "previous_hash").order_by(
        "-number"
    )


def public_files(row: PublicRecord) -> QuerySet[PublicFile]:
    """The files that go with a public record."""
    return PublicFile.objects.of(row.tenant_id).using("public").filter(record_kind=row.kind, ref=row.ref)


def public_line(row: PublicRecord, key: str) -> PublicLine | None:
    """The line of a public record with that very key."""
    lines = PublicLine.objects.of(row.tenant_id).using("public").filter(record_kind=row.kind, ref=row.ref)
    return lines.filter(key=key).first()
