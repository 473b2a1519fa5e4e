"""Credit grades: what counts, one object's history with its events, a grade by hand, the counts for leaders."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.pages import Empty
from credit.filters import GradeFilter
from credit.grades import Grade
from credit.models import CreditGrade
from credit.queries import events_of
from credit.views.tabs import LedgerTabs
from registry.views.gradings import (
    GradingFiguresPage,
    GradingHistoryPage,
    GradingsPage,
    Ledger,
    RecordGradingPage,
)


class GradeLedger(Ledger):
    """The ledger of credit grades."""

    ledger = CreditGrade
    app = "credit"
    record_permission = "credit.record"
    tones = {Grade.A: "green", Grade.B: "blue", Grade.C: "yellow", Grade.D: "red"}
    list_title = _("信用等级")


class GradesPage(GradeLedger, LedgerTabs, GradingsPage):
    permission = "credit.view"
    tab = "credit:list"
    model = CreditGrade
    filterset_class = GradeFilter
    help_text = _("安排检查的内部参考，不对外公开，也不是对企业的信用评价。")
    empty = Empty(
        _("还没有信用等级"),
        _("从信用风险分类系统导出台账（.xlsx 或 .csv），按统一社会信用代码导入；也可在对象的等级页人工评定。"),
        _("导入"),
        "credit:import",
    )


class GradeHistoryPage(GradeLedger, GradingHistoryPage):
    permission = "credit.view"
    template_name = "credit/grade_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        events = list(events_of(self.object)) if self.member.may("credit.events") else []
        return super().get_context_data(events=events, **kwargs)


class RecordGradePage(GradeLedger, RecordGradingPage):
    permission = "credit.record"
    verb = "credit.record_grade"


class GradeFiguresPage(GradeLedger, LedgerTabs, GradingFiguresPage):
    permission = "credit.oversee"
    title = _("信用等级统计")
    tab = "credit:figures"
