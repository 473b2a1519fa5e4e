"""What people fill in around findings and orders to correct."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import DayField
from inspections.forms.fields import OneALine
from inspections.forms.records import SectionForm
from inspections.forms.visits import text_field
from inspections.models import Finding
from inspections.queries.findings import standing_findings
from inspections.queries.records import entries_of, failing_points
from inspections.results import HEAVY, DeliveryWay, Handling, Severity, handlings_for
from inspections.services.findings import Case, Demand, Problem, Settlement
from inspections.states import OPEN


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Any number of files."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFiles, self).clean(one, initial) for one in given if one]


class FindingForm(SectionForm):
    entry = forms.ModelChoiceField(queryset=None, label=_("检查要点"), required=False)
    fact = text_field(_("事实"), _("时间、地点、行为、数量写清楚。"))
    basis = forms.CharField(label=_("违反的法律条款"), max_length=300)
    severity = forms.ChoiceField(label=_("程度"), choices=Severity.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["entry"].queryset = entries_of(self.section)
        failing = failing_points(self.section)
        known = set(standing_findings(self.section).values_list("entry_id", flat=True))
        first = next((one for one in failing if one.entry_id not in known), None)
        if first is not None:
            fields["entry"].initial, fields["fact"].initial = first.entry, first.note
            fields["basis"].initial = first.entry.basis

    def given(self) -> Problem:
        """What the service takes."""
        given = self.cleaned_data
        return Problem(given["fact"], given["basis"], given["severity"], given["entry"])


class OrderForm(SectionForm):
    findings = forms.ModelMultipleChoiceField(queryset=None, label=_("责令改正的问题"), widget=OneALine)
    demands = text_field(_("改正要求"), rows=4)
    basis = forms.CharField(label=_("责令改正的法律依据"), max_length=300)
    due_on = DayField(label=_("改正期限"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        rows = Finding.objects.of(self.tenant).filter(section=self.section, state=OPEN)
        fields["findings"].queryset = rows.order_by("pk")
        fields["findings"].initial = [one.pk for one in rows]
        fields["due_on"].initial = timezone.localdate() + timedelta(days=15)

    def given(self) -> Demand:
        """What the service takes."""
        return Demand(self.cleaned_data["demands"], self.cleaned_data["basis"], self.cleaned_data["due_on"])


class DeliveryForm(forms.Form):
    way = forms.ChoiceField(label=_("送达方式"), choices=DeliveryWay.choices)
    delivered_on = DayField(label=_("送达日期"), initial=timezone.localdate)
    received_by = forms.CharField(label=_("签收人"), max_length=60, help_text=_("留置送达的，写明见证人。"))


class SubmissionForm(forms.Form):
    text = text_field(_("改正情况"), rows=4)
    files = ManyFiles(label=_("证明材料"), required=False)


class VerificationForm(forms.Form):
    text = text_field(_("复查情况"), rows=4)


class FailureForm(VerificationForm):
    due_on = DayField(label=_("新的改正期限"))


class SettlementForm(forms.Form):
    handling = forms.ChoiceField(label=_("处理方式"), widget=forms.RadioSelect)
    note = text_field(_("处理情况"), _("行政指导、约谈写明时间、参加人、内容和结果。"))
    basis = forms.CharField(label=_("法律依据"), max_length=300, required=False)
    why_spared = forms.CharField(
        label=_("首次轻微从轻或免予处罚的理由"), max_length=300, required=False, help_text=_("不适用的留空。")
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["handling"].choices = [(one, Handling(one).label) for one in handlings_for(finding.severity)]

    def given(self) -> Settlement:
        """What the service takes."""
        given = self.cleaned_data
        return Settlement(given["handling"], given["note"], given["basis"], given["why_spared"])


class CaseForm(forms.Form):
    case_number = forms.CharField(label=_("立案号"), max_length=60)
    case_unit = forms.CharField(
        label=_("接收案件的办案机构"), max_length=120, help_text=_("案件移送书写明的接收单位，例如区综合行政执法大队。")
    )
    measure = forms.ChoiceField(
        label=_("建议的处罚措施"),
        choices=[("", _("由办案机构决定")), *((one.value, one.label) for one in HEAVY)],
        required=False,
        help_text=_("只用于严重问题；由办案机构经法制审核后决定。不建议的留空。"),
    )
    basis = forms.CharField(label=_("措施的法律依据"), max_length=300, required=False, help_text=_("惩罚性措施必填。"))
    why_separate = forms.CharField(
        label=_("与其他部门已立案事实的区别"),
        max_length=300,
        required=False,
        help_text=_("只在其他部门已对同一事实立案时填写。"),
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if finding.severity != Severity.SERIOUS:
            del self.fields["measure"], self.fields["basis"]

    def given(self) -> Case:
        """What the service takes."""
        given = self.cleaned_data
        measure, basis = given.get("measure", ""), given.get("basis", "")
        return Case(given["case_number"], given["case_unit"], given["why_separate"], measure, basis)


class CaseEndForm(forms.Form):
    closed_on = DayField(label=_("结案日期"), initial=timezone.localdate)
    decision = forms.CharField(
        label=_("案件处理决定"), max_length=300, help_text=_("处罚决定书文号和内容；不予处罚、撤销立案的，写明依据。")
    )
