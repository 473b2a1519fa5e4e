"""What people fill in to put candidates for joint checking into a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from directory.forms.fields import DayField
from directory.queries.people import worn
from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.candidates import drafts_of_candidates
from inspections.services.candidates import JointEntry
from inspections.states import DRAFT
from registry.forms.candidates import CandidatesForm
from registry.states import ACCEPTED


class PlanCandidatesForm(CandidatesForm):
    """Into an entry that visits candidates already, or into a new one of a draft."""

    state = ACCEPTED
    entry = forms.ModelChoiceField(
        queryset=PlanEntry.everything.none(),
        label=_("加入已有的计划"),
        required=False,
        empty_label=_("另立一项计划"),
        help_text=_("只列本部门草稿里由联合检查候选组成的计划。"),
    )
    plan = forms.ModelChoiceField(
        queryset=AnnualPlan.everything.none(),
        label=_("列入哪份年度计划"),
        required=False,
        help_text=_("只列本部门的草稿。没有草稿的，请先开始编制年度计划，或者变更已公示的计划。"),
    )
    title = forms.CharField(label=_("综合监管计划名称"), max_length=200, required=False)
    starts_on = DayField(label=_("检查开始日期"), required=False)
    ends_on = DayField(label=_("检查结束日期"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        own = worn(self.member).department
        plans = AnnualPlan.objects.of(self.tenant).filter(state=DRAFT, department=own)
        fields["plan"].queryset = plans.select_related("department").order_by("-year")
        fields["plan"].initial = plans.order_by("-year").first()
        if own is not None:
            fields["entry"].queryset = drafts_of_candidates(self.tenant, own)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("entry") is None:
            for name in ("plan", "title", "starts_on", "ends_on"):
                if not given.get(name) and name not in self.errors:
                    self.add_error(name, _t("另立一项计划的，须填写这一栏。"))
        return given

    def given(self) -> JointEntry:
        """What the service takes for a new entry."""
        given = self.cleaned_data
        return JointEntry(given["title"], given["starts_on"], given["ends_on"])
