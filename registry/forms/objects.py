"""What people fill in about an object: the shared facts, what its kind has, its codes."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place
from registry.kinds import DETAILS, ORGANISATIONS, Detail, code_kinds
from registry.models import SupervisedObject
from registry.queries.industries import read_industry
from registry.queries.visibility import towns_of
from registry.services.objects import Codes
from tenancy.models import Department, Region

_LONG = 500
_SPLIT = re.compile(r"[、，,；;\n]+")


class IndustryField(forms.CharField):
    """An industry by its code or its name in GB/T 4754-2017."""

    def clean(self, value: Any) -> Any:
        try:
            return read_industry(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return getattr(value, "code", value)


def detail_field(detail: Detail) -> forms.Field:
    """The control of one detail; what it may hold is judged by the table when it is kept."""
    plain: dict[str, Any] = {"label": detail.label, "required": False}
    if detail.form == "day":
        return DayField(**plain)
    if detail.form == "truth":
        return forms.BooleanField(**plain)
    if detail.form == "choice":
        return forms.ChoiceField(choices=[("", "—"), *detail.choices], **plain)
    if detail.form == "number":
        return forms.CharField(widget=forms.TextInput({"inputmode": "decimal"}), max_length=30, **plain)
    widget = forms.Textarea({"rows": 3}) if detail.longest > _LONG else forms.TextInput
    return forms.CharField(widget=widget, max_length=detail.longest, **plain)


class ObjectForm(TenantForm):
    """All of an object of one kind; `row` is the object to change, or an unsaved one of the kind."""

    name = forms.CharField(label=_("名称"), max_length=300)
    uscc = forms.CharField(
        label=_("统一社会信用代码"), max_length=40, required=False, help_text=_("18位，可带空格；校验位会核对。")
    )
    former_names = forms.CharField(
        label=_("曾用名"), required=False, widget=forms.Textarea({"rows": 2}), help_text=_("每行一个。")
    )
    department = forms.ModelChoiceField(
        label=_("建档部门"),
        queryset=Department.everything.all(),
        required=False,
        help_text=_("谁监管、谁建设、谁维护：由这个部门维护公共信息和状态。"),
    )
    town = forms.ModelChoiceField(label=_("所在乡镇（街道）"), queryset=Region.objects.none(), required=False)
    address = forms.CharField(label=_("地址"), max_length=300, required=False)
    longitude = forms.DecimalField(label=_("经度"), max_digits=9, decimal_places=6, required=False)
    latitude = forms.DecimalField(label=_("纬度"), max_digits=9, decimal_places=6, required=False)
    industry = IndustryField(
        label=_("行业"),
        required=False,
        max_length=60,
        help_text=_("按国民经济行业分类（GB/T 4754-2017）填写代码或名称，如“5211”或“百货零售”。"),
    )

    def __init__(self, *args: Any, row: SupervisedObject, **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, initial=_initial(row), **kwargs)
        fields: dict[str, Any] = self.fields
        fields["town"].queryset = towns_of(self.tenant)
        fields["department"].queryset = open_departments(self.tenant)
        if not acts_for_place(self.member, "objects.maintain"):
            del fields["department"]
        if row.kind not in ORGANISATIONS:
            del fields["uscc"]
        for detail in DETAILS[row.kind]:
            fields[f"detail_{detail.name}"] = detail_field(detail)
        for kind in code_kinds(row.kind):
            fields[f"code_{kind}"] = forms.CharField(
                label=kind.label, max_length=400, required=False, help_text=_("有多个时用顿号隔开。")
            )
        fields["is_another"] = forms.BooleanField(
            label=_("已核对，与下列对象都不是同一个，仍然新建"), required=False, widget=forms.HiddenInput
        )

    def ask_whether_another(self) -> None:
        """Show the tick by which a person says that what looks the same is not."""
        self.fields["is_another"].widget = forms.CheckboxInput()

    def clean_former_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["former_names"].splitlines() if line.strip()]

    def as_object(self) -> SupervisedObject:
        """The row with what was typed, for the service to keep."""
        given, row = self.cleaned_data, self.row
        for name in ("name", "former_names", "town", "address", "longitude", "latitude", "industry"):
            setattr(row, name, given[name])
        row.uscc = given.get("uscc", "")
        if "department" in given:
            row.department = given["department"]
        row.detail = {detail.name: given[f"detail_{detail.name}"] for detail in DETAILS[row.kind]}
        return row

    def as_codes(self) -> Codes:
        """The other codes that were typed."""
        typed = ((kind, self.cleaned_data[f"code_{kind}"]) for kind in code_kinds(self.row.kind))
        return Codes([(str(kind), part) for kind, text in typed for part in _SPLIT.split(text)])


def _initial(row: SupervisedObject) -> dict[str, Any]:
    """What the form shows first: the row as it is."""
    names = ("name", "uscc", "department", "town", "address", "longitude", "latitude", "industry")
    shown = {name: getattr(row, name) for name in names} | {"former_names": "\n".join(row.former_names)}
    shown |= {f"detail_{name}": value for name, value in row.detail.items()}
    codes: dict[str, list[str]] = {}
    for one in row.identifiers.all() if row.pk else []:
        codes.setdefault(f"code_{one.kind}", []).append(one.value)
    return shown | {name: _t("、").join(values) for name, values in codes.items()}
