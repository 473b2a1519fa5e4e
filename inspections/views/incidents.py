"""Violence or obstruction on site: reporting it, and what came of the call for help (R109)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from common.models import Document
from common.pages import Crumb, FormPage
from inspections.forms.visits import IncidentForm, IncidentOutcomeForm
from inspections.models import Incident, Visit
from inspections.services import incidents
from inspections.views.one_visit import VisitMixin
from inspections.views.visit_lists import visits_crumb
from tenancy.models import Member


def incidents_of(visit: Visit, member: Member) -> list[Incident]:
    """What happened on site, for those who take part; each with whether the member notes what the help came to."""
    if not visit.has_part(member):
        return []
    found = list(visit.incidents.select_related("department", "visit"))
    for one in found:
        one.may_settle = not one.outcome and member.may("visits.record", one)  # type: ignore[attr-defined]
    return found


def papers_of(visit: Visit) -> QuerySet[Document]:
    """The papers of the visit as a whole, its calls for help among them."""
    own = Q(row_kind="inspections.visit", row_id=visit.pk)
    called = Q(row_kind="inspections.incident", row_id__in=visit.incidents.values("pk"))
    return Document.objects.of(visit.tenant).filter(own | called)


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
