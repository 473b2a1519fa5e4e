"""Departments and points of a joint checklist, to be ticked for an entry of a plan."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from inspections.models import PlanEntry
from items.models import JointEntry
from tenancy.models import Department


class JointForm(TenantForm):
    departments = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("参加检查的部门"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("去掉的部门，它的要点不检查。"),
    )
    points = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("检查要点"),
        help_text=_("几个部门共同的要点只问一次，各部门按自己的合格标准和依据填写。"),
    )

    def __init__(self, *args: Any, entry: PlanEntry, points: list[JointEntry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        behind = {part.checklist.department_id for one in points for part in one.parts.all()}
        fields["departments"].queryset = Department.objects.of(self.tenant).filter(pk__in=behind).order_by("name")
        rows = JointEntry.objects.of(self.tenant).filter(pk__in=[one.pk for one in points]).order_by("position", "pk")
        fields["points"].queryset = rows.prefetch_related("parts__checklist__department")
        self.asked = points
        chosen = {one.point_id for one in entry.points.all()}
        known = [one.pk for one in points if one.pk in chosen]
        standing = {line.department_id for line in entry.lines.all()}
        fields["points"].initial = known or [one.pk for one in points]
        fields["departments"].initial = [one for one in behind if one in standing] if known else list(behind)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Each point with its tick; its parts say who looks at it, how it passes and on what it rests."""
        ticked = {str(one) for one in self["points"].value() or []}
        return [{"point": one, "is_ticked": str(one.pk) in ticked} for one in self.asked]
