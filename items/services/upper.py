"""Approval from above across places (报上级批准; R029): the version goes up by message, the answer comes down by one.

A job of the sender opens the receiver's scope, and the receiver writes its own rows there, as with claims.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from items.models import ItemVersion, UpperRequest
from items.notices import ask_for_approval, tell_of_answer
from items.services.steps import take_answer
from items.states import UPPER_ASKED, UPPER_GRANTED, UPPER_REVIEW, UPPER_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member, Region

ANSWER_JOB = "items.answer_upper"


class UpperRefused(Refused):
    """What a place below asks may not be answered so; the sentence says why."""


@dataclass(frozen=True)
class Letter:
    """What the place below sends up: which version of it, in which round, whether it still waits, how it reads."""

    place: Region
    version_number: int
    round: int
    is_waiting: bool
    department_name: str
    content: str
    face: list[list[str]]


def letter_of(version: ItemVersion) -> Letter:
    """The version as it stands; needs `with_faces`."""
    face = version.face
    lines = [
        [_("监管领域"), face.domain],
        [_("牵头部门监管事项"), face.content],
        [_("设定依据"), face.basis],
        [_("监管对象"), face.objects],
        [_("组织层级"), face.organising_levels],
        [_("监管层级"), face.supervision_levels],
        *([line.department, _("：").join(filter(None, [line.content, line.basis]))] for line in face.lines),
        *([label, words] for label, words in version.more),
    ]
    return Letter(
        version.tenant,
        version.pk,
        version.round,
        version.state == UPPER_REVIEW,
        version.department.name,
        version.content,
        [[str(label), str(words)] for label, words in lines if words],
    )


@transaction.atomic
def receive_letter(place: Region, letter: Letter) -> UpperRequest | None:
    """Take in what a place below sends, in the scope of `place`; twice changes nothing.

    A version that waits no more, because it went on or back below, lets what it asked go. Returns what is newly asked.
    """
    rows = UpperRequest.objects.of(place).filter(from_place=letter.place, version_number=letter.version_number)
    open_ones = rows.filter(state=UPPER_ASKED)
    for stale in open_ones.exclude(round=letter.round) if letter.is_waiting else open_ones:
        UPPER_WORKFLOW.take(stale, "drop_upper", actor=None)
    if not letter.is_waiting:
        return None
    asked, is_new = rows.get_or_create(
        round=letter.round,
        defaults={
            "tenant_id": place.pk,
            "from_place": letter.place,
            "version_number": letter.version_number,
            "department_name": letter.department_name,
            "content": letter.content,
            "face": letter.face,
            "asked_at": timezone.now(),
        },
    )
    if not is_new:
        return None
    record(None, "items.ask_upper", asked, note=str(letter.place))
    ask_for_approval(asked, timezone.localdate())
    return asked


@transaction.atomic
def grant(asked: UpperRequest, *, document: str, actor: Member, note: str = "") -> UpperRequest:
    """Approve the version; `document` is the number of the answer. Errors: `UpperRefused`, `MoveRefused`."""
    if not document.strip():
        raise UpperRefused(_("请填写批复文号。"), field="document")
    return _answer(asked, "grant_upper", actor=actor, document=document.strip(), note=note)


@transaction.atomic
def send_back(asked: UpperRequest, *, actor: Member, note: str) -> UpperRequest:
    """Return the version to its drafters with the reason. Errors: `MoveRefused`."""
    return _answer(asked, "send_back_upper", actor=actor, document="", note=note)


def _answer(asked: UpperRequest, move: str, *, actor: Member, document: str, note: str) -> UpperRequest:
    asked = UpperRequest.objects.of(asked.tenant_id).select_for_update(of=("self",)).get(pk=asked.pk)
    asked.document, asked.note = document, note.strip()
    asked.decided_by, asked.decided_at = actor, timezone.now()
    asked.save(update_fields=["document", "note", "decided_by", "decided_at"])
    UPPER_WORKFLOW.take(asked, move, actor=actor, note=note)
    enqueue(ANSWER_JOB, asked, actor=actor)
    return asked


@transaction.atomic
def receive_answer(place: Region, asked: UpperRequest, *, today: date) -> ItemVersion | None:
    """Let the answer from above take effect, in the scope of `place`, below; twice, or too late, changes nothing."""
    version = ItemVersion.objects.of(place).filter(pk=asked.version_number, round=asked.round).first()
    if version is None or version.state != UPPER_REVIEW:
        return None
    note = _("：").join(filter(None, [str(asked.tenant), asked.note]))
    version = take_answer(version, is_granted=asked.state == UPPER_GRANTED, document=asked.document, note=note)
    tell_of_answer(version, asked, today)
    return version
