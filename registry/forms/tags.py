"""Tags: made, given to objects, taken away."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm, TenantModelForm
from directory.forms.fields import DayField
from directory.queries.people import acts_for_place
from registry.forms.enrolments import TickedForm
from registry.models import ObjectTag
from registry.queries.tags import tags_to_give


class TagForm(TenantModelForm):
    is_shared = forms.BooleanField(
        label=_("各部门共享"), required=False, help_text=_("共享标签各部门都能使用；不选则只供本部门使用。")
    )

    class Meta:
        model = ObjectTag
        fields = ["name", "meaning"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not acts_for_place(self.member, "objects.tag"):
            del self.fields["is_shared"]


class GiveTagForm(TenantForm):
    """A tag with its reason and validity."""

    tag = forms.ModelChoiceField(label=_("标签"), queryset=ObjectTag.everything.all())
    reason = forms.CharField(label=_("理由"), max_length=300, help_text=_("依据的文件、检查结果或事实。"))
    ends_on = DayField(label=_("有效期至"), required=False, help_text=_("不填为长期有效。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["tag"].queryset = tags_to_give(self.tenant, self.member)


class TagManyForm(TickedForm, GiveTagForm):
    """The same for all objects ticked."""

    field_order = ["tag", "reason", "ends_on", "row"]
