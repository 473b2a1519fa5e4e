"""What the platform itself puts on the workbench: unread messages, runs of jobs, recovery codes that run out."""

from collections.abc import Iterator
from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet, Value
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import title_of
from common.models import JobRun, JobState
from common.models.jobs import OPEN_STATES
from common.notices import inbox
from common.worklist import CAP, TO_DO, WAITING, Section, Task
from tenancy.models import Member, Region

FEW_CODES = 3


def unread_messages(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """One line for all of them: the inbox has them singly."""
    unread = inbox(member, tenant).filter(read_at__isnull=True)
    newest = unread.first()
    if newest:
        what = _("%(count)d 条未读消息") % {"count": unread.count()}
        about = _("最近一条：%(subject)s") % {"subject": newest.subject}
        yield Task(what, about, reverse("portal:inbox", args=[tenant]), _("查看"))


def failed_jobs(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """One line for the operator."""
    count = JobRun.objects.of(tenant).filter(state=JobState.FAILED).count()
    if count:
        what = _("%(count)d 项后台任务未能完成") % {"count": count}
        yield Task(what, str(tenant), reverse("portal:operator_jobs", args=[tenant]), _("处理"))


def own_jobs(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """What the member asked the machine to do and is not done yet."""
    for run in _open_runs(member, tenant).order_by("-pk")[:CAP]:
        state = run.get_state_display()
        yield Task(title_of(run), state, run.get_absolute_url(), _("看进度"), since=localdate(run.queued_at))


def _open_runs(member: Member | Value, tenant: Region | Value) -> QuerySet[JobRun]:
    return JobRun.objects.of(tenant).filter(requested_by=member, state__in=OPEN_STATES)


def recovery_codes(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Whoever has used up the codes is locked out with the telephone."""
    kept = _own_codes(member).first()
    left = len(kept.wrap().get_unused_codes()) if kept else FEW_CODES
    if left < FEW_CODES:
        about = _("还剩 %(left)d 个，用完后手机遗失将无法登录") % {"left": left}
        yield Task(_("重新生成恢复码"), about, reverse("mfa_generate_recovery_codes"), _("生成"))


def _own_codes(member: Member | Value) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=member, type=Authenticator.Type.RECOVERY_CODES)


TO_DO.register(
    Section(
        "portal.failed_jobs",
        gettext_lazy("后台任务"),
        "operations.view",
        failed_jobs,
        lambda asker: JobRun.objects.of(asker.tenant).filter(state=JobState.FAILED),
    )
)
TO_DO.register(
    Section(
        "portal.recovery_codes",
        gettext_lazy("账号安全"),
        "workbench.view",
        recovery_codes,
        lambda asker: _own_codes(asker.member),
    )
)
TO_DO.register(
    Section(
        "portal.messages",
        gettext_lazy("消息"),
        "workbench.view",
        unread_messages,
        lambda asker: inbox(asker.member, asker.tenant).filter(read_at__isnull=True),
    )
)
WAITING.register(
    Section(
        "portal.jobs",
        gettext_lazy("后台任务"),
        "workbench.view",
        own_jobs,
        lambda asker: _open_runs(asker.member, asker.tenant),
    )
)
