"""Signing a record, refusing to sign it, and adding to what was signed (DOMAIN 5.2 no. 22)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.attachments import store
from inspections.models import Correction, SectionOfficer, Signature, VisitSection
from inspections.queries.records import has_officers_signed, signatures_under
from inspections.queries.visits import officer_on
from inspections.results import SignerRole
from inspections.services.open_results import owe_corrected_result
from inspections.services.records import RecordRefused, open_section, sent_before, sha256_of
from inspections.states import CLOSED, RECORDED, SECTION_WORKFLOW, UNSIGNED
from tenancy.audit import record
from tenancy.models import Member


@dataclass(frozen=True)
class Signing:
    """One drawn signature: who, as what, when by the device. `officer` names which officer of the section signs."""

    role: str
    name: str
    signed_at: datetime
    officer: SectionOfficer | None = None


@dataclass(frozen=True)
class Refusal:
    """The subject will not sign: who it was, why, and who witnessed it."""

    name: str
    reason: str
    witness: str
    at: datetime


@transaction.atomic
def sign(
    section: VisitSection, image: File, signing: Signing, *, actor: Member, device_key: UUID | None = None
) -> Signature:
    """Put a signature under the finished record; with two officers' and the subject's the section is signed.

    Raises `RecordRefused`: an officer of another section, somebody who has signed already, or see `open_section`.
    """
    known = sent_before(Signature, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor, states=(RECORDED,))
    _check_signer(locked, signing)
    signature = _keep_signature(locked, image, signing, actor, device_key)
    if _has_subject_signed(locked) and has_officers_signed(locked):
        _end(locked, "sign_section", actor, "")
    return signature


@transaction.atomic
def refuse_to_sign(
    section: VisitSection, image: File, refusal: Refusal, *, actor: Member, device_key: UUID | None = None
) -> Signature:
    """Record that the subject will not sign, with the reason and a witness's drawn signature.

    Two officers must have signed before. Raises `RecordRefused`.
    """
    known = sent_before(Signature, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor, states=(RECORDED,))
    if not refusal.reason.strip():
        raise RecordRefused(_("请写明当事人拒绝签字的理由或情形。"), field="reason")
    if not refusal.witness.strip():
        raise RecordRefused(_("当事人拒绝签字的，须有见证人签字。请写明见证人姓名。"), field="witness")
    if not has_officers_signed(locked):
        raise RecordRefused(_("记录拒绝签字前，须有两名执法人员先签字。"))
    _keep_signature(locked, image, Signing(SignerRole.WITNESS, refusal.witness, refusal.at), actor, None)
    signature = Signature.objects.of(locked.tenant_id).create(
        section=locked,
        role=SignerRole.SUBJECT,
        name=refusal.name.strip() or str(_("当事人")),
        record_hash=locked.record_hash,
        is_refused=True,
        reason=refusal.reason.strip(),
        signed_at=refusal.at,
        received_at=timezone.now(),
        taken_by=actor,
        device_key=device_key,
    )
    _end(locked, "refuse_signature", actor, refusal.reason)
    return signature


def _check_signer(section: VisitSection, signing: Signing) -> None:
    if signing.role not in (SignerRole.OFFICER, SignerRole.SUBJECT):
        raise RecordRefused(_("见证人只在当事人拒绝签字时签字，请办理“记录拒绝签字”。"), field="role")
    if signing.role == SignerRole.OFFICER:
        if signing.officer is None or signing.officer.section_id != section.pk:
            raise RecordRefused(_("请选择本检查单的执法人员。专家和协助人员不签字。"), field="officer")
        if signatures_under(section).filter(officer=signing.officer).exists():
            raise RecordRefused(_("%s已经签字。") % signing.officer.name, field="officer")
    elif not signing.name.strip():
        raise RecordRefused(_("请写明签字的当事人或其负责人姓名。"), field="name")
    elif _has_subject_signed(section):
        raise RecordRefused(_("当事人已经签字，请由执法人员补齐签字。"))


def _keep_signature(
    section: VisitSection, image: File, signing: Signing, actor: Member, device_key: UUID | None
) -> Signature:
    signature = Signature.objects.of(section.tenant_id).create(
        section=section,
        role=signing.role,
        name=signing.officer.name if signing.officer else signing.name.strip(),
        officer=signing.officer,
        image_hash=sha256_of(image),
        record_hash=section.record_hash,
        signed_at=signing.signed_at,
        received_at=timezone.now(),
        taken_by=actor,
        device_key=device_key,
    )
    store(image, signature, actor=actor)
    record(actor, "inspections.add_signature", section, note=str(signature))
    return signature


def _has_subject_signed(section: VisitSection) -> bool:
    return signatures_under(section).filter(role=SignerRole.SUBJECT, is_refused=False).exists()


def _end(section: VisitSection, move: str, actor: Member, note: str) -> None:
    section.signed_at = timezone.now()
    section.save(update_fields=["signed_at"])
    SECTION_WORKFLOW.take(section, move, actor=actor, note=note)


@transaction.atomic
def correct_record(section: VisitSection, *, text: str, reason: str, actor: Member) -> Correction:
    """Add to a signed record what was wrong or missing, with the reason; the record stays as it was signed.

    Once the section is closed its public text is to be corrected as well (R115).
    """
    rows = VisitSection.objects.of(section.tenant_id).select_for_update(of=("self",))
    locked = rows.select_related("department", "tenant", "visit__object", "visit__task").get(pk=section.pk)
    if officer_on(locked, actor) is None:
        raise RecordRefused(_("只有%s参加这次检查的执法人员可以更正笔录。") % locked.department)
    if locked.state in UNSIGNED:
        raise RecordRefused(_("笔录还没有签字，请直接修改。"))
    if not text.strip() or not reason.strip():
        raise RecordRefused(_("请写明更正内容和理由。原笔录保持签字时的内容不变。"), field=("text", "reason"))
    correction = Correction.objects.of(locked.tenant_id).create(
        section=locked, text=text.strip(), reason=reason.strip(), made_by=actor, made_at=timezone.now()
    )
    record(actor, "inspections.correct_record", locked, note=reason)
    if locked.state == CLOSED:
        owe_corrected_result(locked, reason=_("更正检查笔录：%s") % reason.strip(), actor=actor)
    return correction
