"""Grants on single departments that no role implies."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import ReasonForm
from common.pages import Button, Column, Crumb, Empty, FormPage, ListPage, Page
from directory.filters import GrantFilters
from directory.forms.grants import GrantForm
from directory.services.grants import grant, revoke
from directory.views.tabs import DirectoryTabs
from tenancy.models import DepartmentGrant


def grants_crumb(page: Page) -> Crumb:
    return Crumb(_("单项授权"), reverse("directory:grants", args=[page.tenant]))


class GrantsPage(DirectoryTabs, ListPage):
    """Who may do what for one department although no role says so."""

    model = DepartmentGrant
    permission = "grants.manage"
    title = gettext_lazy("单项授权")
    tab = "directory:grants"
    filterset_class = GrantFilters
    ordering = ["user__name", "pk"]
    rows_template = "directory/_grant_rows.html"
    columns = [
        Column("person", gettext_lazy("人员"), "user__name"),
        Column("permission", gettext_lazy("授权事项")),
        Column("department", gettext_lazy("部门"), "content_object__name"),
        Column("act", ""),
    ]
    empty = Empty(
        gettext_lazy("还没有单项授权"),
        gettext_lazy("角色之外的个别职责在这里授予，如请某人维护一个部门的工作联络表。"),
        gettext_lazy("新增授权"),
        "directory:add_grant",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("user", "permission", "content_object")

    def get_moves(self) -> list[Button]:
        return [Button(_("新增授权"), reverse("directory:add_grant", args=[self.tenant]), is_primary=True)]


class AddGrantPage(FormPage):
    permission = "grants.manage"
    form_class = GrantForm
    title = gettext_lazy("新增授权")
    success_message = gettext_lazy("已授权。")

    def get_crumbs(self) -> list[Crumb]:
        return [grants_crumb(self)]

    def save(self, form: Any) -> str:
        values = form.cleaned_data
        grant(values["department"], actor=self.member, member=values["person"], permission=values["permission"])
        return reverse("directory:grants", args=[self.tenant])


class RevokeGrantPage(FormPage):
    model = DepartmentGrant
    permission = "grants.manage"
    form_class = ReasonForm
    title = gettext_lazy("收回授权")
    submit_label = gettext_lazy("收回授权")
    success_message = gettext_lazy("授权已收回。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("user", "permission", "content_object")

    def get_crumbs(self) -> list[Crumb]:
        return [grants_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.object
        words = {"name": row.user, "permission": row.permission.name, "department": row.content_object}
        sentence = _("收回后，%(name)s不再%(permission)s（%(department)s）；历史记录保留。") % words
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> str:
        revoke(self.object, actor=self.member, **form.cleaned_data)
        return reverse("directory:grants", args=[self.tenant])
