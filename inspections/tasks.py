"""What runs in the background for plans and draws."""

from functools import partial
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, every, job, progress
from common.models import JobRun
from inspections.models import Draw, InspectionTask
from inspections.services.campaigns import follow_campaigns
from inspections.services.ceremony import DRAW_JOB, close_due_reveals, hold_draw
from inspections.services.consolidated import follow_publication
from inspections.services.course import advance_plans, open_next_season
from inspections.services.disclosure import disclose_due
from inspections.services.merges import FIND_JOB, find_merges
from inspections.services.pairing import PAIR_JOB, pair_draw
from inspections.services.pools import FREEZE_JOB, freeze_pool
from inspections.services.round_visits import APPROVE_JOB, NOTIFY_JOB, approve_round, notify_round
from inspections.services.simulations import SIMULATE_JOB, run_simulation
from tenancy.models import Member


@daily("inspections.open_season", at="00:15", label=_("每年12月1日开启下年度计划季"))
def open_seasons(run: JobRun) -> None:
    open_next_season(run.tenant, today=timezone.localdate())


@daily("inspections.advance_plans", at="00:25", label=_("年度计划开始执行、执行完毕"))
def advance_plans_daily(run: JobRun) -> None:
    advance_plans(run.tenant, today=timezone.localdate())


@every("inspections.follow_publication", minutes=10, label=_("核对计划和专项整治是否已公示"))
def follow_publications(run: JobRun) -> None:
    follow_publication(run.tenant)
    follow_campaigns(run.tenant)


@job(FREEZE_JOB, label=_("冻结对象池"))
def freeze(run: JobRun) -> None:
    freeze_pool(cast(Draw, run.row), tell=partial(progress, run))


@job(DRAW_JOB, label=_("抽取对象"))
def draw(run: JobRun) -> None:
    hold_draw(cast(Draw, run.row), actor=cast(Member, run.actor), tell=partial(progress, run))


@job(PAIR_JOB, label=_("匹配执法人员"))
def pair(run: JobRun) -> None:
    pair_draw(cast(Draw, run.row), actor=cast(Member, run.actor))


@every("inspections.close_reveals", minutes=1, label=_("处理到期未揭示的密值"))
def close_reveals(run: JobRun) -> None:
    close_due_reveals(now=timezone.now())


@daily("inspections.disclose_draws", at="00:30", label=_("公开已结束任务的抽取全过程"))
def disclose_draws(run: JobRun) -> None:
    disclose_due(run.tenant, today=timezone.localdate())


@job(FIND_JOB, label=_("比对计划，提出合并建议"))
def find_merges_of_year(run: JobRun, year: int) -> None:
    find_merges(run.tenant, year, today=timezone.localdate())


@job(SIMULATE_JOB, label=_("模拟抽取"))
def simulate_draws(run: JobRun) -> None:
    run_simulation(run.row, tell=lambda done, total, words: progress(run, done, total, words))


@job(APPROVE_JOB, label=_("批准本轮全部检查"))
def approve_all(run: JobRun) -> None:
    approve_round(cast(InspectionTask, run.row), actor=cast(Member, run.actor), tell=partial(progress, run))


@job(NOTIFY_JOB, label=_("通知本轮全部对象"))
def notify_all(run: JobRun, materials: str, contact: str) -> None:
    task, actor = cast(InspectionTask, run.row), cast(Member, run.actor)
    notify_round(task, materials=materials, contact=contact, actor=actor, tell=partial(progress, run))
