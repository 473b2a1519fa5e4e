"""Departments: list, one department with all that hangs on it, founding, changing, ending, the responsibility chain."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Button, Column, Crumb, DetailPage, Empty, FormPage, ListPage, Page
from directory.filters import DepartmentFilters
from directory.forms.departments import DepartmentForm, EndDepartmentForm, ResponsibleForm
from directory.forms.fields import LastDayForm
from directory.models import Responsible, Transfer
from directory.queries.departments import with_people
from directory.queries.history import department_history
from directory.queries.people import current
from directory.services.departments import add_department, change_department, end_department
from directory.services.responsibles import end_responsible, name_responsible
from directory.views.tabs import DirectoryTabs
from tenancy.models import Department, DepartmentGrant, Membership


def departments_crumb(page: Page) -> Crumb:
    return Crumb(_("部门"), reverse("directory:departments", args=[page.tenant]))


class DepartmentsPage(DirectoryTabs, ListPage):
    """Every department of the place."""

    model = Department
    permission = "directory.view"
    title = gettext_lazy("部门")
    tab = "directory:departments"
    filterset_class = DepartmentFilters
    ordering: list = [F("ended_on").desc(nulls_first=True), "name", "pk"]
    rows_template = "directory/_department_rows.html"
    export = "directory.departments"
    columns = [
        Column("name", gettext_lazy("单位名称"), "name"),
        Column("kinds", gettext_lazy("部门性质")),
        Column("fields", gettext_lazy("综合执法领域")),
        Column("counterpart", gettext_lazy("上级对口部门"), "counterpart__name"),
        Column("people", gettext_lazy("在职人员"), "people", is_number=True),
        Column("state", gettext_lazy("状态"), "ended_on"),
    ]
    empty = Empty(
        gettext_lazy("还没有部门"),
        gettext_lazy("先建立本地区的部门，再为每个部门添加人员。"),
        gettext_lazy("新建部门"),
        "directory:add_department",
    )

    def for_list(self, rows: QuerySet) -> QuerySet:
        return with_people(rows, timezone.localdate()).select_related("counterpart__tenant")

    def get_moves(self) -> list[Button]:
        if not self.member.may("departments.manage"):
            return []
        return [Button(_("新建部门"), reverse("directory:add_department", args=[self.tenant]), is_primary=True)]


class DepartmentPage(DetailPage):
    """One department: what it is, who works there and answers for it, what it holds, what happened to it."""

    model = Department
    permission = "directory.view"
    template_name = "directory/department_detail.html"
    facts = [
        "short_name",
        (gettext_lazy("部门性质"), "kinds_text"),
        (gettext_lazy("综合执法领域"), "fields_text"),
        "has_enforcement_force",
        "is_vertical",
        "parent",
        "counterpart",
    ]

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("tenant", "parent", "counterpart__tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self)]

    def get_facts(self) -> list[tuple[str, Any]]:
        row = self.object
        row.kinds_text, row.fields_text = _("、").join(row.kind_labels), _("、").join(row.field_labels)
        facts = super().get_facts()
        if row.counterpart:
            facts[-1] = (facts[-1][0], f"{row.counterpart.tenant}　{row.counterpart}")
        return facts

    def get_moves(self) -> list[Button]:
        if self.object.ended_on:
            return []
        place = [self.tenant, self.object.pk]
        may_change = self.member.may("departments.manage", self.object)
        moves = [
            Button(_("修改"), reverse("directory:change_department", args=place), is_primary=True),
            Button(_("添加责任人"), reverse("directory:name_responsible", args=place)),
        ]
        dangerous = [
            Button(_("划转职责"), f"{reverse('directory:add_transfer', args=[self.tenant])}?source={self.object.pk}"),
            Button(_("撤并"), reverse("directory:end_department", args=place), is_dangerous=True),
        ]
        return (moves if may_change else []) + (dangerous if self.member.may("departments.transfer") else [])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, today = self.object, timezone.localdate()
        staff = current(Membership.objects.of(self.tenant).filter(department=row), today)
        state = {"label": _("%(on)s撤并") % {"on": row.ended_on}, "tone": "grey"} if row.ended_on else None
        return super().get_context_data(
            page_state=state,
            parts=row.children.filter(ended_on__isnull=True),
            functions=row.coordinator_functions.all(),
            chain=Responsible.objects.of(self.tenant).filter(department=row).select_related("member"),
            staff=staff.select_related("member").order_by("role", "member__name"),
            grants=DepartmentGrant.objects.of(self.tenant)
            .filter(content_object=row)
            .select_related("user", "permission"),
            transfers=Transfer.objects.of(self.tenant)
            .filter(Q(source=row) | Q(target=row))
            .select_related("source", "target"),
            may_change=self.member.may("departments.manage", row),
            may_transfer=self.member.may("departments.transfer"),
            today=today,
            history=department_history(row),
            **kwargs,
        )


class AddDepartmentPage(FormPage):
    permission = "departments.manage"
    form_class = DepartmentForm
    title = gettext_lazy("新建部门")
    success_message = gettext_lazy("部门已建立。")

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self)]

    def save(self, form: Any) -> Department:
        return add_department(form.instance, actor=self.member)


class ChangeDepartmentPage(FormPage):
    model = Department
    permission = "departments.manage"
    form_class = DepartmentForm
    success_message = gettext_lazy("已保存。")

    def get_title(self) -> str:
        return _("修改：%(name)s") % {"name": self.name}

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.name, self.url = self.object.name, self.object.get_absolute_url()

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self), Crumb(self.name, self.url)]

    def save(self, form: Any) -> Department:
        return change_department(form.instance, actor=self.member)


class EndDepartmentPage(FormPage):
    """End a department that holds nothing any more."""

    model = Department
    permission = "departments.transfer"
    form_class = EndDepartmentForm
    submit_label = gettext_lazy("撤并")
    success_message = gettext_lazy("部门已撤并，历史资料保留。")

    def get_title(self) -> str:
        return _("撤并：%(name)s") % {"name": self.object}

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"on": timezone.localdate()}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _("撤并后不能再选择这个部门，历史资料保留。名下还有人员、职能或授权的，须先办理职责划转。")
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> Department:
        return end_department(self.object, actor=self.member, **form.cleaned_data)


class NameResponsiblePage(FormPage):
    """Put a person into the responsibility chain of a department (R015)."""

    model = Department
    permission = "departments.manage"
    form_class = ResponsibleForm
    title = gettext_lazy("添加责任人")
    help_text = gettext_lazy(
        "主要领导是第一责任人，分管领导是主要责任人，从事日常监管的工作人员为直接责任人。\n\n"
        "第一责任人、主要责任人同一时期各只有一名；更换时先结束原来的一名。"
    )
    success_message = gettext_lazy("责任人已添加。")

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        row = Responsible(tenant=self.tenant, department=self.object)
        return super().get_form_kwargs() | {"instance": row, "initial": {"starts_on": timezone.localdate()}}

    def save(self, form: Any) -> Department:
        name_responsible(form.instance, actor=self.member)
        return self.object


class EndResponsiblePage(FormPage):
    model = Responsible
    permission = "departments.manage"
    form_class = LastDayForm
    success_message = gettext_lazy("已结束。")

    def get_title(self) -> str:
        return _("结束：%(who)s") % {"who": self.object}

    def get_crumbs(self) -> list[Crumb]:
        return [departments_crumb(self), Crumb(str(self.object.department), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"on": timezone.localdate()}}

    def save(self, form: Any) -> Department:
        end_responsible(self.object, actor=self.member, **form.cleaned_data)
        return self.object.department
