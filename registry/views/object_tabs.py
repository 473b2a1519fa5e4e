"""The sibling pages of 监管对象, each only for those who may open it."""

from django.utils.translation import gettext_lazy as _

from common.pages import Tab, TabbedMixin

TABS = [
    Tab(_("名录"), "registry:objects", "objects.view"),
    Tab(_("联合检查候选"), "registry:candidates", "objects.view"),
    Tab(_("重点监管清单"), "registry:key_lists", "objects.view"),
    Tab(_("疑似相同"), "registry:matches", "objects.import"),
    Tab(_("名录质量"), "registry:quality", "objects.view"),
    Tab(_("审管联动"), "registry:approvals", "objects.view"),
    Tab(_("标签"), "registry:tags", "objects.view"),
]


class ObjectTabs(TabbedMixin):
    """A page beside the library; `tab` names the one it belongs to."""

    siblings = TABS
