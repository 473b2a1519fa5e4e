"""Putting candidates for joint checking into a plan, and the way from a candidate to its entry (R052)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, Page
from inspections.forms.candidates import PlanCandidatesForm
from inspections.models import PlanEntry
from inspections.queries.candidates import entries_of_group
from inspections.services.candidates import add_candidates, plan_candidates
from registry.views.enrolments import TickedPage


class PlanCandidatesPage(TickedPage):
    permission = "plans.prepare"
    title = _("把联合检查候选列入计划")
    submit_label = _("列入计划")
    form_class = PlanCandidatesForm
    help_text = _("所选对象全部检查，监管它们的部门一同进门；列入后请勾选事项与检查表。")

    def get_crumbs(self) -> list[Crumb]:
        address = reverse("registry:candidates", args=[self.tenant])
        return [Crumb(_t("联合检查候选"), f"{address}?state=accepted")]

    def save(self, form: Any) -> PlanEntry:
        given = form.cleaned_data
        candidates = list(given["row"])
        if given["entry"] is not None:
            return add_candidates(given["entry"], candidates, actor=self.member)
        return plan_candidates(given["plan"], candidates, form.given(), actor=self.member)


class CandidateEntryPage(Page):
    """Leads on to the entry that visits the candidates of a number, the latest version of it."""

    permission = "plans.view"

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found = entries_of_group(self.tenant, kwargs["number"])
        if not found:
            raise Http404
        return redirect(found[0])
