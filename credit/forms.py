"""The place's table of grades, one row at a time."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.forms import TenantForm
from credit.models import GradeMeaning
from registry.domains import join_words, split_words


class MeaningForm(TenantForm):
    """What a grade means here, and how registers write it."""

    meaning = forms.CharField(label=_("含义和监管措施"), max_length=300, widget=forms.Textarea({"rows": 3}))
    words = forms.CharField(
        label=_("台账里的写法"),
        max_length=200,
        required=False,
        help_text=_("导入时，这些写法都认作本等级，例如“优秀、守信”；用顿号隔开。"),
    )

    def __init__(self, *args: Any, row: GradeMeaning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.initial = {"meaning": row.meaning, "words": join_words(row.words)}

    def as_meaning(self) -> GradeMeaning:
        """The row as typed, unsaved."""
        words = split_words(self.cleaned_data["words"])
        return GradeMeaning(tenant=self.tenant, grade=self.row.grade, meaning=self.cleaned_data["meaning"], words=words)
