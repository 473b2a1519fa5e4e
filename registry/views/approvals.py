"""Approval joined to supervision: which approval concerns whom, and what was decided (R054)."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Column, Crumb, Empty, FormPage, KeysetListPage, ListPage, Page
from common.pages.forms import NoteForm
from registry.forms.approvals import ApprovalForm, RouteForm
from registry.models import ApprovalEvent, ApprovalRoute
from registry.services.approvals import add_route, record_approval, remove_route
from registry.views.object_tabs import ObjectTabs
from registry.views.objects import objects_crumb


def approvals_crumb(page: Page) -> Crumb:
    return Crumb(_t("审管联动"), reverse("registry:approvals", args=[page.tenant]))


def routes_crumb(page: Page) -> Crumb:
    return Crumb(_t("对应关系"), reverse("registry:approval_routes", args=[page.tenant]))


class ApprovalsPage(ObjectTabs, KeysetListPage):
    permission = "objects.view"
    title = _("审管联动")
    tab = "registry:approvals"
    model = ApprovalEvent
    rows_template = "registry/_approval_rows.html"
    columns = [
        Column("object", _("监管对象")),
        Column("kind", _("类型")),
        Column("matter", _("审批（备案）事项")),
        Column("department", _("审批部门")),
        Column("permit_number", _("编号")),
        Column("decided_on", _("决定日期")),
        Column("valid_until", _("有效期至")),
        Column("told", _("告知部门"), is_number=True),
    ]
    empty = Empty(
        _("还没有审批信息"),
        _("审批部门登记许可、变更、备案、注销后，监管部门的名录自动更新并收到通知。先设置事项与监管部门的对应关系。"),
        _("登记审批信息"),
        "registry:approval_new",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("object", "department")

    def get_moves(self) -> list[Button]:
        moves = [
            Button(_t("后续任务"), reverse("registry:follow_ups", args=[self.tenant])),
            Button(_t("对应关系"), reverse("registry:approval_routes", args=[self.tenant])),
        ]
        if self.member.may("objects.approve"):
            address = reverse("registry:approval_new", args=[self.tenant])
            moves.insert(0, Button(_t("登记审批信息"), address, is_primary=True))
        return moves


class NewApprovalPage(FormPage):
    permission = "objects.approve"
    title = _("登记审批信息")
    submit_label = _("登记并告知监管部门")
    form_class = ApprovalForm
    success_message = _("已登记，监管部门的名录已更新并收到通知。")
    help_text = _("先按代码和名称在名录库中查找：确是同一对象的更新，没有的自动建档。")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), approvals_crumb(self)]

    def save(self, form: ApprovalForm) -> Any:
        return record_approval(form.as_event(), form.as_object(), actor=self.member).object


class RoutesPage(ListPage):
    permission = "objects.view"
    title = _("审管联动对应关系")
    model = ApprovalRoute
    ordering = ["matter", "pk"]
    rows_template = "registry/_route_rows.html"
    columns = [
        Column("matter", _("审批（备案）事项"), "matter"),
        Column("department", _("审批部门"), "department__name"),
        Column("supervisor", _("监管部门"), "supervisor__name"),
        Column("basis", _("监管事项或依据")),
        Column("notice_days", _("告知期限"), is_number=True),
        Column("check_days", _("首次检查期限"), is_number=True),
        Column("act", ""),
    ]
    empty = Empty(
        _("还没有对应关系"),
        _("审批部门逐项写明：谁拿到这个许可，就由哪个部门监管。"),
        _("添加对应关系"),
        "registry:approval_route_new",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("department", "supervisor")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), approvals_crumb(self)]

    def get_moves(self) -> list[Button]:
        if not self.member.may("objects.approve"):
            return []
        address = reverse("registry:approval_route_new", args=[self.tenant])
        return [Button(_t("添加对应关系"), address, is_primary=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for row in context["rows"]:
            row.may_remove = self.member.may("objects.approve", row)
        return context


class NewRoutePage(FormPage):
    permission = "objects.approve"
    title = _("添加对应关系")
    form_class = RouteForm

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), approvals_crumb(self), routes_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        hat = self.member.hat
        route = ApprovalRoute(tenant=self.tenant, department=hat.department if hat else None)
        return super().get_form_kwargs() | {"instance": route}

    def save(self, form: Any) -> str:
        add_route(form.instance, actor=self.member)
        return reverse("registry:approval_routes", args=[self.tenant])


class RemoveRoutePage(FormPage):
    permission = "objects.approve"
    model = ApprovalRoute
    title = _("删除对应关系")
    submit_label = _("删除")
    form_class = NoteForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("department", "supervisor")

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self), approvals_crumb(self), routes_crumb(self)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _t("以后办理这项审批不再告知这个监管部门；已纳入名录的不变。")
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> str:
        remove_route(self.object, actor=self.member)
        return reverse("registry:approval_routes", args=[self.tenant])
