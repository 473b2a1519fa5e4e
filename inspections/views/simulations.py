"""A plan tried out before it is approved: asked for, followed while it runs, looked at (R090)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.jobs import progress_of, title_of
from common.models import JobRun
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from common.pages.base import RowPage
from inspections.models import PlanEntry, Simulation
from inspections.models.entries import FEWEST_OFFICERS
from inspections.services.simulations import VISITS_A_DAY, ask_to_simulate
from inspections.views.merges import asked_year
from inspections.views.tabs import PlanTabs

_WIDTH, _HEIGHT, _BASE = 640, 200, 168


class SimulationForm(forms.Form):
    """How many times to draw."""

    runs = forms.IntegerField(label=_("模拟次数"), min_value=1, max_value=1000, initial=100)


def simulations_crumb(page: Any) -> Crumb:
    return Crumb(_t("抽取模拟"), reverse("inspections:simulations", args=[page.tenant]))


class SimulationsPage(PlanTabs, ListPage):
    permission = "plans.view"
    title = _("抽取模拟")
    tab = "inspections:simulations"
    model = Simulation
    ordering = ["-pk"]
    rows_template = "inspections/_simulation_rows.html"
    columns = [
        Column("title", _("名称")),
        Column("runs", _("模拟次数"), is_number=True),
        Column("visits", _("检查次数"), is_number=True),
        Column("peak", _("一户最多"), is_number=True),
        Column("asked_at", _("发起时间")),
    ]
    empty = Empty(
        _("还没有模拟"),
        _("批准之前把抽取试做多遍，看每户会被查几次、谁最多、会突破哪些上限、人手够不够。在计划页点“模拟抽取”。"),
    )

    def get_moves(self) -> list[Button]:
        if not self.member.may("plans.try"):
            return []
        year = asked_year(self)
        address = f"{reverse('inspections:simulate', args=[self.tenant])}?year={year}"
        return [Button(_t("模拟%d年度计划") % year, address, is_primary=True)]

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("asked_by")


class NewSimulationPage(FormPage):
    """Try out one entry (`?entry=`), or all plans of a year (`?year=`)."""

    permission = "plans.try"
    title = _("模拟抽取")
    submit_label = _("开始模拟")
    form_class = SimulationForm
    help_text = _("按当前的对象名录反复试抽，不产生抽取结果，不通知任何人；正式抽取另行公开进行。")

    @property
    def entry(self) -> PlanEntry | None:
        """The entry in the address; a wrong one does not exist."""
        number = self.request.GET.get("entry", "")
        if not number:
            return None
        rows = PlanEntry.objects.of(self.tenant).select_related("plan", "campaign", "tenant")
        found = rows.filter(pk=number).first() if number.isdecimal() else None
        if found is None:
            raise Http404
        return found

    def get_title(self) -> str:
        return _t("模拟：%s") % (self.entry or _t("%d年度各部门计划") % asked_year(self))

    def get_crumbs(self) -> list[Crumb]:
        return [simulations_crumb(self)]

    def save(self, form: SimulationForm) -> Simulation:
        entry = self.entry
        year = entry.starts_on.year if entry else asked_year(self)
        return ask_to_simulate(self.tenant, year, entry, runs=form.cleaned_data["runs"], actor=self.member)


class SimulationPage(DetailPage):
    """The figures, with a chart and the same as a table."""

    permission = "plans.view"
    model = Simulation
    template_name = "inspections/simulation.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("entry", "asked_by")

    def get_crumbs(self) -> list[Crumb]:
        return [simulations_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        row, found = self.object, self.object.result
        facts = [(_t("计划年度"), row.year), (_t("模拟次数"), row.runs), (_t("发起人"), row.asked_by)]
        if not found:
            return facts
        return [
            *facts,
            (_t("计划项数"), found["entries"]),
            (_t("涉及对象"), f"{found['objects']:,}"),
            (_t("检查次数"), f"{found['visits']:,}"),
            (_t("一户最多"), _t("%s次") % found["peak"]),
            (_t("完成时间"), timezone.localtime(row.done_at).strftime("%Y-%m-%d %H:%M")),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = self.object.result
        return super().get_context_data(
            bars=bars_of(found.get("histogram", [])),
            shares=shares_of(found.get("histogram", [])),
            told=told_of(found),
            savings=savings_of(found),
            merges_url=f"{reverse('inspections:merges', args=[self.tenant])}?year={self.object.year}",
            chart={"width": _WIDTH, "height": _HEIGHT, "base": _BASE},
            is_over=any(line["broken"] > 0 for line in found.get("caps", [])),
            officers=[line | _shortage(line) for line in found.get("officers", [])],
            visits_a_day=VISITS_A_DAY,
            job=None if found else job_of(self.object),
            **kwargs,
        )


def job_of(simulation: Simulation) -> dict[str, Any] | None:
    """How far its job is, for the progress line."""
    kind = simulation._meta.label_lower
    runs = JobRun.objects.of(simulation.tenant_id).filter(row_kind=kind, row_id=simulation.pk)
    run = runs.order_by("-pk").first()
    if run is None:
        return None
    return {
        "label": title_of(run),
        "percent": progress_of(run).percent,
        "state_label": run.error or run.get_state_display(),
        "is_running": run.is_open,
        "progress_url": reverse("inspections:simulation_progress", args=[simulation.tenant_id, simulation.pk]),
        "result_url": simulation.get_absolute_url(),
    }


class SimulationProgressPage(RowPage):
    """How far the job is; the page asks for this until it is done."""

    permission = "plans.view"
    model = Simulation
    template_name = "components/_progress.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"job": job_of(self.object)}


def told_of(found: dict[str, Any]) -> str:
    """The figures in a sentence: what happens to how many, to whom most, to how many nothing."""
    shares = shares_of(found.get("histogram", []))
    if not shares:
        return ""
    words = {
        "objects": f"{found['objects']:,}",
        "visits": f"{found['visits']:,}",
        "mean": f"{found['visits'] / found['objects']:.1f}",
        "peak": found["peak"],
        "none": shares[0]["percent"],
    }
    return (
        _t(
            "按现在的计划，%(objects)s户一年共检查%(visits)s次，平均每户%(mean)s次；查得最多的一户%(peak)s次，"
            "一次也不会被查的占%(none)s%%。"
        )
        % words
    )


def savings_of(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Visits of the year were every department to go alone, as planned, and with the merges that are proposed."""
    if not found:
        return []
    planned = found["visits"]
    steps = [
        (_t("各部门分别检查"), planned + found["saved_by_joint"]),
        (_t("按现在的计划"), planned),
        (_t("采纳合并建议后"), max(0, planned - found["saved_by_proposals"])),
    ]
    most = max(count for _label, count in steps)
    return [{"label": label, "count": count, "percent": 100 * count // most if most else 0} for label, count in steps]


def _shortage(line: dict[str, Any]) -> dict[str, bool]:
    """Whether a department has too few officer-days, and whether it has too few officers for a single visit."""
    return {"is_short": line["needed"] > line["available"], "cannot_go": line["officers"] < FEWEST_OFFICERS}


def shares_of(histogram: list[float]) -> list[dict[str, Any]]:
    """How many objects are visited so often, never too, as shares in tenths of a per cent that add up to 100."""
    total = sum(histogram)
    if not total:
        return []
    exact = [1000 * count / total for count in histogram]
    tenths = [int(share) for share in exact]
    by_rest = sorted(range(len(exact)), key=lambda visits: tenths[visits] - exact[visits])
    for visits in by_rest[: 1000 - sum(tenths)]:
        tenths[visits] += 1
    return [
        {"visits": visits, "count": count, "percent": tenths[visits] / 10} for visits, count in enumerate(histogram)
    ]


def bars_of(histogram: list[float]) -> list[dict[str, Any]]:
    """One bar a number of visits, as high as its share of those visited at all; who is not visited has no bar."""
    visited = histogram[1:]
    most = max(visited, default=0)
    step = _WIDTH // max(len(visited), 1)
    width = max(4, min(step * 3 // 4, 90))
    heights = [round(count / most * (_BASE - 30)) if most else 0 for count in visited]
    return [
        {
            "visits": number + 1,
            "count": count,
            "x": number * step + (step - width) // 2,
            "middle": number * step + step // 2,
            "width": width,
            "height": height,
            "y": _BASE - height,
            "label_y": _BASE - height - 6,
        }
        for number, (count, height) in enumerate(zip(visited, heights, strict=True))
    ]
