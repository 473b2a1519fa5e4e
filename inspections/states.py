"""The lives of a yearly plan, of the consolidated plan of a place, of a campaign (DOMAIN §6; R087, R094)."""

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
