"""What people fill in around plans, seasons and campaigns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from common.pages.forms import NoteForm
from directory.queries.departments import open_departments
from inspections.forms.fields import RatioField, day_field, text_field
from inspections.models import Campaign, PlanLimits, PlanSeason


class BeginForm(TenantForm):
    """Whose plan of a year; a department's own people have no choice."""

    department = forms.ModelChoiceField(label=_("牵头部门"), queryset=None)
    is_copy = forms.BooleanField(
        label=_("复制上一年度的计划作为草稿"),
        required=False,
        help_text=_("只得到草稿：日期顺延，仍须逐项核对，并重新审定、批准。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments, hat = open_departments(self.tenant), self.member.hat
        if hat is not None and "plans.prepare" not in hat.definition.permissions:
            departments = departments.filter(pk=hat.department_id)
            self.fields["department"].initial = hat.department_id
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]


class MergeForm(NoteForm):
    """What the joint check is called, in the plan and at the door."""

    title = forms.CharField(label=_("联合检查名称"), max_length=200)
    field_order = ("title", "note")


class ChangeForm(TenantForm):
    reason = text_field(_("变更理由"), help_text=_("会随新版计划一并公示。"))


class EvaluateForm(TenantForm):
    evaluation = text_field(_("执行评估"), longest=2000, rows=5, help_text=_("写明完成情况、发现的问题和下年度建议。"))


class SeasonForm(TenantModelForm):
    opens_on = day_field(_("开始编制"))
    due_on = day_field(_("报送截止日"))

    class Meta:
        model = PlanSeason
        fields = ["opens_on", "due_on", "reason"]


class LimitsForm(TenantModelForm):
    most_ratio = RatioField(label=_("一般事项抽查比例上限"), required=False)
    joint_target = RatioField(
        label=_("联合检查占比目标"),
        required=False,
        help_text=_("全年计划检查中联合检查应占的比例，低于目标的部门会标出。"),
    )

    class Meta:
        model = PlanLimits
        fields = ["most_ratio", "most_count", "most_frequency", "joint_target"]


class CampaignForm(TenantModelForm):
    starts_on = day_field(_("开始日期"))
    ends_on = day_field(_("结束日期"))
    reason = text_field(_("开展理由"), longest=2000)
    evidence = text_field(
        _("问题依据"), longest=2000, help_text=_("写明来源和数量，如投诉举报、抽检、事故、检查发现的件数与时间。")
    )
    participants = forms.ModelMultipleChoiceField(
        label=_("参加部门"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Campaign
        fields = ["title", "department", "pattern", "reason", "evidence", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        departments, hat = open_departments(self.tenant), self.member.hat
        self.fields["participants"].queryset = departments  # type: ignore[attr-defined]
        if self.instance.pk:
            self.fields["participants"].initial = list(self.instance.participants.values_list("pk", flat=True))
        if hat is not None and "campaigns.prepare" not in hat.definition.permissions:
            departments = departments.filter(pk=hat.department_id)
            self.fields["department"].initial = hat.department_id
        self.fields["department"].queryset = departments  # type: ignore[attr-defined]


class FilingForm(TenantForm):
    filed_with = forms.CharField(label=_("备案机关"), max_length=120)
    filing_number = forms.CharField(label=_("备案号"), max_length=60)
    filed_on = day_field(_("备案日期"))


class ResultForm(TenantForm):
    result = text_field(
        _("结果报告"), longest=4000, rows=8, help_text=_("写明检查多少户、发现和处理多少问题、是否达到目的；会公示。")
    )
