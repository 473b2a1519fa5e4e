"""What a place decides for itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from tenancy.models import TenantSettings
from tenancy.roles import role_choices


class SettingsForm(TenantModelForm):
    second_factor_roles = forms.MultipleChoiceField(
        label=_("必须使用两步验证的角色"),
        choices=role_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("这些角色登录后须先设置两步验证才能办理业务。"),
    )

    class Meta:
        model = TenantSettings
        fields = ["second_factor_roles", "idle_minutes", "notices_by_email"]
