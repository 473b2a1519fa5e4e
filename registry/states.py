"""The lives of a supervised object (R051), of its enrolment in a department (R049), of a secondment (R068)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

ACTIVE, SUSPENDED = "active", "suspended"
CANCELLED, REVOKED, WITHDRAWN, MOVED_OUT = "cancelled", "revoked", "withdrawn", "moved_out"

LIVING = (ACTIVE, SUSPENDED)
GONE = (CANCELLED, REVOKED, WITHDRAWN, MOVED_OUT)

OBJECT_WORKFLOW = Workflow(
    {
        ACTIVE: _("存续"),
        SUSPENDED: _("停业（停用）"),
        CANCELLED: _("注销"),
        REVOKED: _("吊销"),
        WITHDRAWN: _("撤销登记"),
        MOVED_OUT: _("迁出"),
    },
    suspend=Move({ACTIVE}, SUSPENDED, "objects.maintain", _("停业（停用）"), reason_required=True),
    resume=Move({SUSPENDED}, ACTIVE, "objects.maintain", _("恢复"), reason_required=True),
    cancel=Move({*LIVING, REVOKED}, CANCELLED, "objects.maintain", _("注销"), reason_required=True, is_dangerous=True),
    revoke=Move(set(LIVING), REVOKED, "objects.maintain", _("吊销"), reason_required=True, is_dangerous=True),
    withdraw=Move(set(LIVING), WITHDRAWN, "objects.maintain", _("撤销登记"), reason_required=True, is_dangerous=True),
    move_out=Move(set(LIVING), MOVED_OUT, "objects.maintain", _("迁出"), reason_required=True, is_dangerous=True),
    restore=Move(set(GONE), ACTIVE, "objects.maintain", _("恢复存续"), reason_required=True, is_dangerous=True),
)

ENROLLED, PAUSED, ENDED = "enrolled", "paused", "ended"

ENROLMENT_WORKFLOW = Workflow(
    {ENROLLED: _("在册"), PAUSED: _("暂停"), ENDED: _("移出")},
    pause=Move({ENROLLED}, PAUSED, "objects.enrol", _("暂停监管"), reason_required=True),
    resume_enrolment=Move({PAUSED}, ENROLLED, "objects.enrol", _("恢复监管")),
    end=Move({ENROLLED, PAUSED}, ENDED, "objects.enrol", _("移出名录"), reason_required=True, is_dangerous=True),
    enrol_again=Move({ENDED}, ENROLLED, "objects.enrol", _("重新纳入")),
)

MATCH_OPEN, MATCH_SAME, MATCH_DIFFERENT = "open", "same", "different"

MATCH_WORKFLOW = Workflow(
    {MATCH_OPEN: _("待判断"), MATCH_SAME: _("是同一对象"), MATCH_DIFFERENT: _("不是同一对象")},
    say_same=Move({MATCH_OPEN}, MATCH_SAME, "objects.import", _("是同一对象"), reason_required=True),
    say_different=Move({MATCH_OPEN}, MATCH_DIFFERENT, "objects.import", _("不是同一对象"), reason_required=True),
)

OPEN, ACCEPTED, DISMISSED, LAPSED, PLANNED = "open", "accepted", "dismissed", "lapsed", "planned"

CANDIDATE_WORKFLOW = Workflow(
    {
        OPEN: _("待处理"),
        ACCEPTED: _("采纳"),
        PLANNED: _("已列入计划"),
        DISMISSED: _("不采纳"),
        LAPSED: _("已失效"),
    },
    accept_candidate=Move({OPEN}, ACCEPTED, "objects.coordinate", _("采纳为联合检查对象")),
    dismiss_candidate=Move({OPEN}, DISMISSED, "objects.coordinate", _("不采纳"), reason_required=True),
    reopen=Move({DISMISSED, LAPSED}, OPEN, "objects.coordinate", _("重新列为候选")),
    lapse=Move({OPEN}, LAPSED, "objects.coordinate", _("不再满足条件")),
    plan_candidate=Move({ACCEPTED}, PLANNED, "plans.prepare", _("列入计划")),
    unplan_candidate=Move({PLANNED}, ACCEPTED, "plans.prepare", _("移出计划")),
)
DECIDED_BY_HAND = ("accept_candidate", "dismiss_candidate", "reopen")
"""Moves people make on the list; the others follow from the night's comparison and from plans."""

TO_VERIFY, RIGHT, CORRECTED, MISSING = "to_verify", "right", "corrected", "missing"

VERIFICATION_WORKFLOW = Workflow(
    {TO_VERIFY: _("待核实"), RIGHT: _("核实无误"), CORRECTED: _("已更正"), MISSING: _("查无此对象")},
    verify_right=Move({TO_VERIFY}, RIGHT, "objects.maintain", _("核实无误")),
    verify_corrected=Move({TO_VERIFY}, CORRECTED, "objects.maintain", _("已更正")),
    verify_missing=Move({TO_VERIFY}, MISSING, "objects.maintain", _("查无此对象"), reason_required=True),
)

DUTY_DUE, DUTY_DONE, DUTY_WAIVED = "due", "done", "waived"

FOLLOW_UP_WORKFLOW = Workflow(
    {DUTY_DUE: _("待办理"), DUTY_DONE: _("已办理"), DUTY_WAIVED: _("不需办理")},
    finish_follow_up=Move({DUTY_DUE}, DUTY_DONE, "objects.enrol", _("登记办理结果")),
    waive_follow_up=Move({DUTY_DUE}, DUTY_WAIVED, "objects.enrol", _("不需办理"), reason_required=True),
)

KEY_DRAFT, KEY_SUBMITTED, IN_FORCE, KEY_CLOSED = "draft", "submitted", "in_force", "closed"

KEY_LIST_WORKFLOW = Workflow(
    {KEY_DRAFT: _("草拟"), KEY_SUBMITTED: _("待批准"), IN_FORCE: _("执行中"), KEY_CLOSED: _("已解除")},
    submit_key_list=Move({KEY_DRAFT}, KEY_SUBMITTED, "key_lists.prepare", _("报批")),
    approve_key_list=Move({KEY_SUBMITTED}, IN_FORCE, "key_lists.approve", _("批准")),
    return_key_list=Move({KEY_SUBMITTED}, KEY_DRAFT, "key_lists.approve", _("退回修改"), reason_required=True),
    close_key_list=Move(
        {IN_FORCE}, KEY_CLOSED, "key_lists.approve", _("解除清单"), reason_required=True, is_dangerous=True
    ),
)

ENGAGED, REPORTED, CALLED_OFF = "engaged", "reported", "called_off"

ENGAGEMENT_WORKFLOW = Workflow(
    {ENGAGED: _("已委托，待报告"), REPORTED: _("已收到报告"), CALLED_OFF: _("已终止")},
    report_engagement=Move({ENGAGED}, REPORTED, "officers.engage", _("登记报告")),
    call_off_engagement=Move(
        {ENGAGED}, CALLED_OFF, "officers.engage", _("终止委托"), reason_required=True, is_dangerous=True
    ),
)

# --- secondments: how the lending place sees one, and how the borrowing place does -----------------------------------

OFFERED, RECEIVED, DECLINED, RECALLED = "offered", "received", "declined", "recalled"

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
