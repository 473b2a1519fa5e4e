"""Everything of a department moves to another on a date, in one transaction, with a report (R013)."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from directory.models import Transfer, TransferLine
from directory.notices import tell_of_transfer
from directory.services.departments import end_department
from directory.services.writing import changes_between, keep, stored
from directory.states import SCHEDULED, TRANSFER_WORKFLOW
from directory.transfer import Mover, movers
from tenancy.audit import record
from tenancy.models import Member, Region

FIELDS = ("source", "target", "effective_on", "basis", "ends_source")


Tell = Callable[[int, int, str], None]


def tell_nobody(done: int, total: int, label: str) -> None:
    """For runs that nobody watches."""


class TransferRefused(Refused):
    """The transfer cannot be made as asked."""


@transaction.atomic
def draft_transfer(transfer: Transfer, *, actor: Member | None, today: date) -> Transfer:
    """Put down a transfer, unsaved and with its tenant. Errors: `TransferRefused`, `RuleBroken`, `ValidationError`."""
    for name in ("source", "target"):
        if getattr(transfer, name).ended_on:
            raise TransferRefused(_("“%s”已撤并，请选择其他部门。") % getattr(transfer, name), field=name)
    _check_date(transfer, today)
    transfer.created_by = actor
    keep(transfer, transfer_open_once="source", transfer_between_two="target")
    record(actor, "directory.draft_transfer", transfer, changes=changes_between(None, transfer, FIELDS))
    return transfer


@transaction.atomic
def schedule_transfer(transfer: Transfer, *, actor: Member | None, today: date, note: str = "") -> Transfer:
    """Confirm it: it runs on its date, at once if that is today. Errors: `TransferRefused`, `MoveRefused`."""
    _check_date(transfer, today)
    TRANSFER_WORKFLOW.take(transfer, "schedule", actor=actor, note=note)
    if transfer.effective_on == today:
        start_transfer(transfer, actor=actor)
    return transfer


@transaction.atomic
def start_transfer(transfer: Transfer, *, actor: Member | None) -> Transfer:
    """The day has come: hand the work to a job. Errors: `MoveRefused`."""
    TRANSFER_WORKFLOW.take(transfer, "start", actor=actor)
    enqueue("directory.run_transfer", transfer, actor=actor)
    return transfer


@transaction.atomic
def run_transfer(transfer: Transfer, *, tell: Tell = tell_nobody) -> Transfer:
    """Move every registered kind of rows and write the report; all of it or nothing.

    The transfer stays locked meanwhile, so that it runs once. `tell(done, total, label)` hears of every kind as it
    begins. Errors: `MoveRefused` when it is not under way, and what a mover refuses.
    """
    stored(transfer)
    counts = {}
    kinds = movers()
    for number, mover in enumerate(kinds):
        tell(number, len(kinds), str(mover.label))
        counts[str(mover.label)] = ["", _("%(number)s项") % {"number": _move(mover, transfer)}]
    TRANSFER_WORKFLOW.take(transfer, "finish", actor=None, changes=counts)
    if transfer.ends_source:
        end_department(transfer.source, actor=None, on=transfer.effective_on, note=transfer.basis)
    tell_of_transfer(transfer)
    return transfer


def _move(mover: Mover, transfer: Transfer) -> int:
    """Move one kind and report its rows; returns how many there were."""
    moved = mover.move(transfer.tenant, transfer.source, transfer.target, transfer.effective_on)
    lines = [
        TransferLine(
            tenant_id=transfer.tenant_id,
            transfer=transfer,
            kind=mover.kind,
            row_id=str(one.row_id),
            row_label=one.label[:300],
            note=one.note,
        )
        for one in moved
    ]
    TransferLine.objects.of(transfer.tenant_id).bulk_create(lines, batch_size=1_000)
    return len(lines)


@transaction.atomic
def cancel_transfer(transfer: Transfer, *, actor: Member | None, note: str) -> Transfer:
    """Give it up before it is done. Errors: `MoveRefused`."""
    return TRANSFER_WORKFLOW.take(transfer, "cancel", actor=actor, note=note)


def start_due_transfers(tenant: Region, *, today: date) -> list[Transfer]:
    """Start every confirmed transfer of the place whose day has come."""
    due = Transfer.objects.of(tenant).filter(state=SCHEDULED, effective_on__lte=today)
    return [start_transfer(transfer, actor=None) for transfer in due.order_by("effective_on", "pk")]


def _check_date(transfer: Transfer, today: date) -> None:
    if transfer.effective_on < today:
        raise TransferRefused(_("生效日期不能早于今天。"), field="effective_on")
