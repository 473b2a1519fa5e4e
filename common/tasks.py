"""The platform's own jobs: look after the others, forget old runs, reckon clocks anew when a calendar changed."""

from datetime import timedelta
from functools import partial
from typing import cast

from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.attachments import PATIENCE, forget_drafts, forget_orphans
from common.clocks import recompute_after, tell_places
from common.exports import forget_expired, title_of, write_document, write_export
from common.imports import KEEP_JOB, READ_JOB, finish_keeping, forget_batches, outcome_of, read_batch
from common.jobs import Outcome, daily, every, job, progress
from common.jobs.timetable import sweep
from common.models import CalendarYear, Document, Export, ImportBatch, JobRun, JobState
from common.notices import mail_every_place
from tenancy.models import Member
from tenancy.regions import COUNTRY

KEEP_RUNS = timedelta(days=90)


@every("common.sweep", minutes=1, label=_("补送丢失的后台任务"))
def sweep_runs(run: JobRun) -> None:
    sweep(timezone.now())


@daily("common.forget_runs", at="03:40", label=_("清理九十天前的后台任务记录"))
def forget_runs(run: JobRun) -> None:
    old = JobRun.objects.of(run.tenant_id).filter(finished_at__lt=timezone.now() - KEEP_RUNS)
    old.exclude(state=JobState.FAILED).delete()


@every("common.mail_notices", minutes=1, label=_("发送通知邮件"))
def mail_notices(run: JobRun) -> None:
    mail_every_place(now=timezone.now())


@job("common.write_export", label=_("导出"), retry=(OSError, OperationalError))
def write_export_file(run: JobRun) -> Outcome:
    made = run.row
    write_export(made, run)
    return _file_made(made)


@job("common.write_document", label=_("生成文书"), retry=(OSError, OperationalError))
def write_document_file(run: JobRun) -> Outcome:
    made = run.row
    write_document(made, run)
    return _file_made(made)


def _file_made(made: Export | Document) -> Outcome:
    about = made.row if isinstance(made, Document) else made
    return Outcome(_("“%s”已生成，可以下载") % title_of(made), str(about or made))


@daily("common.forget_exports", at="03:20", label=_("清理过期的导出文件"))
def forget_exports(run: JobRun) -> None:
    forget_expired(run.tenant, now=timezone.now())


@job("common.tell_places", label=_("通知各地按新年历重新推算期限"))
def tell_places_of_a_calendar(run: JobRun) -> None:
    tell_places(CalendarYear.objects.of(run.tenant_id).get(pk=run.row_id))


@job("common.recompute_clocks", label=_("按新年历重新推算期限"))
def recompute_clocks(run: JobRun, *, calendar_year: int) -> None:
    recompute_after(run.tenant, calendar_year)


@job(READ_JOB, label=_("读取导入文件"))
def read_import(run: JobRun) -> Outcome | None:
    batch = ImportBatch.objects.of(run.tenant_id).get(pk=run.row_id)
    read_batch(batch, tell=partial(progress, run))
    return outcome_of(batch)


@job(KEEP_JOB, label=_("保存导入的行"))
def keep_import(run: JobRun, *, with_doubtful: bool) -> Outcome | None:
    batch = ImportBatch.objects.of(run.tenant_id).get(pk=run.row_id)
    finish_keeping(batch, actor=cast(Member, run.actor), with_doubtful=with_doubtful)
    return outcome_of(batch)


@daily("common.forget_orphans", at="04:10", label=_("清理没有登记的文件"))
def forget_orphan_files(run: JobRun) -> None:
    forget_orphans(run.tenant_id, now=timezone.now())
    if run.tenant_id == COUNTRY:
        forget_drafts(timezone.now() - PATIENCE)


@daily("common.forget_imports", at="03:50", label=_("清理三十天前的导入文件"))
def forget_imports(run: JobRun) -> None:
    forget_batches(run.tenant_id, now=timezone.now())
