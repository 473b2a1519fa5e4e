"""The items' own navigation: the sibling pages of 事项, each only for those who may open it."""

from django.utils.translation import gettext_lazy as _

from common.pages import Tab, TabbedMixin

TABS = [
    Tab(_("重点事项清单"), "items:items", "items.view"),
    Tab(_("责任分工"), "items:seats", "items.view"),
    Tab(_("责任热力图"), "items:heat", "items.view"),
    Tab(_("法律依据"), "items:laws", "items.view"),
    Tab(_("权责裁定"), "items:matters", "items.view"),
    Tab(_("上级事项认领"), "items:claims", "items.view"),
    Tab(_("下级认领进度"), "items:claims_below", "items.oversee"),
    Tab(_("下级报批事项"), "items:upper_requests", "items.oversee"),
    Tab(_("一件事"), "items:scenarios", "items.view"),
    Tab(_("检查表"), "items:checklists", "items.view"),
    Tab(_("标准冲突"), "items:conflicts", "items.view"),
    Tab(_("监管领域"), "items:domains", "items.view"),
    Tab(_("清单征集"), "items:campaigns", "items.view"),
]


class ItemTabs(TabbedMixin):
    """A page that stands beside the others of 事项."""

    siblings = TABS
