"""The season board: which lead department is how far with its plan of the year; seasons and standards (R085, R091)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import due_state, soon_day
from common.pages import Button, Crumb, FormPage, Page
from inspections.attributes import StratumBasis
from inspections.forms.entries import StrataForm
from inspections.forms.plans import LimitsForm, SeasonForm
from inspections.models import AnnualPlan, PlanSeason, StratumDefault
from inspections.queries.entries import limits_of
from inspections.queries.overlaps import joint_entries, joint_total
from inspections.queries.plans import BoardLine, board, clock_of, planning_year, season_of, was_due
from inspections.services.seasons import open_season, set_limits, set_season, set_stratum_defaults
from inspections.views.badges import badge_of
from inspections.views.tabs import PlanTabs


def plans_crumb(page: Page, year: int | None = None) -> Crumb:
    address = reverse("inspections:plans", args=[page.tenant])
    return Crumb(_t("年度计划"), f"{address}?year={year}" if year else address)


SHOWN: dict[str, Callable[[BoardLine], bool]] = {
    "": lambda line: True,
    "handed_in": lambda line: line.handed_in_on is not None,
    "late": lambda line: line.is_late,
}
"""Which departments the board shows, by the figure that was pressed."""


class BoardPage(PlanTabs, Page):
    """Every lead department of a year, the plan it has, whether it is late."""

    permission = "plans.view"
    tab = "inspections:plans"
    template_name = "inspections/board.html"
    help_text = _("列出清单里的全部牵头部门。以部门审定报送的时间判断是否逾期；点开部门看计划内容。")

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def year(self) -> int:
        asked = self.request.GET.get("year", "")
        known = asked.isdecimal() and 2020 <= int(asked) <= 2099 if len(asked) == 4 else False
        return int(asked) if known else planning_year(self.tenant, self.today)

    @cached_property
    def season(self) -> PlanSeason | None:
        return season_of(self.tenant, self.year)

    def get_title(self) -> str:
        return _t("%(year)d年度监管计划") % {"year": self.year}

    def get_moves(self) -> list[Button]:
        place, moves = [self.tenant], []
        if self.member.may("plans.prepare"):
            moves.append(Button(_t("编制计划"), reverse("inspections:plan_new", args=[*place, self.year]), True))
        if self.member.may("plans.import"):
            moves.append(Button(_t("导入附件2"), f"{reverse('inspections:import', args=place)}?year={self.year}"))
        if self.member.may("plans.manage"):
            label = _t("调整计划季") if self.season else _t("开启计划季")
            moves.append(Button(label, reverse("inspections:season", args=[*place, self.year])))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clock = clock_of(self.season) if self.season else None
        due_on = was_due(clock, self.season)
        lines = board(self.tenant, self.year, due_on=due_on, today=self.today)
        is_running = clock is not None and clock.stopped_at is None
        due = due_state(clock, now=timezone.now(), soon=soon_day(self.tenant, self.today)) if is_running else None
        show = self.request.GET.get("show", "")
        shown = SHOWN.get(show, SHOWN[""])
        return super().get_context_data(
            page_due=due,
            season=self.season,
            moved_to=due_on if self.season and due_on and due_on > self.season.due_on else None,
            years=self._years(),
            year=self.year,
            lines=[
                {"line": line, "badge": badge_of(line.plan) if line.plan else None} for line in lines if shown(line)
            ],
            show=show,
            joint=joint_entries(self.tenant, self.year),
            made=joint_total(self.tenant, self.year),
            target=limits_of(self.tenant).target_percent,
            departments=len(lines),
            handed_in=sum(line.handed_in_on is not None for line in lines),
            late=sum(line.is_late for line in lines),
            may_prepare=self.member.may("plans.prepare"),
            **kwargs,
        )

    def _years(self) -> list[int]:
        seasons = PlanSeason.objects.of(self.tenant).order_by().values_list("year", flat=True)
        plans = AnnualPlan.objects.of(self.tenant).order_by().values_list("year", flat=True)
        return sorted({*seasons.union(plans), self.year, self.today.year}, reverse=True)


class SeasonPage(FormPage):
    """Open the season of a year, or keep other days for it with the reason."""

    permission = "plans.manage"
    form_class = SeasonForm
    success_message = _("已保存，期限按新的日期计算。")
    help_text = _("通常每年12月1日开始编制，次年1月31日前报送。上级另有规定的，改日期并写明理由。")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not 2020 <= kwargs["year"] <= 2099:
            raise Http404

    def get_title(self) -> str:
        return _t("%(year)d年度计划季") % {"year": self.kwargs["year"]}

    def get_crumbs(self) -> list[Crumb]:
        return [plans_crumb(self, self.kwargs["year"])]

    def get_form_kwargs(self) -> dict[str, Any]:
        year = self.kwargs["year"]
        season = season_of(self.tenant, year) or PlanSeason(tenant=self.tenant, year=year, **_usual(year))
        return super().get_form_kwargs() | {"instance": season}

    def save(self, form: Any) -> str:
        season = form.instance
        if season.pk is None:
            season.pk = open_season(self.tenant, season.year, actor=self.member).pk
            season._state.adding = False
        set_season(season, actor=self.member)
        return f"{reverse('inspections:plans', args=[self.tenant])}?year={season.year}"


def _usual(year: int) -> dict[str, date]:
    return {"opens_on": date(year - 1, 12, 1), "due_on": date(year, 1, 31)}


# --- standards --------------------------------------------------------------------------------------------------------


class StandardsPage(PlanTabs, Page):
    """What the place usually does: limits for general items, the tables by grade and by level."""

    permission = "plans.view"
    tab = "inspections:standards"
    title = _("抽查标准")
    template_name = "inspections/standards.html"
    help_text = _("重点事项抽查数量、比例不设上限；一般事项按这里的上限。分层标准是编制计划时的默认值，可逐项调整。")

    def get_moves(self) -> list[Button]:
        if not self.member.may("plans.manage"):
            return []
        return [
            Button(_t("设定上限和目标"), reverse("inspections:limits", args=[self.tenant])),
            *(
                Button(_t("设定%s分层") % basis.label, reverse("inspections:standard", args=[self.tenant, basis.value]))
                for basis in StratumBasis
            ),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = list(StratumDefault.objects.of(self.tenant))
        tables = [(basis.label, [row for row in rows if row.basis == basis]) for basis in StratumBasis]
        return super().get_context_data(limits=limits_of(self.tenant), tables=tables, **kwargs)


class LimitsPage(FormPage):
    permission = "plans.manage"
    title = _("上限和目标")
    form_class = LimitsForm
    help_text = _("空着就是不设上限、不设目标。重点事项不受上限限制。")

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("抽查标准"), reverse("inspections:standards", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": limits_of(self.tenant)}

    def save(self, form: Any) -> str:
        set_limits(form.instance, actor=self.member)
        return reverse("inspections:standards", args=[self.tenant])


class StandardPage(FormPage):
    """The usual table of one basis."""

    permission = "plans.manage"
    form_class = StrataForm
    template_name = "inspections/strata_form.html"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["basis"] not in StratumBasis.values:
            raise Http404

    @property
    def basis(self) -> str:
        return self.kwargs["basis"]

    def get_title(self) -> str:
        return _t("%s分层标准") % StratumBasis(self.basis).label

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("抽查标准"), reverse("inspections:standards", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        rows = {row.value: row for row in StratumDefault.objects.of(self.tenant).filter(basis=self.basis)}
        return super().get_form_kwargs() | {"basis": self.basis, "rows": rows}

    def save(self, form: Any) -> str:
        rows = [StratumDefault(tenant=self.tenant, **values) for values in form.filled()]
        set_stratum_defaults(self.tenant, self.basis, rows, actor=self.member)
        return reverse("inspections:standards", args=[self.tenant])
