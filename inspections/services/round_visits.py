"""All visits of a round at once: approved by one person, announced with one text."""

from collections.abc import Callable
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.models import JobRun
from common.refusals import Refused
from inspections.models import InspectionTask, Visit
from inspections.queries.visits import visits_for
from inspections.services.visits import VisitRefused, approve_visit, notify_visit
from inspections.states import APPROVED, SCHEDULED
from tenancy.models import Member

APPROVE_JOB, NOTIFY_JOB = "inspections.approve_round", "inspections.notify_round"
Tell = Callable[[int, int, str], None]


def waiting_for_approval(task: InspectionTask, actor: Member) -> QuerySet[Visit]:
    """Visits of the round that `actor` may approve: prepared by somebody else, of the own department."""
    if not actor.may("visits.approve", task):
        return Visit.objects.of(task.tenant_id).none()
    return Visit.objects.of(task.tenant_id).filter(task=task, state=SCHEDULED).exclude(prepared_by=actor)


def waiting_for_others(task: InspectionTask, actor: Member) -> Visit | None:
    """A visit of the round that `actor` prepared and another has to approve; None where there is none."""
    rows = Visit.objects.of(task.tenant_id).filter(task=task, state=SCHEDULED, prepared_by=actor)
    return rows.select_related("department", "tenant").first()


def waiting_for_notice(task: InspectionTask, actor: Member) -> QuerySet[Visit]:
    """Approved visits of the round whose subject is to be told, as far as `actor` may know of them (DOMAIN 5.3)."""
    if not actor.may("visits.schedule", task):
        return Visit.objects.of(task.tenant_id).none()
    return visits_for(actor, task.tenant).filter(task=task, state=APPROVED, is_unannounced=False)


def ask_to_approve(task: InspectionTask, *, actor: Member) -> JobRun:
    """Ask for all of `waiting_for_approval`. Raises `VisitRefused` where there is none, and says whose turn it is."""
    if not waiting_for_approval(task, actor).exists():
        raise VisitRefused(_("没有您可以批准的检查：本轮检查已经批准，或者是您本人确认抽取的，请由另一名负责人批准。"))
    return enqueue(APPROVE_JOB, task, actor=actor)


def ask_to_notify(task: InspectionTask, *, materials: str, contact: str, actor: Member) -> JobRun:
    """Ask for the notice of all of `waiting_for_notice`, with the same text. Raises `VisitRefused` for none."""
    if not waiting_for_notice(task, actor).exists():
        raise VisitRefused(_("没有可以通知的检查：请先批准；不预先通知的不发通知书。"))
    return enqueue(NOTIFY_JOB, task, actor=actor, materials=materials, contact=contact)


def approve_round(task: InspectionTask, *, actor: Member, tell: Tell) -> int:
    """Approve what waits, leaving out what may not be approved; `tell` ends with why. Returns how many were."""
    return _each(waiting_for_approval(task, actor), partial(approve_visit, actor=actor), _("批准"), tell)


def notify_round(task: InspectionTask, *, materials: str, contact: str, actor: Member, tell: Tell) -> int:
    """Announce what is approved; returns how many were."""
    act = partial(notify_visit, materials=materials, contact=contact, actor=actor)
    return _each(waiting_for_notice(task, actor), act, _("通知"), tell)


@transaction.atomic
def _each(rows: QuerySet[Visit], act: Callable[[Visit], object], word: str, tell: Tell) -> int:
    visits = list(rows.select_related("object", "department", "tenant").order_by("pk"))
    refused: list[str] = []
    for done, visit in enumerate(visits, start=1):
        try:
            act(visit)
        except Refused as refusal:
            refused.append(f"{visit.object}：{refusal}")
        tell(done, len(visits), _summary(word, done - len(refused), refused))
    return len(visits) - len(refused)


def _summary(word: str, count: int, refused: list[str]) -> str:
    if not refused:
        return _("已%(word)s%(count)d次检查") % {"word": word, "count": count}
    words = {"word": word, "count": count, "refused": len(refused), "first": refused[0]}
    return _("已%(word)s%(count)d次检查，%(refused)d次不能办理，如%(first)s") % words
