"""What people fill in around clues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from clues.models import Clue, Conclusion
from common.forms import TenantForm
from directory.queries.departments import open_departments


class AnswerForm(TenantForm):
    conclusion = forms.ChoiceField(label=_("核查结论"), choices=Conclusion.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("核查情况和处理结果"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("写明核查的时间、方法、认定的事实和已经采取的措施。反馈后送达移送部门。"),
    )


class RedirectForm(TenantForm):
    department = forms.ModelChoiceField(queryset=None, label=_("改送部门"))
    note = forms.CharField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写明为什么属于该部门的职责，接收部门可以看到。"),
    )

    def __init__(self, *args: Any, clue: Clue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        tried = (clue.from_department_id, clue.to_department_id)
        fields["department"].queryset = open_departments(self.tenant).exclude(pk__in=tried)
