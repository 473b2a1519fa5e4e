"""What is public and wrong is corrected by a new entry, through the same two persons as the first (R115, R127).

A department proposes it; a corrected record or an upheld objection makes it owed. The subject is told anew.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from publication.models import Duty, WithdrawalGround
from publication.queries import is_correctable, last_entry, standing_record
from publication.services.duties import LONGEST_REASON, duty_owed, open_duty, prepare, publication_of, stop_clock
from publication.services.ledger import Publication, PublicationRefused
from publication.states import DUTY_WORKFLOW, EXEMPTED
from tenancy.models import Department, Member, Region


@transaction.atomic
def propose_correction(duty: Duty, *, snapshot: dict[str, Any], basis: str, reason: str, actor: Member) -> Duty:
    """Draft a corrected text of what `duty` published; returns the new duty, which another person checks.

    `reason` is what the public is told. Raises `PublicationRefused`: taken down, being corrected already, nothing
    changed, no reason, another department's.
    """
    if not actor.may("publication.prepare", duty):
        words = {"department": duty.department}
        raise PublicationRefused(_("这是%(department)s公示的信息，请由该部门提出更正。") % words)
    _refuse_uncorrectable(duty)
    if not reason.strip():
        raise PublicationRefused(_("请写明更正了什么、为什么更正；社会公众会看到。"), field="reason")
    told = publication_of(duty, reason=reason.strip()[:LONGEST_REASON])
    if {**duty.snapshot, **snapshot} == duty.snapshot and basis == duty.basis:
        raise PublicationRefused(_("内容与现在公示的相同，没有可更正的。请先修改需要更正的栏目。"))
    owed = open_duty(duty.tenant, told, department=duty.department, actor=actor)
    return prepare(owed, snapshot={**duty.snapshot, **snapshot}, basis=basis, actor=actor)


def _refuse_uncorrectable(duty: Duty) -> None:
    if duty_owed(duty.tenant, duty.kind, duty.ref) is not None:
        raise PublicationRefused(_("这条信息已有一件更正正在办理，请在那件任务里一并修改。"))
    if not is_correctable(duty):
        raise PublicationRefused(_("这条信息已经撤下，或者已有更新的版本，不能更正。请从公示台账打开现行的一件办理。"))


@transaction.atomic
def owe_correction(
    tenant: Region, publication: Publication, *, department: Department, actor: Member | None
) -> Duty | None:
    """The source was corrected, which `publication.reason` explains: what is public of it is owed anew, with a clock.

    Where it is not public yet the duty still open takes the new text. None where it was lawfully kept back, or taken
    down on another ground than an error of the publication itself.
    """
    rows = Duty.objects.of(tenant).filter(kind=publication.kind, ref=publication.ref)
    if rows.filter(state=EXEMPTED).exists():
        return None
    if duty_owed(tenant, publication.kind, publication.ref) is None:
        last = last_entry(tenant, publication.kind, publication.ref)
        if last is not None and standing_record(last) is None and last.ground != WithdrawalGround.ERROR:
            return None
    return open_duty(tenant, publication, department=department, actor=actor)


@transaction.atomic
def owe_after_objection(duty: Duty, *, reason: str, actor: Member) -> Duty:
    """The subject's objection to what is public was upheld: its correction is owed (R123).

    A correction that is under way already takes the ground along.
    """
    owed = duty_owed(duty.tenant, duty.kind, duty.ref)
    if owed is None:
        return open_duty(
            duty.tenant, publication_of(duty, reason=reason[:LONGEST_REASON]), department=duty.department, actor=actor
        )
    owed.correction_reason = f"{owed.correction_reason}；{reason}"[:LONGEST_REASON]
    owed.save(update_fields=["correction_reason"])
    return owed


@transaction.atomic
def drop_correction(duty: Duty, *, note: str, actor: Member) -> Duty:
    """The checker finds that what is public is right as it stands. Raises `PublicationRefused` for a first text."""
    if not duty.is_correction:
        raise PublicationRefused(_("这件还没有公示过，不能办理“不需更正”。依法不予公示的，请申请不予公示。"))
    DUTY_WORKFLOW.take(duty, "drop", actor=actor, note=note)
    stop_clock(duty)
    return duty
