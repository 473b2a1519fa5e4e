"""The page on which a check from afar is written down (R105)."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from common.pages import FormPage
from inspections.forms.off_site import OffSiteForm
from inspections.results import VisitResult
from inspections.services.off_site import record_off_site
from inspections.views.visits import VisitMixin


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
