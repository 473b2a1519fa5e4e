"""What an approving department tells."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from registry.forms.fields import LastDayField
from registry.kinds import ObjectKind
from registry.models import ApprovalEvent, ApprovalRoute, SupervisedObject
from registry.models.approvals import EventKind
from registry.queries.visibility import towns_of
from tenancy.models import Region


class RouteForm(TenantModelForm):
    class Meta:
        model = ApprovalRoute
        fields = ["matter", "supervisor", "basis", "notice_days", "check_days"]
        help_texts = {"matter": _("与审批系统中的事项名称一致，登记审批信息时按此对应。")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["supervisor"].queryset = open_departments(self.tenant)


class ApprovalForm(TenantForm):
    """A decision, and the object it is about."""

    kind = forms.ChoiceField(label=_("类型"), choices=EventKind)
    matter = forms.ChoiceField(label=_("审批（备案）事项"))
    permit_number = forms.CharField(label=_("许可（备案）编号"), max_length=120, required=False)
    decided_on = DayField(label=_("决定日期"))
    valid_until = LastDayField(label=_("有效期至"), required=False)
    object_kind = forms.ChoiceField(label=_("对象类别"), choices=ObjectKind)
    name = forms.CharField(label=_("对象名称"), max_length=300)
    uscc = forms.CharField(label=_("统一社会信用代码"), max_length=40, required=False)
    town = forms.ModelChoiceField(label=_("所在乡镇（街道）"), queryset=Region.objects.none(), required=False)
    address = forms.CharField(label=_("地址"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["town"].queryset = towns_of(self.tenant)
        department = self.member.hat.department_id if self.member.hat else None
        routes = ApprovalRoute.objects.of(self.tenant).filter(department=department).order_by("matter")
        fields["matter"].choices = [(name, name) for name in routes.values_list("matter", flat=True).distinct()]

    def as_event(self) -> ApprovalEvent:
        """The decision, unsaved."""
        names = ("kind", "matter", "permit_number", "decided_on", "valid_until")
        values = {name: self.cleaned_data[name] for name in names}
        hat = self.member.hat
        return ApprovalEvent(tenant=self.tenant, department=hat.department if hat else None, **values)

    def as_object(self) -> SupervisedObject:
        """The object as the decision describes it, unsaved."""
        values = {name: self.cleaned_data[name] for name in ("name", "uscc", "town", "address")}
        return SupervisedObject(tenant=self.tenant, kind=self.cleaned_data["object_kind"], **values)


class FollowUpForm(forms.Form):
    """What came of a follow-up."""

    done_on = DayField(label=_("办理日期"))
    result = forms.CharField(
        label=_("办理情况和结果"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("告知的写明方式和内容；首次检查的写明检查结果，审批部门会收到。"),
    )
