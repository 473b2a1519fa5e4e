"""The directory's own navigation: the sibling pages of 机构人员, each only for those who may open it."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.pages import Page


@dataclass(frozen=True)
class Tab:
    """A sibling page: its word, its address name, who may open it."""

    label: str | Promise
    url_name: str
    permission: str


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


class TabbedMixin(Page):
    """A page that stands beside others in its function's navigation; `tab` names the one it belongs to.

    Another app's pages bring their own `siblings`.
    """

    tab = ""
    siblings = TABS

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs["tabs"] = [
            {"label": tab.label, "url": reverse(tab.url_name, args=[self.tenant]), "active": tab.url_name == self.tab}
            for tab in self.siblings
            if self.member.may(tab.permission)
        ]
        return super().get_context_data(**kwargs)
