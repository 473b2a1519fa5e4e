"""Attachments: files handed in, typed by content, scanned, hashed, kept outside of the web root."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone

from common.attachments.kinds import KINDS, FileRefused, Kind, kind_of
from common.attachments.vault import copy_in, draft, forget, forget_drafts, keep, kept_before, open_kept, scan
from common.models import Attachment
from common.models.attachments import StoredFile
from tenancy.audit import record
from tenancy.models import Member, TenantModel

__all__ = [
    "KINDS",
    "FileRefused",
    "Kind",
    "attachments_by_row",
    "attachments_of",
    "forget_drafts",
    "forget_orphans",
    "forget_unused",
    "is_open_to",
    "may_read",
    "open_kept",
    "plain_name",
    "store",
]

PATIENCE = timedelta(days=1)
"""How long bytes may lie without a row: longer than any transaction."""


def store(file: File, row: TenantModel, *, actor: Member | None) -> Attachment:
    """Keep an uploaded file with `row`, whose model names its `reading_permission`.

    Raises `FileRefused` (a `Refused`) when the type, the size or the scanner speaks against it.
    """
    reading_permission(type(row))
    name = plain_name(file.name or "")
    kind = kind_of(file, name, file.size)
    with draft() as path:
        copy_in(file, path)
        scan(path, name)
        kept = keep(path, row.tenant_id)
    attachment = Attachment.objects.of(row.tenant_id).create(
        name=name,
        kind=kind.code,
        size=kept.size,
        sha256=kept.sha256,
        row_kind=row._meta.label_lower,
        row_id=row.pk,
        uploaded_by=actor,
        uploaded_at=timezone.now(),
    )
    record(actor, "attachments.store", attachment)
    return attachment


def attachments_of(row: TenantModel) -> models.QuerySet[Attachment]:
    """The files handed in with a row, oldest first."""
    return Attachment.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id=row.pk)


def attachments_by_row(rows: Iterable[TenantModel]) -> dict[int, list[Attachment]]:
    """The files of several rows of one model and place, in one query: the row's number → its files, oldest first."""
    known = {row.pk: row for row in rows}
    found: dict[int, list[Attachment]] = {number: [] for number in known}
    for row in list(known.values())[:1]:
        files = Attachment.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id__in=known)
        for file in files.order_by("pk"):
            found[file.row_id].append(file)
    return found


def may_read(attachment: Attachment, member: Member) -> bool:
    """Whether the member may read the row the file belongs to, asked anew at every download."""
    row = attachment.row
    return row is not None and member.may(reading_permission(type(row)), row) and is_open_to(row, member)


def is_open_to(row: models.Model, member: Member) -> bool:
    """What the row itself says of its readers, where it says more than a permission can: its `is_open_to`."""
    answer = getattr(row, "is_open_to", None)
    return answer is None or answer(member)


def reading_permission(model: type[models.Model]) -> str:
    """The permission a model asks of readers of its attachments; raises `ImproperlyConfigured`."""
    permission = getattr(model, "reading_permission", "")
    if not permission:
        raise ImproperlyConfigured(f"{model.__name__} names no reading_permission")
    return permission


def plain_name(name: str) -> str:
    """The last part of the name, without control characters, short enough for every file system."""
    printable = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable())
    stem, dot, extension = printable.rpartition(".")
    return f"{stem[:150]}{dot}{extension[:10]}"


def forget_orphans(tenant_id: int, *, now: datetime) -> int:
    """Remove bytes that no row of the place names for a day now: a transaction rolled back after `store`.

    Returns how many files went.
    """
    orphans = set(kept_before(tenant_id, now - PATIENCE))
    for model in _owners():
        orphans -= set(model.objects.of(tenant_id).values_list("sha256", flat=True).iterator())
    for sha256 in orphans:
        forget(tenant_id, sha256)
    return len(orphans)


def forget_unused(tenant_id: int, sha256: str) -> None:
    """Remove bytes once the transaction holds, unless another row of the place names them: equal files share bytes."""
    if not any(model.objects.of(tenant_id).filter(sha256=sha256).exists() for model in _owners()):
        transaction.on_commit(partial(forget, tenant_id, sha256))


def _owners() -> list[Any]:
    """The models whose rows name stored bytes."""
    return [model for model in apps.get_models() if issubclass(model, StoredFile)]
