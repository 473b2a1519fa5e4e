"""What the clock does for items."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily
from common.models import JobRun
from items.services.steps import escalate_silence


@daily("items.escalate_silence", at="08:00", label=_("督办超期未会签的部门"))
def escalate_silent_co_signers(run: JobRun) -> None:
    escalate_silence(run.tenant, today=timezone.localdate())
