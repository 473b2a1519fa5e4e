"""The life of an import batch: uploaded, read and reported, kept or given up, forgotten."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.attachments import forget_unused, plain_name
from common.attachments.vault import copy_in, draft, keep, open_kept, scan
from common.imports.importers import Importer, Tell, importer_of
from common.imports.mappings import check_assignment, remember
from common.imports.rejects import count_faults
from common.imports.staging import unstage
from common.jobs import Outcome, enqueue
from common.models import ImportBatch, ImportState, Verdict
from common.refusals import Refused
from common.tables import TableRefused, read_tables, refuse_unreadable
from common.tables.refusals import FileTooLarge
from tenancy.audit import record
from tenancy.models import Department, Member, Region

READ_JOB, KEEP_JOB = "common.read_import", "common.keep_import"
KEEP_FILES = timedelta(days=30)
"""How long a report can be looked at; then the file and the rows are deleted, as they are personal data."""
_ENDED = {
    ImportState.MAPPING: gettext_lazy("导入的文件已读取，待对应列"),
    ImportState.REPORTED: gettext_lazy("导入的文件已读取，待核对保存"),
    ImportState.KEPT: gettext_lazy("导入的文件已保存"),
    ImportState.FAILED: gettext_lazy("导入的文件没有读取成功"),
}


@transaction.atomic
def upload_file(importer: Importer, tenant: Region, file: File, *, actor: Member) -> ImportBatch:
    """Store an uploaded file outside the web root and ask for its reading.

    Errors: `TableRefused` for what cannot be read at all, `FileRefused` from the scanner.
    """
    name = plain_name(file.name or "")
    _refuse_unreadable(importer, file, name)
    with draft() as path:
        copy_in(file, path)
        scan(path, name)
        kept = keep(path, tenant.pk)
    batch = ImportBatch.objects.of(tenant).create(
        importer=importer.kind,
        name=name,
        kind=PurePath(name).suffix[1:8].lower(),
        size=kept.size,
        sha256=kept.sha256,
        uploaded_by=actor,
        department=_department_of(actor),
        uploaded_at=timezone.now(),
    )
    record(actor, "imports.upload", batch, note=kept.sha256)
    enqueue(READ_JOB, batch, actor=actor)
    return batch


@transaction.atomic
def read_batch(batch: ImportBatch, *, tell: Tell) -> None:
    """Read and judge the file and make its report, or say why it cannot be read. May run twice, even side by side.

    `tell(done, total, words)` hears of the progress.
    """
    batch = ImportBatch.objects.of(batch.tenant_id).select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != ImportState.UPLOADED:
        return
    importer = importer_of(batch.importer)
    try:
        tell(0, 3, _("读取文件"))
        with open_kept(batch.tenant_id, batch.sha256) as file:
            data = file.read()
        move = importer.take_in(batch, read_tables(data, name=batch.name, limits=importer.limits), tell)
    except TableRefused as refusal:
        _update(batch, refusal=str(refusal)[:500], closed_at=timezone.now())
        importer.workflow.take(batch, "fail", actor=None)
        _forget_file(batch)
        return
    count_faults(batch)
    batch.save(update_fields=["columns", "counts", "faults"])
    importer.workflow.take(batch, move, actor=None)
    tell(3, 3, _("完成"))


@transaction.atomic
def keep_batch(batch: ImportBatch, *, actor: Member, with_doubtful: bool = False) -> int:
    """Write the new and changed rows, doubtful ones only when asked for; returns how many.

    Batches of one kind and place take turns. Errors: `MoveRefused` when it was kept or discarded meanwhile,
    `ImportOutdated` when what is stored has changed since the report, `NothingToKeep`.
    """
    importer = importer_of(batch.importer)
    importer.workflow.take(batch, "keep", actor=actor, changes=_words(batch))
    _take_turns(batch)
    has_doubtful = with_doubtful or importer.reviews_doubtful
    verdicts = [Verdict.NEW, Verdict.CHANGED, *([Verdict.DOUBTFUL] if has_doubtful else [])]
    count = importer.write(batch, verdicts, actor=actor)
    _update(batch, closed_at=timezone.now())
    return count


@transaction.atomic
def ask_to_keep(batch: ImportBatch, *, actor: Member, with_doubtful: bool = False) -> None:
    """Have the rows of a large register kept by a job. Errors: `MoveRefused`."""
    importer_of(batch.importer).workflow.take(batch, "begin", actor=actor)
    _update(batch, refusal="")
    enqueue(KEEP_JOB, batch, actor=actor, with_doubtful=with_doubtful)


@transaction.atomic
def finish_keeping(batch: ImportBatch, *, actor: Member, with_doubtful: bool = False) -> None:
    """Keep what `ask_to_keep` asked for, or give the batch back with the reason. May run twice, even side by side."""
    batch = ImportBatch.objects.of(batch.tenant_id).select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.state != ImportState.KEEPING:
        return
    try:
        with transaction.atomic():
            keep_batch(batch, actor=actor, with_doubtful=with_doubtful)
    except Refused as refusal:
        _update(batch, refusal=str(refusal)[:500])
        importer_of(batch.importer).workflow.take(batch, "give_back", actor=None)


def outcome_of(batch: ImportBatch) -> Outcome | None:
    """What a job made of the file, for whoever sent it; None where nothing is left to be told."""
    batch.refresh_from_db()
    if batch.state not in _ENDED:
        return None
    is_given_back = batch.state == ImportState.REPORTED and batch.refusal
    subject = _("导入的文件没有保存，请重新核对") if is_given_back else str(_ENDED[ImportState(batch.state)])
    counts = (f"{Verdict(verdict).label} {count}" for verdict, count in batch.counts.items() if count)
    why = batch.refusal or _("，").join(counts)
    return Outcome(subject, _("“%(file)s”：%(why)s") % {"file": batch.name, "why": why} if why else f"“{batch.name}”")


@transaction.atomic
def assign_columns(batch: ImportBatch, fields: Sequence[str], *, actor: Member) -> None:
    """Say which field each column holds (empty: none), now and for every file with these headings, and read again.

    Errors: `MoveRefused`, `Refused` when a required field has no column or a field has two.
    """
    importer = importer_of(batch.importer)
    check_assignment(importer.columns, fields)
    remember(batch, fields, actor=actor)
    importer.workflow.take(batch, "remap", actor=actor, changes=_assignment(batch, fields))
    _update(batch, refusal="")
    enqueue(READ_JOB, batch, actor=actor)


@transaction.atomic
def recheck_batch(batch: ImportBatch, *, actor: Member) -> None:
    """Read the file once more, against what is stored now."""
    importer_of(batch.importer).workflow.take(batch, "recheck", actor=actor)
    _update(batch, refusal="")
    enqueue(READ_JOB, batch, actor=actor)


@transaction.atomic
def discard_batch(batch: ImportBatch, *, actor: Member) -> None:
    """Give the batch up; its rows and its file are gone."""
    importer_of(batch.importer).workflow.take(batch, "discard", actor=actor)
    _update(batch, closed_at=timezone.now())
    _forget(batch)


def forget_batches(tenant: int, *, now: datetime) -> int:
    """Delete the files and staged rows of batches closed or left lying for thirty days; returns how many batches."""
    old = ImportBatch.objects.of(tenant).filter(uploaded_at__lt=now - KEEP_FILES).exclude(sha256="")
    batches = list(old)
    for batch in batches:
        _forget(batch)
    return len(batches)


def _refuse_unreadable(importer: Importer, file: File, name: str) -> None:
    """Say at the upload what no reading could mend: too large, or not a table."""
    if file.size > importer.limits.size:
        raise FileTooLarge(size=file.size >> 20, limit=importer.limits.size >> 20)
    file.seek(0)
    refuse_unreadable(file.read(), name=name, limits=importer.limits)
    file.seek(0)


def _department_of(actor: Member) -> Department | None:
    """The department for which somebody uploads; who acts for the whole place does so for none."""
    hat = actor.hat
    return hat.department if hat and hat.definition.is_departmental else None


def _take_turns(batch: ImportBatch) -> None:
    """Until the transaction ends, no other batch of this kind is kept in this place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))",
            [f"import {batch.importer}", str(batch.tenant_id)],
        )


def _words(batch: ImportBatch) -> dict[str, Any]:
    """The batch's counts for the audit entry."""
    return {str(Verdict(verdict).label): ["", str(count)] for verdict, count in batch.counts.items()}


def _assignment(batch: ImportBatch, fields: Sequence[str]) -> dict[str, Any]:
    """Columns that hold another field from now on, for the audit entry."""
    pairs = zip(batch.columns, fields, strict=True)
    return {column["heading"]: [column["field"], name] for column, name in pairs if column["field"] != name}


def _update(batch: ImportBatch, **values: Any) -> None:
    for name, value in values.items():
        setattr(batch, name, value)
    batch.save(update_fields=list(values))


def _forget(batch: ImportBatch) -> None:
    """Rows, file, and the sample values among the columns."""
    unstage(batch)
    _update(batch, columns=[], faults={})
    _forget_file(batch)


def _forget_file(batch: ImportBatch) -> None:
    """Give the file up; its bytes go once the transaction holds."""
    sha256 = batch.sha256
    if sha256:
        _update(batch, sha256="")
        forget_unused(batch.tenant_id, sha256)
