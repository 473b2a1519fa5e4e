"""What of the officer library becomes public: name, certificate number, validity, no more (R061, DOMAIN 5.3)."""

from django.utils.translation import gettext_lazy as _

from publication.kinds import Field, Kind, register

OFFICER_LIST = register(
    Kind(
        "officer_list",
        _("行政执法人员名录"),
        {
            "list_date": Field(_("名录日期")),
            "officer_count": Field(_("人数")),
            "officers": Field(_("人员")),
        },
        "public/officer_list.html",
    )
)
