"""Laws kept by a place, recorded changes, and what is said about an adjustment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantModelForm
from directory.forms.fields import DayField
from items.models import Law, LawChange
from items.queries.dependents import article_uses


class LawForm(TenantModelForm):
    class Meta:
        model = Law
        fields = ["name", "number"]
        help_texts = {"name": _("写全称，不加书名号。")}


class LawChangeForm(TenantModelForm):
    article = forms.ChoiceField(label=_("变动的条"), required=False)
    effective_on = DayField(label=_("施行日期"))

    class Meta:
        model = LawChange
        fields = ["article", "kind", "effective_on", "document", "note"]
        help_texts = {
            "document": _("例如“中华人民共和国主席令第十五号”。"),
            "note": _("写明改了什么，方便各部门判断是否需要调整。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        uses = article_uses(self.tenant, self.instance.law)
        articles = [
            (use.number, _("%(number)s（涉及%(count)d项）") % {"number": use.number, "count": len(use.resting)})
            for use in uses
            if use.number
        ]
        fields: dict[str, Any] = self.fields
        fields["article"].choices = [("", _("整部")), *articles]
