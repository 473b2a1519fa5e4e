"""Fields that forms of the two libraries share."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.calendars.words import ENDLESS
from registry.domains import join_words, split_words


class WordsField(forms.CharField):
    """A list of short words in one line, written with 、 between them."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("多个用顿号分隔。"))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return join_words(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return split_words(super().to_python(value) or "")


class DomainsField(forms.MultiValueField):
    """Domains as ticks of the catalogue, and others of the place's own in a line below."""

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.MultipleChoiceField(required=False), WordsField(required=False))
        widget = DomainsWidget()
        super().__init__(fields, widget=widget, require_all_fields=False, **kwargs)

    def offer(self, words: Sequence[str]) -> None:
        """Offer these words as ticks."""
        choices = [(word, word) for word in words]
        self.fields[0].choices = choices
        self.widget.widgets[0].choices = choices
        self.widget.words = list(words)

    def prepare_value(self, value: Any) -> Any:
        """A stored list of words becomes the two parts; what was typed has two parts already."""
        is_stored = isinstance(value, list) and all(isinstance(word, str) for word in value)
        return self.widget.decompress(value) if is_stored else value

    def compress(self, data_list: list[Any]) -> list[str]:
        return [word for part in data_list for word in part or []]


class LastDayWidget(forms.MultiWidget):
    """A day, and a tick for 长期 beside it."""

    template_name = "components/_last_day.html"
    use_fieldset = True

    def __init__(self) -> None:
        day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__({"": day, "endless": forms.CheckboxInput()})

    def use_required_attribute(self, initial: Any) -> bool:
        """One of the two is enough."""
        return False

    def decompress(self, value: Any) -> list[Any]:
        return [None, True] if value == ENDLESS else [value, False]


class LastDayField(forms.MultiValueField):
    """Until when something holds: a day, or 长期, which is `ENDLESS`."""

    default_error_messages = {"both": _("选了日期又勾了“长期”，请只留一个。")}

    def __init__(self, **kwargs: Any) -> None:
        fields = (forms.DateField(required=False), forms.BooleanField(required=False))
        super().__init__(fields, widget=LastDayWidget(), require_all_fields=False, **kwargs)
        self.widget.widgets[0].attrs["aria-label"] = self.label

    def clean(self, value: Any) -> date | None:
        day, is_endless = (*(value or []), None, None)[:2]
        return super().clean([day, is_endless or None])

    def compress(self, data_list: list[Any]) -> date | None:
        day, is_endless = data_list or (None, None)
        if day and is_endless:
            raise forms.ValidationError(self.error_messages["both"], code="both")
        return ENDLESS if is_endless else day


class DomainsWidget(forms.MultiWidget):
    """Ticks above, a line for others below."""

    use_fieldset = True

    def __init__(self) -> None:
        self.words: list[str] = []
        line = forms.TextInput({"placeholder": _("其他领域，用顿号分隔"), "aria-label": _("其他领域")})
        super().__init__([forms.CheckboxSelectMultiple(), line])

    def decompress(self, value: Any) -> list[Any]:
        words = value or []
        others = [word for word in words if word not in self.words]
        return [[word for word in words if word in self.words], join_words(others)]
