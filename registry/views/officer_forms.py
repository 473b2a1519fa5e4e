"""Everything that is done to an officer's row, one page each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import ReasonForm
from common.pages import Crumb, FormPage
from directory.forms.fields import LastDayForm
from registry.forms.officers import (
    CertificateForm,
    InterestForm,
    NewOfficerForm,
    OfficerForm,
    ReasonedDayForm,
    SuspendForm,
    TrainingForm,
)
from registry.models import Certificate, Interest, Officer, Training
from registry.queries.officers import may_declare
from registry.services import assistants, officer_list, officers
from registry.views.officer_tabs import officers_crumb


class AddOfficerPage(FormPage):
    permission = "officers.manage"
    form_class = NewOfficerForm
    title = gettext_lazy("登记执法人员")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"starts_on": timezone.localdate()}}

    def save(self, form: Any) -> Officer:
        return officers.add_officer(form.instance, form.certificate(), actor=self.member)


class OfficerForms(FormPage):
    """A form about one officer."""

    model = Officer
    permission = "officers.manage"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("department", "tenant", "member").prefetch_related("certificates")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self), Crumb(str(self.object), self.object.get_absolute_url())]


class OfficerPart(OfficerForms):
    """A form that adds something to one officer: its instance is new and knows the officer."""

    part: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        part = self.part(tenant=self.object.tenant, officer=self.object)
        return super().get_form_kwargs() | {"instance": part}


class ChangeOfficerPage(OfficerForms):
    form_class = OfficerForm
    title = gettext_lazy("修改执法人员")

    def save(self, form: Any) -> Officer:
        return officers.change_officer(form.instance, actor=self.member)


class RenewPage(OfficerPart):
    """The new certificate, filled with what stays of the one before."""

    form_class = CertificateForm
    part = Certificate
    title = gettext_lazy("登记证件")
    help_text = gettext_lazy("换证、增加领域都登记为一本新证件，原证件留作历史。")

    def get_form_kwargs(self) -> dict[str, Any]:
        last = self.object.certificate
        kept = {name: getattr(last, name) for name in ("number", "issuing_body", "domains")} if last else {}
        return super().get_form_kwargs() | {"initial": kept}

    def save(self, form: Any) -> Officer:
        officers.renew_certificate(self.object, form.instance, actor=self.member)
        return self.object


class CertificateForms(FormPage):
    """A form about one certificate."""

    model = Certificate
    permission = "officers.manage"

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("officer__department", "officer__tenant", "tenant")

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self), Crumb(str(self.object.officer), self.object.get_absolute_url())]


class CorrectCertificatePage(CertificateForms):
    form_class = CertificateForm
    title = gettext_lazy("更正证件")
    help_text = gettext_lazy("只用于改正录入错误；换证请用“登记证件”。")

    def save(self, form: Any) -> Certificate:
        return officers.correct_certificate(form.instance, actor=self.member)


class RevokeCertificatePage(CertificateForms):
    form_class = ReasonedDayForm
    title = gettext_lazy("注销证件")
    submit_label = title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("注销%(number)s：自所填日期起，%(name)s不再凭此证被抽取。")
        consequence = words % {"number": self.object.number, "name": self.object.officer}
        return super().get_context_data(consequence=consequence, **kwargs)

    def save(self, form: Any) -> Certificate:
        given = form.cleaned_data
        return officers.revoke_certificate(self.object, on=given["on"], reason=given["reason"], actor=self.member)


class SuspendPage(OfficerForms):
    form_class = SuspendForm
    title = gettext_lazy("暂停执法")
    submit_label = title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_("暂停期间%s不会被抽中。") % self.object, **kwargs)

    def save(self, form: Any) -> Officer:
        given = form.cleaned_data
        return officers.suspend_officer(
            self.object,
            since=given["suspended_on"],
            until=given["suspended_until"],
            reason=given["reason"],
            actor=self.member,
        )


class ReinstatePage(OfficerForms):
    form_class = ReasonForm
    title = gettext_lazy("恢复执法")
    submit_label = title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_("恢复后%s可以再被抽中。") % self.object, **kwargs)

    def save(self, form: Any) -> Officer:
        return officers.reinstate_officer(self.object, note=form.cleaned_data["note"], actor=self.member)


class EndServicePage(OfficerForms):
    form_class = ReasonedDayForm
    title = gettext_lazy("离库")
    submit_label = title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("%s自次日起不再被抽中；已有的检查记录和证件历史保留。")
        return super().get_context_data(consequence=words % self.object, **kwargs)

    def save(self, form: Any) -> Officer:
        given = form.cleaned_data
        return officers.end_service(self.object, on=given["on"], reason=given["reason"], actor=self.member)


class TrainingPage(OfficerPart):
    form_class = TrainingForm
    part = Training
    title = gettext_lazy("登记培训")

    def save(self, form: Any) -> Officer:
        officers.record_training(form.instance, actor=self.member)
        return self.object


class InterestPage(OfficerPart):
    """Officers declare for themselves; otherwise whoever keeps the row."""

    permission = "officers.view"
    form_class = InterestForm
    part = Interest
    title = gettext_lazy("申报回避事项")
    help_text = gettext_lazy("申报后，涉及该单位的检查不会抽到本人。只有本人和本单位名录管理人员看得到。")

    def get_object(self) -> Officer:
        officer = super().get_object()
        if not may_declare(self.member, officer):
            raise PermissionDenied(_("回避事项由本人或其单位申报。"))
        return officer

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"declared_on": timezone.localdate()}}

    def save(self, form: Any) -> Officer:
        assistants.declare_interest(form.instance, actor=self.member)
        return self.object


class EndInterestPage(FormPage):
    """A declared interest holds no longer."""

    model = Interest
    permission = "officers.view"
    form_class = LastDayForm
    title = gettext_lazy("解除回避事项")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("officer__department", "expert__department", "body__department")

    def get_object(self) -> Interest:
        interest = super().get_object()
        holder = interest.holder
        may = may_declare(self.member, holder) if isinstance(holder, Officer) else self._keeps(holder)
        if not may:
            raise PermissionDenied(_("回避事项由本人或其单位解除。"))
        return interest

    def _keeps(self, holder: Any) -> bool:
        return self.member.may("officers.manage", holder)

    def get_crumbs(self) -> list[Crumb]:
        holder = self.object.holder
        return [officers_crumb(self), Crumb(str(holder), holder.get_absolute_url())]

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        assistants.end_interest(self.object, on=given["on"], note=given["note"], actor=self.member)
        return self.object.holder


class PublishPage(FormPage):
    """Ask for the public list now instead of waiting for the night."""

    permission = "officers.publish"
    form_class = ReasonForm
    title = gettext_lazy("公示执法人员名录")
    submit_label = title

    def get_crumbs(self) -> list[Crumb]:
        return [officers_crumb(self)]

    def get_form(self) -> Any:
        form = super().get_form()
        form.fields["note"].required = False
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = _("生成公示任务：今日可执法人员的姓名、执法证号和有效期。拟稿、核对后公开，供社会公众按证号查验。")
        return super().get_context_data(consequence=words, **kwargs)

    def save(self, form: Any) -> str:
        duty = officer_list.owe_officer_list(self.tenant, actor=self.member, today=timezone.localdate())
        return duty.get_absolute_url() if duty else reverse("publication:duties", args=[self.tenant])
