"""What is asked when a pass is issued or taken back."""

from django import forms
from django.utils.translation import gettext_lazy as _


class IssuePassForm(forms.Form):
    contact = forms.CharField(
        label=_("异议联系人和电话"), max_length=120, help_text=_("印在检查码上，供对象提出异议、申请回避。")
    )


class RevokePassForm(forms.Form):
    reason = forms.CharField(label=_("收回的理由"), max_length=300)
