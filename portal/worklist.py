"""What the platform itself puts on the workbench: unread messages, runs of jobs, recovery codes that run out."""

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.jobs import title_of
from common.models import JobRun, JobState, Notice
from common.models.jobs import OPEN_STATES
from common.notices import inbox
from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, as_one

FEW_CODES = 3


def _unread(asker: Asker) -> QuerySet[Notice]:
    """One line for all of them: the inbox has them singly."""
    return as_one(inbox(asker.member, asker.tenant).filter(read_at__isnull=True))


def _messages(newest: Notice, desk: Desk) -> Task:
    what = _("%(count)d 条未读消息") % {"count": newest.in_all}
    about = _("最近一条：%(subject)s") % {"subject": newest.subject}
    return Task(what, about, reverse("portal:inbox", args=[desk.tenant]), _("查看"))


def _failed(asker: Asker) -> QuerySet[JobRun]:
    """One line for the operator."""
    return as_one(JobRun.objects.of(asker.tenant).filter(state=JobState.FAILED))


def _failures(run: JobRun, desk: Desk) -> Task:
    what = _("%(count)d 项后台任务未能完成") % {"count": run.in_all}
    return Task(what, str(desk.tenant), reverse("portal:operator_jobs", args=[desk.tenant]), _("处理"))


def _open_runs(asker: Asker) -> QuerySet[JobRun]:
    """What the member asked the machine to do and is not done yet."""
    return JobRun.objects.of(asker.tenant).filter(requested_by=asker.member, state__in=OPEN_STATES).order_by("-pk")


def _run(run: JobRun, desk: Desk) -> Task:
    state = run.get_state_display()
    return Task(title_of(run), state, run.get_absolute_url(), _("看进度"), since=localdate(run.queued_at))


def _own_codes(asker: Asker) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(user=asker.member, type=Authenticator.Type.RECOVERY_CODES)


def _codes(kept: Authenticator, desk: Desk) -> Task | None:
    """Whoever has used up the codes is locked out with the telephone."""
    left = len(kept.wrap().get_unused_codes())
    if left >= FEW_CODES:
        return None
    about = _("还剩 %(left)d 个，用完后手机遗失将无法登录") % {"left": left}
    return Task(_("重新生成恢复码"), about, reverse("mfa_generate_recovery_codes"), _("生成"))


TO_DO.register(Section("portal.failed_jobs", gettext_lazy("后台任务"), "operations.view", _failed, _failures))
TO_DO.register(Section("portal.recovery_codes", gettext_lazy("账号安全"), "workbench.view", _own_codes, _codes))
TO_DO.register(Section("portal.messages", gettext_lazy("消息"), "workbench.view", _unread, _messages))
WAITING.register(Section("portal.jobs", gettext_lazy("后台任务"), "workbench.view", _open_runs, _run))
