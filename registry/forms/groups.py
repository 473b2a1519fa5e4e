"""What people fill in for an inspection group: its department and name, then its members."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from registry.forms.officers import KeptDepartmentMixin
from registry.models import InspectionGroup, Officer
from registry.queries.groups import officers_for_group
from registry.queries.officers import with_standing


class GroupForm(KeptDepartmentMixin, TenantModelForm):
    class Meta:
        model = InspectionGroup
        fields = ["department", "name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_departments()


class MembersField(forms.ModelMultipleChoiceField):
    """Officers to be ticked, each with what he may enforce."""

    def label_from_instance(self, obj: Officer) -> str:
        domains = obj.certificate.domain_words if obj.certificate else str(_("无执法证"))
        return f"{obj.name}（{domains}）"


class ChangeGroupForm(TenantModelForm):
    officers = MembersField(
        label=_("成员"),
        queryset=Officer.everything.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("本部门在库人员；已在其他在用检查组的不列出。"),
    )

    class Meta:
        model = InspectionGroup
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["officers"].queryset = with_standing(officers_for_group(self.instance, timezone.localdate()))
        self.initial["officers"] = list(self.instance.officers.values_list("pk", flat=True))
