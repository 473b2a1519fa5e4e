"""The pages on which a check from afar is written down, and on which each department decides upon it (R102, R105)."""

from typing import Any

from django.db.models import QuerySet
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, FormPage
from inspections.forms.off_site import DeclineOffSiteForm, OffSiteForm
from inspections.models import OffSiteCheck, Visit, VisitSection
from inspections.queries.visits import undecided_sections
from inspections.results import VisitResult
from inspections.services.off_site import adopt_off_site, decline_off_site, record_off_site
from inspections.states import OFF_SITE
from inspections.views.one_visit import VisitMixin
from inspections.views.sections import SectionFormPage
from tenancy.models import Member


class OffSitePage(VisitMixin, FormPage):
    permission = "visits.schedule"
    title = _("登记非现场检查")
    form_class = OffSiteForm
    help_text = _("计划规定先以非现场方式检查；能达到目的的，原则上不再现场检查。")

    def save(self, form: Any) -> Any:
        check = form.as_check(self.object)
        given = form.cleaned_data
        result = given["result"] or VisitResult.NO_PROBLEM
        return record_off_site(check, why_on_site=given["why_on_site"], result=result, actor=self.member)


class DecideOffSitePage(SectionFormPage):
    """What the department makes of the lead's check, which stands above; afterwards one is back at the visit."""

    template_name = "inspections/decide_off_site.html"

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("visit__off_site_check")

    def get_crumbs(self) -> list[Any]:
        return super().get_crumbs()[:2]

    def get_title(self) -> str:
        return f"{self.title}：{self.object.department}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(off_site=off_site_of(self.object.visit), **kwargs)


class AdoptOffSitePage(DecideOffSitePage):
    title = _("采用非现场核查结果")
    submit_label = _("采用，不再现场检查")
    form_class = Form
    help_text = _("只办结本部门的检查单：以牵头部门非现场检查的结果办结并公示，记明是采用的结果。")

    def save(self, form: Any) -> Visit:
        return adopt_off_site(self.object, actor=self.member).visit


class DeclineOffSitePage(DecideOffSitePage):
    title = _("不采用，仍须现场检查")
    submit_label = _("不采用")
    form_class = DeclineOffSiteForm
    help_text = _("本部门的检查单留待现场检查；其他部门都决定之后，检查转入审批。")

    def save(self, form: Any) -> Visit:
        return decline_off_site(self.object, reason=form.cleaned_data["reason"], actor=self.member).visit


def off_site_moves(visit: Visit, member: Member) -> list[Button]:
    """What the member may do about the check from afar: write it down, or decide for the own department."""
    if visit.state == OFF_SITE and member.may("visits.schedule", visit):
        address = reverse("inspections:off_site", args=[visit.tenant_id, visit.pk])
        return [Button(_t("登记非现场检查"), address, is_primary=True)]
    mine = [one for one in undecided_sections(visit) if member.may("visits.record", one)]
    return [button for section in mine for button in _decisions(section)]


def _decisions(section: VisitSection) -> list[Button]:
    place = [section.tenant_id, section.pk]
    return [
        Button(str(AdoptOffSitePage.title), reverse("inspections:adopt_off_site", args=place), is_primary=True),
        Button(str(DeclineOffSitePage.title), reverse("inspections:decline_off_site", args=place)),
    ]


def off_site_of(visit: Visit) -> OffSiteCheck | None:
    """The check from afar, with what each department made of it as `told`."""
    rows = OffSiteCheck.objects.of(visit.tenant_id).filter(visit=visit)
    check: Any = rows.select_related("done_by").prefetch_related("decisions__section__department").first()
    if check is not None:
        check.told = [(one.section.department, one.is_adopted, one.reason) for one in check.decisions.all()]
    return check
