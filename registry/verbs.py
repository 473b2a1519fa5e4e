"""How people read what was done in the libraries."""

from django.utils.translation import gettext_lazy as _

from registry.states import (
    BORROWING,
    CANDIDATE_WORKFLOW,
    ENGAGEMENT_WORKFLOW,
    ENROLMENT_WORKFLOW,
    FOLLOW_UP_WORKFLOW,
    KEY_LIST_WORKFLOW,
    LENDING,
    MATCH_WORKFLOW,
    OBJECT_WORKFLOW,
    VERIFICATION_WORKFLOW,
)
from tenancy.verbs import name_verbs

name_verbs(
    {
        f"registry.{name}": move.label
        for workflow in (
            OBJECT_WORKFLOW,
            ENROLMENT_WORKFLOW,
            CANDIDATE_WORKFLOW,
            VERIFICATION_WORKFLOW,
            MATCH_WORKFLOW,
            FOLLOW_UP_WORKFLOW,
            KEY_LIST_WORKFLOW,
            ENGAGEMENT_WORKFLOW,
            LENDING,
            BORROWING,
        )
        for name, move in workflow.moves.items()
    }
    | {
        "registry.add_object": _("新建对象档案"),
        "registry.change_object": _("修改对象档案"),
        "registry.confirm_object": _("核实无误"),
        "registry.enrol": _("纳入部门名录"),
        "registry.change_enrolment": _("修改部门名录"),
        "registry.add_tag": _("新建标签"),
        "registry.retire_tag": _("停用标签"),
        "registry.give_tag": _("打标签"),
        "registry.take_tag": _("取消标签"),
        "registry.relate": _("登记对象关系"),
        "registry.unrelate": _("解除对象关系"),
        "registry.add_person": _("登记关联自然人"),
        "registry.open_persons": _("查看关联自然人"),
        "registry.merge": _("合并档案"),
        "registry.merged_away": _("并入其他档案"),
        "registry.unmerge": _("拆分档案"),
        "registry.open_campaign": _("发起名录核实"),
        "registry.add_route": _("添加审管联动对应关系"),
        "registry.remove_route": _("删除审管联动对应关系"),
        "registry.record_approval": _("登记审批信息"),
        "registry.open_follow_up": _("生成审批后续任务"),
        "registry.set_key_limit": _("设置重点监管清单数量上限"),
        "registry.add_key_list": _("拟定重点监管清单"),
        "registry.change_key_list": _("修改重点监管清单"),
        "registry.add_key_unit": _("列入重点监管清单"),
        "registry.remove_key_unit": _("移出重点监管清单"),
        "registry.track_key_unit": _("重点监管跟踪记录"),
        "registry.engage": _("委托第三方机构"),
        "registry.add_group": _("新建检查组"),
        "registry.change_group": _("修改检查组"),
        "registry.retire_group": _("停用检查组"),
        "registry.reinstate_group": _("恢复使用检查组"),
        "registry.add_officer": _("登记执法人员"),
        "registry.change_officer": _("修改执法人员"),
        "registry.renew_certificate": _("登记执法证件"),
        "registry.correct_certificate": _("更正执法证件"),
        "registry.revoke_certificate": _("注销执法证件"),
        "registry.suspend_officer": _("暂停执法"),
        "registry.reinstate_officer": _("恢复执法"),
        "registry.end_service": _("离库"),
        "registry.record_training": _("登记培训"),
        "registry.add_assistant": _("登记专家或第三方机构"),
        "registry.change_assistant": _("修改专家或第三方机构"),
        "registry.declare_interest": _("申报回避事项"),
        "registry.end_interest": _("解除回避事项"),
        "registry.offer_secondment": _("发出借调函"),
        "registry.receive_secondment": _("收到借调函"),
        "registry.take_standing": _("借出地区通知证件变动"),
    }
)
