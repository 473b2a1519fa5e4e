"""What is handed over when the relation of approval and supervision changes (R011; 003 item 2). Data, no database."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from items.attributes import ApprovalRelation

_SUBJECTS = _("移交已取得许可、备案的监管对象名单，逐户核对")
_OPEN_CASES = _("移交在办的检查、投诉举报和案件，明确承接人")
_TOLD = _("告知监管对象新的监管部门和联系方式")

ENTRIES: dict[str, tuple[str | Promise, ...]] = {
    ApprovalRelation.SAME_BODY: (
        _SUBJECTS,
        _OPEN_CASES,
        _("审批机构与监管机构建立内部信息推送，许可当日推送"),
        _TOLD,
    ),
    ApprovalRelation.SEPARATED: (
        _SUBJECTS,
        _OPEN_CASES,
        _("审批部门与监管部门签订衔接备忘，写明推送时限"),
        _("在边界清单登记衔接节点和移交信息"),
        _TOLD,
    ),
    ApprovalRelation.CANCELLED: (
        _("整理取消前许可的全部监管对象档案"),
        _("制定取消后的事中事后监管细则，明确检查方式和频次"),
        _OPEN_CASES,
        _TOLD,
    ),
    ApprovalRelation.DELEGATED: (
        _SUBJECTS,
        _OPEN_CASES,
        _("对承接部门进行业务培训，确认有人员、有证件、有装备"),
        _("上级部门明确监督指导责任和抽查安排"),
        _TOLD,
    ),
    ApprovalRelation.FILING: (
        _("整理原许可对象，逐户转为备案信息"),
        _("将应备案未备案的经营者列为检查对象"),
        _("制定备案信息核查的时限和方式"),
        _TOLD,
    ),
}
"""The lines of the checklist, by the new relation."""
