"""A transfer of duties."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from directory.forms.fields import DayField
from directory.models import Transfer
from directory.queries.departments import open_departments


class TransferForm(TenantModelForm):
    effective_on = DayField(label=_("生效日期"), help_text=_("当日零时起由划入部门负责；选今天则确认后立即划转。"))

    class Meta:
        model = Transfer
        fields = ["source", "target", "effective_on", "basis", "ends_source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.instance.tenant = self.tenant
        for name in ("source", "target"):
            fields[name].queryset = open_departments(self.tenant)
