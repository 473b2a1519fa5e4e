"""What becomes of a record that came too late."""

from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.models.field import HeldDecision


class DecideHeldForm(forms.Form):
    decision = forms.ChoiceField(
        label=_("怎样处理"),
        choices=HeldDecision.choices,
        widget=forms.RadioSelect,
        help_text=_("笔录未签字的可先返回修改再写入；已签字的只能作为更正补充。"),
    )
    note = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea({"rows": 3}))
