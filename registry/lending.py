"""The life of a secondment (R068): how the lending place sees it, and how the borrowing place does. Pure."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

OFFERED, RECEIVED, ACCEPTED, DECLINED, RECALLED = "offered", "received", "accepted", "declined", "recalled"

LENDING = Workflow(
    {
        OFFERED: _("已发出，待对方答复"),
        ACCEPTED: _("对方已接收"),
        DECLINED: _("对方不接收"),
        RECALLED: _("已召回"),
    },
    confirm_secondment=Move({OFFERED}, ACCEPTED, "officers.lend", _("对方接收")),
    refuse_secondment=Move({OFFERED}, DECLINED, "officers.lend", _("对方不接收"), reason_required=True),
    recall_secondment=Move(
        {OFFERED, ACCEPTED}, RECALLED, "officers.lend", _("召回"), reason_required=True, is_dangerous=True
    ),
)

BORROWING = Workflow(
    {
        RECEIVED: _("待答复"),
        ACCEPTED: _("已接收"),
        DECLINED: _("不接收"),
        RECALLED: _("已被召回"),
    },
    accept_secondment=Move({RECEIVED}, ACCEPTED, "officers.lend", _("接收")),
    decline_secondment=Move({RECEIVED}, DECLINED, "officers.lend", _("不接收"), reason_required=True),
    withdraw_secondment=Move({RECEIVED, ACCEPTED}, RECALLED, "officers.lend", _("对方召回")),
)

OWN_MOVES = {"recall_secondment", "accept_secondment", "decline_secondment"}
"""Moves that people make; the others follow from a message of the other place."""
