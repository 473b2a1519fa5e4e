"""Fields that forms of plans share."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from inspections.wording import ratio_words, read_ratio


class RatioField(forms.Field):
    """A share of one, typed as people write it: 3, 3%, 2‰."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("按百分数填写，如 3%；千分数写 2‰。"))
        super().__init__(widget=forms.TextInput({"maxlength": 12, "autocomplete": "off"}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return ratio_words(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        if not text:
            return None
        share = read_ratio(text)
        if share is None:
            raise ValidationError(_t("“%s”不是0到100%%之间的比例，请写成 3%% 或 2‰。") % text)
        return share


def day_field(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **kwargs)


def text_field(label: Any, *, rows: int = 3, longest: int = 1000, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, widget=forms.Textarea({"rows": rows}), **kwargs)


def one_of(label: Any, choices: Any, *, blank: Any = "", required: bool = False, **kwargs: Any) -> forms.ChoiceField:
    options = [("", blank), *choices.choices] if blank else choices.choices
    return forms.ChoiceField(label=label, choices=options, required=required, **kwargs)


class OneALine(forms.CheckboxSelectMultiple):
    """Ticks with a sentence each, one below the other; short words stand beside each other."""

    def __init__(self) -> None:
        super().__init__({"class": "one-a-line"})
