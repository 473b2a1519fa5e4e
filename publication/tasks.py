"""What the clock does for publications, and what takes long."""

from functools import partial
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, job, progress
from common.models import JobRun
from publication.models import DutyBatch, PublicRecord
from publication.services.batches import BATCH_JOB, handle_batch
from publication.services.duties import PUBLISH_JOB, publish_checked
from publication.services.ledger import expire
from publication.services.withheld import count_withheld
from tenancy.models import Member


@daily("publication.expire", at="00:20", label=_("撤下公示期满的信息"))
def expire_records(run: JobRun) -> None:
    today = timezone.localdate()
    past = PublicRecord.objects.of(run.tenant_id).filter(is_withdrawn=False, expires_on__lt=today)
    for row in past.select_related("tenant"):
        expire(row, today=today)
    count_withheld(run.tenant)


@job(PUBLISH_JOB, label=_("公示全部已核对的内容"))
def publish_all_checked(run: JobRun) -> None:
    publish_checked(run.tenant, actor=cast(Member, run.actor), tell=partial(progress, run))


@job(BATCH_JOB, label=_("批量办理公示任务"))
def handle_many(run: JobRun) -> None:
    batch, actor = cast(DutyBatch, run.row), cast(Member, run.actor)
    handle_batch(batch, actor=actor, tell=partial(progress, run))
