"""What may happen to a transfer of duties, and who may make it happen (R013)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DRAFT = "draft"
SCHEDULED = "scheduled"
RUNNING = "running"
DONE = "done"
CANCELLED = "cancelled"

OPEN_STATES = [DRAFT, SCHEDULED, RUNNING]
"""A transfer in one of these still has its work before it."""

TRANSFER_WORKFLOW = Workflow(
    {
        DRAFT: _("草稿"),
        SCHEDULED: _("待生效"),
        RUNNING: _("划转中"),
        DONE: _("已完成"),
        CANCELLED: _("已取消"),
    },
    schedule=Move({DRAFT}, SCHEDULED, "departments.transfer", _("确认划转")),
    start=Move({SCHEDULED}, RUNNING, "departments.transfer", _("开始划转")),
    finish=Move({RUNNING}, DONE, "departments.transfer", _("完成划转")),
    cancel=Move(
        {DRAFT, SCHEDULED, RUNNING},
        CANCELLED,
        "departments.transfer",
        _("取消划转"),
        reason_required=True,
        is_dangerous=True,
    ),
)
