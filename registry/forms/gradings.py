"""A value given by hand."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from directory.forms.fields import DayField
from registry.models import SupervisedObject
from registry.models.gradings import Grading, GradingSource
from registry.queries.officers import known_domains
from registry.services.gradings import may_grade_all


class GradingForm(TenantForm):
    """Which value, for which domain, from when, why."""

    value = forms.ChoiceField(label=_("等级"))
    scope = forms.ChoiceField(label=_("适用领域"), required=False)
    valid_from = DayField(label=_("生效日期"))
    valid_until = DayField(label=_("有效期至"), required=False, help_text=_("留空为长期有效，直到有新的评定。"))
    basis = forms.CharField(label=_("评价模型或依据"), max_length=120, required=False)
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, model: type[Grading], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.model = model
        fields: dict[str, Any] = self.fields
        fields["value"].choices = model.VALUES.choices
        fields["value"].label = model._meta.verbose_name
        may_all = may_grade_all(model, self.tenant, self.department)
        whole = [("", _("综合"))] if may_all else [("", "---------")]
        fields["scope"].choices = [*whole, *((word, word) for word in known_domains(self.tenant))]
        fields["valid_from"].initial = timezone.localdate()

    @property
    def department(self) -> Any:
        """For which department the hat acts; none: the whole place."""
        hat = self.member.hat
        return hat.department if hat and hat.definition.is_departmental else None

    def as_grading(self, row: SupervisedObject) -> Grading:
        """The grading as typed, unsaved."""
        return self.model(
            tenant=self.tenant,
            object=row,
            source=GradingSource.MANUAL,
            department=self.department,
            **self.cleaned_data,
        )
