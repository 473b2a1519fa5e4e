"""Working calendars: which years are entered, what a year looks like, entering one, and reckoning a due date."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.calendars.grid import arrangements_of, months_of
from common.calendars.layers import YearNotEntered
from common.calendars.reading import runs_of
from common.clocks import running_clocks, waiting_clocks
from common.clocks.yearbooks import YearInForce, calendar_for, days_of, enter_year, next_version, years_in_force
from common.due import Term, Unit, due_of
from common.models import CalendarYear
from common.pages import Button, Crumb, DetailPage, FormPage, Page
from portal.forms.calendars import EnterYearForm, ReckonForm
from tenancy.models import Region
from tenancy.regions import COUNTRY

FIRST_YEAR = 2004
HELP = _(
    "期限按工作日历推算：全国安排之上，可以逐级加上自治区、盟市、旗县等本地安排；离本地最近的一层说了算。"
    "没有录入的年份不会被猜测：用到它的期限会标明“待录入”，录入后自动推算。"
)


@dataclass(frozen=True)
class Cell:
    """One year of one place: its state in a word, and where it can be looked at or entered."""

    place: str
    word: str
    tone: str
    version_url: str = ""
    enter_url: str = ""

    @property
    def badge(self) -> dict[str, str]:
        return {"label": self.word, "tone": self.tone}


class CalendarsPage(Page):
    """Years down, places across: what is entered and what is missing."""

    permission = "calendars.view"
    title = _("工作日历")
    help_text = HELP
    template_name = "portal/calendar_list.html"

    def get_moves(self) -> list[Button]:
        return [
            Button(_t("期限试算"), reverse("portal:calendar_reckon", args=[self.tenant])),
            Button(_t("时限规则"), reverse("portal:clock_rules", args=[self.tenant])),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = timezone.localdate()
        entered = years_in_force(self.tenant)
        places = {year.place: year.place_name for year in entered} | {self.tenant.pk: self.tenant.name}
        by_cell = {(year.place, year.year): year for year in entered}
        last = max([today.year + 1, *(year.year for year in entered)])
        rows = [
            (year, [self._cell((code, name), year, by_cell.get((code, year)), today) for code, name in places.items()])
            for year in range(last, FIRST_YEAR - 1, -1)
        ]
        waiting = waiting_clocks(self.tenant).count()
        return super().get_context_data(places=list(places.values()), rows=rows, waiting=waiting, **kwargs)

    def _cell(self, place: tuple[int, str], year: int, entered: YearInForce | None, today: date) -> Cell:
        code, name = place
        is_national, is_past = code == COUNTRY, year < today.year
        enter_url = ""
        if code == self.tenant.pk and self.member.may("calendars.manage") and (is_national or not is_past):
            enter_url = reverse("portal:calendar_enter", args=[self.tenant, year])
        if entered:
            url = reverse("portal:calendar_version", args=[self.tenant, entered.pk])
            word = _t("已录入") if entered.version == 1 else _t("已录入第%(version)d版") % {"version": entered.version}
            return Cell(name, word, "green", url, enter_url)
        if not is_national:
            return Cell(name, "" if is_past else _t("未录入"), "grey", "", enter_url)
        if year > today.year:
            return Cell(name, _t("下一年尚未公布"), "grey", "", enter_url)
        return Cell(name, _t("未录入"), "red", "", enter_url)


def is_shown(year: int) -> bool:
    """Whether the year has pages: from the first one published to the next."""
    return FIRST_YEAR <= year <= timezone.localdate().year + 1


class YearMixin:
    """A page about one year."""

    @property
    def year(self) -> int:
        return self.kwargs["year"]

    def setup(self, request, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not is_shown(self.year):
            raise Http404

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("工作日历"), reverse("portal:calendars", args=[self.tenant]))]


class CalendarYearPage(YearMixin, Page):
    """The calendar in force here in one year: twelve months, the arrangement in words, the versions behind it."""

    permission = "calendars.view"
    help_text = HELP
    template_name = "portal/calendar_year.html"

    def get_title(self) -> str:
        return _t("%(year)d年工作日历") % {"year": self.year}

    def get_moves(self) -> list[Button]:
        if not self.member.may("calendars.manage"):
            return []
        label = _t("录入%(place)s安排") % {"place": self.tenant}
        return [Button(label, reverse("portal:calendar_enter", args=[self.tenant, self.year]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        calendar = calendar_for(self.tenant)
        try:
            kwargs |= {
                "months": months_of(calendar, self.year),
                "arrangements": list(arrangements_of(calendar, self.year)),
            }
        except YearNotEntered as missing:
            kwargs["missing"] = {"title": _t("%(year)d年还不能推算") % {"year": self.year}, "text": str(missing)}
        versions = CalendarYear.objects.above(self.tenant).filter(year=self.year).select_related("tenant", "entered_by")
        return super().get_context_data(
            year=self.year,
            versions=versions.order_by("tenant_id", "-version"),
            missing_places=calendar.missing_locally(self.year),
            neighbours=[year for year in (self.year - 1, self.year + 1) if is_shown(year)],
            **kwargs,
        )


class CalendarVersionPage(DetailPage):
    """One version of a place's year, as it was entered."""

    model = CalendarYear
    permission = "calendars.view"
    facts = [(_("所属层级"), "tenant"), "source", "version", "reason", "entered_by", "entered_at"]
    template_name = "portal/calendar_version.html"

    def get_queryset(self):
        return CalendarYear.objects.above(self.tenant).select_related("tenant", "entered_by")

    def get_crumbs(self) -> list[Crumb]:
        year_url = reverse("portal:calendar_year", args=[self.tenant, self.object.year])
        return [
            Crumb(_t("工作日历"), reverse("portal:calendars", args=[self.tenant])),
            Crumb(_t("%(year)d年工作日历") % {"year": self.object.year}, year_url),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(runs=runs_of(days_of(self.object)), **kwargs)


class EnterYearPage(YearMixin, FormPage):
    """Paste or upload → look at what was read, line by line → confirm."""

    permission = "calendars.manage"
    form_class = EnterYearForm
    help_text = HELP
    success_message = _("年度安排已录入，受影响的期限随即重新推算。")
    template_name = "portal/calendar_form.html"

    @cached_property
    def version(self) -> int:
        return next_version(self.tenant, self.year)

    def get_title(self) -> str:
        form = _t("修订%(place)s%(year)d年安排") if self.version > 1 else _t("录入%(place)s%(year)d年安排")
        return form % {"place": self.tenant, "year": self.year}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"year": self.year, "version": self.version}

    def post(self, request, *args: Any, **kwargs: Any) -> HttpResponse:
        if "confirm" in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        status = 200 if form.is_valid() else 422
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def save(self, form: BaseForm) -> str:
        enter_year(
            self.tenant,
            self.year,
            form.read.days,
            actor=self.member,
            source=form.cleaned_data["source"],
            reason=form.cleaned_data.get("reason", ""),
        )
        return reverse("portal:calendar_year", args=[self.tenant, self.year])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        read = context["form"].read
        if read is None:
            return context
        lines = [(line, line.understood(self.year)) for line in read.lines]
        return context | {
            "lines": lines,
            "is_ready": context["form"].is_valid(),
            "count": len(read.days),
            "repeated": len(read.days) - len(context["form"].own),
            "running": running_clocks(self.tenant).count(),
        }


class ReckonPage(Page):
    """Try the calendar out: when would a period end, and why."""

    permission = "calendars.view"
    title = _("期限试算")
    help_text = HELP
    template_name = "portal/calendar_reckon.html"

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_t("工作日历"), reverse("portal:calendars", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = ReckonForm(self.request.GET or None, initial={"started_at": timezone.localtime(), "unit": "working_day"})
        return super().get_context_data(
            form=form, **(_reckoned(form, self.tenant) if form.is_valid() else {}), **kwargs
        )


def _reckoned(form: ReckonForm, tenant: Region) -> dict[str, Any]:
    asked = form.cleaned_data
    try:
        return {"due": due_of(Term(asked["started_at"], Unit(asked["unit"]), asked["length"]), calendar_for(tenant))}
    except YearNotEntered as missing:
        return {"refusal": str(missing)}
