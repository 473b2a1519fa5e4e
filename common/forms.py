"""Forms that offer only the tenant's own rows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import EMPTY_VALUES
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.refusals import fields_of
from tenancy.managers import TenantManager
from tenancy.models import Member, Region


def narrow(form: Any, tenant: Region) -> None:
    """Limit every choice of tenant-owned rows to `tenant`; Django would offer all tenants' otherwise."""
    for field in form.fields.values():
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            owned = isinstance(getattr(field.queryset.model, "objects", None), TenantManager)
            if owned:
                field.queryset = field.queryset.filter(tenant=tenant)


class LinesMixin:
    """A form with lines below its own fields, each a small form; they are right together or not at all.

    Subclasses give `lines`, the formset; `line_word`, what one line is called; `line_mark`, the field without which a
    line is empty and counts for nothing.
    """

    lines: Any
    line_word: str | Promise = ""
    line_mark: str

    def is_valid(self) -> bool:
        return super().is_valid() & self.lines.is_valid()  # type: ignore[misc]

    @property
    def filled_lines(self) -> list[Any]:
        """The lines that say something, in the order in which services get them."""
        return [one for one in self.lines if one.cleaned_data.get(self.line_mark) not in EMPTY_VALUES]


def add_beside(form: Any, fields: Iterable[str], complaint: Any, line: int | None = None) -> None:
    """Put a complaint beside each of the fields that caused it; on top where the form asks none of them.

    With `line` the fields are those of the filled line of that number.
    """
    if line is not None and isinstance(form, LinesMixin):
        form = form.filled_lines[line]
    for name in [name for name in fields if name in form.fields] or [None]:
        form.add_error(name, complaint)


class ReasonForm(forms.Form):
    """Why something is done; it goes into the audit ledger."""

    note = forms.CharField(label=_("理由"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files at once; cleans to a list."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [file for one in given if (file := super(FilesField, self).clean(one, initial))]


class TenantFormMixin:
    """Takes `tenant` and `member`; subclasses narrow further in `__init__` after `super()`."""

    def __init__(self, *args: Any, tenant: Region, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tenant = tenant
        self.member = member
        narrow(self, tenant)


class TenantForm(TenantFormMixin, forms.Form):
    """A form inside a place."""


class TenantModelForm(TenantFormMixin, forms.ModelForm):
    """A form for one tenant-owned row. It validates; a service saves.

    What breaks a rule of the model is said beside the fields the rule speaks of.
    """

    def get_initial_for_field(self, field: Any, field_name: str) -> Any:
        """Where a new row says nothing yet, the form begins with the field's own first value."""
        value = super().get_initial_for_field(field, field_name)
        if value is None and self.instance._state.adding:
            return field.initial() if callable(field.initial) else field.initial
        return value

    def _update_errors(self, errors: ValidationError) -> None:
        broken = errors.error_dict.pop(NON_FIELD_ERRORS, []) if hasattr(errors, "error_dict") else []
        if not hasattr(errors, "error_dict") or errors.error_dict:
            super()._update_errors(errors)
        for complaint in broken:
            add_beside(self, self._causes(complaint), complaint)

    def _causes(self, complaint: ValidationError) -> tuple[str, ...]:
        """The fields of the rule whose sentence this is."""
        if complaint.params and "unique_check" in complaint.params:
            return tuple(complaint.params["unique_check"])
        rules = [rule for _model, rules in self.instance.get_constraints() for rule in rules]
        said = {str(rule.get_violation_error_message()): fields_of(rule) for rule in rules}
        return said.get(str(complaint.message), ())
