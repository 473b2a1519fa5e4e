"""A grant on a single department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import PersonField
from directory.queries.departments import open_departments
from directory.queries.people import working_here
from directory.services.grants import grantable


class GrantForm(TenantForm):
    department = forms.ModelChoiceField(queryset=None, label=_("部门"))
    permission = forms.ChoiceField(label=_("授权事项"))
    person = PersonField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)
        fields["permission"].choices = grantable()
        fields["person"].queryset = working_here(self.tenant).exclude(pk=self.member.pk)
