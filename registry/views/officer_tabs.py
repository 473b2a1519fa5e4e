"""Sibling pages of the officer library."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Crumb, Page, Tab, TabbedMixin

TABS = [
    Tab(gettext_lazy("执法人员"), "registry:officers", "officers.view"),
    Tab(gettext_lazy("检查组"), "registry:inspection_groups", "officers.view"),
    Tab(gettext_lazy("专业覆盖"), "registry:coverage", "officers.view"),
    Tab(gettext_lazy("专家"), "registry:experts", "officers.view"),
    Tab(gettext_lazy("第三方机构"), "registry:bodies", "officers.view"),
    Tab(gettext_lazy("第三方委托"), "registry:engagements", "officers.view"),
    Tab(gettext_lazy("借出"), "registry:secondments", "officers.lend"),
    Tab(gettext_lazy("借入"), "registry:secondment_offers", "officers.lend"),
]


class OfficerTabs(TabbedMixin):
    """A page of the officer library's navigation."""

    siblings = TABS


def officers_crumb(page: Page) -> Crumb:
    return Crumb(_("执法人员"), reverse("registry:officers", args=[page.tenant]))
