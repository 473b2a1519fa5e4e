"""The sibling pages of 信用风险, of both ledgers, each only for those who may open it."""

from django.utils.translation import gettext_lazy as _

from common.pages import Tab, TabbedMixin

TABS = [
    Tab(_("信用等级"), "credit:list", "credit.view"),
    Tab(_("风险等级"), "risk:list", "risk.view"),
    Tab(_("信用事件"), "credit:events", "credit.events"),
    Tab(_("风险信号"), "risk:signals", "risk.signals"),
    Tab(_("信用等级含义"), "credit:meanings", "credit.view"),
    Tab(_("信用等级统计"), "credit:figures", "credit.oversee"),
    Tab(_("风险等级统计"), "risk:figures", "risk.oversee"),
]


class LedgerTabs(TabbedMixin):
    """A page of one of the two ledgers; `tab` names the one it belongs to."""

    siblings = TABS
