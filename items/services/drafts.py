"""Writing items: a draft is made, changed, taken from the version in force, or thrown away (R029, R030)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from items.attributes import Trigger
from items.bases import TOO_LONG, Basis, too_long
from items.diff import differences
from items.faces import ItemFace
from items.models import CooperatingLine, ItemClaim, ItemVersion, LegalBasis, SupervisionItem
from items.queries.library import LawFinder
from items.queries.versions import with_faces
from items.states import CLAIM_WORKFLOW, DRAFT, IN_FORCE, UPPER_ENDED
from tenancy.audit import record
from tenancy.models import Department, Member, Region


class DraftRefused(Refused):
    """An item may not be written so, or not now, or not by this member."""


@dataclass(frozen=True)
class LineContent:
    """What a cooperating department does, on what bases."""

    department: Department
    content: str
    bases: Sequence[Basis] = ()


@dataclass(frozen=True)
class Content:
    """All of a version: `values` by the names in `ItemVersion.CONTENT`, the lead's bases, the cooperating lines."""

    values: Mapping[str, Any]
    bases: Sequence[Basis] = ()
    lines: Sequence[LineContent] = field(default_factory=list)


@transaction.atomic
def draft_item(
    tenant: Region, content: Content, *, actor: Member | None, based_on: ItemVersion | None = None
) -> ItemVersion:
    """A new item, its first version a draft; `based_on` is the upper version it was claimed from (R032).

    Errors: `DraftRefused`, `ValidationError` by field.
    """
    item = SupervisionItem.objects.of(tenant).create(number=_next_number(tenant))
    version = ItemVersion(tenant=tenant, item=item, based_on=based_on, created_by=actor)
    _write(version, content, actor)
    record(actor, "items.draft", version)
    return version


@transaction.atomic
def change_draft(version: ItemVersion, content: Content, *, actor: Member | None) -> ItemVersion:
    """Write a draft anew; the audit entry says what differs. Errors: `DraftRefused`, `ValidationError`."""
    locked = _locked_draft(version, actor)
    before = _face(locked)
    _write(locked, content, actor)
    changes = {change.label: [change.before, change.after] for change in differences(before, _face(locked))}
    record(actor, "items.change", locked, changes=changes)
    return locked


@transaction.atomic
def revise(version: ItemVersion, *, trigger: str, note: str, actor: Member | None) -> ItemVersion:
    """A new draft with the content of the version in force, because of a trigger (R030).

    Errors: `DraftRefused` when the version is not in force or another one is in preparation.
    """
    if version.state != IN_FORCE:
        raise DraftRefused(_("只有现行有效的事项可以修订。"))
    _check_author(version, actor)
    return _next(version, content_of(version), trigger, note, actor)


@transaction.atomic
def next_by_transfer(version: ItemVersion, content: Content, *, note: str) -> ItemVersion:
    """The next version of one in force, as a transfer of duties leaves it; beside one in preparation (R013)."""
    return _next(version, content, Trigger.TRANSFER, note, None)


@transaction.atomic
def rest_on(draft: ItemVersion, upper: ItemVersion, content: Content, *, actor: Member | None) -> ItemVersion:
    """Write a draft anew as reconciled with an upper version (R032). Errors: as `change_draft`."""
    ItemVersion.objects.of(draft.tenant_id).filter(pk=draft.pk).update(based_on=upper)
    return change_draft(draft, content, actor=actor)


@transaction.atomic
def discard_draft(version: ItemVersion, *, actor: Member | None) -> None:
    """Throw a draft away, with its item when it never had another version; a claim on that item waits again.

    Errors: `DraftRefused`.
    """
    locked = _locked_draft(version, actor)
    record(actor, "items.discard", locked)
    item = locked.item
    locked.delete()
    if not item.versions.exists():
        _release_claim(item, actor)
        item.delete()


def values_of(version: ItemVersion) -> dict[str, Any]:
    """The fields of a version that make its content."""
    return {name: getattr(version, name) for name in ItemVersion.CONTENT}


def content_of(version: ItemVersion) -> Content:
    """The content of a stored version, as `change_draft` takes it."""
    bases = list(version.bases.all())
    return Content(
        values=values_of(version),
        bases=[basis.as_basis for basis in bases if basis.line_id is None],
        lines=[
            LineContent(line.department, line.content, [basis.as_basis for basis in bases if basis.line_id == line.pk])
            for line in version.lines.select_related("department")
        ],
    )


def _next(version: ItemVersion, content: Content, trigger: str, note: str, actor: Member | None) -> ItemVersion:
    draft = ItemVersion(
        tenant=version.tenant,
        item=version.item,
        number=_last_version(version) + 1,
        trigger=trigger,
        trigger_note=note,
        based_on=version.based_on,
        created_by=actor,
    )
    _write(draft, content, actor)
    record(actor, "items.revise", draft, note=note)
    return draft


def _release_claim(item: SupervisionItem, actor: Member | None) -> None:
    for claim in ItemClaim.objects.of(item.tenant_id).filter(item=item).select_for_update(of=("self",)):
        CLAIM_WORKFLOW.take(claim, "release_ended" if claim.state == UPPER_ENDED else "release", actor=actor)
        claim.item = claim.base = None
        claim.save(update_fields=["item", "base"])


# --- writing ----------------------------------------------------------------------------------------------------------


def _write(version: ItemVersion, content: Content, actor: Member | None) -> None:
    for name, value in content.values.items():
        setattr(version, name, value)
    _check_author(version, actor)
    _check_lines(version, content.lines)
    _check_bases(content)
    keep(
        version,
        unseen=("domain", "based_on"),
        item_one_in_preparation="__all__",
        item_exemption_has_basis="exemption_basis",
    )
    version.lines.all().delete()
    version.bases.all().delete()
    finder = LawFinder(version.tenant, [*content.bases, *(basis for line in content.lines for basis in line.bases)])
    _add_bases(version, None, content.bases, finder)
    for position, given in enumerate(content.lines, start=1):
        line = CooperatingLine(
            tenant=version.tenant,
            version=version,
            position=position,
            department=given.department,
            content=given.content,
        )
        keep(line)
        _add_bases(version, line, given.bases, finder)


def _add_bases(version: ItemVersion, line: CooperatingLine | None, bases: Iterable[Basis], finder: LawFinder) -> None:
    LegalBasis.objects.of(version.tenant_id).bulk_create(
        LegalBasis(
            tenant_id=version.tenant_id,
            version=version,
            line=line,
            position=position,
            law_name=basis.law,
            number=basis.number,
            article_text=basis.article,
            is_open=basis.is_open,
            is_bare=basis.is_bare,
            law=finder.law(basis),
            article=finder.article(basis),
        )
        for position, basis in enumerate(bases, start=1)
    )


def _check_author(version: ItemVersion, actor: Member | None) -> None:
    if actor is not None and not actor.may("items.prepare", version):
        raise DraftRefused(_("您只能起草由本部门牵头的事项，其他部门的事项请由该部门办理。"), field="department")


def _check_lines(version: ItemVersion, lines: Sequence[LineContent]) -> None:
    departments = [line.department.pk for line in lines]
    for number, department in enumerate(departments):
        if department == version.department_id:
            raise DraftRefused(_("牵头部门不能同时是配合部门。"), field="department", line=number)
        if department in departments[:number]:
            sentence = _("同一配合部门只能填一行，请把它的事项合并填写。")
            raise DraftRefused(sentence, field="department", line=number)


def _check_bases(content: Content) -> None:
    if too_long(content.bases):
        raise DraftRefused(str(TOO_LONG), field="bases")
    for number, line in enumerate(content.lines):
        if too_long(line.bases):
            raise DraftRefused(str(TOO_LONG), field="bases", line=number)


def _locked_draft(version: ItemVersion, actor: Member | None) -> ItemVersion:
    locked = ItemVersion.objects.of(version.tenant_id).select_for_update(of=("self",)).get(pk=version.pk)
    _check_author(locked, actor)
    if locked.state != DRAFT:
        raise DraftRefused(_("这个版本已不是草稿，内容不能再改。需要调整的，请退回或另行修订。"))
    return locked


def _face(version: ItemVersion) -> ItemFace:
    return with_faces(ItemVersion.objects.of(version.tenant_id)).get(pk=version.pk).face


def _next_number(tenant: Region) -> int:
    """The next 序号 of the place; writers take turns until they commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('items.number'), hashtext(%s))", [str(tenant.pk)])
    return (SupervisionItem.objects.of(tenant).aggregate(last=Max("number"))["last"] or 0) + 1


def _last_version(version: ItemVersion) -> int:
    return version.item.versions.aggregate(last=Max("number"))["last"]
