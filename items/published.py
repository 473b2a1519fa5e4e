"""What of items becomes public (R033)."""

from django.utils.translation import gettext_lazy as _

from publication.kinds import Field, Kind, register

ITEM_LIST = register(
    Kind(
        "item_list",
        _("跨部门综合监管重点事项清单"),
        {
            "list_date": Field(_("清单日期")),
            "item_count": Field(_("事项数")),
            "items": Field(_("事项"), is_required=False),
        },
        "public/item_list.html",
    )
)
