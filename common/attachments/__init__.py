"""Attachments: files handed in, typed by content, scanned, hashed, kept outside of the web root."""

from functools import partial
from pathlib import PurePath
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import File
from django.db import models, transaction
from django.utils import timezone

from common.attachments.kinds import KINDS, FileRefused, Kind, kind_of
from common.attachments.vault import copy_in, draft, forget, keep, open_kept, scan
from common.models import Attachment
from common.models.attachments import StoredFile
from tenancy.audit import record
from tenancy.models import Member, TenantModel

__all__ = [
    "KINDS",
    "FileRefused",
    "Kind",
    "attachments_of",
    "forget_unused",
    "may_read",
    "open_kept",
    "plain_name",
    "store",
]


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


def may_read(attachment: Attachment, member: Member) -> bool:
    """Whether the member may read the row the file belongs to, asked anew at every download."""
    row = attachment.row
    return row is not None and member.may(reading_permission(type(row)), row)


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


def forget_unused(tenant_id: int, sha256: str) -> None:
    """Remove bytes once the transaction holds, unless another row of the place names them: equal files share bytes."""
    owners: list[Any] = [model for model in apps.get_models() if issubclass(model, StoredFile)]
    if not any(model.objects.of(tenant_id).filter(sha256=sha256).exists() for model in owners):
        transaction.on_commit(partial(forget, tenant_id, sha256))
