"""Supervised objects: added, changed, confirmed, moved through their life (R048, R051)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry.kinds import DETAILS, ORGANISATIONS, IdentifierKind, clean_details
from registry.models import ObjectIdentifier, SupervisedObject
from registry.names import normalise
from registry.searching import search_columns
from registry.services.enrolments import follow_object
from registry.states import ACTIVE, OBJECT_WORKFLOW
from registry.uscc import clean_code
from tenancy.audit import record
from tenancy.models import Member

FIELDS = (
    "kind", "name", "former_names", "uscc", "town", "address", "longitude", "latitude", "industry",
)  # fmt: skip
CONSTRAINTS = {"object_uscc_shape": "uscc", "object_uscc_in_place": "uscc", "object_both_coordinates": "longitude"}


class ObjectRefused(Refused):
    """An object may not be written so, or not by this member."""


@dataclass(frozen=True)
class Codes:
    """The other codes of an object: (kind, code) pairs, the whole set."""

    pairs: Sequence[tuple[str, str]] = field(default_factory=tuple)


@transaction.atomic
def add_object(
    row: SupervisedObject, *, actor: Member | None, today: date, codes: Codes | None = None
) -> SupervisedObject:
    """Put a new object into the library; `row` is unsaved and carries its tenant. Who adds it has verified it.

    Errors: `ObjectRefused` beside the field (code, name), `RuleBroken`, `ValidationError` by field.
    """
    row.verified_on = today
    _prepare(row, today)
    keep(row, **CONSTRAINTS)
    _write_codes(row, codes)
    record(actor, "registry.add_object", row, changes=_changes(None, row))
    return row


@transaction.atomic
def change_object(
    row: SupervisedObject, *, actor: Member | None, today: date, codes: Codes | None = None
) -> SupervisedObject:
    """Write the new values that `row` carries; a new name leaves the old one among the former. Errors: as above."""
    before = stored(row)
    refuse_merged(before)
    if before.name != row.name and before.name not in row.former_names:
        row.former_names = [*row.former_names, before.name]
    row.verified_on = today
    _prepare(row, today)
    keep(row, **CONSTRAINTS)
    changes = _changes(before, row) | _write_codes(row, codes)
    record(actor, "registry.change_object", row, changes=changes)
    return row


@transaction.atomic
def confirm_object(row: SupervisedObject, *, actor: Member | None, today: date) -> SupervisedObject:
    """Somebody looked and found everything right (R056)."""
    refuse_merged(stored(row))
    row.verified_on = today
    row.save(update_fields=["verified_on"])
    record(actor, "registry.confirm_object", row)
    return row


@transaction.atomic
def move_object(row: SupervisedObject, move: str, *, actor: Member | None, today: date, note: str) -> SupervisedObject:
    """Suspend, resume, cancel, revoke, withdraw, move out or restore; the departments' enrolments follow (R051).

    Errors: `MoveRefused`, `ObjectRefused` for a row merged into another.
    """
    refuse_merged(stored(row))
    OBJECT_WORKFLOW.take(row, move, actor=actor, note=note)
    row.verified_on = today
    row.save(update_fields=["verified_on"])
    follow_object(row, actor=actor, today=today, note=note)
    return row


@transaction.atomic
def bring_to(row: SupervisedObject, state: str, *, actor: Member | None, today: date, note: str) -> SupervisedObject:
    """Let an object reach a state it was told to be in, over 存续 where no move leads there straight.

    Errors: those of `move_object`.
    """
    for target in (state, ACTIVE, state):
        straight = (name for name, move in OBJECT_WORKFLOW.moves.items() if move.target == target)
        open_now = [name for name in straight if row.state in OBJECT_WORKFLOW.moves[name].source]
        if row.state != state and open_now:
            move_object(row, open_now[0], actor=actor, today=today, note=note)
    return row


def refuse_merged(row: SupervisedObject) -> None:
    """Nothing more is written to a file that was merged into another one."""
    if row.merged_into_id:
        raise ObjectRefused(_("这份档案已并入“%(kept)s”，请到保留的档案中办理。") % {"kept": row.merged_into})


def _prepare(row: SupervisedObject, today: date) -> None:
    """Normal forms, search columns and the rules that need more than one field."""
    row.name = " ".join(row.name.split())
    row.address = " ".join(row.address.split())
    row.uscc = normalise(row.uscc)
    row.former_names = list(dict.fromkeys(name for name in row.former_names if name != row.name))
    columns = search_columns(row.name, row.former_names)
    if not columns.name_key:
        raise ObjectRefused(_("名称须含有文字或数字。"), field="name")
    row.name_key, row.search_key = columns.name_key, columns.search_key
    _check_code(row)
    row.detail, complaints = clean_details(row.kind, row.detail, today)
    if complaints:
        raise ValidationError({f"detail_{name}": sentence for name, sentence in complaints.items()})


def _check_code(row: SupervisedObject) -> None:
    """The check mark must be right; the region inside the code is not judged: many are older than today's places."""
    if not row.uscc:
        return
    if row.kind not in ORGANISATIONS:
        raise ObjectRefused(_("只有单位和个体工商户有统一社会信用代码，其他编号请填在“其他编号”。"), field="uscc")
    try:
        row.uscc = clean_code(row.uscc)
    except ValueError as error:
        raise ObjectRefused(str(error), field="uscc") from error


def _write_codes(row: SupervisedObject, codes: Codes | None) -> dict[str, list[str]]:
    """Make the other codes those given; returns the change for the ledger."""
    if codes is None:
        return {}
    wanted = dict.fromkeys((kind, _plain_code(kind, value)) for kind, value in codes.pairs if value.strip())
    present = {(one.kind, one.value): one for one in ObjectIdentifier.objects.of(row.tenant_id).filter(object=row)}
    for pair in present.keys() - wanted.keys():
        present[pair].delete()
    for kind, value in wanted.keys() - present.keys():
        keep(ObjectIdentifier(tenant_id=row.tenant_id, object=row, kind=kind, value=value))
    if wanted.keys() == present.keys():
        return {}
    return {_("其他编号"): [_code_words(present), _code_words(wanted)]}


def _plain_code(kind: str, value: str) -> str:
    """Full width to half and capitals, as codes are; a web address keeps its marks."""
    return value.strip() if kind == IdentifierKind.DOMAIN else "".join(value.upper().split())


def _code_words(pairs: Any) -> str:
    return _("、").join(f"{IdentifierKind(kind).label} {value}" for kind, value in pairs)


def _changes(before: SupervisedObject | None, row: SupervisedObject) -> dict[str, list[str]]:
    """What differs in words; personal details are named, not told."""
    changes = changes_between(before, row, FIELDS)
    address = str(row._meta.get_field("address").verbose_name)
    if address in changes and (row.has_private_address or (before and before.has_private_address)):
        changes[address] = [_("（个人信息）")] * 2
    old = before.detail if before else {}
    for one in DETAILS[row.kind]:
        pair = [one.shown(kept[one.name]) if one.name in kept else "" for kept in (old, row.detail)]
        if pair[0] != pair[1]:
            changes[str(one.label)] = [_("（个人信息）")] * 2 if one.is_personal else pair
    return changes
