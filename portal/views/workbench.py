"""The workbench 待办: what is waiting for me, by when, why, and what can I press."""

from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Page
from common.worklist import TO_DO, WAITING, Desk, Task, Times, by_time, figures_for, tasks_for

LEADER = "leader"


class TimeColumn(NamedTuple):
    """One column of time: its word, the tone it has when something stands in it, and what it says when nothing does."""

    label: str
    tone: str
    tasks: list[Task]
    nothing: str


class WorkbenchPage(Page):
    permission = "workbench.view"
    title = gettext_lazy("待办")
    template_name = "portal/workbench.html"
    help_text = gettext_lazy(
        "左起三栏是已经逾期、今日到期和本周到期的事项；点期限可以看到它是怎么算出来的。\n\n"
        "没有期限或本周以后到期的排在下面，再下面是等待他人办理的事项。"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk = Desk(self.member, self.tenant, timezone.localdate())
        tasks, waiting = tasks_for(desk, TO_DO, WAITING)
        times = by_time(tasks, desk.today)
        return super().get_context_data(
            is_empty=not (tasks or waiting),
            is_quiet=not (times.overdue or times.today or times.week),
            time_columns=_time_columns(times),
            later=times.later,
            waiting=waiting,
            figures=figures_for(desk) if self.member.hat.role == LEADER else [],
            **kwargs,
        )


def _time_columns(times: Times) -> list[TimeColumn]:
    return [
        TimeColumn(_("逾期"), "red", times.overdue, _("没有逾期事项。")),
        TimeColumn(_("今日"), "orange", times.today, _("今日没有到期事项。")),
        TimeColumn(_("本周"), "grey", times.week, _("本周没有其他到期事项。")),
    ]
