"""The lives of checklists, of conflicts between their standards, and of submissions to a collection. No database."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DRAFT, IN_FORCE, SUPERSEDED = "draft", "in_force", "superseded"

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

WAITING, SUBMITTED, ACCEPTED = "waiting", "submitted", "accepted"

SUBMISSION_WORKFLOW = Workflow(
    {WAITING: _("未报送"), SUBMITTED: _("已报送，待确认"), ACCEPTED: _("已确认")},
    submit=Move({WAITING}, SUBMITTED, "items.prepare", _("报送")),
    accept_submission=Move({SUBMITTED}, ACCEPTED, "items.manage", _("确认齐全")),
    return_submission=Move({SUBMITTED, ACCEPTED}, WAITING, "items.manage", _("退回补报"), reason_required=True),
)
