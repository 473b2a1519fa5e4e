"""The life of a duty to publish, and of what is public (DOMAIN §6, publication)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DUE, DRAFT, CHECKED, PUBLISHED = "due", "draft", "checked", "published"
EXEMPTION_REQUESTED, EXEMPTED, DROPPED = "exemption_requested", "exempted", "dropped"
SETTLED = (PUBLISHED, EXEMPTED, DROPPED)

DUTY_WORKFLOW = Workflow(
    {
        DUE: _("待公示"),
        DRAFT: _("已拟稿"),
        CHECKED: _("已核对"),
        PUBLISHED: _("已公示"),
        EXEMPTION_REQUESTED: _("申请不予公示"),
        EXEMPTED: _("不予公示"),
        DROPPED: _("不需更正"),
    },
    prepare=Move({DUE}, DRAFT, "publication.prepare", _("拟稿")),
    check=Move({DRAFT}, CHECKED, "publication.check", _("核对通过")),
    publish=Move({CHECKED}, PUBLISHED, "publication.check", _("公示")),
    give_back=Move({CHECKED}, DRAFT, "publication.check", _("退回修改"), reason_required=True, is_dangerous=True),
    revise=Move({DRAFT}, DRAFT, "publication.prepare", _("修改拟稿")),
    request_exemption=Move(
        {DUE, DRAFT, CHECKED}, EXEMPTION_REQUESTED, "publication.prepare", _("申请不予公示"), is_dangerous=True
    ),
    exempt=Move({EXEMPTION_REQUESTED}, EXEMPTED, "publication.exempt", _("批准全部不予公示")),
    exempt_part=Move({EXEMPTION_REQUESTED}, DRAFT, "publication.exempt", _("批准部分不予公示")),
    deny=Move(
        {EXEMPTION_REQUESTED}, DRAFT, "publication.exempt", _("不予批准"), reason_required=True, is_dangerous=True
    ),
    reopen=Move({DRAFT, CHECKED}, DUE, "publication.check", _("异议成立，重新拟稿"), reason_required=True),
    resume=Move({EXEMPTED}, DUE, "publication.exempt", _("复核后恢复公示"), reason_required=True),
    drop=Move({DRAFT, CHECKED}, DROPPED, "publication.check", _("不需更正"), reason_required=True, is_dangerous=True),
)

CORRECTED, WITHDRAWN, EXPIRED = "corrected", "withdrawn", "expired"

RECORD_WORKFLOW = Workflow(
    {PUBLISHED: _("公示"), CORRECTED: _("更正"), WITHDRAWN: _("撤下"), EXPIRED: _("期满")},
    correct=Move({PUBLISHED, CORRECTED}, CORRECTED, "publication.check", _("更正公示")),
    withdraw=Move({PUBLISHED, CORRECTED}, WITHDRAWN, "publication.withdraw", _("撤下公示"), reason_required=True),
    expire=Move({PUBLISHED, CORRECTED}, EXPIRED, "", _("公示期满撤下")),
    publish_again=Move({WITHDRAWN, EXPIRED}, PUBLISHED, "publication.check", _("重新公示")),
)
"""What is public, by its last entry in the ledger; each move is the next entry, none changes one."""
