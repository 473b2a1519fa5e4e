"""The lives of plans, campaigns, draws, visits, sections and findings (DOMAIN §6; R087, R094, R100–R106)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DRAFT, CONFLICT_CHECK = "draft", "conflict_check"
DEPARTMENT_APPROVED, COORDINATOR_APPROVED = "department_approved", "coordinator_approved"
PUBLISHED, RUNNING, FINISHED, EVALUATED = "published", "running", "finished", "evaluated"
SUPERSEDED = "superseded"

IN_PREPARATION = (DRAFT, CONFLICT_CHECK, DEPARTMENT_APPROVED, COORDINATOR_APPROVED)
STANDING = (PUBLISHED, RUNNING, FINISHED, EVALUATED)
"""The version that counts: at most one of a department's year."""

PLAN_WORKFLOW = Workflow(
    {
        DRAFT: _("草稿"),
        CONFLICT_CHECK: _("冲突检查"),
        DEPARTMENT_APPROVED: _("部门已审定"),
        COORDINATOR_APPROVED: _("统筹已批准"),
        PUBLISHED: _("已公示"),
        RUNNING: _("执行中"),
        FINISHED: _("已完成"),
        EVALUATED: _("已评估"),
        SUPERSEDED: _("已被新版代替"),
    },
    submit_plan=Move({DRAFT}, CONFLICT_CHECK, "plans.prepare", _("提交审定")),
    approve_plan=Move({CONFLICT_CHECK}, DEPARTMENT_APPROVED, "plans.approve", _("部门审定")),
    return_plan=Move({CONFLICT_CHECK}, DRAFT, "plans.approve", _("退回修改"), reason_required=True, is_dangerous=True),
    coordinate_plan=Move({DEPARTMENT_APPROVED}, COORDINATOR_APPROVED, "plans.coordinate", _("统筹批准")),
    send_back_plan=Move(
        {DEPARTMENT_APPROVED, COORDINATOR_APPROVED},
        DRAFT,
        "plans.coordinate",
        _("统筹退回"),
        reason_required=True,
        is_dangerous=True,
    ),
    publish_plan=Move({COORDINATOR_APPROVED}, PUBLISHED, "plans.coordinate", _("公示")),
    start_plan=Move({PUBLISHED}, RUNNING, "plans.approve", _("开始执行")),
    finish_plan=Move({RUNNING}, FINISHED, "plans.approve", _("执行完毕")),
    evaluate_plan=Move({FINISHED}, EVALUATED, "plans.coordinate", _("评估"), reason_required=True),
    supersede_plan=Move({PUBLISHED, RUNNING}, SUPERSEDED, "plans.coordinate", _("由新版代替")),
)

COMPOSING, APPROVED = "composing", "approved"

CONSOLIDATED_WORKFLOW = Workflow(
    {
        COMPOSING: _("汇总中"),
        APPROVED: _("已批准"),
        PUBLISHED: _("已公示"),
        SUPERSEDED: _("已被新版代替"),
    },
    approve_consolidated=Move({COMPOSING}, APPROVED, "plans.coordinate", _("批准统筹计划")),
    reopen_consolidated=Move(
        {APPROVED}, COMPOSING, "plans.coordinate", _("撤回批准"), reason_required=True, is_dangerous=True
    ),
    publish_consolidated=Move({APPROVED}, PUBLISHED, "plans.coordinate", _("公示统筹计划")),
    supersede_consolidated=Move({PUBLISHED}, SUPERSEDED, "plans.coordinate", _("由新版代替")),
)

SUBMITTED, FILED, REPORTED = "submitted", "filed", "reported"

CAMPAIGN_WORKFLOW = Workflow(
    {
        DRAFT: _("草稿"),
        SUBMITTED: _("待批准"),
        APPROVED: _("已批准"),
        FILED: _("已备案"),
        PUBLISHED: _("已公示"),
        REPORTED: _("已报告结果"),
    },
    submit_campaign=Move({DRAFT}, SUBMITTED, "campaigns.prepare", _("报请批准")),
    return_campaign=Move(
        {SUBMITTED}, DRAFT, "campaigns.approve", _("退回修改"), reason_required=True, is_dangerous=True
    ),
    approve_campaign=Move({SUBMITTED}, APPROVED, "campaigns.approve", _("批准专项整治")),
    file_campaign=Move({APPROVED}, FILED, "campaigns.prepare", _("登记备案")),
    publish_campaign=Move({FILED}, PUBLISHED, "campaigns.approve", _("公示")),
    report_campaign=Move({PUBLISHED}, REPORTED, "campaigns.prepare", _("报告结果")),
)

POOL_PREPARED, COMMITTED, SECRETS_REVEALED = "pool_prepared", "committed", "secrets_revealed"
DRAWN, PAIRED, ACCEPTED, DISCLOSED, VOIDED = "drawn", "paired", "accepted", "disclosed", "voided"

DRAW_WORKFLOW = Workflow(
    {
        POOL_PREPARED: _("对象池已备"),
        COMMITTED: _("已公布承诺"),
        SECRETS_REVEALED: _("密值已揭示"),
        DRAWN: _("已抽对象"),
        PAIRED: _("已匹配人员"),
        ACCEPTED: _("已确认"),
        DISCLOSED: _("已公开"),
        VOIDED: _("已作废"),
    },
    commit=Move({POOL_PREPARED}, COMMITTED, "draws.hold", _("公布承诺")),
    reveal=Move({COMMITTED}, SECRETS_REVEALED, "draws.seal", _("密值全部揭示")),
    draw=Move({SECRETS_REVEALED}, DRAWN, "draws.hold", _("抽取对象")),
    pair=Move({DRAWN}, PAIRED, "draws.hold", _("匹配人员")),
    accept=Move({PAIRED}, ACCEPTED, "draws.hold", _("确认结果")),
    disclose=Move({ACCEPTED}, DISCLOSED, "draws.hold", _("公开抽取全过程")),
    lapse_draw=Move({COMMITTED}, VOIDED, "draws.oversee", _("密值未揭示而作废")),
    void_draw=Move(
        {POOL_PREPARED, COMMITTED, SECRETS_REVEALED, DRAWN, PAIRED},
        VOIDED,
        "draws.oversee",
        _("作废"),
        reason_required=True,
        is_dangerous=True,
    ),
)
"""An attempt at a draw; `reveal`, `lapse_draw` and `disclose` follow from secrets and dates, people make the others."""

SCHEDULED, NOTIFIED, UNANNOUNCED, PASS_ISSUED = "scheduled", "notified", "unannounced", "pass_issued"
ON_SITE, SECTIONS_CLOSING, CLOSED = "on_site", "sections_closing", "closed"
POSTPONED, UNREACHABLE, REFUSED_ENTRY, CANCELLED = "postponed", "subject_unreachable", "refused", "cancelled"
REPLACED = "replaced"
OFF_SITE, ADOPTING, SETTLED_OFF_SITE = "off_site", "adopting", "settled_off_site"

BEFORE_ARRIVAL = (OFF_SITE, ADOPTING, SCHEDULED, APPROVED, NOTIFIED, UNANNOUNCED, PASS_ISSUED, POSTPONED)
"""A visit that has not begun: who is visited, by whom and when stays with those who take part (DOMAIN 5.3)."""

VISIT_OVER = (CLOSED, UNREACHABLE, REFUSED_ENTRY, CANCELLED, REPLACED, SETTLED_OFF_SITE)

NO_VISIT = (UNREACHABLE, CANCELLED, REPLACED)
"""Nobody was checked: it counts against no cap, and the object may still give way to the next of its order."""

FROM_AFAR = (OFF_SITE, ADOPTING, SETTLED_OFF_SITE)
"""Nobody comes through the door, or not yet: it counts against no cap either (R105)."""

AT_THE_DOOR = (UNREACHABLE, REFUSED_ENTRY)
"""Somebody went there in vain: that is a result too, which every department of the visit confirms for itself."""

LOOKED_AT = (CLOSED, SETTLED_OFF_SITE, *AT_THE_DOOR)
"""What was planned to be looked at and has a result, from the place, from afar or from the door (R105, R107)."""

VISIT_WORKFLOW = Workflow(
    {
        OFF_SITE: _("待非现场检查"),
        ADOPTING: _("待各部门决定"),
        SCHEDULED: _("待审批"),
        APPROVED: _("已批准"),
        NOTIFIED: _("已通知"),
        UNANNOUNCED: _("不预先通知"),
        PASS_ISSUED: _("已发检查码"),
        ON_SITE: _("检查中"),
        SECTIONS_CLOSING: _("部门办结中"),
        CLOSED: _("已办结"),
        POSTPONED: _("已延期"),
        UNREACHABLE: _("对象联系不上"),
        REFUSED_ENTRY: _("对象拒绝检查"),
        CANCELLED: _("已取消"),
        REPLACED: _("已由递补对象代替"),
        SETTLED_OFF_SITE: _("非现场已办结"),
    },
    settle_off_site=Move(
        {OFF_SITE}, SETTLED_OFF_SITE, "visits.schedule", _("非现场检查达到目的"), reason_required=True
    ),
    offer_off_site=Move(
        {OFF_SITE}, ADOPTING, "visits.schedule", _("非现场检查达到目的，请各部门决定"), reason_required=True
    ),
    need_on_site=Move({OFF_SITE}, SCHEDULED, "visits.schedule", _("确需现场检查"), reason_required=True),
    settle_adopted=Move({ADOPTING}, SETTLED_OFF_SITE, "visits.schedule", _("各部门均采用非现场核查结果")),
    visit_the_rest=Move({ADOPTING}, SCHEDULED, "visits.schedule", _("有部门不采用，转现场检查"), reason_required=True),
    approve_visit=Move({SCHEDULED}, APPROVED, "visits.approve", _("批准检查")),
    notify_visit=Move({APPROVED}, NOTIFIED, "visits.schedule", _("通知对象")),
    withhold_notice=Move({APPROVED}, UNANNOUNCED, "visits.schedule", _("不预先通知")),
    issue_pass=Move({NOTIFIED, UNANNOUNCED}, PASS_ISSUED, "visits.schedule", _("签发检查码")),
    lose_pass=Move({PASS_ISSUED}, NOTIFIED, "visits.schedule", _("检查码已收回，待重新签发"), or_to={UNANNOUNCED}),
    arrive=Move({NOTIFIED, UNANNOUNCED, PASS_ISSUED}, ON_SITE, "visits.attend", _("到达现场")),
    enter_emergency=Move({SCHEDULED}, ON_SITE, "visits.attend", _("紧急情况先行检查"), reason_required=True),
    leave_site=Move({ON_SITE}, SECTIONS_CLOSING, "visits.attend", _("离开现场")),
    close_visit=Move({SECTIONS_CLOSING}, CLOSED, "visits.schedule", _("办结检查")),
    postpone_visit=Move(
        {SCHEDULED, APPROVED, NOTIFIED, UNANNOUNCED, PASS_ISSUED},
        POSTPONED,
        "visits.schedule",
        _("延期"),
        reason_required=True,
        is_dangerous=True,
    ),
    reschedule_visit=Move({POSTPONED}, SCHEDULED, "visits.schedule", _("重新安排"), reason_required=True),
    find_nobody=Move(
        {NOTIFIED, UNANNOUNCED, PASS_ISSUED, ON_SITE},
        UNREACHABLE,
        "visits.attend",
        _("对象联系不上"),
        reason_required=True,
        is_dangerous=True,
    ),
    meet_refusal=Move(
        {NOTIFIED, UNANNOUNCED, PASS_ISSUED, ON_SITE},
        REFUSED_ENTRY,
        "visits.attend",
        _("对象拒绝检查"),
        reason_required=True,
        is_dangerous=True,
    ),
    cancel_visit=Move(
        {OFF_SITE, ADOPTING, SCHEDULED, APPROVED, POSTPONED},
        CANCELLED,
        "visits.approve",
        _("取消检查"),
        reason_required=True,
        is_dangerous=True,
    ),
    replace_visit=Move(set(BEFORE_ARRIVAL), REPLACED, "draws.hold", _("由递补对象代替"), reason_required=True),
)
"""`replace_visit` follows from the replacement of a drawn object, `settle_adopted` and `visit_the_rest` from what the
departments decided on a check from afar; people make the other moves."""

OPEN, RECORDED, SIGNED, REFUSED_SIGNATURE = "open", "recorded", "signed", "refused_signature"
RESULT_SET, PUBLICATION_DECIDED = "result_set", "publication_decided"

UNSIGNED = (OPEN, RECORDED)
"""A section whose record may still be written; afterwards the database refuses it (DOMAIN 5.2 no. 22)."""

SECTION_WORKFLOW = Workflow(
    {
        OPEN: _("待检查"),
        RECORDED: _("已记录"),
        SIGNED: _("已签字"),
        REFUSED_SIGNATURE: _("拒绝签字"),
        RESULT_SET: _("已定结果"),
        PUBLICATION_DECIDED: _("已定公示"),
        CLOSED: _("已办结"),
    },
    record_section=Move({OPEN}, RECORDED, "visits.record", _("完成记录")),
    reopen_record=Move({RECORDED}, OPEN, "visits.record", _("返回修改"), reason_required=True, is_dangerous=True),
    sign_section=Move({RECORDED}, SIGNED, "visits.record", _("签字确认")),
    refuse_signature=Move(
        {RECORDED}, REFUSED_SIGNATURE, "visits.record", _("记录拒绝签字"), reason_required=True, is_dangerous=True
    ),
    set_result=Move({SIGNED, REFUSED_SIGNATURE}, RESULT_SET, "visits.record", _("确定检查结果")),
    decide_publication=Move({RESULT_SET}, PUBLICATION_DECIDED, "visits.record", _("确定是否公示")),
    close_section=Move({PUBLICATION_DECIDED}, CLOSED, "visits.record", _("办结检查单")),
    settle_section=Move({OPEN}, CLOSED, "visits.record", _("非现场办结")),
    close_at_door=Move({OPEN, RECORDED}, CLOSED, "visits.record", _("未能检查办结")),
)
"""`settle_section` follows from a check from afar that the department found enough for its own section (R105),
`close_at_door` from a visit that ended there."""

CORRECTION_ORDERED, EVIDENCE_SUBMITTED, VERIFIED = "correction_ordered", "evidence_submitted", "verified"
CASE_FILED, COPIED_TO_OTHER, FINDING_WITHDRAWN = "case_filed", "copied_to_other", "withdrawn"

FINDING_WORKFLOW = Workflow(
    {
        OPEN: _("待处理"),
        CORRECTION_ORDERED: _("已责令改正"),
        EVIDENCE_SUBMITTED: _("已报改正材料"),
        VERIFIED: _("复查合格"),
        CLOSED: _("已办结"),
        CASE_FILED: _("已立案"),
        COPIED_TO_OTHER: _("已抄告其他部门"),
        FINDING_WITHDRAWN: _("已撤销"),
    },
    order_correction=Move({OPEN}, CORRECTION_ORDERED, "findings.handle", _("责令改正")),
    submit_correction=Move({CORRECTION_ORDERED}, EVIDENCE_SUBMITTED, "findings.handle", _("登记改正材料")),
    verify_correction=Move({CORRECTION_ORDERED, EVIDENCE_SUBMITTED}, VERIFIED, "findings.handle", _("复查合格")),
    fail_correction=Move(
        {CORRECTION_ORDERED, EVIDENCE_SUBMITTED},
        CORRECTION_ORDERED,
        "findings.handle",
        _("复查不合格"),
        reason_required=True,
    ),
    close_finding=Move({VERIFIED}, CLOSED, "findings.handle", _("办结问题")),
    settle_finding=Move({OPEN}, CLOSED, "findings.handle", _("当场处理办结"), reason_required=True),
    file_case=Move({OPEN, CORRECTION_ORDERED, EVIDENCE_SUBMITTED}, CASE_FILED, "findings.handle", _("登记立案")),
    copy_finding=Move({OPEN}, COPIED_TO_OTHER, "findings.handle", _("移送其他部门处理"), reason_required=True),
    take_back_finding=Move({COPIED_TO_OTHER}, OPEN, "findings.handle", _("收回处理"), reason_required=True),
    withdraw_finding=Move(
        {OPEN, CORRECTION_ORDERED, EVIDENCE_SUBMITTED, CLOSED, CASE_FILED, COPIED_TO_OTHER},
        FINDING_WITHDRAWN,
        "findings.handle",
        _("撤销问题"),
        reason_required=True,
        is_dangerous=True,
    ),
)

PROPOSED, MERGED, MERGE_REFUSED = "proposed", "merged", "kept_apart"
OPEN_MERGES = (PROPOSED, MERGED, MERGE_REFUSED)
"""Proposals that count: the same entries are not proposed anew."""

MERGE_WORKFLOW = Workflow(
    {
        PROPOSED: _("待合并"),
        MERGED: _("已合并"),
        MERGE_REFUSED: _("不合并"),
        SUPERSEDED: _("已失效"),
    },
    accept_merge=Move({PROPOSED}, MERGED, "plans.coordinate", _("合成联合检查")),
    overrule_merge=Move({MERGE_REFUSED}, MERGED, "plans.coordinate", _("统筹决定合并"), reason_required=True),
    refuse_merge=Move(
        {PROPOSED}, MERGE_REFUSED, "plans.coordinate", _("不予合并"), reason_required=True, is_dangerous=True
    ),
    supersede_merge=Move({PROPOSED}, SUPERSEDED, "plans.coordinate", _("建议失效")),
)

ASKED, AGREED, DECLINED = "asked", "agreed", "declined"

ANSWER_WORKFLOW = Workflow(
    {ASKED: _("待答复"), AGREED: _("同意合并"), DECLINED: _("不同意")},
    agree_merge=Move({ASKED}, AGREED, "plans.prepare", _("同意合并")),
    decline_merge=Move({ASKED, AGREED}, DECLINED, "plans.prepare", _("不同意合并"), reason_required=True),
)
