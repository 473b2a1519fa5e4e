"""What people fill in around tasks and draws."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from inspections.models import Draw, InspectionTask

HEX_256 = re.compile(r"[0-9a-f]{64}")


class TaskForm(TenantModelForm):
    class Meta:
        model = InspectionTask
        fields = ["starts_on", "ends_on", "is_unannounced"]
        widgets = {name: forms.DateInput({"type": "date"}, format="%Y-%m-%d") for name in ("starts_on", "ends_on")}


class PrepareForm(TenantModelForm):
    """What the commitment fixes besides the pool: the rule for a secret that stays away, and a beacon."""

    class Meta:
        model = Draw
        fields = ["missing_rule", "beacon_name"]
        widgets = {"missing_rule": forms.RadioSelect}


class SealForm(TenantForm):
    sealed_hash = forms.CharField(
        label=_("封存值"),
        max_length=64,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
        help_text=_(
            "密值的SHA-256，64位十六进制。按“生成密值”由本机产生，并保存密值文件；"
            "也可以在别处自备一段至少32个字符的密值，把它的SHA-256粘贴在这里。密值本身现在不要交给任何人。"
        ),
    )

    def clean_sealed_hash(self) -> str:
        text = self.cleaned_data["sealed_hash"].strip().lower()
        if not HEX_256.fullmatch(text):
            raise forms.ValidationError(_("封存值应是64位十六进制数（0–9、a–f），请核对是否粘贴完整。"))
        return text


class RevealForm(TenantForm):
    secret = forms.CharField(
        label=_("密值"),
        min_length=32,
        max_length=200,
        strip=True,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "class": "mono"}),
        help_text=_("选择封存时保存的密值文件，或把文件里的密值粘贴在这里。全部部门揭示之前，密值不给任何人看。"),
    )


class BeaconForm(TenantForm):
    """The value of the public beacon, where the commitment names one."""

    beacon_value = forms.CharField(label=_("公开随机数"), max_length=200, required=False, strip=True)

    def __init__(self, *args: object, draw: Draw, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["beacon_value"]
        if draw.beacon_name:
            field.required, field.help_text = True, draw.beacon_name
        else:
            del self.fields["beacon_value"]


class WhyForm(TenantForm):
    note = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}))


class RedrawDecisionForm(TenantForm):
    is_granted = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("1", _("批准：本次作废，任务可以再抽一次")), ("0", _("不予批准"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("不予批准的，须写明理由。"),
    )
