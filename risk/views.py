"""Risk levels and signals: what counts, one object's history, a level by hand, the counts for leaders, the import."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Empty, KeysetListPage
from credit.views.tabs import LedgerTabs
from registry.views.grading_imports import GradingImport
from registry.views.gradings import (
    GradingFiguresPage,
    GradingHistoryPage,
    GradingsPage,
    Ledger,
    RecordGradingPage,
)
from risk.filters import LevelFilter, SignalFilter
from risk.forms import LevelForm
from risk.imports import LEVELS
from risk.levels import Level
from risk.models import RiskLevel, RiskSignal
from risk.queries import signals_of


class LevelLedger(Ledger):
    """The ledger of risk levels."""

    ledger = RiskLevel
    app = "risk"
    record_permission = "risk.record"
    tones = {Level.FIRST: "red", Level.SECOND: "orange", Level.THIRD: "blue"}
    list_title = _("风险等级")


class LevelsPage(LevelLedger, LedgerTabs, GradingsPage):
    permission = "risk.view"
    tab = "risk:list"
    model = RiskLevel
    filterset_class = LevelFilter
    help_text = _("一级风险最高，三级最低。安排检查的内部参考，不对外公开。")
    empty = Empty(
        _("还没有风险等级"),
        _("把各部门的风险分级台账（.xlsx 或 .csv）按统一社会信用代码导入；也可在对象的等级页人工评定。"),
        _("导入"),
        "risk:import",
    )


class LevelHistoryPage(LevelLedger, GradingHistoryPage):
    permission = "risk.view"
    template_name = "risk/level_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        signals = list(signals_of(self.object)) if self.member.may("risk.signals") else []
        return super().get_context_data(signals=signals, **kwargs)


class RecordLevelPage(LevelLedger, RecordGradingPage):
    permission = "risk.record"
    form_class = LevelForm
    verb = "risk.record_level"


class LevelFiguresPage(LevelLedger, LedgerTabs, GradingFiguresPage):
    permission = "risk.oversee"
    title = _("风险等级统计")
    tab = "risk:figures"


class SignalsPage(LedgerTabs, KeysetListPage):
    permission = "risk.signals"
    title = _("风险信号")
    tab = "risk:signals"
    model = RiskSignal
    filterset_class = SignalFilter
    rows_template = "risk/_signal_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("kind", _("信号")),
        Column("weight", _("程度")),
        Column("text", _("内容")),
        Column("seen_on", _("出现日期")),
        Column("source", _("来源")),
    ]
    empty = Empty(
        _("还没有风险信号"), _("检查发现问题、线索查实时自动记入，注明来源编号。信号是去看一看的理由，不是结论。")
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department", "reversal")


class LevelImport(GradingImport):
    """What the pages of the import share."""

    importer = LEVELS
    permission = LEVELS.permission
    url_name = "risk:import"
