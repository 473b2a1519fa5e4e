"""Which file is merged into which, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from registry.forms.relations import ObjectField


class MergeForm(TenantForm):
    other = ObjectField(label=_("并入的档案"))
    note = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["other"].tenant = self.tenant
