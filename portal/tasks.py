"""What the clock does for the portal: seal the audit ledger every minute, verify it every night."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, every, job, progress
from common.models import JobRun
from portal.queries import CHECK_JOB, NIGHTLY_CHECK_JOB
from portal.services import check_chain, seal_every_place
from tenancy.audit import head


@every("audit.seal", minutes=1, label=_("封存审计记录"))
def seal_audit(run: JobRun) -> None:
    seal_every_place(now=timezone.now())


@job(CHECK_JOB, label=_("核验审计链"))
def check_audit(run: JobRun) -> None:
    newest = head(run.tenant)
    total = newest.number if newest else 1
    sentence = check_chain(run.tenant, actor=run.actor, on_block=partial(progress, run, total=total))
    progress(run, total, total, sentence)


@daily(NIGHTLY_CHECK_JOB, at="03:30", label=_("每日核验审计链"))
def check_audit_nightly(run: JobRun) -> None:
    check_audit(run)
