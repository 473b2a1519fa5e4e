"""The life of an item version (DOMAIN §6; R029)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DRAFT, CO_SIGNING, LEGALITY_CHECK = "draft", "co_signing", "legality_check"
SUBMITTED, APPROVED, IN_FORCE = "submitted", "approved", "in_force"
SUPERSEDED, REPEALED = "superseded", "repealed"

OPEN_STATES = (DRAFT, CO_SIGNING, LEGALITY_CHECK, SUBMITTED, APPROVED)
ENDED_STATES = (SUPERSEDED, REPEALED)

ITEM_WORKFLOW = Workflow(
    {
        DRAFT: _("起草"),
        CO_SIGNING: _("会签"),
        LEGALITY_CHECK: _("合法性审核"),
        SUBMITTED: _("已报送"),
        APPROVED: _("已批准"),
        IN_FORCE: _("现行有效"),
        SUPERSEDED: _("已被替代"),
        REPEALED: _("已废止"),
    },
    send=Move({DRAFT}, CO_SIGNING, "items.prepare", _("送会签")),
    co_signed=Move({CO_SIGNING}, LEGALITY_CHECK, "items.prepare", _("会签完毕")),
    co_signed_unchecked=Move({CO_SIGNING}, SUBMITTED, "items.prepare", _("会签完毕并报送")),
    clear=Move({LEGALITY_CHECK}, SUBMITTED, "items.check_legality", _("审核通过")),
    approve=Move({SUBMITTED}, APPROVED, "items.approve", _("批准")),
    enforce=Move({APPROVED}, IN_FORCE, "items.approve", _("发布生效")),
    supersede=Move({IN_FORCE}, SUPERSEDED, "items.approve", _("被新版本替代")),
    take_back=Move({CO_SIGNING}, DRAFT, "items.prepare", _("撤回修改"), reason_required=True, is_dangerous=True),
    refuse=Move(
        {LEGALITY_CHECK}, DRAFT, "items.check_legality", _("审核不通过，退回"), reason_required=True, is_dangerous=True
    ),
    give_back=Move(
        {SUBMITTED, APPROVED}, DRAFT, "items.approve", _("退回起草"), reason_required=True, is_dangerous=True
    ),
    repeal=Move({IN_FORCE}, REPEALED, "items.approve", _("废止"), reason_required=True, is_dangerous=True),
)

BY_ITSELF = frozenset({"co_signed", "co_signed_unchecked", "supersede"})
"""Moves that follow from another act; nobody presses a button for them."""
