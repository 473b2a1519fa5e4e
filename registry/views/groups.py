"""Inspection groups of the departments: the list, one of them, its members, whether it is in use (R095)."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage
from registry.filters.officers import GroupFilters
from registry.fitness import reasons_against
from registry.forms.groups import ChangeGroupForm, GroupForm
from registry.models import InspectionGroup
from registry.queries.groups import with_members
from registry.queries.officers import LEAST_OFFICERS
from registry.services import groups
from registry.views.officer_tabs import OfficerTabs, officers_crumb
from registry.views.officers import fitness_badge, life_of

_HELP = gettext_lazy(
    "计划写明按检查组抽取的部门，从在用的检查组中整组抽取。每组须有至少两名证件有效、领域相符的成员；借出的不算，借入的算。"
)


def look_into(group: Any) -> None:
    """Say of each of its members whether he may be drawn today, and of the group whether it can be sent."""
    today = timezone.localdate()
    for one in group.members:
        one.reasons = reasons_against(one.standing, on=today)
        one.badge = fitness_badge(one.reasons)
    group.fit = sum(not one.reasons for one in group.members)
    group.badge = group_badge(group)


def group_badge(group: Any) -> dict[str, str]:
    if group.is_retired:
        return {"label": _("已停用"), "tone": "grey"}
    if group.fit < LEAST_OFFICERS:
        return {"label": _("可抽取人员不足"), "tone": "yellow"}
    return {"label": _("可抽取"), "tone": "green"}


class GroupsPage(OfficerTabs, ListPage):
    model = InspectionGroup
    permission = "officers.view"
    title = gettext_lazy("检查组")
    tab = "registry:inspection_groups"
    filterset_class = GroupFilters
    ordering = ["is_retired", "department__name", "name", "pk"]
    rows_template = "registry/_group_rows.html"
    columns = [
        Column("name", gettext_lazy("检查组"), "name"),
        Column("department", gettext_lazy("所属部门"), "department__name"),
        Column("members", gettext_lazy("成员")),
        Column("fit", gettext_lazy("今日可抽取"), is_number=True),
        Column("state", gettext_lazy("状态")),
    ]
    empty = Empty(
        gettext_lazy("还没有检查组"),
        gettext_lazy("固定编组的部门在这里建立检查组并编入人员，计划中就可以选择按检查组抽取。"),
        gettext_lazy("新建检查组"),
        "registry:inspection_group_add",
    )
    help_text = _HELP

    def for_list(self, rows: Any) -> Any:
        return with_members(rows, self.tenant, timezone.localdate())

    def get_moves(self) -> list[Button]:
        if not self.member.may("officers.manage"):
            return []
        return [Button(_("新建检查组"), reverse("registry:inspection_group_add", args=[self.tenant]), is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            look_into(row)
        return context


class GroupPage(DetailPage):
    model = InspectionGroup
    permission = "officers.view"
    template_name = "registry/group_detail.html"
    help_text = _HELP
    facts = ["department"]

    def get_queryset(self) -> Any:
        return with_members(super().get_queryset(), self.tenant, timezone.localdate())

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self), groups_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("officers.manage", self.object):
            return []
        place = [self.tenant, self.object.pk]
        change = Button(_("名称和成员"), reverse("registry:inspection_group_change", args=place), is_primary=True)
        if self.object.is_retired:
            return [change, Button(_("恢复使用"), reverse("registry:inspection_group_reinstate", args=place))]
        return [
            change,
            Button(_("停用"), reverse("registry:inspection_group_retire", args=place), is_dangerous=True),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        look_into(self.object)
        keeps = self.member.may("officers.manage", self.object)
        return super().get_context_data(
            page_state=self.object.badge,
            members=self.object.members,
            history=life_of(self.object) if keeps else [],
            **kwargs,
        )


def groups_crumb(page: Any) -> Crumb:
    return Crumb(_("检查组"), reverse("registry:inspection_groups", args=[page.tenant]))


class AddGroupPage(FormPage):
    """A name first; then the members, who are those of its department."""

    permission = "officers.manage"
    form_class = GroupForm
    title = gettext_lazy("新建检查组")
    submit_label = gettext_lazy("建立并选择成员")
    success_message = gettext_lazy("检查组已建立，请勾选成员。")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self), groups_crumb(self)]

    def save(self, form: Any) -> str:
        group = groups.add_group(form.instance, actor=self.member)
        return reverse("registry:inspection_group_change", args=[self.tenant, group.pk])


class GroupForms(FormPage):
    """A form about one group."""

    model = InspectionGroup
    permission = "officers.manage"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self), groups_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]


class ChangeGroupPage(GroupForms):
    form_class = ChangeGroupForm
    title = gettext_lazy("名称和成员")
    help_text = gettext_lazy("改动只影响以后冻结的抽取；已经冻结的，按冻结时的成员派出。")

    def save(self, form: Any) -> InspectionGroup:
        return groups.change_group(form.instance, form.cleaned_data["officers"], actor=self.member)


class RetireGroupPage(GroupForms):
    form_class = ReasonForm
    title = submit_label = gettext_lazy("停用检查组")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("“%s”不再被抽取，成员可以编入其他检查组；已经抽中的检查照常进行。")
        return super().get_context_data(consequence=words % self.object, **kwargs)

    def save(self, form: Any) -> InspectionGroup:
        return groups.retire_group(self.object, note=form.cleaned_data["note"], actor=self.member)


class ReinstateGroupPage(GroupForms):
    form_class = ReasonForm
    title = submit_label = gettext_lazy("恢复使用检查组")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("“%s”可以再被抽取；停用期间编入其他检查组的人员不再属于本组。")
        return super().get_context_data(consequence=words % self.object, **kwargs)

    def save(self, form: Any) -> InspectionGroup:
        return groups.reinstate_group(self.object, note=form.cleaned_data["note"], actor=self.member)
