"""One entry of a draft: its form with what it means beside it, its menu of checklists, its strata (R086, R091)."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, DetailPage, FormPage, Page
from inspections.attributes import COVERING, StratumBasis
from inspections.forms.entries import EntryForm, MenuForm, StrataForm, figures_of, pool_query, unshown_query
from inspections.forms.points import JointForm
from inspections.models import AnnualPlan, Campaign, PlanEntry, PlanStratum, StratumDefault
from inspections.queries.budget import Asking, cap_words
from inspections.queries.candidates import group_of
from inspections.queries.draws import is_in_force
from inspections.queries.entries import face_of, limits_of, problems_of, questions_of, versions_open_to, with_parts
from inspections.queries.points import joints_to_use, points_to_use
from inspections.queries.pools import measure, measure_entry, pool_of, pool_words, strata_of
from inspections.services import entries
from inspections.services.points import compose_joint
from inspections.states import DRAFT
from inspections.views.badges import badge_of
from items.models import Checklist, JointChecklist
from items.states import IN_FORCE

_PERMISSIONS = {AnnualPlan: "plans.prepare", Campaign: "campaigns.prepare"}


def may_write(page: Page, parent: AnnualPlan | Campaign) -> bool:
    """Whether the reader may change entries of the plan or campaign as it stands."""
    return parent.state == DRAFT and page.member.may(_PERMISSIONS[type(parent)], parent)


class EntryMixin:
    """A page about one entry."""

    model = PlanEntry
    permission = "plans.view"
    object: Any
    tenant: Any

    def get_queryset(self) -> Any:
        return with_parts(super().get_queryset())  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        entry = self.object
        return [_parent_crumb(entry.parent), Crumb(str(entry), entry.get_absolute_url())]


def _parent_crumb(parent: AnnualPlan | Campaign) -> Crumb:
    return Crumb(str(parent), parent.get_absolute_url())


class EntryPage(EntryMixin, DetailPage):
    template_name = "inspections/entry_detail.html"
    facts = [
        "objects_text",
        (_("检查数量（比例、频次）"), "quantity"),
        (_("检查起止时间"), "period"),
        "regime",
        "technique",
        "origin",
        "grade",
        "is_unannounced",
    ]

    def get_crumbs(self) -> list[Crumb]:
        return [_parent_crumb(self.object.parent)]

    def get_object(self) -> PlanEntry:
        entry = super().get_object()
        face = face_of(entry)
        entry.quantity, entry.period = face.quantity, face.period
        return entry

    def get_facts(self) -> list[tuple[str, Any]]:
        entry = self.object
        more = [
            (_t("不参加联合抽查"), entry.apart_reason and f"{entry.get_apart_reason_display()}：{entry.apart_basis}"),
            (_t("报送的原文"), entry.quantity_text),
        ]
        return super().get_facts() + [(label, text) for label, text in more if text]

    def get_moves(self) -> list[Button]:
        place = [self.tenant, self.object.pk]
        tries = [self._simulate()] if self.member.may("plans.try") else []
        if is_in_force(self.object) and self.member.may("draws.prepare", self.object):
            return [Button(_t("建立抽查任务"), reverse("inspections:task_new", args=place), True), *tries]
        if not may_write(self, self.object.parent):
            return tries
        return [
            Button(_t("修改"), reverse("inspections:entry_edit", args=place), True),
            Button(_t("事项与检查表"), reverse("inspections:entry_menu", args=place)),
            Button(_t("按联合检查表编制"), reverse("inspections:entry_joint", args=place)),
            Button(_t("分层标准"), reverse("inspections:entry_strata", args=place)),
            *tries,
            Button(_t("删除"), reverse("inspections:entry_remove", args=place), is_dangerous=True),
        ]

    def _questions(self) -> list[str]:
        """What cannot be decided from the text, and what the visit budget says (R090)."""
        entry = self.object
        departments = [line.department_id for line in entry.lines.all()]
        asking = Asking(entry.starts_on.year, departments, entry.frequency or 1)
        pool = pool_of(self.tenant, entry.pool_query)
        return [*questions_of(entry), *(cap_words(self.tenant, pool, asking) if entry.pool_query else [])]

    def _simulate(self) -> Button:
        address = reverse("inspections:simulate", args=[self.tenant])
        return Button(_t("模拟抽取"), f"{address}?entry={self.object.pk}")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        entry = self.object
        measured = measure_entry(entry, timezone.localdate())
        return super().get_context_data(
            page_state=badge_of(entry.parent),
            measured=measured,
            problems=problems_of(entry, measured, limits_of(self.tenant)) if entry.parent.state == DRAFT else [],
            questions=self._questions() if entry.parent.state == DRAFT else [],
            pool_words=pool_words(self.tenant, entry.pool_query),
            pool_url=_pool_url(self.tenant, entry.pool_query),
            group=group_of(entry),
            **kwargs,
        )


def _pool_url(tenant: Any, query: str) -> str:
    return f"{reverse('registry:objects', args=[tenant])}?{query}"


# --- the form ---------------------------------------------------------------------------------------------------------


class WritePage(FormPage):
    """The form of an entry; beside it what it means as far as it is filled in."""

    form_class = EntryForm
    template_name = "inspections/entry_form.html"

    def parent(self) -> AnnualPlan | Campaign:
        raise LookupError(f"{type(self).__name__} has no plan")

    def entry(self) -> PlanEntry | None:
        return None

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parent": self.parent(), "entry": self.entry()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        entry = self.entry()
        measure_url = reverse("inspections:measure", args=[self.tenant])
        context["measure_url"] = f"{measure_url}?entry={entry.pk}" if entry else measure_url
        context["measured"] = measure_entry(entry, timezone.localdate()) if entry else None
        context["pool_url"] = _pool_url(self.tenant, entry.pool_query) if entry else ""
        context["unshown"] = pool_words(self.tenant, unshown_query(entry.pool_query)) if entry else []
        return context


class NewEntryPage(WritePage):
    """A new entry of a plan."""

    permission = "plans.prepare"
    model: Any = AnnualPlan
    title = _("添加计划")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("tenant", "department")

    def parent(self) -> AnnualPlan | Campaign:
        return self.object

    def get_crumbs(self) -> list[Crumb]:
        return [_parent_crumb(self.object)]

    def save(self, form: Any) -> PlanEntry:
        return entries.add_entry(self.object, form.as_content(), actor=self.member)


class NewCampaignEntryPage(NewEntryPage):
    """A new entry of a campaign."""

    permission = "campaigns.prepare"
    model = Campaign
    title = _("添加检查安排")


class DraftEntryMixin(EntryMixin):
    """A page that changes an entry: for whoever may change its plan or campaign."""

    member: Any

    def get_object(self) -> PlanEntry:
        entry = super().get_object()  # type: ignore[misc]
        if not self.member.may(_PERMISSIONS[type(entry.parent)], entry.parent):
            raise PermissionDenied(_t("您只能编制本部门牵头的计划，其他部门的计划请由该部门编制。"))
        return entry


class EditEntryPage(DraftEntryMixin, WritePage):
    title = _("修改计划")

    def parent(self) -> AnnualPlan | Campaign:
        return self.object.parent

    def entry(self) -> PlanEntry:
        return self.object

    def save(self, form: Any) -> PlanEntry:
        return entries.change_entry(self.object, form.as_content(), actor=self.member)


class RemoveEntryPage(DraftEntryMixin, FormPage):
    title = _("删除计划")
    submit_label = _("删除")
    form_class = forms.Form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("从草稿中删除这一项，后面各项的序号前移。"), **kwargs)

    def save(self, form: Any) -> str:
        parent = self.object.parent
        entries.remove_entry(self.object, actor=self.member)
        return parent.get_absolute_url()


class MeasurePage(Page):
    """What the form means as far as it is typed: a fragment beside it."""

    permission = "plans.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        data = request.GET
        number = data.get("entry", "")
        rows = PlanEntry.objects.of(self.tenant).prefetch_related("strata")
        entry = rows.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 18 else None
        query = pool_query(data, entry.pool_query if entry else "")
        figures, frequency = figures_of(data)
        strata = strata_of(entry) if entry and data.get("regime") not in COVERING else None
        measured = measure(self.tenant, query, figures, frequency, strata=strata, today=timezone.localdate())
        context = {"measured": measured if query else None, "pool_url": _pool_url(self.tenant, query)}
        return render(request, "inspections/_measure.html", context)


# --- menu and strata --------------------------------------------------------------------------------------------------


class MenuPage(DraftEntryMixin, FormPage):
    """Tick items and checklists of the departments that go along (R093)."""

    title = _("事项与检查表")
    form_class = MenuForm
    template_name = "inspections/entry_menu.html"
    submit_label = _("保存勾选")
    help_text = _("只列现行清单里的事项；每个部门只能勾选自己有职责的部分。勾选新的部门会自动增加一行配合部门。")

    def get_form_kwargs(self) -> dict[str, Any]:
        tables = Checklist.objects.of(self.tenant).filter(state=IN_FORCE).select_related("department")
        return super().get_form_kwargs() | {
            "entry": self.object,
            "versions": list(versions_open_to(self.tenant, [self.object.department])),
            "checklists": list(tables.prefetch_related("entries")),
        }

    def save(self, form: Any) -> PlanEntry:
        return entries.compose(self.object, form.picked(), actor=self.member)


class JointPage(DraftEntryMixin, FormPage):
    """Tick departments and points of a joint checklist; `?joint=` names which of those up to date (R040, R093)."""

    title = _("按联合检查表编制")
    form_class = JointForm
    template_name = "inspections/entry_joint.html"
    submit_label = _("保存勾选")
    help_text = _("“一件事”和监管领域在合并工作台编制的联合检查表，可以整份使用，也可以去掉部门和要点。")

    @cached_property
    def joints(self) -> list[JointChecklist]:
        return list(joints_to_use(self.tenant))

    @cached_property
    def joint(self) -> JointChecklist | None:
        """The one asked for, else the one that is used already, else the newest."""
        used = {one.point.joint_id for one in self.object.points.all()}
        asked = self.request.POST.get("joint") or self.request.GET.get("joint") or ""
        named = [one for one in self.joints if str(one.pk) == asked]
        if asked and not named:
            raise Http404
        return next(iter([*named, *(one for one in self.joints if one.pk in used), *self.joints]), None)

    def get_form_kwargs(self) -> dict[str, Any]:
        points = points_to_use(self.joint) if self.joint else []
        return super().get_form_kwargs() | {"entry": self.object, "points": points}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(joints=self.joints, joint=self.joint, **kwargs)

    def save(self, form: Any) -> PlanEntry:
        given = form.cleaned_data
        return compose_joint(self.object, list(given["points"]), list(given["departments"]), actor=self.member)


class StrataPage(DraftEntryMixin, FormPage):
    """The entry's table of grades or levels, begun from the place's usual one."""

    title = _("分层标准")
    form_class = StrataForm
    template_name = "inspections/strata_form.html"
    help_text = _("等级差的多查、勤查，等级好的少查。空着的一层按本项计划自己的比例；全部空着就是不分层。")

    @property
    def basis(self) -> str:
        stored = next((row.basis for row in self.object.strata.all()), StratumBasis.RISK_LEVEL.value)
        asked = self.request.POST.get("basis") or self.request.GET.get("basis") or stored
        if asked not in StratumBasis.values:
            raise Http404
        return asked

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {row.value: row for row in self.object.strata.all() if row.basis == self.basis}
        usual = StratumDefault.objects.of(self.tenant).filter(basis=self.basis)
        rows = own or {row.value: row for row in usual}
        return super().get_form_kwargs() | {"basis": self.basis, "rows": rows}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        bases = [(basis.label, f"?basis={basis.value}", basis.value == self.basis) for basis in StratumBasis]
        return super().get_context_data(bases=bases, **kwargs)

    def save(self, form: Any) -> PlanEntry:
        rows = [PlanStratum(tenant=self.tenant, entry=self.object, **values) for values in form.filled()]
        return entries.set_strata(self.object, rows, actor=self.member)
