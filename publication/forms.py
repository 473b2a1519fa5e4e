"""What people fill in around a publication."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from publication.kinds import kind_named
from publication.models import Duty, ExemptionGround, WithdrawalGround


class PrepareForm(TenantForm):
    """One field for each text of the kind; tables, and what stands in a signed record, are published as they came."""

    asks_reason = False
    basis = forms.CharField(label=_("公示依据"), max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty
        fields = kind_named(duty.kind).fields
        self.texts = [
            name
            for name, field in fields.items()
            if not field.is_recorded and isinstance(duty.snapshot.get(name, ""), str | int)
        ]
        for name in self.texts:
            field = fields[name]
            self.fields[name] = forms.CharField(
                label=field.label,
                required=field.is_required and name not in duty.withheld_fields,
                initial=duty.snapshot.get(name, ""),
                widget=forms.Textarea({"rows": 2}),
            )
        self.fields["basis"].initial = duty.basis
        if self.asks_reason or duty.is_correction:
            self.fields["correction_reason"] = forms.CharField(
                label=_("更正说明"),
                max_length=500,
                widget=forms.Textarea({"rows": 2}),
                initial=duty.correction_reason if not self.asks_reason else "",
                help_text=_("更正了什么、为什么更正；社会公众会看到。"),
            )

    def snapshot(self) -> dict[str, Any]:
        """The duty's snapshot with the texts as they were typed."""
        return {**self.duty.snapshot, **{name: self.cleaned_data[name] for name in self.texts}}


class CorrectForm(PrepareForm):
    """What is public, to be written anew, and why."""

    asks_reason = True


class ExemptionForm(TenantForm):
    ground = forms.ChoiceField(label=_("法定情形"), choices=[("", _("请选择")), *ExemptionGround.choices])
    fields_kept_back = forms.MultipleChoiceField(
        label=_("不公示的内容"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("一项都不选表示全部不予公示。"),
    )
    reason = forms.CharField(
        label=_("具体理由"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("写明公示会造成什么损害、为什么删除部分内容仍不能避免。"),
    )
    review_on = forms.DateField(
        label=_("复核日期"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("到期须复核不予公示的理由是否仍然存在。"),
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_kept_back"].choices = [
            (name, field.label) for name, field in kind_named(duty.kind).fields.items() if duty.snapshot.get(name)
        ]
        self.fields["review_on"].initial = timezone.localdate() + timedelta(days=180)


class DecisionForm(TenantForm):
    is_granted = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("1", _("批准")), ("0", _("不予批准"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("意见"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("不予批准的，须写明理由。"),
    )


class ReviewForm(TenantForm):
    still_holds = forms.TypedChoiceField(
        label=_("复核意见"),
        choices=[("1", _("理由仍然存在，继续不予公示")), ("0", _("理由已不存在，应当公示"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("说明"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    review_on = forms.DateField(
        label=_("下次复核日期"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("继续不予公示的须填写。"),
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("still_holds") and not given.get("review_on") and "review_on" not in self.errors:
            self.add_error("review_on", _("继续不予公示的，请填写下次复核日期。"))
        return given


class WithdrawForm(TenantForm):
    ground = forms.ChoiceField(label=_("撤下理由"), choices=[("", _("请选择")), *WithdrawalGround.choices])
    basis = forms.CharField(
        label=_("依据"), max_length=500, help_text=_("写明决定文书及文号，例如“准予信用修复决定书〔2026〕3号”。")
    )


class ToldForm(TenantForm):
    told_on = forms.DateField(label=_("告知日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    told_how = forms.CharField(
        label=_("告知方式"), max_length=200, help_text=_("例如“现场笔录由负责人签字”“〔2026〕12号告知书直接送达”。")
    )

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"].initial = duty.told_on or timezone.localdate()
        self.fields["told_how"].initial = duty.told_how


class TellManyForm(TenantForm):
    """The same day and way for all; how may be left empty where telling goes with drafting and is not done yet."""

    told_on = forms.DateField(label=_("告知日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    told_how = forms.CharField(label=_("告知方式"), max_length=200, help_text=_("例如“现场笔录由负责人签字”。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_on"].initial = timezone.localdate()


class PrepareManyForm(TellManyForm):
    """Drafting; telling along with it where a way is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["told_how"].required = False
        self.fields["told_how"].help_text = _("已经告知行政相对人的，填写后一并登记；还没有告知的，留空。")


class ObjectionForm(TenantForm):
    received_on = forms.DateField(label=_("收到日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    claim = forms.CharField(label=_("异议内容"), max_length=2000, widget=forms.Textarea({"rows": 4}))

    def __init__(self, *args: Any, duty: Duty, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = timezone.localdate()


class AnswerForm(TenantForm):
    is_upheld = forms.TypedChoiceField(
        label=_("决定"),
        choices=[("1", _("异议成立，修改拟公示内容；已经公示的予以更正")), ("0", _("异议不成立"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("答复"), max_length=2000, widget=forms.Textarea({"rows": 4}), help_text=_("写明认定的事实和理由。")
    )
