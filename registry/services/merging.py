"""Two files of one object become one, and can be taken apart again with both histories (R048, R051)."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import stored
from registry.models import MergeRecord, ObjectEnrolment, ObjectIdentifier, ObjectRelation, SupervisedObject
from registry.searching import search_columns
from registry.services.objects import refuse_merged
from tenancy.audit import record
from tenancy.models import Member

_OWNED = ("enrolments", "tags", "identifiers", "persons")
_FILLABLE = ("uscc", "town_id", "address", "longitude", "latitude", "industry_id", "department_id")


class MergeRefused(Refused):
    """Two files may not be merged, or a merge not undone."""


@transaction.atomic
def merge_objects(kept: SupervisedObject, gone: SupervisedObject, *, actor: Member | None, reason: str) -> MergeRecord:
    """Move all of `gone` to `kept`, which also takes what it lacks; the record says what moved. Errors: `MergeRefused`.

    What `kept` already has (an enrolment of the same department, the same code) stays with `gone`.
    """
    kept, gone = _locked(kept), _locked(gone)
    _check_merge(kept, gone, reason)
    moved: dict[str, Any] = {name: _move_owned(name, gone, kept) for name in _OWNED}
    moved["relations"] = _move_relations(gone, kept)
    SupervisedObject.objects.of(gone.tenant_id).filter(pk=gone.pk).update(merged_into=kept)
    moved |= _fill(kept, gone)
    merge = MergeRecord.objects.of(kept.tenant_id).create(
        kept=kept, gone=gone, moved=moved, reason=reason, merged_at=timezone.now(), merged_by=actor
    )
    record(actor, "registry.merge", kept, note=reason, changes={_("并入档案"): ["", str(gone)]})
    record(actor, "registry.merged_away", gone, note=reason, changes={_("并入档案"): ["", str(kept)]})
    return merge


@transaction.atomic
def unmerge(merge: MergeRecord, *, actor: Member | None, reason: str) -> SupervisedObject:
    """Give back what a merge moved, as far as it is still with `kept`; returns the file that lives again.

    Names and values that `kept` took are taken back where nobody has changed them since. Errors: `MergeRefused`.
    """
    merge = stored(merge)
    if merge.undone_at:
        raise MergeRefused(_("这次合并已经拆分，不必重复办理。"))
    if not reason.strip():
        raise MergeRefused(_("请填写拆分理由。"), field="note")
    kept, gone = _locked(merge.kept), _locked(merge.gone)
    if kept.merged_into_id:
        raise MergeRefused(_("“%(kept)s”后来又并入了其他档案，请先拆分那次合并。") % {"kept": kept})
    for name in _OWNED:
        getattr(kept, name).filter(pk__in=merge.moved[name]).update(object=gone)
    for number, side in merge.moved["relations"]:
        ObjectRelation.objects.of(kept.tenant_id).filter(pk=number, **{side: kept}).update(**{side: gone})
    _empty(kept, merge.moved)
    SupervisedObject.objects.of(gone.tenant_id).filter(pk=gone.pk).update(merged_into=None)
    merge.undone_at, merge.undone_by, merge.undo_reason = timezone.now(), actor, reason
    merge.save(update_fields=["undone_at", "undone_by", "undo_reason"])
    record(actor, "registry.unmerge", kept, note=reason, changes={_("并入档案"): [str(gone), ""]})
    record(actor, "registry.unmerge", gone, note=reason, changes={_("并入档案"): [str(kept), ""]})
    gone.refresh_from_db()
    return gone


def _locked(row: SupervisedObject) -> SupervisedObject:
    return SupervisedObject.objects.of(row.tenant_id).select_for_update(of=("self",)).get(pk=row.pk)


def _check_merge(kept: SupervisedObject, gone: SupervisedObject, reason: str) -> None:
    refuse_merged(kept)
    refuse_merged(gone)
    if kept.pk == gone.pk:
        raise MergeRefused(_("对象不能并入自己，请选择另一份档案。"), field="other")
    if kept.kind != gone.kind:
        words = {"kept": kept.get_kind_display(), "gone": gone.get_kind_display()}
        raise MergeRefused(_("一份是“%(kept)s”，一份是“%(gone)s”，类别不同的不能合并。") % words, field="other")
    if kept.uscc and gone.uscc and kept.uscc != gone.uscc:
        raise MergeRefused(_("两份档案的统一社会信用代码不同，不是同一个对象，不能合并。"), field="other")
    if not reason.strip():
        raise MergeRefused(_("请填写合并理由。"), field="note")


def _move_owned(name: str, gone: SupervisedObject, kept: SupervisedObject) -> list[int]:
    """Move the rows that `kept` has no equal of; returns their numbers."""
    rows = getattr(gone, name).all()
    if name == "enrolments":
        rows = rows.exclude(
            department__in=ObjectEnrolment.objects.of(kept.tenant_id).filter(object=kept).values("department")
        )
    elif name == "tags":
        rows = rows.exclude(tag__in=kept.tags.values("tag"))
    elif name == "identifiers":
        mine = set(kept.identifiers.values_list("kind", "value"))
        doubled = [
            one.pk
            for one in ObjectIdentifier.objects.of(gone.tenant_id).filter(object=gone)
            if (one.kind, one.value) in mine
        ]
        rows = rows.exclude(pk__in=doubled)
    numbers = sorted(rows.values_list("pk", flat=True))
    getattr(gone, name).filter(pk__in=numbers).update(object=kept)
    return numbers


def _move_relations(gone: SupervisedObject, kept: SupervisedObject) -> list[list[Any]]:
    """Relations of `gone` lead to `kept`, but for those between the two and those `kept` has."""
    moved: list[list[Any]] = []
    for side, other in (("first", "second"), ("second", "first")):
        having = {(one.kind, getattr(one, f"{other}_id")) for one in _relations(kept, side)}
        for one in _relations(gone, side):
            neighbour = getattr(one, f"{other}_id")
            if neighbour != kept.pk and (one.kind, neighbour) not in having:
                setattr(one, side, kept)
                one.save(update_fields=[side])
                moved.append([one.pk, side])
    return moved


def _relations(row: SupervisedObject, side: str) -> Any:
    return ObjectRelation.objects.of(row.tenant_id).filter(**{side: row}).order_by("pk")


def _fill(kept: SupervisedObject, gone: SupervisedObject) -> dict[str, Any]:
    """`kept` takes the names and values it lacks; returns which."""
    names = [name for name in (gone.name, *gone.former_names) if name not in (kept.name, *kept.former_names)]
    filled = [name for name in _FILLABLE if not getattr(kept, name) and getattr(gone, name)]
    details = [name for name in gone.detail if name not in kept.detail]
    for name in filled:
        setattr(kept, name, getattr(gone, name))
    kept.detail = kept.detail | {name: gone.detail[name] for name in details}
    _rename(kept, [*kept.former_names, *names])
    values = {name: str(getattr(gone, name)) for name in filled} | {
        f"detail.{name}": gone.detail[name] for name in details
    }
    return {"former_names": names, "filled": values}


def _empty(kept: SupervisedObject, moved: dict[str, Any]) -> None:
    """The reverse of `_fill`, for what is still as the merge left it."""
    for name, value in moved["filled"].items():
        if name.startswith("detail."):
            key = name.removeprefix("detail.")
            if kept.detail.get(key) == value:
                del kept.detail[key]
        elif str(getattr(kept, name)) == value:
            setattr(kept, name, "" if name in ("uscc", "address") else None)
    _rename(kept, [name for name in kept.former_names if name not in moved["former_names"]])


def _rename(kept: SupervisedObject, former_names: list[str]) -> None:
    kept.former_names = former_names
    for name, value in search_columns(kept.name, former_names).as_dict().items():
        setattr(kept, name, value)
    kept.save()
