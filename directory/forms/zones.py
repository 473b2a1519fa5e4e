"""Zone committees, places to switch on, codes to look up."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import PersonField
from directory.queries.people import working_here
from tenancy.regions import parse_code


class CodeField(forms.CharField):
    """A code of six, nine or twelve digits; cleaned to its twelve-digit number."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=12, label=_("区划代码"), widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text and (not text.isascii() or not text.isdecimal() or len(text) not in (6, 9, 12)):
            raise forms.ValidationError(_("代码为6位、9位或12位数字。"))
        return parse_code(text) if text else None


class ZoneForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=100, help_text=_("如“××经济技术开发区管委会”。"))
    code = CodeField(help_text=_("已填入本地区范围内一个没有用过的代码，可以改用其他代码。"))


class CodeForm(forms.Form):
    code = CodeField(help_text=_("输入现行或已停用的代码，如 610721。"))


class OpenPlaceForm(TenantForm):
    administrator = PersonField(help_text=_("由此人担任该地区首任统筹管理员，再建立当地的部门和账号。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["administrator"].label = _("首任统筹管理员")
        fields["administrator"].queryset = working_here(self.tenant)
