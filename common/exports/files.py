"""From the request to the stored file: exports of lists, papers about rows."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import models
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from common.attachments import forget_unused, is_open_to
from common.attachments.vault import draft, keep
from common.documents import render_pdf
from common.exports.registry import Asked, PaperKind, UnknownExport, export_kind, paper_kind
from common.jobs import enqueue, progress
from common.models import Document, Export, JobRun
from common.numbering import document_number, next_number
from common.refusals import Refused
from tenancy.audit import record
from tenancy.models import Member, Region, TenantModel
from tenancy.scope import scope

KEEP_EXPORTS = timedelta(days=7)
ROW_LIMIT = 100_000
QUERY_LIMIT = 2_000
_AT_ONCE = 2_000


class ExportTooLarge(Refused):
    """More rows than a file may have."""


class ExportForbidden(Refused):
    """Whoever asked may not have the rows any more."""


def title_of(made: Export | Document) -> str:
    """What the file is, as people say it."""
    kind = export_kind(made.maker) if isinstance(made, Export) else paper_kind(made.maker)
    return str(kind.label)


def may_fetch(made: Export | Document, member: Member) -> bool:
    """Whether the member may have the file, asked anew at every download.

    An export belongs to the one who asked for it; a paper to all who may ask for it.
    """
    if isinstance(made, Export):
        return made.requested_by_id == member.pk and member.may(export_kind(made.maker).permission)
    row = made.row
    return row is not None and member.may(paper_kind(made.maker).permission, row) and is_open_to(row, member)


# --- exports --------------------------------------------------------------------------------------------------------


def request_export(name: str, *, tenant: Region, actor: Member, query: str, file_kind: str) -> Export:
    """Ask for the rows of a list as one of its kinds of file; `query` is the list's own.

    Raises `UnknownExport`, and `ExportTooLarge` for a query longer than an address should be.
    """
    kind = export_kind(name)
    if file_kind not in kind.writers:
        raise UnknownExport(f"{name} as {file_kind}")
    if len(query) > QUERY_LIMIT:
        raise ExportTooLarge(_("筛选条件过长，请减少条件后再导出。"))
    now = timezone.now()
    made = Export.objects.of(tenant).create(
        maker=name,
        name=f"{kind.label}{timezone.localtime(now):%Y%m%d%H%M}.{file_kind}",
        kind=file_kind,
        size=0,
        query=query,
        requested_by=actor,
        requested_at=now,
        expires_at=now + KEEP_EXPORTS,
    )
    made.job = enqueue("common.write_export", made, actor=actor)
    made.save(update_fields=["job"])
    record(actor, "exports.request", made, note=query)
    return made


def write_export(made: Export, run: JobRun) -> None:
    """Write the file and store it; does nothing when it is there already.

    Raises `ExportForbidden` and `ExportTooLarge`.
    """
    if made.is_ready:
        return
    kind, actor = export_kind(made.maker), run.actor
    if actor is None or not actor.may(kind.permission):
        raise ExportForbidden(_("申请人已没有查看这些记录的权限，不再导出。确需导出的，请由有权限的人员重新申请。"))
    with scope(made.tenant_id, member=actor, down=kind.reads_down):
        rows = kind.find(Asked(made.tenant, actor, QueryDict(made.query)))
        total = _count(rows)
        with draft() as path:
            written = 0
            for written in kind.writers[made.kind](path, str(kind.label), kind.columns, _stream(rows)):
                progress(run, written, total)
            kept = keep(path, made.tenant_id)
    made.update(sha256=kept.sha256, size=kept.size, row_count=written)


def _count(rows: models.QuerySet) -> int:
    total = rows.order_by()[: ROW_LIMIT + 1].count()
    if total > ROW_LIMIT:
        raise ExportTooLarge(
            _("符合条件的记录超过 %(limit)s 条，一次导出不了。请增加筛选条件后分批导出。") % {"limit": f"{ROW_LIMIT:,}"}
        )
    return total


def _stream(rows: models.QuerySet) -> Iterator[models.Model]:
    return rows.iterator(chunk_size=_AT_ONCE)


def forget_expired(tenant: Region, *, now: datetime) -> int:
    """Remove exports past their day, with the bytes that no other file of the place shares; returns how many."""
    expired = list(Export.objects.of(tenant).filter(expires_at__lt=now))
    Export.objects.of(tenant).filter(pk__in=[made.pk for made in expired]).delete()
    for made in expired:
        if made.is_ready:
            forget_unused(made.tenant_id, made.sha256)
    return len(expired)


# --- papers ---------------------------------------------------------------------------------------------------------


def request_document(name: str, row: TenantModel, *, actor: Member | None) -> Document:
    """Ask for a paper about a row. Raises `UnknownExport`."""
    kind = paper_kind(name)
    made = Document.objects.of(row.tenant_id).create(
        maker=name,
        name=f"{kind.label}.pdf",
        kind="pdf",
        size=0,
        row_kind=row._meta.label_lower,
        row_id=row.pk,
        requested_by=actor,
        requested_at=timezone.now(),
    )
    made.job = enqueue("common.write_document", made, actor=actor)
    made.save(update_fields=["job"])
    record(actor, "documents.request", made)
    return made


def write_document(made: Document, run: JobRun) -> None:
    """Give the paper its number, render and store it. Does nothing when it is there already."""
    if made.is_ready:
        return
    kind = paper_kind(made.maker)
    row = made.row
    if row is None:
        raise Refused(_("文书所涉及的记录已不存在，不能生成。请打开现有记录重新申请。"))
    number = _number(kind, row, timezone.localdate().year)
    pdf = render_pdf(kind.template, {"row": row, "number": number, **kind.context(row)})
    with draft() as path:
        _write_bytes(path, pdf)
        kept = keep(path, made.tenant_id)
    made.update(sha256=kept.sha256, size=kept.size, number=number)


def _number(kind: PaperKind, row: Any, year: int) -> str:
    if not kind.series:
        return ""
    prefix = kind.number_prefix(row) if kind.number_prefix else ""
    return document_number(prefix, year, next_number(row.tenant_id, f"{kind.series} {prefix}".strip()[:60], year))


def _write_bytes(path: Path, content: bytes) -> None:
    path.touch(mode=0o600)
    path.write_bytes(content)
