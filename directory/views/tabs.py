"""The directory's own navigation: the sibling pages of 机构人员, each only for those who may open it."""

from django.utils.translation import gettext_lazy as _

from common.pages import Tab, TabbedMixin

TABS = [
    Tab(_("部门"), "directory:departments", "directory.view"),
    Tab(_("人员"), "directory:members", "directory.view"),
    Tab(_("工作联络表"), "directory:roster", "roster.view"),
    Tab(_("统筹职能"), "directory:functions", "directory.view"),
    Tab(_("单项授权"), "directory:grants", "grants.manage"),
    Tab(_("职责划转"), "directory:transfers", "departments.transfer"),
    Tab(_("下级地区"), "directory:places", "directory.view"),
    Tab(_("地区设置"), "directory:settings", "settings.manage"),
]


class DirectoryTabs(TabbedMixin):
    """A page that stands beside the others of 机构人员."""

    siblings = TABS
