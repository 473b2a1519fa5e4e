"""What happened, as the apps above told it; and what the grades mean in this place."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Column, Crumb, Empty, FormPage, KeysetListPage, Page
from credit.filters import EventFilter
from credit.forms import MeaningForm
from credit.grades import Grade
from credit.models import CreditEvent
from credit.queries import meanings
from credit.services import set_meaning
from credit.views.tabs import LedgerTabs


class EventsPage(LedgerTabs, KeysetListPage):
    permission = "credit.events"
    title = _("信用事件")
    tab = "credit:events"
    model = CreditEvent
    filterset_class = EventFilter
    rows_template = "credit/_event_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("kind", _("事件")),
        Column("text", _("内容")),
        Column("happened_on", _("发生日期")),
        Column("department", _("记录部门")),
        Column("source", _("来源")),
    ]
    empty = Empty(
        _("还没有信用事件"), _("检查办结、发现问题、改正完成时，由检查自动记入，注明来源编号；这里只增不改。")
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department", "reversal")


class MeaningsPage(LedgerTabs, Page):
    """The place's table of grades."""

    permission = "credit.view"
    title = _("信用等级含义")
    tab = "credit:meanings"
    template_name = "credit/meanings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_set = self.member.may("credit.manage")
        return super().get_context_data(rows=meanings(self.tenant), may_set=may_set, **kwargs)


class SetMeaningPage(FormPage):
    permission = "credit.manage"
    form_class = MeaningForm
    success_message = _("已保存，下次导入起按新的写法认。")

    @property
    def row(self) -> Any:
        """The grade in the address."""
        if self.kwargs["grade"] not in Grade.values:
            raise Http404
        return next(row for row in meanings(self.tenant) if row.grade == self.kwargs["grade"])

    def get_title(self) -> str:
        return _t("设置%(grade)s的含义") % {"grade": self.row}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("信用等级含义"), reverse("credit:meanings", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"row": self.row}

    def save(self, form: MeaningForm) -> str:
        set_meaning(form.as_meaning(), actor=self.member)
        return reverse("credit:meanings", args=[self.tenant])
