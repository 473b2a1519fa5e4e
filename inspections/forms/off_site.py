"""What people fill in after a check from afar."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import DayField
from inspections.forms.visits import text_field
from inspections.models import OffSiteCheck, Visit
from inspections.models.off_site import REMOTE
from inspections.results import WITH_PROBLEM, VisitResult


class OffSiteForm(forms.Form):
    technique = forms.ChoiceField(label=_("非现场检查方式"), choices=[(one.value, one.label) for one in REMOTE])
    done_on = DayField(label=_("检查日期"), initial=timezone.localdate)
    text = text_field(_("检查情况"), _("写明查看的数据、资料和认定的情况。"), rows=4)
    is_enough = forms.TypedChoiceField(
        label=_("结论"),
        choices=[("1", _("已达到检查目的，不再现场检查")), ("0", _("确需现场检查"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    result = forms.ChoiceField(
        label=_("检查结果"),
        choices=[one for one in VisitResult.choices if one[0] not in WITH_PROBLEM],
        initial=VisitResult.NO_PROBLEM,
        required=False,
        help_text=_("已达到检查目的的必填：本部门检查单以此办结并公示；其他部门各自决定是否采用。"),
    )
    why_on_site = forms.CharField(
        label=_("须到现场的理由"), max_length=300, required=False, help_text=_("确需现场检查的必填。")
    )

    def as_check(self, visit: Visit) -> OffSiteCheck:
        """The check as typed, unsaved."""
        names = ("technique", "done_on", "text", "is_enough")
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in names}
        return OffSiteCheck(visit=visit, **values)


class DeclineOffSiteForm(forms.Form):
    reason = forms.CharField(label=_("须到现场的理由"), max_length=200)
