"""What phones send from the field: each write once, in order; what cannot be written is kept for a person (R108).

Every write carries the `device_key` the phone gave it, so that it may be sent again and again. Each is a savepoint of
its own: one that is refused does not undo its neighbours.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.attachments import attachments_of, open_kept, store
from common.refusals import Refused
from inspections.models import HeldRecord, SectionOfficer, Visit, VisitSection
from inspections.models.field import HeldDecision, HeldKind
from inspections.queries.records import record_digest
from inspections.results import EntryOutcome
from inspections.services.records import (
    Answer,
    Capture,
    RecordRefused,
    add_evidence,
    add_statement,
    answer,
    finish_record,
    sha256_of,
    write_account,
)
from inspections.services.signing import Refusal, Signing, correct_record, refuse_to_sign, sign
from inspections.services.visits import arrive
from inspections.states import OPEN, RECORDED
from items.models import ChecklistEntry
from tenancy.audit import record
from tenancy.models import Member

KEPT, CONFLICT, HELD, REFUSED = "kept", "conflict", "held", "refused"


class FieldRefused(RecordRefused):
    """What a phone sent was not taken, and what to do on the phone."""


@dataclass(frozen=True)
class Sent:
    """One write of a device: which kind, its number, in which section, the checked values, the file it is about."""

    kind: str
    device_key: UUID
    values: Mapping[str, Any]
    section: VisitSection | None = None
    file: File | None = field(default=None, compare=False)


@dataclass(frozen=True)
class Receipt:
    """What became of a write: kept, conflict (kept beside another answer), held for a person, refused; and why."""

    device_key: UUID | str
    outcome: str
    sentence: str = ""


def receive(visit: Visit, sent: Sequence[Sent], *, actor: Member) -> list[Receipt]:
    """Take what a phone sent, in its order; the same again changes nothing and gets the same receipt."""
    return [_receive_one(visit, one, actor) for one in sent]


def _receive_one(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    if HeldRecord.objects.of(visit.tenant_id).filter(device_key=sent.device_key).exists():
        return Receipt(sent.device_key, HELD, _("已交待核对，请在“待核对的现场记录”中处理。"))
    try:
        with transaction.atomic():
            return _TAKERS[sent.kind](visit, sent, actor)
    except FieldRefused as refusal:
        return Receipt(sent.device_key, REFUSED, str(refusal))
    except Refused as refusal:
        if sent.kind not in HeldKind.values or not _is_own(sent.section, actor):
            return Receipt(sent.device_key, REFUSED, str(refusal))
        return _hold(sent, str(refusal), actor)


# --- one kind after another ------------------------------------------------------------------------------------------


def _take_arrival(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    arrive(visit, actor=actor, at=min(sent.values["at"], timezone.now()))
    return Receipt(sent.device_key, KEPT)


def _take_answer(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    values = sent.values
    given = Answer(values["outcome"], values["note"], values["seen"], values["at"], values.get("seen_key"))
    row = answer(_section(sent), _entry(visit, values["entry"]), given, actor=actor, device_key=sent.device_key)
    if row.is_conflict:
        return Receipt(sent.device_key, CONFLICT, _("另一台设备填写的内容不同，两份都已保留，请核对后重新填写。"))
    return Receipt(sent.device_key, KEPT)


def _take_evidence(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    file = _sealed_file(sent)
    add_evidence(_section(sent), file, _capture(visit, sent.values), actor=actor, device_key=sent.device_key)
    return Receipt(sent.device_key, KEPT)


def _take_statement(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    values = sent.values
    add_statement(
        _section(sent),
        values["text"],
        given_by=values["given_by"],
        given_at=values["at"],
        actor=actor,
        device_key=sent.device_key,
    )
    return Receipt(sent.device_key, KEPT)


def _take_record(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    """Finish the record, provided that it is word for word what was read on the phone."""
    section, values = _section(sent), sent.values
    if section.state == OPEN:
        section = write_account(section, techniques=values["techniques"], account=values["account"], actor=actor)
        _check_same(values["record_hash"], record_digest(section))
        finish_record(section, actor=actor)
    elif section.state == RECORDED:
        _check_same(values["record_hash"], section.record_hash)
    return Receipt(sent.device_key, KEPT)


def _take_signature(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    section, values, image = _section(sent), sent.values, _file(sent)
    _check_same(values["record_hash"], section.record_hash)
    officer = SectionOfficer.objects.of(visit.tenant_id).filter(section=section, pk=values["officer"]).first()
    signing = Signing(values["role"], values["name"], values["at"], officer)
    sign(section, image, signing, actor=actor, device_key=sent.device_key)
    return Receipt(sent.device_key, KEPT)


def _take_refusal(visit: Visit, sent: Sent, actor: Member) -> Receipt:
    section, values, image = _section(sent), sent.values, _file(sent)
    _check_same(values["record_hash"], section.record_hash)
    refusal = Refusal(values["name"], values["reason"], values["witness"], values["at"])
    refuse_to_sign(section, image, refusal, actor=actor, device_key=sent.device_key)
    return Receipt(sent.device_key, KEPT)


_TAKERS: dict[str, Callable[[Visit, Sent, Member], Receipt]] = {
    "arrive": _take_arrival,
    "answer": _take_answer,
    "evidence": _take_evidence,
    "statement": _take_statement,
    "record": _take_record,
    "signature": _take_signature,
    "refusal": _take_refusal,
}


def _section(sent: Sent) -> VisitSection:
    """The section as it stands now: an earlier write of the same sending may have moved it on."""
    if sent.section is None:
        raise FieldRefused(_("设备没有写明是哪个部门的检查单，请在设备上重新打开这次检查后再试。"))
    sent.section.refresh_from_db()
    return sent.section


def _entry(visit: Visit, number: int) -> ChecklistEntry:
    entry = ChecklistEntry.objects.of(visit.tenant_id).filter(pk=number).first()
    if entry is None:
        raise FieldRefused(_("检查要点已不存在，请在设备上重新下载这次检查。"))
    return entry


def _capture(visit: Visit, values: Mapping[str, Any]) -> Capture:
    return Capture(
        kind=values["medium"],
        description=values["description"],
        place=values["place"],
        taken_at=values["at"],
        entry=_entry(visit, values["entry"]) if values["entry"] else None,
        sha256=values["sha256"],
        longitude=values["longitude"],
        latitude=values["latitude"],
    )


def _file(sent: Sent) -> File:
    if sent.file is None:
        raise FieldRefused(_("没有收到文件，请在设备上重新发送。"))
    return sent.file


def _sealed_file(sent: Sent) -> File:
    """The file, if its bytes are those that were sealed at capture."""
    file = _file(sent)
    if sha256_of(file) != sent.values["sha256"]:
        raise FieldRefused(_("收到的文件与取证时封存的校验码不一致，请在设备上重新发送原文件。"))
    return file


def _check_same(read: str, stands: str) -> None:
    if read != stands:
        raise FieldRefused(
            _("设备上读给当事人的记录与服务器上的不一致，可能另一台设备也写过。请核对最新记录，重新完成记录并签字。")
        )


# --- what came too late ----------------------------------------------------------------------------------------------


def _is_own(section: VisitSection | None, actor: Member) -> bool:
    return section is not None and section.officers.filter(officer__member=actor).exists()


@transaction.atomic
def _hold(sent: Sent, why: str, actor: Member) -> Receipt:
    section = _section(sent)
    held = HeldRecord.objects.of(section.tenant_id).create(
        section=section,
        department_id=section.department_id,
        kind=sent.kind,
        values=_plain(sent.values),
        summary=_summary(sent),
        why=why[:300],
        sent_by=actor,
        received_at=timezone.now(),
        device_key=sent.device_key,
    )
    if sent.file is not None:
        store(sent.file, held, actor=actor)
    record(actor, "inspections.hold_record", section, note=held.summary)
    return Receipt(sent.device_key, HELD, why)


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as JSON holds them: instants, decimals and UUIDs as words."""
    return json.loads(json.dumps(dict(values), cls=DjangoJSONEncoder))


def _summary(sent: Sent) -> str:
    values = sent.values
    if sent.kind == HeldKind.ANSWER:
        entry = ChecklistEntry.objects.of(_section(sent).tenant_id).filter(pk=values["entry"]).first()
        outcome = EntryOutcome(values["outcome"]).label if values["outcome"] in EntryOutcome.values else ""
        return f"{entry or ''}：{outcome} {values['note']}".strip()[:600]
    if sent.kind == HeldKind.EVIDENCE:
        return f"{values['description']}（SHA-256 {values['sha256'][:16]}…）"[:600]
    return f"{values['given_by']}：{values['text']}"[:600]


@transaction.atomic
def decide_held(held: HeldRecord, decision: str, *, note: str, actor: Member) -> HeldRecord:
    """An officer of the section says what becomes of it: into the record, as a correction of what was signed, or not.

    Raises `FieldRefused`: decided before, no reason given; `RecordRefused` where the record does not allow it now.
    """
    rows = HeldRecord.objects.of(held.tenant_id).select_for_update(of=("self",))
    locked = rows.select_related("section__visit", "department").get(pk=held.pk)
    if locked.decided_at is not None:
        raise FieldRefused(_("这条记录已经处理过了。请刷新页面查看。"))
    if not _is_own(locked.section, actor):
        raise FieldRefused(_("只有%s参加这次检查的执法人员可以处理。") % locked.department)
    if not note.strip():
        raise FieldRefused(_("请写明理由。"), field="note")
    if decision == HeldDecision.WRITTEN:
        _write_after_all(locked, actor)
    elif decision == HeldDecision.CORRECTION:
        correct_record(locked.section, text=locked.summary, reason=note, actor=actor)
    locked.decision, locked.decided_note = decision, note.strip()
    locked.decided_by, locked.decided_at = actor, timezone.now()
    locked.save(update_fields=["decision", "decided_note", "decided_by", "decided_at"])
    record(actor, "inspections.decide_held", locked, note=note)
    return locked


def _write_after_all(held: HeldRecord, actor: Member) -> None:
    """The record is open again: what came too late is written into it as it was sent."""
    values = {**held.values, "at": held.written_at, "seen_key": None}
    again = Sent(held.kind, held.device_key, values, held.section)
    visit = held.section.visit
    if held.kind != HeldKind.EVIDENCE:
        _TAKERS[held.kind](visit, again, actor)
        return
    attachment = attachments_of(held).get()
    with open_kept(held.tenant_id, attachment.sha256) as kept:
        _TAKERS[held.kind](visit, replace(again, file=File(kept, name=attachment.name)), actor)
