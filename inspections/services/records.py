"""Writing a section's record on site (R102, R108; DOMAIN 5.2 nos. 20, 22–25).

What a device sends carries its `device_key`: sent twice it is kept once, and the answer is what was kept the first
time. The section's row is locked by every write, so that two devices of one section never write past each other.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.attachments import store
from inspections.models import Evidence, SectionEntry, Statement, VisitSection
from inspections.queries.records import answers_of, entries_of, points_of, record_digest
from inspections.queries.visits import officer_on
from inspections.record_seal import FIRST_LINK, Seal, chained
from inspections.results import EntryOutcome
from inspections.services.visits import VisitRefused
from inspections.states import OPEN, RECORDED, SECTION_WORKFLOW, VISIT_OVER
from items.models import ChecklistEntry
from tenancy.audit import record
from tenancy.models import Member, TenantModel

Row = TypeVar("Row", bound=TenantModel)
_CHUNK = 1024 * 1024
CLOCK_SLACK = timedelta(minutes=10)


class RecordRefused(VisitRefused):
    """Something may not be written into a record; the sentence says why and what to do."""


@dataclass(frozen=True)
class Answer:
    """What one point came to. `seen` is the number of the answer that stood when this one was written.

    `seen_key` stands for it where that answer was written on the same device and had no number yet.
    """

    outcome: str
    note: str = ""
    seen: int | None = None
    observed_at: datetime | None = None
    seen_key: UUID | None = None


@dataclass(frozen=True)
class Capture:
    """A piece of evidence as it was taken; `sha256` is what the device computed, where it did."""

    kind: str
    description: str
    place: str
    taken_at: datetime
    entry: ChecklistEntry | None = None
    sha256: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None


def open_section(section: VisitSection, actor: Member, *, states: Sequence[str] = (OPEN,)) -> VisitSection:
    """Lock the section for a write by one of its own officers while the visit runs and it is in one of `states`.

    Raises `RecordRefused` for everybody else, other departments and the lead included (5.2 no. 21), and afterwards.
    """
    rows = VisitSection.objects.of(section.tenant_id).select_for_update(of=("self",))
    locked = rows.select_related("visit__object", "department").get(pk=section.pk)
    if officer_on(locked, actor) is None:
        words = {"department": locked.department}
        raise RecordRefused(
            _("这是%(department)s的检查单，只有该部门参加这次检查的执法人员可以填写，您可以查看。") % words
        )
    if locked.visit.arrived_at is None or locked.visit.state in VISIT_OVER:
        raise RecordRefused(_("检查“%s”，检查单只能在到达现场之后、办结之前填写。") % locked.visit.get_state_display())
    if locked.state not in states:
        raise RecordRefused(
            _("检查单“%s”，不能再改动。签字前可以返回修改，签字后只能添加更正。") % locked.get_state_display()
        )
    return locked


def sent_before(model: type[Row], section: VisitSection, device_key: UUID | None) -> Row | None:
    """What the device's write with this number left behind the first time; the section is locked to look."""
    if device_key is None:
        return None
    VisitSection.objects.of(section.tenant_id).select_for_update().get(pk=section.pk)
    return model.objects.of(section.tenant_id).filter(device_key=device_key, section=section).first()  # type: ignore[attr-defined]


@transaction.atomic
def answer(
    section: VisitSection, entry: ChecklistEntry, given: Answer, *, actor: Member, device_key: UUID | None = None
) -> SectionEntry:
    """Write what a point came to. The earlier answer stays; one that was written without seeing it conflicts where it
    would hide an outcome or words. What a device corrects of its own hides nothing, and settles nothing either.

    Raises `RecordRefused`: not the section's point, 不合格 without saying what, or see `open_section`.
    """
    known = sent_before(SectionEntry, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor)
    if given.outcome not in EntryOutcome.values:
        raise RecordRefused(_("请选择合格、不合格或不适用。"), field="outcome")
    if given.outcome == EntryOutcome.FAIL and not given.note.strip():
        raise RecordRefused(_("不合格的，请写明具体情况。"), field="note")
    if not entries_of(locked).filter(pk=entry.pk).exists():
        raise RecordRefused(_("这个要点不在本检查单内。"))
    now = timezone.now()
    last = answers_of(locked).get(entry.pk)
    return SectionEntry.objects.of(locked.tenant_id).create(
        section=locked,
        entry=entry,
        outcome=given.outcome,
        note=given.note.strip(),
        seen_id=last.pk if last and _has_seen(last, given) else None,
        is_conflict=last is not None and _contradicts(last, given),
        observed_at=given.observed_at or now,
        received_at=now,
        recorded_by=actor,
        device_key=device_key,
    )


def _has_seen(last: SectionEntry, given: Answer) -> bool:
    return last.pk == given.seen or (given.seen_key is not None and last.device_key == given.seen_key)


def _contradicts(last: SectionEntry, given: Answer) -> bool:
    if last.pk == given.seen:
        return False
    if _has_seen(last, given):
        return last.is_conflict  # nobody on that device has been told yet
    return last.outcome != given.outcome or last.note not in ("", given.note.strip())


@transaction.atomic
def add_evidence(
    section: VisitSection, file: File, capture: Capture, *, actor: Member, device_key: UUID | None = None
) -> Evidence:
    """Keep a piece of evidence with its seal, chained to the piece before; nobody can change or remove it afterwards.

    Raises `RecordRefused` where the bytes are not those the device sealed, where no place is given, and see
    `open_section`; `FileRefused` for a file that is not taken.
    """
    known = sent_before(Evidence, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor)
    sha256 = sha256_of(file)
    _check_capture(locked, capture, sha256)
    officer = officer_on(locked, actor)
    taker = officer.name if officer else actor.name
    seal = Seal(sha256, capture.taken_at, capture.place.strip(), taker, capture.description.strip())
    evidence = _chain(locked, seal, capture, taken_by=actor, device_key=device_key)
    store(file, evidence, actor=actor)
    record(actor, "inspections.add_evidence", locked, note=str(evidence))
    return evidence


def _chain(section: VisitSection, seal: Seal, capture: Capture, **by: Any) -> Evidence:
    """The piece, linked to the one before it in its section."""
    last = section.evidence.order_by("-number").first()
    return Evidence.objects.of(section.tenant_id).create(
        section=section,
        entry=capture.entry,
        number=last.number + 1 if last else 1,
        kind=capture.kind,
        description=seal.description,
        sha256=seal.sha256,
        taken_at=seal.taken_at,
        received_at=timezone.now(),
        place=seal.place,
        longitude=capture.longitude,
        latitude=capture.latitude,
        taker_name=seal.taker,
        chain_hash=chained(last.chain_hash if last else FIRST_LINK, seal),
        **by,
    )


def _check_capture(section: VisitSection, capture: Capture, sha256: str) -> None:
    if not capture.place.strip():
        raise RecordRefused(_("请写明取证地点。"), field="place")
    if not capture.description.strip():
        raise RecordRefused(_("请写明这份证据证明什么。"), field="description")
    if capture.taken_at > timezone.now() + CLOCK_SLACK:
        raise RecordRefused(_("取证时间晚于现在，请核对设备时间。"), field="taken_at")
    if capture.sha256 and capture.sha256.lower() != sha256:
        raise RecordRefused(_("收到的文件与取证时封存的校验码不一致，请从设备重新发送原文件。"), field="file")
    if capture.entry is not None and not entries_of(section).filter(pk=capture.entry.pk).exists():
        raise RecordRefused(_("这个要点不在本检查单内。"), field="entry")


def sha256_of(file: File) -> str:
    """The SHA-256 of a file's bytes, in hex; the file stands at its beginning afterwards."""
    summed = hashlib.sha256()
    file.seek(0)
    while piece := file.read(_CHUNK):
        summed.update(piece)
    file.seek(0)
    return summed.hexdigest()


@transaction.atomic
def add_statement(
    section: VisitSection,
    text: str,
    *,
    given_by: str,
    given_at: datetime,
    actor: Member,
    device_key: UUID | None = None,
) -> Statement:
    """Take down what the subject says for itself (5.2 no. 25); words already taken down are never changed."""
    known = sent_before(Statement, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor)
    if not text.strip() or not given_by.strip():
        raise RecordRefused(
            _("请写明陈述人和陈述、申辩意见；当事人没有意见的，写“无异议”。"), field=("given_by", "text")
        )
    statement = Statement.objects.of(locked.tenant_id).create(
        section=locked,
        text=text.strip(),
        given_by=given_by.strip(),
        given_at=given_at,
        received_at=timezone.now(),
        recorded_by=actor,
        device_key=device_key,
    )
    record(actor, "inspections.add_statement", locked)
    return statement


@transaction.atomic
def write_account(section: VisitSection, *, techniques: Sequence[str], account: str, actor: Member) -> VisitSection:
    """Write how it was checked and what was seen on the whole; the last version before signing is the one signed."""
    locked = open_section(section, actor)
    locked.update(techniques=sorted(set(techniques)), account=account.strip())
    record(actor, "inspections.write_account", locked)
    return locked


@transaction.atomic
def finish_record(section: VisitSection, *, actor: Member) -> VisitSection:
    """Finish writing: every point answered, no contradiction left. The record gets the hash that everyone signs.

    Finishing twice changes nothing, so that a device may send it again.
    """
    locked = open_section(section, actor, states=(OPEN, RECORDED))
    if locked.state != OPEN:
        return locked
    faults = unfinished(locked)
    if faults:
        raise RecordRefused("".join(faults))
    locked.update(recorded_at=timezone.now(), record_hash=record_digest(locked))
    return SECTION_WORKFLOW.take(locked, "record_section", actor=actor)


def unfinished(section: VisitSection) -> list[str]:
    """What the record still lacks, in sentences."""
    points = points_of(section)
    open_points = [point for point in points if point.answer is None]
    conflicts = [point for point in points if point.answer is not None and point.answer.is_conflict]
    faults = []
    if open_points:
        words = {"count": len(open_points), "first": open_points[0].entry}
        faults.append(_("还有%(count)d个要点没有填写，例如“%(first)s”。") % words)
    if conflicts:
        words = {"first": conflicts[0].entry}
        faults.append(_("“%(first)s”有两人填写不一致，请核对后重新填写。") % words)
    if not section.techniques:
        faults.append(_("请选择检查方式。"))
    if not section.account.strip():
        faults.append(_("请写明现场情况。"))
    return faults


@transaction.atomic
def reopen_record(section: VisitSection, *, actor: Member, note: str) -> VisitSection:
    """Go back to writing before it is signed; signatures under the earlier wording no longer count."""
    locked = open_section(section, actor, states=(RECORDED,))
    return SECTION_WORKFLOW.take(locked, "reopen_record", actor=actor, note=note)
