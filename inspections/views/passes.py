"""Issuing a pass, showing it at the door, taking it back."""

from typing import Any

import segno
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Button, Crumb, DetailPage, FormPage
from inspections.forms.passes import IssuePassForm, RevokePassForm
from inspections.models import VisitPass
from inspections.queries.visits import visits_for
from inspections.services.passes import issue_pass, revoke_pass
from inspections.views.budget import budget_box
from inspections.views.visits import VisitMove


class IssuePassPage(VisitMove):
    permission = "visits.schedule"
    move = "issue_pass"
    form_class = IssuePassForm
    consequence = _("生成检查时间内有效的检查码，检查人员在门口出示，企业扫码即可离线核验。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"contact": self.object.contact}}

    def save(self, form: Any) -> str:
        """Whoever issued it sees it: to print it, or to take it back."""
        issued = issue_pass(self.object, contact=form.cleaned_data["contact"], actor=self.member)
        return reverse("inspections:pass", args=[self.tenant, issued.pk])


class PassMixin:
    """A page about one pass of a visit that the member may know of."""

    model = VisitPass
    object: Any

    def get_queryset(self) -> QuerySet:
        rows = super().get_queryset().filter(visit__in=visits_for(self.member, self.tenant))  # type: ignore[misc,attr-defined]
        return rows.select_related("visit__object", "visit__tenant", "issued_by", "revoked_by")

    def get_crumbs(self) -> list[Crumb]:
        visit = self.object.visit
        return [Crumb(str(visit.object), reverse("inspections:visit", args=[visit.tenant_id, visit.pk]))]


class PassPage(PassMixin, DetailPage):
    """What is held out at the door: the picture to scan, and the code to type where nothing scans."""

    permission = "visits.attend"
    template_name = "inspections/pass_detail.html"
    facts = ["valid_from", "valid_until", "issued_by", "issued_at", "revoked_at", "revoke_reason"]

    def get_title(self) -> str:
        return _t("检查码")

    def get_facts(self) -> list[tuple[str, Any]]:
        return [(label, value) for label, value in super().get_facts() if value]

    def get_moves(self) -> list[Button]:
        issued = self.object
        if issued.revoked_at or not self.member.may("visits.schedule", issued.visit):
            return []
        url = reverse("inspections:revoke_pass", args=[self.tenant, issued.pk])
        return [Button(_t("收回检查码"), url, is_dangerous=True)]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        address = f"{settings.SITE_URL}{reverse('portal:pass')}#{self.object.token}"
        picture = segno.make(address, error="l", micro=False).svg_data_uri(scale=3, border=4, light="#fff")
        budget = budget_box(self, self.object.visit)
        return super().get_context_data(picture=picture, address=address, budget=budget, **kwargs)


class RevokePassPage(PassMixin, FormPage):
    permission = "visits.schedule"
    title = _("收回检查码")
    submit_label = _("收回")
    form_class = RevokePassForm

    def save(self, form: Any) -> Any:
        revoke_pass(self.object, reason=form.cleaned_data["reason"], actor=self.member)
        return reverse("inspections:pass", args=[self.tenant, self.object.pk])
