"""The registry's jobs: certificates that end, the public list of officers, messages about secondments, doubles."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, job
from common.models import JobRun
from registry.services import borrowed, candidates, officer_list, officers, secondments, tallies
from registry.services.doubles import find_doubles
from tenancy.models import Region
from tenancy.scope import scope


@daily("registry.warn_of_endings", at="08:20", label=_("提醒执法证件到期"))
def warn_of_endings(run: JobRun) -> None:
    officers.warn_of_endings(run.tenant, today=timezone.localdate())


@daily("registry.owe_officer_list", at="01:10", label=_("核对执法人员名录公示"))
def owe_officer_list(run: JobRun) -> None:
    officer_list.owe_officer_list(run.tenant, actor=None, today=timezone.localdate())


@daily("registry.find_doubles", at="02:50", label=_("查找名录库中疑似相同的档案"))
def find_doubles_by_night(run: JobRun) -> None:
    find_doubles(run.tenant, now=timezone.now())


@daily("registry.count_library", at="03:20", label=_("统计名录库"))
def count_library(run: JobRun) -> None:
    tallies.count_library(run.tenant, now=timezone.now())


@job("registry.size_up_library", label=_("统计导入后的名录库"), tells=False)
def size_up_library(run: JobRun) -> None:
    """After a large register: PostgreSQL first, so that nothing is planned for the small library of before."""
    tallies.gather_statistics()
    tallies.count_library(run.tenant, now=timezone.now())


@job("registry.deliver_secondment", label=_("送达执法人员借调函"), tells=False)
def deliver_secondment(run: JobRun, *, place: int, message: dict[str, Any]) -> None:
    region = Region.objects.get(pk=place)
    with scope(region):
        secondments.receive_offer(region, run.tenant, message, today=timezone.localdate())


@job("registry.answer_secondment", label=_("答复执法人员借调函"), tells=False)
def answer_secondment(run: JobRun, *, place: int, number: int, move: str, note: str) -> None:
    region = Region.objects.get(pk=place)
    with scope(region):
        secondments.take_answer(region, run.tenant, number, move=move, note=note)


@job("registry.withdraw_secondment", label=_("送达借调召回"), tells=False)
def withdraw_secondment(run: JobRun, *, place: int, note: str) -> None:
    region = Region.objects.get(pk=place)
    with scope(region):
        secondments.take_back(region, run.tenant, run.row_id or 0, note=note, today=timezone.localdate())


@job("registry.deliver_standing", label=_("送达借出人员证件变动"), tells=False)
def deliver_standing(run: JobRun, *, place: int, message: dict[str, Any]) -> None:
    region = Region.objects.get(pk=place)
    with scope(region):
        borrowed.take_standing(region, run.tenant, message, today=timezone.localdate())


@daily("registry.find_candidates", at="02:30", label=_("比对联合检查候选"))
def find_candidates(run: JobRun) -> None:
    candidates.find_candidates(run.tenant, today=timezone.localdate())
