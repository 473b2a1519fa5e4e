"""What of inspections becomes public: plans, campaigns, draws, results (R033, R087, R094, R095, R102, R115, R117).

Grades, levels and strata stay inside (5.2 no. 42); of an unannounced check only the year is told (no. 16). Of a draw
the commitment is told at once, after the visits all of it. Of a department's result: what was looked at, by whom, what
it came to (R119).
"""

from django.utils.translation import gettext_lazy as _

from inspections.diff import plan_step, public_changes
from publication.kinds import Field, Kind, Offer, offer, register

YEAR_PLAN = register(
    Kind(
        "inspection_plan",
        _("年度监管工作计划"),
        {
            "year": Field(_("计划年度")),
            "version": Field(_("版次")),
            "change": Field(_("变更理由"), is_required=False),
            "entry_count": Field(_("计划项数")),
            "entries": Field(_("计划")),
        },
        "public/inspection_plan.html",
    )
)
offer(YEAR_PLAN, Offer(changes=public_changes, step=plan_step))

CAMPAIGN = register(
    Kind(
        "inspection_campaign",
        _("专项整治"),
        {
            "period": Field(_("开展时间")),
            "lead": Field(_("牵头部门")),
            "participants": Field(_("参加部门"), is_required=False),
            "pattern": Field(_("问题类型")),
            "reason": Field(_("开展理由")),
            "filing": Field(_("备案")),
            "entries": Field(_("检查安排"), is_required=False),
            "result": Field(_("结果报告"), is_required=False),
        },
        "public/inspection_campaign.html",
    )
)

DRAW = register(
    Kind(
        "draw",
        _("双随机抽取"),
        {
            "task_number": Field(_("任务编号")),
            "task_title": Field(_("任务名称")),
            "attempt": Field(_("第几次抽取")),
            "state": Field(_("状态")),
            "why_again": Field(_("再次抽取的理由"), is_required=False),
            "void_reason": Field(_("作废理由"), is_required=False),
            "departments": Field(_("参与部门"), is_exact=True),
            "excluded": Field(_("未进入对象池的"), is_required=False, is_exact=True),
            "commitment": Field(_("承诺书"), is_exact=True),
            "commitment_hash": Field(_("承诺值"), is_exact=True),
            "committed_at": Field(_("公布承诺时间")),
            "reveal_by": Field(_("揭示截止"), is_required=False),
            "window": Field(_("检查时间"), is_required=False),
            "beacon_value": Field(_("公开随机数"), is_required=False, is_exact=True),
            "seed": Field(_("随机种子"), is_required=False, is_exact=True),
            "drawn_at": Field(_("抽取时间"), is_required=False),
            "limits": Field(_("各层最后一名"), is_required=False, is_exact=True),
            "is_disclosed": Field(_("是否已公开全过程"), is_required=False),
        },
        "public/draw.html",
    )
)
offer(DRAW, Offer(step=lambda snapshot: str(snapshot["state"])))

INSPECTION_TASK = register(
    Kind(
        "inspection_task",
        _("抽查任务完成情况"),
        {
            "task_number": Field(_("任务编号"), is_recorded=True),
            "departments": Field(_("参加部门"), is_recorded=True),
            "duties": Field(_("监管职责"), is_recorded=True),
            "items": Field(_("监管事项"), is_required=False, is_recorded=True),
            "objects": Field(_("监管对象")),
            "mode": Field(_("监管方式"), is_recorded=True),
            "frequency": Field(_("监管频次"), is_required=False, is_recorded=True),
            "procedure": Field(_("抽取程序")),
            "period": Field(_("检查时间"), is_recorded=True),
            "extent": Field(_("检查数量"), is_recorded=True),
            "results": Field(_("检查结果"), is_required=False, is_recorded=True),
        },
        "public/inspection_task.html",
        narrows_by="items",
    )
)

INSPECTION_RESULT = register(
    Kind(
        "inspection_result",
        _("检查结果"),
        {
            "subject": Field(_("检查对象"), is_recorded=True, names_subject=True),
            "subject_code": Field(
                _("对象代码"), is_required=False, is_exact=True, is_recorded=True, names_subject=True
            ),
            "visit_title": Field(_("检查名称"), is_recorded=True),
            "task_number": Field(_("抽查任务编号"), is_required=False, is_recorded=True),
            "origin": Field(_("检查来源"), is_recorded=True),
            "department": Field(_("检查部门"), is_recorded=True),
            "items": Field(_("监管事项"), is_required=False, is_recorded=True),
            "content": Field(_("检查事项")),
            "techniques": Field(_("检查方式"), is_recorded=True),
            "visited_on": Field(_("检查日期"), is_recorded=True),
            "officers": Field(_("检查人员"), is_exact=True, is_recorded=True),
            "result": Field(_("检查结果"), is_recorded=True),
            "findings": Field(_("发现的问题"), is_required=False),
            "corrections": Field(_("笔录更正"), is_required=False),
            "follow_up": Field(_("后续处理")),
            "remedy": Field(_("异议和救济")),
        },
        "public/inspection_result.html",
        concerns_subject=True,
        narrows_by="items",
        outcome="result",
    )
)
