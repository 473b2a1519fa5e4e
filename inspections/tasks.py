"""What the clock does for plans."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.jobs import daily, every
from common.models import JobRun
from inspections.services.campaigns import follow_campaigns
from inspections.services.consolidated import follow_publication
from inspections.services.course import advance_plans, open_next_season


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
