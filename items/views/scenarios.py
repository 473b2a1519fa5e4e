"""Scenarios, the merge workbench, joint checklists, and the catalogue of domains (R034–R036, R040, R041)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from common.pages.imports import XLSX_TYPE, file_response
from common.tables import write_xlsx
from items.forms.checklists import DomainForm, MergeForm, ScenarioForm
from items.models import JointChecklist, Scenario, SupervisionDomain
from items.queries.checklists import (
    MergeTable,
    items_of_domain,
    items_of_scenario,
    merge_table,
    open_conflicts,
    timing_of,
)
from items.queries.domains import domain_lines, free_domains
from items.services.domains import add_domain
from items.services.scenarios import keep_scenario, make_joint_checklist
from items.views.tabs import ItemTabs


def scenarios_crumb(page: Page) -> Crumb:
    return Crumb(_t("一件事"), reverse("items:scenarios", args=[page.tenant]))


def domains_crumb(page: Page) -> Crumb:
    return Crumb(_t("监管领域"), reverse("items:domains", args=[page.tenant]))


class ScenariosPage(ItemTabs, ListPage):
    permission = "items.view"
    title = _("综合监管“一件事”")
    tab = "items:scenarios"
    model = Scenario
    ordering = ["is_ended", "name"]
    columns = [
        Column("name", _("一件事"), sort="name"),
        Column("subject", _("面向的监管对象")),
        Column("department", _("牵头部门"), sort="department__name"),
        Column("domain", _("监管领域")),
        Column("items", _("事项"), is_number=True),
        Column("state", _("状态")),
    ]
    rows_template = "items/_scenario_rows.html"
    help_text = _("从监管对象的角度把各部门的事项合成一件事：谁牵头、查哪些、能不能一次查完。")
    empty = Empty(
        _("还没有“一件事”"),
        _("首批可从食品、药品、燃气、建筑工程质量、非法金融活动做起：选几个部门共同监管的事项合成一件事。"),
        _("建立一件事"),
        "items:scenario_new",
    )

    def for_list(self, rows: Any) -> Any:
        return rows.select_related("department", "domain").prefetch_related("items")

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("建立一件事"), reverse("items:scenario_new", args=[self.tenant]), True)]


class ScenarioPage(DetailPage):
    permission = "items.view"
    model = Scenario
    facts = ["subject", "department", "domain", "scope"]
    template_name = "items/scenario_detail.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department", "domain", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [scenarios_crumb(self)]

    def get_moves(self) -> list[Button]:
        place = [self.tenant, self.object.pk]
        moves = [Button(_t("合并工作台"), reverse("items:scenario_merge", args=place), True)]
        if self.member.may("items.manage"):
            moves.append(Button(_t("修改"), reverse("items:scenario_change", args=place)))
        return moves

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        versions = items_of_scenario(self.object)
        return super().get_context_data(
            timings=[timing_of(version) for version in versions],
            departments=sorted({line.department.name for version in versions for line in version.lines.all()}),
            joints=self.object.joint_checklists.all(),
            **kwargs,
        )


class NewScenarioPage(FormPage):
    permission = "items.manage"
    title = _("建立一件事")
    model = Scenario
    form_class = ScenarioForm

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant", "department")

    def get_crumbs(self) -> list[Crumb]:
        here = [Crumb(str(self.object), self.object.get_absolute_url())] if self.object else []
        return [scenarios_crumb(self), *here]

    def save(self, form: Any) -> Scenario:
        return keep_scenario(form.instance, list(form.cleaned_data["items"]), actor=self.member)


class ChangeScenarioPage(NewScenarioPage):
    title = _("修改一件事")


# --- the merge workbench ----------------------------------------------------------------------------------------------


class MergePage(FormPage):
    """Everybody sees the table; whoever manages the list makes the joint checklist of it."""

    permission = "items.view"
    title = _("合并工作台")
    form_class = MergeForm
    submit_label = _("生成联合检查表")
    template_name = "items/merge_table.html"
    help_text = _(
        "各部门现行检查表并排放：问的是同一件事的排在一起，合并后只问一次，证据和结果各部门共用；标准不一致的先提出冲突。"
    )

    @cached_property
    def table(self) -> MergeTable:
        return merge_table(self.tenant, self.versions())

    def versions(self) -> Any:
        """The items in force to be looked at."""
        raise LookupError(f"{type(self).__name__} names no items")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"table": self.table}

    def save(self, form: MergeForm) -> JointChecklist:
        if not self.member.may("items.manage"):
            raise PermissionDenied(_t("联合检查表由统筹管理员生成。"))
        return make_joint_checklist(self.tenant, self.object, self.table, form.taken(), actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            table=self.table,
            may_make=self.member.may("items.manage"),
            may_raise=self.member.may("items.prepare"),
            **kwargs,
        )


class ScenarioMergePage(MergePage):
    model = Scenario

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [scenarios_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def versions(self) -> Any:
        return items_of_scenario(self.object)


class DomainMergePage(MergePage):
    model = SupervisionDomain

    def get_queryset(self) -> Any:
        return SupervisionDomain.objects.above(self.tenant)

    def get_title(self) -> str:
        return _t("合并工作台：%s") % self.object

    def get_crumbs(self) -> list[Crumb]:
        return [domains_crumb(self)]

    def versions(self) -> Any:
        return items_of_domain(self.tenant, self.object)


class JointChecklistPage(DetailPage):
    permission = "items.view"
    model = JointChecklist
    facts = [(_("版次"), "number"), "asked_before", "made_by", "made_at"]
    template_name = "items/joint_checklist.html"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("made_by", "scenario", "domain")

    def get_crumbs(self) -> list[Crumb]:
        above = self.object.scenario
        return [scenarios_crumb(self), Crumb(str(above), above.get_absolute_url())] if above else [domains_crumb(self)]

    def get_moves(self) -> list[Button]:
        address = reverse("items:joint_checklist_file", args=[self.tenant, self.object.pk])
        return [Button(_t("下载（.xlsx）"), address, True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entries = entries_of(self.object)
        keys = [part.pk for entry in entries for part in entry.parts.all()]
        conflicts = open_conflicts(self.tenant, keys)
        return super().get_context_data(entries=entries, conflicts=conflicts, **kwargs)


def entries_of(joint: JointChecklist) -> list[Any]:
    """The entries of a joint checklist with each department's part."""
    return list(joint.entries.prefetch_related("parts__checklist__department", "parts__fact"))


class JointChecklistFile(JointChecklistPage):
    """The joint checklist as a sheet to print and to fill in by hand."""

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        headings = [
            _t("序号"),
            _t("检查要点"),
            _t("检查部门"),
            _t("查什么材料或现场"),
            _t("合格标准"),
            _t("依据"),
            _t("检查结果"),
        ]
        rows = [
            [str(entry.position), part.text, str(part.checklist.department), part.evidence, part.rule, part.basis, ""]
            for entry in entries_of(self.object)
            for part in entry.parts.all()
        ]
        return file_response(write_xlsx(_t("联合检查表"), headings, rows), f"{self.object.title}.xlsx", XLSX_TYPE)


# --- domains ----------------------------------------------------------------------------------------------------------


class DomainsPage(ItemTabs, Page):
    permission = "items.view"
    title = _("监管领域")
    tab = "items:domains"
    template_name = "items/domains.html"
    help_text = _(
        "政策明确的重点领域、试点领域、新兴领域，以及本地增加的领域；事项、执法证件、一件事都按这个目录对应。"
    )

    def get_moves(self) -> list[Button]:
        if not self.member.may("items.manage"):
            return []
        return [Button(_t("添加本地领域"), reverse("items:domain_new", args=[self.tenant]), True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            lines=domain_lines(self.tenant, timezone.localdate()), free=free_domains(self.tenant).items(), **kwargs
        )


class NewDomainPage(FormPage):
    permission = "items.manage"
    title = _("添加本地领域")
    form_class = DomainForm

    def get_crumbs(self) -> list[Crumb]:
        return [domains_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": SupervisionDomain(tenant=self.tenant)}

    def save(self, form: Any) -> str:
        add_domain(form.instance, actor=self.member)
        return reverse("items:domains", args=[self.tenant])
