"""What is asked to engage a third party, and to take in its report (R065)."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from directory.forms.fields import DayField
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place, worn
from registry.forms.relations import ObjectField
from registry.models import Engagement


class EngagementForm(TenantModelForm):
    object = ObjectField(label=_("涉及的监管对象"), required=False)  # type: ignore[assignment]
    task = forms.CharField(
        label=_("委托事项和范围"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("写明检测、审计、鉴定的内容、样本和标准。"),
    )
    issued_on = DayField(label=_("委托日期"))
    due_on = DayField(label=_("提交报告期限"))

    class Meta:
        model = Engagement
        fields = ["department", "object", "task", "basis", "issued_on", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["object"].tenant = self.tenant
        fields["issued_on"].initial = timezone.localdate()
        fields["basis"].help_text = _("机构的资质认定范围：%(scope)s") % {"scope": self.instance.body.scope}
        departments = open_departments(self.tenant)
        if not acts_for_place(self.member, "officers.engage"):
            departments = departments.filter(pk=worn(self.member).department_id)
            fields["department"].initial = departments.first()
        fields["department"].queryset = departments


class ReportForm(forms.Form):
    reported_on = DayField(label=_("收到报告日期"))
    conclusion = forms.CharField(label=_("报告结论"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    report = forms.FileField(
        label=_("报告文件"), help_text=_("原件扫描件或电子件；系统记下文件的SHA-256校验值，作为证据保存。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reported_on"].initial = timezone.localdate()
