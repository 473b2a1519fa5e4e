"""Keeping something back: asked for, decided, and reviewed on its day."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage
from publication.forms import DecisionForm, ExemptionForm, ReviewForm
from publication.models import Duty, Exemption
from publication.services import exemptions
from publication.views.duties import DutyForm, DutyMixin, back_to_duties


class RequestExemptionPage(DutyForm):
    permission = "publication.prepare"
    title = _("申请不予公示")
    submit_label = _("提交申请")
    success_message = _("已提交申请，由有审批权限的其他人员决定；决定之前不公示。")
    form_class = ExemptionForm

    def save(self, form: ExemptionForm) -> Duty:
        given = form.cleaned_data
        exemptions.request_exemption(
            self.object,
            ground=given["ground"],
            fields=given["fields_kept_back"],
            reason=given["reason"],
            review_on=given["review_on"],
            actor=self.member,
        )
        return self.object


class DecideExemptionPage(DutyMixin, FormPage):
    permission = "publication.exempt"
    title = _("审批不予公示")
    form_class = DecisionForm
    template_name = "publication/decide_exemption.html"

    @property
    def exemption(self) -> Exemption:
        found = self.object.exemptions.filter(is_granted=None).first()
        if found is None:
            raise Http404
        return found

    def save(self, form: DecisionForm) -> Duty:
        given = form.cleaned_data
        exemptions.decide_exemption(
            self.exemption, is_granted=given["is_granted"], actor=self.member, note=given["note"]
        )
        return self.object

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(exemption=self.exemption, **kwargs)


class ReviewPage(FormPage):
    """Does the ground still hold? Kept back until another day, or owed to the public."""

    permission = "publication.exempt"
    title = _("复核不予公示")
    model = Exemption
    form_class = ReviewForm
    template_name = "publication/decide_exemption.html"
    help_text = _(
        "理由已不存在的，生成公示任务，由责任部门拟稿、核对后公示；部分内容不予公示的，作为新的一条补充公示。"
    )

    def get_queryset(self) -> Any:
        return super().get_queryset().filter(is_granted=True, ended_at=None).select_related("duty")

    def get_crumbs(self) -> list[Crumb]:
        duty = self.object.duty
        return [*back_to_duties(self.tenant), Crumb(str(duty), duty.get_absolute_url())]

    def save(self, form: ReviewForm) -> Duty:
        given = form.cleaned_data
        if given["still_holds"]:
            until, note = given["review_on"], given["note"]
            return exemptions.keep_on(self.object, until=until, note=note, actor=self.member).duty
        return exemptions.end_exemption(self.object, note=given["note"], actor=self.member)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(exemption=self.object, **kwargs)
