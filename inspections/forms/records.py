"""What officers fill in on site: one point, one piece of evidence, one signature at a time."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import ManyField
from inspections.forms.visits import MomentField, text_field
from inspections.models import VisitSection
from inspections.queries.records import entries_of, signatures_under
from inspections.results import (
    EntryOutcome,
    EvidenceKind,
    FollowUp,
    PublicationChoice,
    RecordTechnique,
    SignerRole,
    VisitResult,
)
from inspections.services.closing import Outcome
from inspections.services.records import Answer, Capture
from inspections.services.signing import Refusal, Signing


class AnswerForm(forms.Form):
    """One point: three answers, and what is wrong."""

    outcome = forms.ChoiceField(label=_("检查情况"), choices=EntryOutcome.choices, widget=forms.RadioSelect)
    note = text_field(_("说明"), _("不合格的须写明具体情况。"), rows=2, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def given(self) -> Answer:
        """What the service takes."""
        return Answer(self.cleaned_data["outcome"], self.cleaned_data["note"], self.cleaned_data["seen"])


class SectionForm(TenantForm):
    """A form that knows its section."""

    def __init__(self, *args: Any, section: VisitSection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.section = section


class EvidenceForm(SectionForm):
    file = forms.FileField(label=_("照片、录音、录像或材料"))
    kind = forms.ChoiceField(label=_("证据种类"), choices=EvidenceKind.choices)
    description = forms.CharField(label=_("证明什么"), max_length=200)
    entry = forms.ModelChoiceField(queryset=None, label=_("对应的检查要点"), required=False)
    place = forms.CharField(label=_("取证地点"), max_length=200)
    taken_at = MomentField(label=_("取证时间"), initial=timezone.localtime, help_text=_("收到时间由平台另行记录。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["entry"].queryset = entries_of(self.section)
        fields["place"].initial = self.section.visit.object.address
        fields["file"].widget.attrs["accept"] = "image/*,audio/*,video/*,.pdf"

    def given(self) -> Capture:
        """What the service takes."""
        given = self.cleaned_data
        return Capture(given["kind"], given["description"], given["place"], given["taken_at"], given["entry"])


class StatementForm(forms.Form):
    given_by = forms.CharField(label=_("陈述人"), max_length=60)
    text = text_field(_("陈述、申辩意见"), _("照原话记录；没有意见的写“无异议”。"), rows=4)


class AccountForm(forms.Form):
    techniques = ManyField(RecordTechnique, label=_("检查方式"))
    account = text_field(_("现场情况"), _("概括写明看到的情况；各要点已写的不必重复。"), rows=5)


class SignForm(SectionForm):
    """A signature: drawn on the screen, or a picture of it."""

    role = forms.ChoiceField(
        label=_("签字身份"),
        choices=[(one.value, one.label) for one in (SignerRole.OFFICER, SignerRole.SUBJECT)],
        widget=forms.RadioSelect,
    )
    officer = forms.ModelChoiceField(queryset=None, label=_("执法人员"), required=False)
    name = forms.CharField(label=_("当事人姓名"), max_length=60, required=False)
    image = forms.FileField(label=_("签字"), help_text=_("在框内手写；不能手写的，上传签字的照片。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        done = signatures_under(self.section).exclude(officer=None).values("officer")
        waiting = self.section.officers.exclude(pk__in=done)
        fields["officer"].queryset = waiting
        fields["officer"].initial = waiting.first()
        fields["role"].initial = SignerRole.OFFICER if waiting else SignerRole.SUBJECT
        fields["image"].widget.attrs |= {"accept": "image/*", "data-signature": ""}

    def given(self) -> Signing:
        """What the service takes."""
        given = self.cleaned_data
        officer = given["officer"] if given["role"] == SignerRole.OFFICER else None
        return Signing(given["role"], given["name"], timezone.now(), officer)


class RefusalForm(forms.Form):
    """The subject will not sign."""

    name = forms.CharField(label=_("拒绝签字的人"), max_length=60, required=False)
    reason = text_field(_("拒绝的理由或情形"), rows=2)
    witness = forms.CharField(
        label=_("见证人"), max_length=60, help_text=_("与双方没有利害关系的人，例如社区工作人员。")
    )
    image = forms.FileField(
        label=_("见证人签字"),
        help_text=_("在框内手写；不能手写的，上传签字的照片。"),
        widget=forms.FileInput({"accept": "image/*", "data-signature": ""}),
    )

    def given(self) -> Refusal:
        """What the service takes."""
        given = self.cleaned_data
        return Refusal(given["name"], given["reason"], given["witness"], timezone.now())


class ResultForm(forms.Form):
    result = forms.ChoiceField(label=_("检查结果"), choices=VisitResult.choices, widget=forms.RadioSelect)
    follow_up = forms.ChoiceField(label=_("后续处理"), choices=FollowUp.choices)
    note = text_field(_("结果说明"), rows=3, required=False)

    def given(self) -> Outcome:
        """What the service takes."""
        return Outcome(self.cleaned_data["result"], self.cleaned_data["follow_up"], self.cleaned_data["note"])


class PublicationForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("公示决定"), choices=PublicationChoice.choices, widget=forms.RadioSelect, initial="publish"
    )
    note = forms.CharField(
        label=_("申请不予公示的理由"),
        max_length=300,
        required=False,
        help_text=_("涉及国家秘密、商业秘密、个人隐私等，还须在公示任务里申请并经批准。"),
    )


class CorrectionForm(forms.Form):
    text = text_field(_("更正或补充内容"))
    reason = forms.CharField(label=_("理由"), max_length=300)


class DeclineForm(forms.Form):
    reason = forms.CharField(label=_("不采信的理由"), max_length=300)
