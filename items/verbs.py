"""How people read what was done around items."""

from django.utils.translation import gettext_lazy as _

from items.states import (
    CHECKLIST_WORKFLOW,
    CLAIM_WORKFLOW,
    CONFLICT_WORKFLOW,
    HANDOVER_WORKFLOW,
    ITEM_WORKFLOW,
    MATTER_WORKFLOW,
    RESPONSIBILITY_WORKFLOW,
    SUBMISSION_WORKFLOW,
    TASK_WORKFLOW,
    UPPER_WORKFLOW,
)
from tenancy.verbs import name_verbs

name_verbs(
    {f"items.{name}": move.label for name, move in ITEM_WORKFLOW.moves.items()}
    | {f"items.{name}": move.label for name, move in CLAIM_WORKFLOW.moves.items()}
    | {f"items.{name}": move.label for name, move in RESPONSIBILITY_WORKFLOW.moves.items()}
    | {f"items.{name}": move.label for name, move in TASK_WORKFLOW.moves.items()}
    | {f"items.{name}": move.label for name, move in {**MATTER_WORKFLOW.moves, **HANDOVER_WORKFLOW.moves}.items()}
    | {
        f"items.{name}": move.label
        for workflow in (CHECKLIST_WORKFLOW, CONFLICT_WORKFLOW, SUBMISSION_WORKFLOW, UPPER_WORKFLOW)
        for name, move in workflow.moves.items()
    }
    | {
        "items.draft_checklist": _("起草检查表"),
        "items.change_checklist": _("修改检查表"),
        "items.add_fact": _("添加共用事实"),
        "items.raise_conflict": _("提出标准冲突"),
        "items.add_scenario": _("建立“一件事”"),
        "items.change_scenario": _("修改“一件事”"),
        "items.add_domain": _("添加监管领域"),
        "items.make_joint_checklist": _("编制联合检查表"),
        "items.start_campaign": _("发起清单征集"),
        "items.remind_campaign": _("提醒报送"),
        "items.close_campaign": _("结束清单征集"),
        "items.register_matter": _("登记权责不清事项"),
        "items.state_position": _("提交征询意见"),
        "items.keep_boundary": _("登记边界事项"),
        "items.end_boundary": _("停用边界事项"),
        "items.open_handover": _("审批与监管关系改变，生成交接清单"),
        "items.tick_handover": _("登记交接情况"),
        "items.add_law": _("收录法律法规"),
        "items.add_articles": _("收录条文"),
        "items.correct_article": _("更正录入的条文"),
        "items.record_law_change": _("登记法律法规变动"),
        "items.open_adjustment": _("依据变动，生成调整任务"),
        "items.assign": _("提出承办人"),
        "items.offer": _("上级事项送达，待认领"),
        "items.ask_upper": _("下级报请批准事项"),
        "items.draft": _("起草事项"),
        "items.change": _("修改草稿"),
        "items.revise": _("修订事项"),
        "items.discard": _("删除草稿"),
        "items.agree": _("会签同意"),
        "items.object": _("会签有异议"),
        "items.escalate": _("会签超期督办"),
        "items.keep_default": _("指定清单外兜底部门"),
        "items.open_cleanup": _("发起现场检查事项清理"),
        "items.decide_cleanup": _("提出清理意见"),
        "items.set_chain": _("设置清单办理环节"),
        "items.co_signed_unchecked": _("会签完毕并报送"),  # of chains before they had steps
        "items.add_batch": _("建立发布批次"),
        "items.load_demo": _("载入演示事项"),
    }
)
