"""Accounts and hats."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MinValueValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from directory.forms.fields import DayField
from directory.queries.people import departments_to_staff, roles_to_give
from tenancy.models import Member, Membership
from tenancy.roles import ROLES

_SINCE_THE_FOUNDING = MinValueValidator(date(1949, 10, 1), _("任职不会早于1949年10月1日，请核对年份。"))
_MOBILE = RegexValidator(r"^1[3-9]\d{9}$", _("请填写11位手机号码。"))
_LOGIN = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9._-]{2,}$", _("登录名用字母、数字和 . _ - ，至少三位，以字母或数字开头。")
)


class MemberForm(TenantModelForm):
    mobile = forms.CharField(
        label=_("手机号码"),
        required=False,
        max_length=11,
        validators=[_MOBILE],
        widget=forms.TextInput({"inputmode": "tel"}),
        help_text=_("仅工作人员可见。"),
    )

    class Meta:
        model = Member
        fields = ["name", "username", "employee_number", "mobile", "email"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].validators.append(_LOGIN)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"


class RoleMixin:
    """Asks for a role and its department; offers only what the reader may hand out."""

    def offer(self) -> None:
        form: Any = self
        form.fields["role"].choices = [(code, ROLES[code].label) for code in roles_to_give(form.member)]
        form.fields["department"].queryset = departments_to_staff(form.member, form.tenant)
        form.fields["department"].help_text = _("执法人员、部门管理员、法制审核员必须选择部门。")

    def clean(self) -> dict[str, Any]:
        form: Any = self
        values = super().clean() or {}  # type: ignore[misc]
        role = ROLES.get(values.get("role", ""))
        if role and role.is_departmental and not values.get("department"):
            form.add_error("department", _("这个角色必须选择所在部门。"))
        return values


class HatForm(RoleMixin, TenantModelForm):
    """One hat."""

    role = forms.ChoiceField(label=_("角色"))
    starts_on = DayField(label=_("开始日期"), validators=[_SINCE_THE_FOUNDING])
    ends_on = DayField(label=_("结束日期"), required=False, help_text=_("不填为长期。"))

    class Meta:
        model = Membership
        fields = ["role", "department", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant
        self.offer()


class NewMemberForm(RoleMixin, MemberForm):
    """An account together with its first hat."""

    role = forms.ChoiceField(label=_("角色"))
    department = forms.ModelChoiceField(queryset=None, label=_("部门"), required=False)
    starts_on = DayField(label=_("任职开始日期"), validators=[_SINCE_THE_FOUNDING])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.home = self.tenant
        self.offer()

    def hat(self) -> Membership:
        """The first hat, unsaved."""
        values = self.cleaned_data
        return Membership(
            tenant=self.tenant, role=values["role"], department=values["department"], starts_on=values["starts_on"]
        )


class InviteForm(HatForm):
    """A hat for a person whose account another place made; who that is, the sign-in name says."""

    login = forms.CharField(
        label=_("登录名"), max_length=60, help_text=_("请向本人核对登录名；账号仍由原地区管理，这里只增加一个身份。")
    )

    field_order = ["login", "role", "department", "starts_on", "ends_on"]
