"""What the clock does for items."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, job
from common.models import JobRun
from items.models import ItemVersion, LawChange, UpperRequest
from items.queries.claims import place_above, places_below, tenants_under
from items.queries.versions import with_faces
from items.services.campaigns import remind_all
from items.services.claims import receive_offers
from items.services.laws import open_tasks
from items.services.responsibilities import enforce_responsibilities
from items.services.steps import escalate_silence
from items.services.upper import letter_of, receive_answer, receive_letter
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


@job("items.tell_upper", label=_("向上级报送事项"))
def tell_upper(run: JobRun) -> None:
    """A message to the place above, where it uses the platform: it takes in the version, or that it waits no more."""
    version = with_faces(ItemVersion.objects.of(run.tenant_id)).filter(pk=run.row_id).first()
    above = place_above(run.tenant)
    if version is None or above is None:
        return
    letter = letter_of(version)
    with scope(above):
        receive_letter(above, letter)


@job("items.answer_upper", label=_("向下级送达批复"))
def answer_upper(run: JobRun) -> None:
    """A message to the place that asked: the answer takes effect there."""
    request = UpperRequest.objects.of(run.tenant_id).select_related("tenant", "from_place").get(pk=run.row_id)
    with scope(request.from_place):
        receive_answer(request.from_place, request, today=timezone.localdate())


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
