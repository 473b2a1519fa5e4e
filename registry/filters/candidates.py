"""How people narrow candidates and verifications."""

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from common.pages import TenantFilterSet
from registry.filters.words import ObjectWordsMixin
from registry.models import JointCandidate, Verification
from registry.states import CANDIDATE_WORKFLOW, OPEN, PLANNED, VERIFICATION_WORKFLOW
from tenancy.models import Department


class CandidateFilter(ObjectWordsMixin, TenantFilterSet):
    """Those that wait for a decision, unless another state is asked for."""

    department = django_filters.ModelChoiceFilter(
        label=_("监管部门"), queryset=Department.everything.filter(ended_on=None), method="by_department"
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=CANDIDATE_WORKFLOW.choices)

    planned = django_filters.NumberFilter(label=_("所在计划"), field_name="planned_in", widget=forms.HiddenInput)

    class Meta:
        model = JointCandidate
        fields: list[str] = []

    def by_department(self, rows: QuerySet, name: str, department: Department) -> QuerySet:
        return rows.filter(departments__contains=[department.pk])

    @property
    def qs(self) -> QuerySet:
        rows = super().qs
        return rows if self.asked_state else rows.filter(state=OPEN)

    @property
    def asked_state(self) -> str:
        """The state asked for; empty is that of those that wait."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        return PLANNED if given.get("planned") else given.get("state", "")


class VerificationFilter(ObjectWordsMixin, TenantFilterSet):
    department = django_filters.ModelChoiceFilter(
        label=_("核实部门"), queryset=Department.everything.filter(ended_on=None)
    )
    state = django_filters.ChoiceFilter(label=_("状态"), choices=VERIFICATION_WORKFLOW.choices)

    class Meta:
        model = Verification
        fields: list[str] = []
