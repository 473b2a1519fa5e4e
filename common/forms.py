"""Forms that offer only the tenant's own rows."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenancy.managers import TenantManager
from tenancy.models import Member, Region


def narrow(form: Any, tenant: Region) -> None:
    """Limit every choice of tenant-owned rows to `tenant`; Django would offer all tenants' otherwise."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            owned = isinstance(getattr(field.queryset.model, "objects", None), TenantManager)
            if owned:
                field.queryset = field.queryset.filter(tenant=tenant)


class ReasonForm(forms.Form):
    """Why something is done; it goes into the audit ledger."""

    note = forms.CharField(label=_("理由"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files at once; cleans to a list."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for one in given if (file := super(FilesField, self).clean(one, initial))]


class TenantFormMixin:
    """Takes `tenant` and `member`; subclasses narrow further in `__init__` after `super()`."""

    def __init__(self, *args: Any, tenant: Region, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tenant = tenant
        self.member = member
        narrow(self, tenant)


class TenantForm(TenantFormMixin, forms.Form):
    """A form inside a place."""


class TenantModelForm(TenantFormMixin, forms.ModelForm):
    """A form for one tenant-owned row. It validates; a service saves."""
