"""What waits for a member around clues, and what the member waits for."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.queries import open_clues
from clues.services import ACCEPT_RULE, VERIFY_RULE
from clues.states import ACCEPTED, CLUE_WORKFLOW, DISPATCHED
from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, timed


def _held(asker: Asker) -> QuerySet[Clue]:
    """Clues the own department holds, on which the member has a move."""
    rows = open_clues(asker.tenant).filter(asker.may_move(CLUE_WORKFLOW), department=asker.department)
    return timed(rows, ACCEPT_RULE.name, VERIFY_RULE.name)


def _to_act_on(clue: Clue, desk: Desk) -> Task:
    move = CLUE_WORKFLOW.open_to(clue, desk.member)[0]
    return Task(_t("%s线索") % move.label, str(clue), clue.get_absolute_url(), _t("办理"), desk.clock(clue))


def _sent(asker: Asker) -> QuerySet[Clue]:
    """Clues the own department sent, which another holds."""
    return open_clues(asker.tenant).filter(from_department=asker.department, state__in=(DISPATCHED, ACCEPTED))


def _awaited(clue: Clue, desk: Desk) -> Task:
    what = _t("等待%s核查线索") % clue.to_department
    return Task(what, str(clue), clue.get_absolute_url(), _t("查看"), since=timezone.localdate(clue.raised_at))


TO_DO.register(Section("clues.held", _("问题线索"), "clues.handle", _held, _to_act_on))
WAITING.register(Section("clues.sent", _("等待核查的线索"), "clues.raise", _sent, _awaited))
