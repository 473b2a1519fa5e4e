"""What people fill in to send a finding to another department."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.queries.departments import open_departments
from inspections.forms.visits import text_field
from inspections.models import Finding
from inspections.services.handing_over import Handing
from inspections.states import OPEN

KEEP, LEAVE = "keep", "leave"


class HandOverForm(TenantForm):
    """To whom and why; whether the own department goes on is asked while the finding is not handled yet."""

    department = forms.ModelChoiceField(queryset=None, label=_("接收部门"))
    reason = text_field(_("移送理由"), _("写明为什么属于对方的职责，对方据此接收或者退回。"), rows=3)
    basis = forms.CharField(label=_("建议适用的依据"), max_length=300, required=False)
    own_part = forms.ChoiceField(
        label=_("本部门"),
        choices=[(KEEP, _("继续处理属于本部门职责的部分")), (LEAVE, _("全部属于对方职责，本部门不再处理"))],
        initial=KEEP,
        widget=forms.RadioSelect,
    )
    is_urgent = forms.BooleanField(
        label=_("紧急：对方须在1个工作日内接收"), required=False, help_text=_("可能危及人身安全、证据可能灭失的。")
    )

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = open_departments(self.tenant).exclude(pk=finding.department_id)
        if finding.state != OPEN:
            del fields["own_part"]

    def given(self) -> Handing:
        """What the service takes."""
        given = self.cleaned_data
        leaves = given.get("own_part", KEEP) == LEAVE
        return Handing(given["reason"], given["basis"], given["is_urgent"], leaves)
