"""Violence or obstruction on site: reporting it, and what came of the call for help (R109)."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage
from inspections.forms.visits import IncidentForm, IncidentOutcomeForm
from inspections.models import Incident, Visit
from inspections.services import incidents
from inspections.views.one_visit import VisitMixin
from inspections.views.visit_lists import visits_crumb


class IncidentPage(VisitMixin, FormPage):
    permission = "visits.attend"
    title = _("登记突发情况")
    submit_label = _("登记并请求协助")
    form_class = IncidentForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"place": self.object.object.address}}

    def save(self, form: Any) -> Visit:
        incidents.report_incident(self.object, form.given(), actor=self.member)
        return self.object


class SettleIncidentPage(FormPage):
    permission = "visits.record"
    title = _("登记协助结果")
    model = Incident
    form_class = IncidentOutcomeForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("visit__object", "department")

    def get_crumbs(self) -> list[Crumb]:
        return [visits_crumb(self), Crumb(str(self.object.visit), self.object.get_absolute_url())]

    def save(self, form: Any) -> Visit:
        return incidents.settle_incident(self.object, outcome=form.cleaned_data["outcome"], actor=self.member).visit
