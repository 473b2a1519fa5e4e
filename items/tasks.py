"""What the clock does for items."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, job
from common.models import JobRun
from items.models import LawChange
from items.queries.claims import places_below, tenants_under
from items.services.campaigns import remind_all
from items.services.claims import receive_offers
from items.services.laws import open_tasks
from items.services.responsibilities import enforce_responsibilities
from items.services.steps import escalate_silence
from tenancy.scope import scope


@daily("items.escalate_silence", at="08:00", label=_("督办超期未会签的部门"))
def escalate_silent_co_signers(run: JobRun) -> None:
    escalate_silence(run.tenant, today=timezone.localdate())


@job("items.offer_claims", label=_("向下级送达重点事项"))
def offer_claims(run: JobRun) -> None:
    """A message to each place below: it reads the list in force above and makes its own claims."""
    for place in places_below(run.tenant):
        with scope(place):
            receive_offers(place)


@daily("items.receive_offers", at="06:30", label=_("核对上级重点事项"))
def receive_offers_daily(run: JobRun) -> None:
    """A place switched on after the list above came into force gets its claims too."""
    receive_offers(run.tenant)


@daily("items.remind_campaigns", at="08:40", label=_("提醒报送清单征集"))
def remind_campaigns(run: JobRun) -> None:
    remind_all(run.tenant, today=timezone.localdate())


@daily("items.enforce_responsibilities", at="00:10", label=_("开始当日生效的事项承办人"))
def enforce_responsibilities_daily(run: JobRun) -> None:
    enforce_responsibilities(run.tenant, today=timezone.localdate())


@job("items.spread_law_change", label=_("按法律法规变动生成调整任务"))
def spread_law_change(run: JobRun) -> None:
    """In the place that recorded it, and by message in every place below."""
    change = LawChange.objects.of(run.tenant_id).select_related("law").get(pk=run.row_id)
    for place in [run.tenant, *tenants_under(run.tenant)]:
        with scope(place):
            open_tasks(place, change)
