"""What people fill in around the officer library."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField, PersonField
from directory.queries.departments import open_departments
from directory.queries.people import acts_for_place, working_here, worn
from registry.forms.fields import DomainsField, LastDayField, WordsField
from registry.models import (
    Certificate,
    Expert,
    Interest,
    Officer,
    Secondment,
    SecondmentOffer,
    ThirdPartyBody,
    Training,
)
from registry.queries.officers import known_domains
from registry.queries.places import places_to_lend_to
from tenancy.models import Member, Region


def departments_to_keep(tenant: Region, member: Member) -> Any:
    """Departments whose people the member keeps: all of the place, or the own one."""
    rows = open_departments(tenant)
    return rows if acts_for_place(member, "officers.manage") else rows.filter(pk=worn(member).department_id)


class KeptDepartmentMixin:
    """Offers the departments whose people the member keeps."""

    def offer_departments(self) -> None:
        form: Any = self
        form.instance.tenant = form.tenant
        form.fields["department"].queryset = departments_to_keep(form.tenant, form.member)
        if form.fields["department"].queryset.count() == 1:
            form.fields["department"].initial = form.fields["department"].queryset.get()


class OfficerForm(KeptDepartmentMixin, TenantModelForm):
    member = PersonField(  # type: ignore[assignment]
        required=False, help_text=_("有平台账号的选择账号，到期提醒会发给本人。")
    )
    specialties = WordsField(
        label=_("专业特长"), required=False, help_text=_("如特种设备检验、会计审计；多个用顿号分隔。")
    )
    starts_on = DayField(label=_("入库日期"))

    class Meta:
        model = Officer
        fields = ["name", "department", "job_kind", "member", "specialties", "starts_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_departments()
        fields: dict[str, Any] = self.fields
        fields["member"].queryset = working_here(self.tenant)


class CertificateForm(TenantModelForm):
    domains = DomainsField(label=_("执法领域"), help_text=_("按证件载明的领域勾选；抽取时领域不符的不会被抽中。"))
    starts_on = DayField(label=_("有效期起"))
    ends_on = LastDayField(label=_("有效期至"))

    class Meta:
        model = Certificate
        fields = ["number", "issuing_body", "domains", "starts_on", "ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.tenant = self.tenant
        fields: dict[str, Any] = self.fields
        fields["domains"].offer(known_domains(self.tenant))


class NewOfficerForm(OfficerForm):
    """Somebody with the first certificate; without a certificate number nobody gets one."""

    number = forms.CharField(
        label=_("执法证号"),
        max_length=40,
        required=False,
        help_text=_("还没有证件的留空，取得后再登记；期间不会被抽中。"),
    )
    issuing_body = forms.CharField(label=_("发证机关"), max_length=100, required=False)
    domains = DomainsField(label=_("执法领域"), required=False)
    certificate_starts_on = DayField(label=_("证件有效期起"), required=False)
    certificate_ends_on = LastDayField(label=_("证件有效期至"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["domains"].offer(known_domains(self.tenant))

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("number"):
            for name in ("issuing_body", "domains", "certificate_starts_on", "certificate_ends_on"):
                if not values.get(name) and name not in self.errors:
                    self.add_error(name, _("填了证号的，这一项也须填写。"))
        return values

    def certificate(self) -> Certificate | None:
        """The first certificate, unsaved."""
        given = self.cleaned_data
        if not given["number"]:
            return None
        return Certificate(
            tenant=self.tenant,
            number=given["number"],
            issuing_body=given["issuing_body"],
            domains=given["domains"],
            starts_on=given["certificate_starts_on"],
            ends_on=given["certificate_ends_on"],
        )


class ReasonedDayForm(forms.Form):
    """A day and why."""

    on = DayField(label=_("日期"))
    reason = forms.CharField(label=_("理由"), max_length=200, widget=forms.Textarea({"rows": 3}))


class SuspendForm(forms.Form):
    suspended_on = DayField(label=_("暂停执法起"))
    suspended_until = DayField(label=_("暂停执法至"), required=False, help_text=_("不填表示直到恢复为止；当日仍暂停。"))
    reason = forms.CharField(label=_("理由"), max_length=200, widget=forms.Textarea({"rows": 3}))


class TrainingForm(TenantModelForm):
    held_on = DayField(label=_("培训日期"))

    class Meta:
        model = Training
        fields = ["held_on", "topic", "organiser", "hours", "is_joint"]


class InterestForm(TenantModelForm):
    declared_on = DayField(label=_("申报日期"))

    class Meta:
        model = Interest
        fields = ["organisation", "uscc", "relation", "note", "declared_on"]


class SecondmentForm(TenantModelForm):
    to_place = forms.ModelChoiceField(queryset=None, label=_("借入地区"))
    domains = forms.MultipleChoiceField(
        label=_("借调领域"), widget=forms.CheckboxSelectMultiple, help_text=_("只能借出证件载明的领域。")
    )
    starts_on = DayField(label=_("借调起"))
    ends_on = DayField(label=_("借调至"), help_text=_("当日仍在借入地区；期满自动回到本地区可抽取人员。"))

    class Meta:
        model = Secondment
        fields = ["to_place", "domains", "task", "document_number", "starts_on", "ends_on"]

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to_place"].queryset = places_to_lend_to(self.tenant)
        held = {word for certificate in officer.certificates.all() for word in certificate.domains}
        fields["domains"].choices = [(word, word) for word in known_domains(self.tenant) if word in held]
        self.instance.tenant, self.instance.officer = self.tenant, officer


class AcceptForm(TenantForm):
    """Into which department's people the borrowed officer goes."""

    department = forms.ModelChoiceField(queryset=None, label=_("编入部门"))

    def __init__(self, *args: Any, offer: SecondmentOffer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant)


class AssistantForm(KeptDepartmentMixin, TenantModelForm):
    """What the forms of experts and bodies share."""

    domains = DomainsField(label=_("专业领域"))
    starts_on = DayField(label=_("聘期（有效期）起"))
    ends_on = DayField(label=_("聘期（有效期）至"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_departments()
        fields: dict[str, Any] = self.fields
        fields["domains"].offer(known_domains(self.tenant))


class ExpertForm(AssistantForm):
    class Meta:
        model = Expert
        fields = ["name", "employer", "title", "department", "domains", "starts_on", "ends_on", "contact"]


class BodyForm(AssistantForm):
    ends_on = LastDayField(label=_("聘期（有效期）至"))
    scope = forms.CharField(label=_("资质认定范围"), max_length=1000, widget=forms.Textarea({"rows": 3}))

    class Meta:
        model = ThirdPartyBody
        fields = [
            "name", "uscc", "kind", "accreditation", "scope", "department", "domains", "starts_on",
            "ends_on", "contact",
        ]  # fmt: skip
