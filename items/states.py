"""The lives of item versions (DOMAIN §6; R029), claims (R006), responsibilities, and of checklists."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DRAFT, CO_SIGNING, LEGALITY_CHECK = "draft", "co_signing", "legality_check"
MEETING, UPPER_REVIEW = "meeting", "upper_review"
SUBMITTED, APPROVED, IN_FORCE = "submitted", "approved", "in_force"
SUPERSEDED, REPEALED = "superseded", "repealed"

CHAIN = frozenset({CO_SIGNING, LEGALITY_CHECK, MEETING, UPPER_REVIEW, SUBMITTED})
"""The steps between draft and approval; which of them, and in which order, the place says (DOMAIN 1.20 no. 5)."""

OPEN_STATES = (DRAFT, CO_SIGNING, LEGALITY_CHECK, MEETING, UPPER_REVIEW, SUBMITTED, APPROVED)
ENDED_STATES = (SUPERSEDED, REPEALED)

ITEM_WORKFLOW = Workflow(
    {
        DRAFT: _("起草"),
        CO_SIGNING: _("会签"),
        LEGALITY_CHECK: _("合法性审核"),
        MEETING: _("集体审议"),
        UPPER_REVIEW: _("报上级批准"),
        SUBMITTED: _("已报送"),
        APPROVED: _("已批准"),
        IN_FORCE: _("现行有效"),
        SUPERSEDED: _("已被替代"),
        REPEALED: _("已废止"),
    },
    send=Move({DRAFT}, CO_SIGNING, "items.prepare", _("送审"), or_to=CHAIN - {SUBMITTED}),
    co_signed=Move({CO_SIGNING}, LEGALITY_CHECK, "items.prepare", _("会签完毕"), or_to=CHAIN - {CO_SIGNING}),
    clear=Move({LEGALITY_CHECK}, SUBMITTED, "items.check_legality", _("审核通过"), or_to=CHAIN - {LEGALITY_CHECK}),
    pass_meeting=Move({MEETING}, SUBMITTED, "items.approve", _("登记集体审议通过"), or_to=CHAIN - {MEETING}),
    pass_upper=Move({UPPER_REVIEW}, SUBMITTED, "items.approve", _("登记上级批复"), or_to=CHAIN - {UPPER_REVIEW}),
    approve=Move({SUBMITTED}, APPROVED, "items.approve", _("批准")),
    enforce=Move({APPROVED}, IN_FORCE, "items.approve", _("发布生效")),
    supersede=Move({IN_FORCE}, SUPERSEDED, "items.approve", _("被新版本替代")),
    take_back=Move({CO_SIGNING}, DRAFT, "items.prepare", _("撤回修改"), reason_required=True, is_dangerous=True),
    refuse=Move(
        {LEGALITY_CHECK}, DRAFT, "items.check_legality", _("审核不通过，退回"), reason_required=True, is_dangerous=True
    ),
    give_back=Move(
        {MEETING, UPPER_REVIEW, SUBMITTED, APPROVED},
        DRAFT,
        "items.approve",
        _("退回起草"),
        reason_required=True,
        is_dangerous=True,
    ),
    repeal=Move({IN_FORCE}, REPEALED, "items.approve", _("废止"), reason_required=True, is_dangerous=True),
    duties_moved=Move(
        {*CHAIN, APPROVED},
        DRAFT,
        "items.prepare",
        _("职责划转，退回起草"),
        reason_required=True,
    ),
    take_over=Move({DRAFT}, IN_FORCE, "items.approve", _("按职责划转生效")),
)

PASSING = ("clear", "pass_meeting", "pass_upper", "approve")
"""Moves that end a step of the chain, which a place may leave to one role."""

BY_ITSELF = frozenset({"co_signed", "supersede", "duties_moved", "take_over"})
"""Moves that follow from another act; nobody presses a button for them."""


# --- versions of places below that ask for approval -------------------------------------------------------------------

UPPER_ASKED, UPPER_GRANTED, UPPER_SENT_BACK, UPPER_DROPPED = "asked", "granted", "sent_back", "dropped"

UPPER_WORKFLOW = Workflow(
    {
        UPPER_ASKED: _("待批复"),
        UPPER_GRANTED: _("已批准"),
        UPPER_SENT_BACK: _("已退回"),
        UPPER_DROPPED: _("下级已撤回或另行办理"),
    },
    grant_upper=Move({UPPER_ASKED}, UPPER_GRANTED, "items.approve", _("批准")),
    send_back_upper=Move(
        {UPPER_ASKED}, UPPER_SENT_BACK, "items.approve", _("退回"), reason_required=True, is_dangerous=True
    ),
    drop_upper=Move({UPPER_ASKED}, UPPER_DROPPED, "items.approve", _("下级撤回或另行办理")),
)

UPPER_BY_ITSELF = frozenset({"drop_upper"})
"""It follows from what the place below does."""

# --- claims -----------------------------------------------------------------------------------------------------------

OFFERED, ACCEPTED, ADAPTED, DECLINED = "offered", "accepted", "adapted", "declined"
UPPER_CHANGED, UPPER_ENDED, CLOSED = "upper_changed", "upper_ended", "closed"

CLAIM_WORKFLOW = Workflow(
    {
        OFFERED: _("待认领"),
        ACCEPTED: _("照单认领"),
        ADAPTED: _("调整后认领"),
        DECLINED: _("不认领"),
        UPPER_CHANGED: _("待与上级合并"),
        UPPER_ENDED: _("上级已废止"),
        CLOSED: _("已了结"),
    },
    accept=Move({OFFERED}, ACCEPTED, "items.claim", _("照单认领")),
    adapt=Move({OFFERED, ACCEPTED}, ADAPTED, "items.claim", _("调整后认领"), reason_required=True),
    link=Move({OFFERED}, UPPER_CHANGED, "items.claim", _("对应本地已有事项")),
    merge=Move({UPPER_CHANGED}, ACCEPTED, "items.claim", _("合并上级改动")),
    merge_adapted=Move({UPPER_CHANGED}, ADAPTED, "items.claim", _("合并上级改动并保留本地调整"), reason_required=True),
    close_claim=Move({UPPER_CHANGED, UPPER_ENDED}, CLOSED, "items.claim", _("了结"), reason_required=True),
    decline=Move({OFFERED}, DECLINED, "items.claim", _("不认领"), reason_required=True, is_dangerous=True),
    offer_again=Move({DECLINED, CLOSED}, OFFERED, "items.claim", _("上级清单调整，重新送达")),
    upper_change=Move({ACCEPTED, ADAPTED, UPPER_ENDED, CLOSED}, UPPER_CHANGED, "items.claim", _("上级清单调整")),
    upper_end=Move({ACCEPTED, ADAPTED, UPPER_CHANGED}, UPPER_ENDED, "items.claim", _("上级事项废止")),
    release=Move({ACCEPTED, ADAPTED, UPPER_CHANGED}, OFFERED, "items.prepare", _("删除认领草稿，重新待认领")),
    release_ended=Move({UPPER_ENDED}, CLOSED, "items.prepare", _("删除认领草稿")),
    upper_end_unclaimed=Move({OFFERED, DECLINED}, CLOSED, "items.claim", _("上级事项废止")),
)

CLAIM_WAITS = (OFFERED, UPPER_CHANGED, UPPER_ENDED)
"""Claims that wait for the place."""

PLACE_DECIDES = ("decline", "close_claim")
"""Moves of a claim that no department makes for itself."""

CLAIM_BY_ITSELF = frozenset(
    {"merge_adapted", "offer_again", "upper_change", "upper_end", "upper_end_unclaimed", "release", "release_ended"}
)
"""Moves of a claim that follow from another act; nobody presses a button for them."""

# --- responsibilities -------------------------------------------------------------------------------------------------

DUTY_PROPOSED, DUTY_APPROVED, DUTY_ACTIVE, DUTY_ENDED, DUTY_REFUSED = (
    "proposed",
    "approved",
    "active",
    "ended",
    "refused",
)
DUTY_OPEN = (DUTY_PROPOSED, DUTY_APPROVED, DUTY_ACTIVE)

RESPONSIBILITY_WORKFLOW = Workflow(
    {
        DUTY_PROPOSED: _("待批准"),
        DUTY_APPROVED: _("已批准，待生效"),
        DUTY_ACTIVE: _("生效"),
        DUTY_ENDED: _("已结束"),
        DUTY_REFUSED: _("未批准"),
    },
    approve_duty=Move({DUTY_PROPOSED}, DUTY_APPROVED, "items.approve", _("批准承办人")),
    begin_duty=Move({DUTY_APPROVED}, DUTY_ACTIVE, "items.approve", _("承办人到期生效")),
    refuse_duty=Move(
        {DUTY_PROPOSED}, DUTY_REFUSED, "items.approve", _("不批准"), reason_required=True, is_dangerous=True
    ),
    end_duty=Move(
        {DUTY_PROPOSED, DUTY_APPROVED, DUTY_ACTIVE},
        DUTY_ENDED,
        "items.assign",
        _("结束承办"),
        reason_required=True,
        is_dangerous=True,
    ),
)

# --- adjustment tasks -------------------------------------------------------------------------------------------------

TASK_OPEN, TASK_DONE, TASK_UNNEEDED = "open", "done", "unneeded"

TASK_WORKFLOW = Workflow(
    {TASK_OPEN: _("待调整"), TASK_DONE: _("已调整"), TASK_UNNEEDED: _("无需调整")},
    adjust_done=Move({TASK_OPEN}, TASK_DONE, "items.prepare", _("登记已调整"), reason_required=True),
    adjust_unneeded=Move({TASK_OPEN}, TASK_UNNEEDED, "items.prepare", _("无需调整"), reason_required=True),
)

# --- checklists, conflicts between their standards, submissions to a collection ---------------------------------------

CHECKLIST_WORKFLOW = Workflow(
    {DRAFT: _("起草"), IN_FORCE: _("现行有效"), SUPERSEDED: _("已被替代")},
    enforce_checklist=Move({DRAFT}, IN_FORCE, "items.co_sign", _("启用")),
    supersede_checklist=Move({IN_FORCE}, SUPERSEDED, "items.co_sign", _("被新版本替代")),
)

OPEN, SETTLED, DISMISSED = "open", "settled", "dismissed"

CONFLICT_WORKFLOW = Workflow(
    {OPEN: _("待统一"), SETTLED: _("已统一"), DISMISSED: _("不属于冲突")},
    settle_conflict=Move({OPEN}, SETTLED, "items.prepare", _("标准已统一"), reason_required=True),
    dismiss_conflict=Move({OPEN}, DISMISSED, "items.manage", _("不属于冲突"), reason_required=True, is_dangerous=True),
)

WAITING = "waiting"

SUBMISSION_WORKFLOW = Workflow(
    {WAITING: _("未报送"), SUBMITTED: _("已报送，待确认"), ACCEPTED: _("已确认")},
    submit=Move({WAITING}, SUBMITTED, "items.prepare", _("报送")),
    accept_submission=Move({SUBMITTED}, ACCEPTED, "items.manage", _("确认齐全")),
    return_submission=Move({SUBMITTED, ACCEPTED}, WAITING, "items.manage", _("退回补报"), reason_required=True),
)

# --- unclear matters and handovers ------------------------------------------------------------------------------------

REGISTERED, PROVISIONAL, CONSULTATION = "registered", "provisional", "consultation"
MATTER_DECIDED, MATTER_PRECEDENT = "decided", "precedent"

MATTER_WORKFLOW = Workflow(
    {
        REGISTERED: _("已登记"),
        PROVISIONAL: _("先行处置"),
        CONSULTATION: _("征询意见"),
        MATTER_DECIDED: _("已裁定"),
        MATTER_PRECEDENT: _("先例"),
    },
    put_in_charge=Move({REGISTERED}, PROVISIONAL, "matters.decide", _("明确先行处置部门")),
    consult=Move({PROVISIONAL}, CONSULTATION, "matters.decide", _("征询意见")),
    decide_matter=Move({CONSULTATION}, MATTER_DECIDED, "matters.decide", _("裁定")),
    keep_precedent=Move({MATTER_DECIDED}, MATTER_PRECEDENT, "matters.decide", _("存为先例")),
)

HANDOVER_OPEN, HANDOVER_DONE = "open", "done"

HANDOVER_WORKFLOW = Workflow(
    {HANDOVER_OPEN: _("交接中"), HANDOVER_DONE: _("交接完毕")},
    finish_handover=Move({HANDOVER_OPEN}, HANDOVER_DONE, "items.prepare", _("交接完毕")),
)
