"""The form for one department's line of the liaison roster; the same rules as for an uploaded file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.forms import TenantForm
from directory.roster_cells import READERS
from directory.roster_columns import FIELDS, HEADINGS


class RosterField(forms.CharField):
    """One cell of the form; it is read as the cell of a file is."""

    def __init__(self, name: str) -> None:
        mode = "tel" if name.endswith("mobile") else "text"
        widget = forms.TextInput({"inputmode": mode, "autocomplete": "off"})
        super().__init__(label=HEADINGS[name], required=not name.endswith("post"), widget=widget)
        self.name = name

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        verdict = READERS[self.name](text)
        if verdict.why and not verdict.is_doubt:
            raise ValidationError(f"{verdict.why}{verdict.mend}")
        return verdict.text


class RosterForm(TenantForm):
    """The six fields about people; the department is the page's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in FIELDS[1:]:
            self.fields[name] = RosterField(name)
