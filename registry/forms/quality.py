"""What is asked to start a campaign."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from directory.forms.fields import DayField
from registry.models import QualityCampaign
from registry.queries.tallies import STALE_DAYS


class CampaignForm(TenantModelForm):
    stale_before = DayField(
        label=_("早于此日未核实的"), help_text=_("最近核实早于这一天、或从未核实的存续对象列入，分派给建档部门。")
    )
    due_on = DayField(label=_("完成期限"))

    class Meta:
        model = QualityCampaign
        fields = ["name", "kind", "stale_before", "due_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        fields: dict[str, Any] = self.fields
        fields["stale_before"].initial = today - timedelta(days=STALE_DAYS)
        fields["due_on"].initial = today + timedelta(days=30)
