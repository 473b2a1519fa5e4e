"""Fields that several forms of the directory share."""

from typing import Any

from django import forms
from django.db.models import Choices
from django.utils.translation import gettext_lazy as _

from tenancy.models import Department, Member


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


class ManyField(forms.MultipleChoiceField):
    """Several of a fixed list, as ticks."""

    def __init__(self, choices: type[Choices], **kwargs: Any) -> None:
        super().__init__(choices=choices.choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)


class UpperDepartmentField(forms.ModelChoiceField):
    """A department of a place above, named with its place."""

    def label_from_instance(self, department: Department) -> str:
        return f"{department.tenant}　{department}"


class PersonField(forms.ModelChoiceField):
    """A person, told from namesakes by the sign-in name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Member.objects.none(), label=_("人员"), **kwargs)

    def label_from_instance(self, member: Member) -> str:
        return f"{member.name}（{member.username}）"


class LastDayForm(forms.Form):
    """The last day of a period, and a remark."""

    on = DayField(label=_("最后一天"), help_text=_("当日仍有效，次日起结束。"))
    note = forms.CharField(label=_("说明"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}))
