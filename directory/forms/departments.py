"""Departments, the people who answer for them, the functions they hold."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField, ManyField, PersonField, UpperDepartmentField
from directory.models import Responsible
from directory.queries.departments import open_departments, upper_departments
from directory.queries.people import acts_for_place, working_here, worn
from tenancy.models import CoordinatorFunction, Department
from tenancy.models.departments import DepartmentKind, EnforcementField


class DepartmentForm(TenantModelForm):
    kinds = ManyField(DepartmentKind, label=_("部门性质"), help_text=_("一个部门可以有多种性质。"))
    enforcement_fields = ManyField(EnforcementField, label=_("综合执法领域"))
    counterpart = UpperDepartmentField(
        queryset=None,
        label=_("上级对口部门"),
        required=False,
        help_text=_("从上级地区的部门中选择，业务指导和事项承接按此对应。"),
    )

    class Meta:
        model = Department
        fields = [
            "name",
            "short_name",
            "kinds",
            "enforcement_fields",
            "has_enforcement_force",
            "is_vertical",
            "parent",
            "counterpart",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.instance.tenant = self.tenant
        fields["counterpart"].queryset = upper_departments(self.tenant)
        parents = open_departments(self.tenant).exclude(pk=self.instance.pk)
        if not acts_for_place(self.member, "departments.manage"):
            parents = self._own(parents)
        fields["parent"].queryset = parents

    def _own(self, parents: Any) -> Any:
        """A department's administrator adds units under the own department and does not move it."""
        if self.instance.pk:
            self.fields["parent"].disabled = True
            return parents
        self.fields["parent"].required = True
        return parents.filter(pk=worn(self.member).department_id)


class EndDepartmentForm(forms.Form):
    on = DayField(label=_("撤并日期"))
    note = forms.CharField(label=_("依据"), max_length=500, help_text=_("机构改革方案或文件的名称、文号。"))


class ResponsibleForm(TenantModelForm):
    member = PersonField(  # type: ignore[assignment]
        required=False, help_text=_("有账号的人员在这里选择。")
    )
    starts_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("结束日期"), required=False)

    class Meta:
        model = Responsible
        fields = ["duty", "member", "name", "post", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["member"].queryset = working_here(self.tenant)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("member") and not values.get("name"):
            self.add_error("name", _("请选择人员，或填写姓名。"))
        return values


class FunctionForm(TenantForm):
    """Who holds one coordinating function."""

    department = forms.ModelChoiceField(queryset=None, label=_("承担部门"))
    basis = forms.CharField(
        label=_("依据"), max_length=CoordinatorFunction._meta.get_field("basis").max_length, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)
