"""What the clock does for publications."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily
from common.models import JobRun
from publication.models import PublicRecord
from publication.services.ledger import expire


@daily("publication.expire", at="00:20", label=_("撤下公示期满的信息"))
def expire_records(run: JobRun) -> None:
    today = timezone.localdate()
    past = PublicRecord.objects.of(run.tenant_id).filter(is_withdrawn=False, expires_on__lt=today)
    for row in past.select_related("tenant"):
        expire(row, today=today)
