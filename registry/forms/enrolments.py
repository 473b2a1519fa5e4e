"""What a department keeps about an object it supervises."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from registry.forms.fields import LastDayField
from registry.models import ObjectEnrolment, SupervisedObject
from registry.queries.objects import objects_of


class EnrolmentForm(TenantModelForm):
    permit_until = LastDayField(label=_("许可有效期至"), required=False)

    class Meta:
        model = ObjectEnrolment
        fields = ["basis", "grade", "permit_number", "permit_until", "contact", "contact_mobile", "note"]
        widgets = {"note": forms.Textarea({"rows": 3})}
        help_texts = {
            "basis": _("列入本部门监管的事项名称，或法律法规条款。"),
            "grade": _("本部门自己的分类分级，例如“食品经营A级”。"),
            "contact_mobile": _("只有本部门和统筹部门看得到。"),
        }


class TickedForm(TenantForm):
    """A form about objects ticked in the list; `row` carries them from page to page."""

    row = forms.ModelMultipleChoiceField(
        label=_("已选对象"), queryset=SupervisedObject.everything.all(), widget=forms.MultipleHiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["row"].queryset = objects_of(self.tenant)


class EnrolManyForm(TickedForm):
    basis = forms.CharField(
        label=_("监管事项或依据"), max_length=300, help_text=_("列入本部门监管的事项名称，或法律法规条款。")
    )
