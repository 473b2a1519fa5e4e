"""How people read what was done in the ledger of credit."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "credit.record_grade": _("评定信用等级"),
        "credit.record_event": _("登记信用事件"),
        "credit.reverse_event": _("撤销信用事件"),
        "credit.set_meaning": _("设置信用等级含义"),
    }
)
