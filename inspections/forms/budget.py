"""Caps on visits, visits outside of them, visits of other levels."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField, ManyField
from directory.queries.departments import open_departments
from inspections.models import BudgetExemption, CapRule, UpperVisit
from inspections.models.budget import OutsideGround
from registry.kinds import ObjectKind
from tenancy.models.regions import RegionLevel


class CapRuleForm(TenantModelForm):
    """A new cap."""

    kinds = ManyField(ObjectKind, label=_("适用的对象类别"), help_text=_("都不选为全部对象。"))
    grounds = ManyField(OutsideGround, label=_("不计入上限的情形"))

    class Meta:
        model = CapRule
        fields = ["scope", "department", "level", "most", "kinds", "grounds", "basis", "first_year", "last_year"]
        help_texts = {
            "level": _("留空为各层级合计。"),
            "basis": _("例如“南政办发〔2026〕12号”。"),
            "last_year": _("留空为长期有效。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)
        fields["first_year"].initial = timezone.localdate().year
        fields["grounds"].initial = list(OutsideGround.values)


class EndRuleForm(forms.Form):
    """Until when a cap holds, and why it ends."""

    last_year = forms.IntegerField(label=_("最后适用年度"), min_value=2020, max_value=2099)
    note = forms.CharField(label=_("理由"), max_length=300)


class OutsideForm(TenantForm):
    """Why a visit is outside the caps, with its paper."""

    ground = forms.ChoiceField(label=_("不计入上限的情形"), choices=OutsideGround)
    note = forms.CharField(label=_("情形说明"), max_length=300, help_text=_("写明来源，例如举报登记号、交办文号。"))
    evidence = forms.FileField(label=_("依据材料"), required=False, help_text=_("举报登记表、交办函、企业申请书等。"))

    def as_exemption(self, visit: Any) -> BudgetExemption:
        """The exemption as typed, unsaved; by the department whose hat is worn, else the one that leads."""
        hat = self.member.hat
        department = hat.department if hat and hat.definition.is_departmental else visit.department
        given = {name: self.cleaned_data[name] for name in ("ground", "note")}
        return BudgetExemption(tenant=self.tenant, visit=visit, department=department, **given)


class UpperVisitForm(TenantForm):
    """A visit by a body of another level."""

    level = forms.ChoiceField(label=_("监管层级"), choices=RegionLevel)
    body = forms.CharField(label=_("检查机关"), max_length=120)
    matter = forms.CharField(label=_("检查事项"), max_length=200)
    done_on = DayField(label=_("检查日期"))
    ground = forms.ChoiceField(
        label=_("不计入上限的情形"), choices=[("", _("无，计入上限")), *OutsideGround.choices], required=False
    )

    def as_visit(self, row: Any) -> UpperVisit:
        """The visit as typed, unsaved."""
        return UpperVisit(tenant=self.tenant, object=row, **self.cleaned_data)
