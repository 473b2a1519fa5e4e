"""Check a pass by hand: the visit's number and the short code under the picture."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

NUMBER = re.compile(r"(20\d\d)\D+(\d{1,9})")


class PassNumberForm(forms.Form):
    """`number` becomes (year, serial); blanks and small letters in the code do not matter."""

    number = forms.CharField(
        label=_("检查编号"),
        max_length=60,
        widget=forms.TextInput({"placeholder": _("联检〔2026〕12号"), "autocomplete": "off"}),
    )
    code = forms.CharField(
        label=_("核验短码"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_number(self) -> tuple[int, int]:
        found = NUMBER.search(self.cleaned_data["number"])
        if found is None:
            raise forms.ValidationError(_t("请照检查码下方抄写完整编号，例如“联检〔2026〕12号”。"))
        return int(found[1]), int(found[2])

    def clean_code(self) -> str:
        return "".join(str(self.cleaned_data["code"]).split()).upper()

    def answer(self) -> tuple[int, int, Any]:
        """Year, serial and code, for the look-up."""
        return *self.cleaned_data["number"], self.cleaned_data["code"]
