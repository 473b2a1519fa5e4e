"""What is asked for a 重点监管清单, its units and its log (R042)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place, worn
from registry.forms.relations import ObjectField
from registry.models import ChainStage, KeyList, KeyListLimit, KeyTracking


class KeyLimitForm(TenantModelForm):
    class Meta:
        model = KeyListLimit
        fields = ["lists", "units", "basis"]


class KeyListForm(TenantModelForm):
    reason = forms.CharField(
        label=_("风险研判与选定标准"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("写明区域性、行业性风险的依据和按什么标准选定单位。"),
    )
    measures = forms.CharField(label=_("跟踪监管和直接指导措施"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    starts_on = DayField(label=_("执行起"))
    ends_on = DayField(label=_("执行至"))

    class Meta:
        model = KeyList
        fields = ["name", "risk", "department", "reason", "measures", "every_days", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        departments = open_departments(self.tenant)
        if not acts_for_place(self.member, "key_lists.prepare"):
            departments = departments.filter(pk=worn(self.member).department_id)
            fields["department"].initial = departments.first()
        fields["department"].queryset = departments


class UnitForm(TenantForm):
    object = ObjectField(label=_("单位"))
    stage = forms.ChoiceField(
        label=_("所在环节"),
        choices=[("", _("不分环节")), *ChainStage.choices],
        required=False,
        help_text=_(
            "直接涉及安全的特殊重点领域，生产、经营、使用、检验检测全链条都要有单位，清单页面显示哪个环节还没有。"
        ),
    )
    reason = forms.CharField(label=_("选定理由"), max_length=300, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["object"].tenant = self.tenant


class RemoveUnitForm(forms.Form):
    note = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea({"rows": 3}))


class TrackingForm(TenantModelForm):
    done_on = DayField(label=_("日期"))
    text = forms.CharField(label=_("情况和结果"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    class Meta:
        model = KeyTracking
        fields = ["kind", "done_on", "text"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = timezone.localdate()
