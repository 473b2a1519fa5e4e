"""How people read what was done around publications."""

from django.utils.translation import gettext_lazy as _

from publication.states import DUTY_WORKFLOW, RECORD_WORKFLOW
from tenancy.verbs import name_verbs

name_verbs(
    {
        f"publication.{name}": move.label
        for life in (DUTY_WORKFLOW, RECORD_WORKFLOW)
        for name, move in life.moves.items()
    }
    | {
        "publication.open": _("生成公示任务"),
        "publication.tell": _("登记告知行政相对人"),
        "publication.object": _("登记公示异议"),
        "publication.answer": _("答复公示异议"),
        "publication.keep_on": _("复核后继续不予公示"),
        "publication.end_exemption": _("复核后终止不予公示"),
        "publication.published": _("公示"),
        "publication.corrected": _("更正公示"),
        "publication.withdrawn": _("撤下公示"),
        "publication.expired": _("公示期满撤下"),
    }
)
