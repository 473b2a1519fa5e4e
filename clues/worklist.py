"""What waits for a member around clues, and what the member waits for."""

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.queries import open_clues
from clues.services import ACCEPT_RULE, VERIFY_RULE
from clues.states import ACCEPTED, CLUE_WORKFLOW, DISPATCHED, OPEN_STATES
from common.clocks.states import due_state, running_clocks, soon_day
from common.worklist import TO_DO, WAITING, Asker, Section, Task
from tenancy.models import Member, Region


def clues_to_act_on(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Clues the own department holds, on which the member has a move, with the sentence of their clock."""
    rules = (ACCEPT_RULE.name, VERIFY_RULE.name)
    clocks = {clock.subject_id: clock for clock in running_clocks(tenant).filter(rule__in=rules)}
    now, soon = timezone.now(), soon_day(tenant, today)
    for clue in open_clues(tenant).filter(department=member.hat.department_id if member.hat else None):
        moves = CLUE_WORKFLOW.open_to(clue, member)
        if moves:
            clock = clocks.get(str(clue.pk))
            due = due_state(clock, now=now, soon=soon) if clock else None
            yield Task(_t("%s线索") % moves[0].label, str(clue), clue.get_absolute_url(), _t("办理"), due)


def clues_awaited(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Clues the own department sent, which another holds."""
    own = member.hat.department_id if member.hat else None
    for clue in open_clues(tenant).filter(from_department=own, state__in=(DISPATCHED, ACCEPTED)):
        what = _t("等待%s核查线索") % clue.to_department
        yield Task(what, str(clue), clue.get_absolute_url(), _t("查看"), since=timezone.localdate(clue.raised_at))


def _held(asker: Asker) -> QuerySet:
    return asker.within_reach(Clue.objects.of(asker.tenant).filter(state__in=OPEN_STATES))


def _sent(asker: Asker) -> QuerySet:
    return Clue.objects.of(asker.tenant).filter(from_department=asker.department, state__in=(DISPATCHED, ACCEPTED))


TO_DO.register(Section("clues.held", _("问题线索"), "clues.handle", clues_to_act_on, _held))
WAITING.register(Section("clues.sent", _("等待核查的线索"), "clues.raise", clues_awaited, _sent))
