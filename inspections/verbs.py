"""How people read what was done around plans and inspections."""

from django.utils.translation import gettext_lazy as _

from inspections.states import (
    ANSWER_WORKFLOW,
    CAMPAIGN_WORKFLOW,
    CONSOLIDATED_WORKFLOW,
    DRAW_WORKFLOW,
    FINDING_WORKFLOW,
    MERGE_WORKFLOW,
    PLAN_WORKFLOW,
    SECTION_WORKFLOW,
    VISIT_WORKFLOW,
)
from tenancy.verbs import name_verbs

_WORKFLOWS = (
    PLAN_WORKFLOW,
    CONSOLIDATED_WORKFLOW,
    CAMPAIGN_WORKFLOW,
    DRAW_WORKFLOW,
    VISIT_WORKFLOW,
    SECTION_WORKFLOW,
    FINDING_WORKFLOW,
    MERGE_WORKFLOW,
    ANSWER_WORKFLOW,
)

name_verbs({f"inspections.{name}": move.label for workflow in _WORKFLOWS for name, move in workflow.moves.items()})
name_verbs(
    {
        "inspections.open_task": _("建立抽查任务"),
        "inspections.prepare_draw": _("准备抽取"),
        "inspections.freeze_pool": _("冻结对象池"),
        "inspections.seal_secret": _("封存密值"),
        "inspections.reveal_secret": _("揭示密值"),
        "inspections.replace_drawn": _("按次序替换对象"),
        "inspections.recuse": _("人员回避"),
        "inspections.ask_redraw": _("申请重新抽取"),
        "inspections.decide_redraw": _("答复重新抽取申请"),
        "inspections.plan_visit": _("报批检查"),
        "inspections.schedule_visits": _("按抽取结果安排检查"),
        "inspections.approve_afterwards": _("补办检查审批"),
        "inspections.decline_off_site": _("不采用非现场核查结果"),
        "inspections.staff_section": _("确定检查人员"),
        "inspections.change_officer": _("检查人员回避递补"),
        "inspections.write_account": _("记录现场情况"),
        "inspections.add_evidence": _("固定证据"),
        "inspections.add_statement": _("记录陈述申辩"),
        "inspections.add_signature": _("签字"),
        "inspections.correct_record": _("更正笔录"),
        "inspections.decide_recognition": _("结果互认"),
        "inspections.add_finding": _("登记发现问题"),
        "inspections.deliver_order": _("登记送达"),
        "inspections.plan_revisit": _("安排复查检查"),
        "inspections.leave_order_out": _("未一并复查"),
        "inspections.close_case": _("登记结案"),
        "inspections.mail_ratings": _("发评议函"),
        "inspections.report_incident": _("登记突发情况"),
        "inspections.settle_incident": _("登记协助结果"),
        "inspections.propose_merge": _("提出合并建议"),
        "inspections.compose_joint": _("合成联合检查"),
        "inspections.simulate": _("模拟抽取"),
        "inspections.add_cap": _("设定频次上限"),
        "inspections.end_cap": _("终止频次上限"),
        "inspections.put_outside": _("认定不计入频次上限"),
        "inspections.note_upper_visit": _("登记其他层级的检查"),
    }
    | {
        "inspections.plan_candidates": _("候选列入计划"),
        "inspections.add_entry": _("添加计划"),
        "inspections.begin_plan": _("开始编制年度计划"),
        "inspections.change_entry": _("修改计划"),
        "inspections.change_plan": _("变更年度计划"),
        "inspections.compose": _("选定事项与检查表"),
        "inspections.copy_plan": _("复制上年度计划为草稿"),
        "inspections.discard_plan": _("删除计划草稿"),
        "inspections.gather": _("汇总统筹计划"),
        "inspections.keep_campaign": _("编制专项整治"),
        "inspections.open_season": _("开启计划季"),
        "inspections.remove_entry": _("删除计划"),
        "inspections.set_entry_strata": _("设定计划的分层标准"),
        "inspections.set_limits": _("设定一般事项上限"),
        "inspections.set_season": _("调整计划季"),
        "inspections.set_strata": _("设定分层默认标准"),
        "inspections.sign_pass": _("签署检查码"),
        "inspections.revoke_pass": _("收回检查码"),
        "inspections.hold_record": _("保管迟到的现场记录"),
        "inspections.decide_held": _("核对迟到的现场记录"),
    }
)
