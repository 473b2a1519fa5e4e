"""Relations to other objects, and people."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from registry.models import ObjectPerson, RelationKind, SupervisedObject
from registry.queries.objects import named, objects_of

_SHOWN = 8


class ObjectField(forms.CharField):
    """An object of the place, by its code, its number in the library or its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, help_text=_("填写统一社会信用代码、编号或名称。"), **kwargs)
        self.tenant: Any = None

    def clean(self, value: Any) -> SupervisedObject:
        text = super().clean(value)
        found = list(named(objects_of(self.tenant), text)[: _SHOWN + 1])
        exact = [row for row in found if text in (row.name, row.uscc)]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_t("名录库里没有找到“%(text)s”，请核对，或先新建这个对象。") % {"text": text})
        names = _t("、").join(row.name for row in found[:_SHOWN])
        raise forms.ValidationError(
            _t("“%(text)s”对应多个对象：%(names)s。请填写完整名称或代码。") % {"text": text, "names": names}
        )


class RelationForm(TenantForm):
    kind = forms.ChoiceField(label=_("关系"), choices=RelationKind)
    second = ObjectField(label=_("关联对象"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["second"].tenant = self.tenant


class PersonForm(TenantModelForm):
    starts_on = DayField(label=_("开始日期"), required=False)
    ends_on = DayField(label=_("结束日期"), required=False)

    class Meta:
        model = ObjectPerson
        fields = ["name", "role", "identity_tail", "starts_on", "ends_on"]
        help_texts = {"identity_tail": _("只登记后四位，用于区分同名人员。")}


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label=_("用途"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写明办理的事项；您的查看会记入审计记录。关联自然人信息不得公开，也不得用于写明用途以外的事。"),
    )
