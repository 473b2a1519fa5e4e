"""The directory's jobs: transfers on their day, the yearly roster, the first administrator of a place just opened."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, job, progress
from common.models import JobRun
from directory.models import Transfer
from directory.services import roster, transfers
from directory.services.zones import seat_administrator
from directory.states import RUNNING
from tenancy.models import Member, Region
from tenancy.scope import scope


@daily("directory.start_due_transfers", at="00:05", label=_("开始当日生效的职责划转"))
def start_due_transfers(run: JobRun) -> None:
    transfers.start_due_transfers(run.tenant, today=timezone.localdate())


@daily("directory.remind_roster", at="08:30", label=_("提醒确认年度工作联络表"))
def remind_roster(run: JobRun) -> None:
    roster.remind_roster(run.tenant, today=timezone.localdate(), now=timezone.now())


@job("directory.run_transfer", label=_("办理职责划转"))
def run_transfer(run: JobRun) -> None:
    transfer = Transfer.objects.of(run.tenant_id).select_related("tenant", "source", "target").get(pk=run.row_id)
    if transfer.state == RUNNING:
        transfers.run_transfer(transfer, tell=partial(progress, run))


@job("directory.seat_administrator", label=_("安排新开通地区的首任统筹管理员"))
def seat_first_administrator(run: JobRun, *, place: int, member: int) -> None:
    """A message to the new place: the person is read here, the hat is made there."""
    person = Member.objects.get(pk=member)
    region = Region.objects.get(pk=place)
    with scope(region, member=run.requested_by_id):
        seat_administrator(region, person, by=run.tenant, on=timezone.localdate())
