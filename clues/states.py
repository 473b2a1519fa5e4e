"""The life of a clue between two departments: sent, accepted or returned for a reason, answered (R129, R131, R133)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DISPATCHED, ACCEPTED, RETURNED = "dispatched", "accepted", "returned"
ANSWERED, WITHDRAWN = "answered", "withdrawn"

OPEN_STATES = (DISPATCHED, ACCEPTED, RETURNED)
"""Somebody still has to do something."""

CLUE_WORKFLOW = Workflow(
    {
        DISPATCHED: _("待接收"),
        ACCEPTED: _("核查中"),
        RETURNED: _("已退回"),
        ANSWERED: _("已反馈"),
        WITHDRAWN: _("已撤回"),
    },
    accept_clue=Move({DISPATCHED}, ACCEPTED, "clues.handle", _("接收")),
    return_clue=Move(
        {DISPATCHED}, RETURNED, "clues.handle", _("退回移送部门"), reason_required=True, is_dangerous=True
    ),
    answer_clue=Move({ACCEPTED}, ANSWERED, "clues.handle", _("反馈核查结果")),
    redirect_clue=Move({RETURNED}, DISPATCHED, "clues.raise", _("改送其他部门"), reason_required=True),
    withdraw_clue=Move(
        {RETURNED}, WITHDRAWN, "clues.raise", _("撤回，本部门处理"), reason_required=True, is_dangerous=True
    ),
)
