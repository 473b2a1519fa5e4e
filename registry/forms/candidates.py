"""What people fill in about several candidates at once."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from registry.models import JointCandidate
from registry.states import OPEN


class CandidatesForm(TenantForm):
    """A form about candidates ticked in the list; `row` carries them from page to page."""

    state = OPEN
    row = forms.ModelMultipleChoiceField(
        label=_("已选对象"),
        queryset=JointCandidate.everything.all(),
        widget=forms.MultipleHiddenInput,
        error_messages={"required": _("还没有选择候选，请回到列表勾选。")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        rows = JointCandidate.objects.of(self.tenant).filter(state=self.state)
        fields["row"].queryset = rows.select_related("object").order_by("-count", "pk")


class AcceptManyForm(CandidatesForm):
    note = forms.CharField(
        label=_("采纳理由"), max_length=500, widget=forms.Textarea({"rows": 3}), help_text=_("对所选候选一并写明。")
    )
