"""What the portal does, in the words of the audit ledger."""

from django.utils.translation import gettext_lazy as _

from tenancy.verbs import name_verbs

name_verbs(
    {
        "audit.checked": _("核验审计链"),
        "audit.broken": _("审计链核验未通过"),
    }
)
