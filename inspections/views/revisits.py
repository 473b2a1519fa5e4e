"""Arranging to go again: after an order to correct, after a case (R106, R163)."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage
from inspections.attributes import InspectionOrigin
from inspections.forms.visits import RevisitForm
from inspections.models import Visit
from inspections.queries.revisits import orders_beside
from inspections.services import revisits
from inspections.views.cautions import similar_to
from inspections.views.findings import FindingMixin
from inspections.views.orders import OrderMixin


class RevisitPage(FormPage):
    """The form of a visit, filled in from what is to be seen again."""

    permission = "visits.schedule"
    title = _("安排复查检查")
    submit_label = _("报批")
    form_class = RevisitForm
    template_name = "inspections/visit_form.html"
    heading = _("复查：%s")
    object: Any

    def get_form_kwargs(self) -> dict[str, Any]:
        section, today = self.object.section, timezone.localdate()
        visit = Visit(
            tenant=self.tenant,
            object=section.visit.object,
            department=self.object.department,
            origin=InspectionOrigin.REVISIT,
            title=(str(self.heading) % section.visit.title)[:300],
            starts_on=today,
            ends_on=today,
        )
        return super().get_form_kwargs() | {
            "instance": visit,
            "section": section,
            "orders": orders_beside(self.object, today, self.member),
        }

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        also, why_apart = list(given.get("also", ())), given.get("why_apart", "")
        return revisits.plan_revisit(
            self.object, form.instance, form.parts(), actor=self.member, also=also, why_apart=why_apart
        ).visit

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        source = self.object.section.visit
        similar = [one for one in similar_to(self, source.object) if one.pk != source.pk]
        return super().get_context_data(similar=similar, **kwargs)


class RevisitOrderPage(OrderMixin, RevisitPage):
    help_text = _("按一般检查报批、通知；检查单办结后，在责令改正页面确认是否改正。")


class RevisitCasePage(FindingMixin, RevisitPage):
    title = _("安排案后回查")
    heading = _("案后回查：%s")
    help_text = _("按一般检查报批、通知；本部门检查单办结后，回查即告完成。")
