"""Default duties by industry, and decisions on inspections on site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from items.attributes import CleanupVerdict
from items.forms.matters import ItemField
from items.models import Cleanup, DefaultDuty
from items.queries.cleanups import DIVISION
from items.services.cleanups import Verdict
from registry.models import Industry


class DefaultDutyForm(TenantModelForm):
    class Meta:
        model = DefaultDuty
        fields = ["industry", "department", "basis"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["industry"].queryset = Industry.objects.filter(level__lte=DIVISION).order_by("section", "level", "code")
        fields["department"].queryset = open_departments(self.tenant)


class CleanupForm(TenantModelForm):
    due_on = DayField(label=_("完成期限"))

    class Meta:
        model = Cleanup
        fields = ["name", "basis", "due_on"]
        help_texts = {"basis": _("部署清理的文件名称、文号。")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant


class VerdictForm(TenantForm):
    kind = forms.ChoiceField(label=_("清理意见"), choices=CleanupVerdict, widget=forms.RadioSelect)
    into = ItemField(label=_("并入事项"), help_text=_("合并时选择；自动在它上面建立修订草稿。"))
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["into"].of(self.tenant)

    def verdict(self) -> Verdict:
        given = self.cleaned_data
        return Verdict(given["kind"], given["reason"], given["into"])
