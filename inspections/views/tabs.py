"""The sibling pages of 计划, each only for those who may open it."""

from django.utils.translation import gettext_lazy as _

from common.pages import Tab, TabbedMixin

TABS = [
    Tab(_("年度计划"), "inspections:plans", "plans.view"),
    Tab(_("统筹计划"), "inspections:consolidated_list", "plans.view"),
    Tab(_("合并检查"), "inspections:merges", "plans.view"),
    Tab(_("抽取模拟"), "inspections:simulations", "plans.view"),
    Tab(_("专项整治"), "inspections:campaigns", "plans.view"),
    Tab(_("入企检查频次"), "inspections:budget", "budget.view"),
    Tab(_("抽查标准"), "inspections:standards", "plans.view"),
]


class PlanTabs(TabbedMixin):
    """A page that stands beside the others of 计划."""

    siblings = TABS
