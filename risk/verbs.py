"""How people read what was done in the ledger of risk."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "risk.record_level": _("评定风险等级"),
        "risk.record_signal": _("登记风险信号"),
        "risk.reverse_signal": _("撤销风险信号"),
    }
)
