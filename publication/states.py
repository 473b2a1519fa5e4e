"""The life of a duty to publish (DOMAIN §6, publication)."""

from django.utils.translation import gettext_lazy as _

from common.workflow import Move, Workflow

DUE, DRAFT, CHECKED, PUBLISHED = "due", "draft", "checked", "published"
EXEMPTION_REQUESTED, EXEMPTED = "exemption_requested", "exempted"

DUTY_WORKFLOW = Workflow(
    {
        DUE: _("待公示"),
        DRAFT: _("已拟稿"),
        CHECKED: _("已核对"),
        PUBLISHED: _("已公示"),
        EXEMPTION_REQUESTED: _("申请不予公示"),
        EXEMPTED: _("不予公示"),
    },
    prepare=Move({DUE}, DRAFT, "publication.prepare", _("拟稿")),
    check=Move({DRAFT}, CHECKED, "publication.check", _("核对通过")),
    publish=Move({CHECKED}, PUBLISHED, "publication.check", _("公示")),
    give_back=Move({CHECKED}, DRAFT, "publication.check", _("退回修改"), reason_required=True, is_dangerous=True),
    request_exemption=Move(
        {DUE, DRAFT, CHECKED}, EXEMPTION_REQUESTED, "publication.prepare", _("申请不予公示"), is_dangerous=True
    ),
    exempt=Move({EXEMPTION_REQUESTED}, EXEMPTED, "publication.exempt", _("批准全部不予公示")),
    exempt_part=Move({EXEMPTION_REQUESTED}, DRAFT, "publication.exempt", _("批准部分不予公示")),
    deny=Move(
        {EXEMPTION_REQUESTED}, DRAFT, "publication.exempt", _("不予批准"), reason_required=True, is_dangerous=True
    ),
    resume=Move({EXEMPTED}, DUE, "publication.exempt", _("复核后恢复公示"), reason_required=True),
)
