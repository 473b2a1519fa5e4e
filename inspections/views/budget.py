"""The visit budget: who is at or over a cap, one object's year, the caps of the place."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.attachments import attachments_of
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from common.pages.base import Page
from directory.queries.people import acts_for_place
from inspections.forms.budget import CapRuleForm, EndRuleForm, OutsideForm, UpperVisitForm
from inspections.models import BudgetExemption, CapRule, UpperVisit, Visit
from inspections.queries.budget import Breach, Load, is_counted, loads_of, may_put_outside, over_or_at, standing_of
from inspections.services.budget import add_rule, end_rule, note_upper_visit, put_outside
from inspections.views.tabs import PlanTabs
from registry.models import SupervisedObject
from registry.queries.objects import objects_of
from tenancy.models import Department


def asked_year(page: Page) -> int:
    """The year in the address, this year by default."""
    text = page.request.GET.get("year", "")
    return int(text) if text.isdecimal() and 2020 <= int(text) <= 2099 else timezone.localdate().year


def budget_crumb(page: Page) -> Crumb:
    return Crumb(_t("入企检查频次"), reverse("inspections:budget", args=[page.tenant]))


class BudgetPage(PlanTabs, ListPage):
    """Objects that have reached or passed a cap; within and outside are both shown (5.2 no. 17)."""

    permission = "budget.view"
    title = _("入企检查频次")
    tab = "inspections:budget"
    model = SupervisedObject
    ordering = ["pk"]
    rows_template = "inspections/_budget_rows.html"
    template_name = "inspections/budget.html"
    columns = [
        Column("object", _("监管对象")),
        Column("caps", _("达到或超过的上限")),
        Column("done", _("已实施（计入上限）"), is_number=True),
        Column("planned", _("已安排（计入上限）"), is_number=True),
        Column("outside", _("不计入上限"), is_number=True),
    ]
    empty = Empty(
        _("没有达到上限的对象"),
        _("按各项频次上限逐户累计：联合检查不论几个部门参加只计一次；不计入上限的检查另计，同样显示。"),
        _("频次上限"),
        "inspections:caps",
    )

    @cached_property
    def found(self) -> dict[int, list[Breach]]:
        """What was reached, by object."""
        found: dict[int, list[Breach]] = defaultdict(list)
        for breach in over_or_at(self.tenant, asked_year(self)):
            found[breach.object_id or 0].append(breach)
        return found

    def get_queryset(self) -> QuerySet:
        return objects_of(self.tenant).filter(pk__in=self.found)

    def get_moves(self) -> list[Button]:
        return [Button(_t("频次上限"), reverse("inspections:caps", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = asked_year(self)
        context = super().get_context_data(year=year, years=[year - 1, year, year + 1], **kwargs)
        names = names_of(self, [breach for lines in self.found.values() for breach in lines])
        loads = loads_of(self.tenant, [row.pk for row in context["rows"]], year)
        for row in context["rows"]:
            row.load = loads.get(row.pk) or Load(row.pk)
            row.caps = [line_of(breach, names) for breach in self.found[row.pk]]
        return context


def names_of(page: Page, breaches: list[Breach]) -> dict[int, str]:
    """The departments named in some lines."""
    wanted = {breach.department_id for breach in breaches if breach.department_id}
    return dict(Department.objects.of(page.tenant).filter(pk__in=wanted).values_list("pk", "name"))


def line_of(breach: Breach, names: dict[int, str]) -> dict[str, Any]:
    """How a cap stands, in words: badge and department."""
    words = _t("%(used)s/%(most)s") % {"used": breach.used, "most": breach.rule.most}
    tone = "red" if breach.used > breach.rule.most else "orange" if breach.left == 0 else "green"
    department = names.get(breach.department_id or 0, "")
    told = {"rule": breach.rule, "department": department, "words": breach.rule.words_for(department)}
    return told | {"badge": {"label": words, "tone": tone}, "left": breach.left}


def budget_box(page: Page, visit: Visit) -> dict[str, Any] | None:
    """How the object of a visit stands under the caps in the visit's year, for who takes part and who coordinates."""
    if not visit.is_open_to(page.member):
        return None
    year = visit.starts_on.year
    standing = standing_of(visit.object, year)
    names = names_of(page, standing)
    exemption = BudgetExemption.objects.of(page.tenant).filter(visit=visit).first()
    may_exempt = exemption is None and _may_exempt(page, visit)
    return {
        "lines": [line_of(breach, names) for breach in standing],
        "load": loads_of(page.tenant, [visit.object_id], year).get(visit.object_id) or Load(visit.object_id),
        "exemption": exemption,
        "year": year,
        "object_url": reverse("inspections:budget_object", args=[page.tenant, visit.object_id])
        if page.member.may("budget.view")
        else "",
        "exempt_url": reverse("inspections:put_outside", args=[page.tenant, visit.pk]) if may_exempt else "",
    }


def _may_exempt(page: Page, visit: Visit) -> bool:
    for_place = acts_for_place(page.member, "budget.manage")
    return page.member.may("budget.record") and may_put_outside(visit, for_place=for_place)


class ObjectBudgetPage(DetailPage):
    """The year of one object: every cap with what is left, every visit with why it is within or outside."""

    permission = "budget.view"
    model = SupervisedObject
    template_name = "inspections/budget_object.html"

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        year = asked_year(self)
        load = loads_of(self.tenant, [self.object.pk], year).get(self.object.pk) or Load(self.object.pk)
        return [
            (_t("年度"), year),
            (_t("计入上限：已实施"), str(load.done_within)),
            (_t("计入上限：已安排"), str(load.planned_within)),
            (_t("不计入上限：已实施"), str(load.done_outside)),
            (_t("不计入上限：已安排"), str(load.planned_outside)),
        ]

    def get_moves(self) -> list[Button]:
        moves = [Button(_t("一户一档"), self.object.get_absolute_url())]
        if self.member.may("budget.record"):
            address = reverse("inspections:upper_visit", args=[self.tenant, self.object.pk])
            moves.insert(0, Button(_t("登记其他层级的检查"), address, is_primary=True))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        year = asked_year(self)
        standing = standing_of(self.object, year)
        names = names_of(self, standing)
        uppers = UpperVisit.objects.of(self.tenant).filter(object=self.object, done_on__year=year)
        lines = [line_of(breach, names) for breach in standing]
        return super().get_context_data(lines=lines, visits=self._visits(year), uppers=uppers, **kwargs)

    def _visits(self, year: int) -> list[Visit]:
        """The visits whose papers the reader may see: nobody else learns of one before it begins (5.2 no. 16)."""
        rows = Visit.objects.of(self.tenant).filter(object=self.object, starts_on__year=year)
        rows = rows.select_related("department", "budget_exemption").prefetch_related("sections__department")
        shown = [row for row in rows if row.has_begun or row.is_open_to(self.member)]
        for row in shown:
            row.exemption = getattr(row, "budget_exemption", None)
            row.papers = list(attachments_of(row.exemption)) if row.exemption else []
            row.may_exempt = row.exemption is None and _may_exempt(self, row)
            row.is_counted = is_counted(row)
            row.url = row.get_absolute_url() if row.is_open_to(self.member) else ""
        return shown


class PutOutsidePage(FormPage):
    """A visit outside the caps, on a ground, with its paper."""

    permission = "budget.record"
    model = Visit
    title = _("认定不计入上限")
    form_class = OutsideForm
    success_message = _("已认定，这次检查不计入上限，另行列出。")
    help_text = _("只有法定或公布的情形可以不计入上限，须附依据材料；认定后在频次统计中单列显示。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object", "department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self), Crumb(str(self.object.object), self._address())]

    def save(self, form: OutsideForm) -> str:
        put_outside(form.as_exemption(self.object), form.cleaned_data["evidence"], actor=self.member)
        return self._address()

    def _address(self) -> str:
        return reverse("inspections:budget_object", args=[self.tenant, self.object.object_id])


class UpperVisitPage(FormPage):
    permission = "budget.record"
    model = SupervisedObject
    title = _("登记其他层级的检查")
    form_class = UpperVisitForm
    success_message = _("已登记，计入各层级合计的上限。")

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self), Crumb(str(self.object), self._address())]

    def save(self, form: UpperVisitForm) -> str:
        note_upper_visit(form.as_visit(self.object), actor=self.member)
        return self._address()

    def _address(self) -> str:
        return reverse("inspections:budget_object", args=[self.tenant, self.object.pk])


class CapsPage(ListPage):
    permission = "budget.view"
    title = _("入企检查频次上限")
    model = CapRule
    ordering = ["-first_year", "most", "pk"]
    rows_template = "inspections/_cap_rows.html"
    columns = [
        Column("rule", _("上限")),
        Column("kinds", _("适用对象")),
        Column("grounds", _("不计入上限的情形")),
        Column("basis", _("依据")),
        Column("years", _("年度"), "first_year"),
        Column("act", ""),
    ]
    empty = Empty(
        _("还没有设定频次上限"),
        _("按公布的年度检查频次上限设定：各部门合计、每个部门分别、或指定部门；计划、抽取、发检查码时逐户核对。"),
        _("新设上限"),
        "inspections:cap_new",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("department")

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("budget.manage"):
            return []
        return [Button(_t("新设上限"), reverse("inspections:cap_new", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.may_end = row.last_year is None and self.member.may("budget.manage")
        return context


class NewCapPage(FormPage):
    permission = "budget.manage"
    title = _("新设频次上限")
    form_class = CapRuleForm
    success_message = _("已设定，计划、抽取和发检查码时按此核对。")

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self), Crumb(_t("入企检查频次上限"), reverse("inspections:caps", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": CapRule(tenant=self.tenant)}

    def save(self, form: Any) -> str:
        add_rule(form.instance, actor=self.member)
        return reverse("inspections:caps", args=[self.tenant])


class EndCapPage(FormPage):
    permission = "budget.manage"
    model = CapRule
    title = _("终止频次上限")
    submit_label = _("终止")
    form_class = EndRuleForm

    def get_crumbs(self) -> list[Crumb]:
        return [budget_crumb(self), Crumb(_t("入企检查频次上限"), reverse("inspections:caps", args=[self.tenant]))]

    def save(self, form: Any) -> str:
        end_rule(self.object, actor=self.member, **form.cleaned_data)
        return reverse("inspections:caps", args=[self.tenant])
