"""One form, one address: GET shows it, POST makes it. What was typed is kept, what is wrong stands beside its field."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.forms import TenantFormMixin, add_beside
from common.pages.base import RowPage
from common.refusals import Refused
from common.workflow import Workflow


class FormPage(RowPage):
    """Declares `permission`, `form_class`, and calls one service in `save`.

    With `model` and a `pk` in the address it edits that row. `save` returns the row to go to, or an address.
    """

    form_class: type[BaseForm]
    template_name = "components/form_page.html"
    submit_label: str | Promise = ""
    success_message: str | Promise = ""
    consequence: str | Promise = ""
    """What pressing the button will do; a form that asks nothing has to say it."""

    def get_form_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = {}
        if issubclass(self.form_class, TenantFormMixin):
            kwargs = {"tenant": self.tenant, "member": self.member}
        if self.object is not None and issubclass(self.form_class, forms.BaseModelForm):
            kwargs["instance"] = self.object
        if self.request.method == "POST":
            kwargs |= {"data": self.request.POST, "files": self.request.FILES}
        return kwargs

    def get_form(self) -> BaseForm:
        return self.form_class(**self.get_form_kwargs())

    def save(self, form: Any) -> Any:
        """Call the service; raises `Refused` or `ValidationError` when a rule forbids it."""
        raise LookupError(f"{type(self).__name__} saves nothing")

    def get_submit_label(self) -> str:
        return str(self.submit_label)

    def get_cancel_url(self) -> str | None:
        crumbs = self.get_crumbs()
        return crumbs[-1].url if crumbs else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", None)
        if kwargs["form"] is None:
            kwargs["form"] = self.get_form()
        kwargs.setdefault("consequence", self.consequence)
        return super().get_context_data(
            object=self.object, submit_label=self.get_submit_label(), cancel_url=self.get_cancel_url(), **kwargs
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if form.is_valid():
            try:
                target = self.save(form)
            except Refused as refusal:
                add_beside(form, refusal.fields, str(refusal), refusal.line)
            except ValidationError as error:
                _add_errors(form, error)
            else:
                return self.done(target)
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def done(self, target: Any) -> HttpResponse:
        if self.success_message:
            messages.success(self.request, str(self.success_message))
        return redirect(target)


def _add_errors(form: BaseForm, error: ValidationError) -> None:
    """Put a model's complaints beside the form's fields; what the form does not ask goes to its top."""
    for name, complaints in getattr(error, "error_dict", {None: [error]}).items():
        form.add_error(name if name in form.fields else None, complaints)


class NoteForm(forms.Form):
    """The reason or remark that goes with a move."""

    note = forms.CharField(label=_("说明"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4}))


class MovePage(FormPage):
    """One move of a workflow. Declares `model`, `workflow`, `move`; `make_move` calls the service."""

    form_class: type[BaseForm] = NoteForm
    workflow: Workflow
    move: str

    def get_title(self) -> str:
        return str(self.title) or str(self.workflow.moves[self.move].label)

    def get_submit_label(self) -> str:
        return self.get_title()

    def get_form(self) -> BaseForm:
        form = super().get_form()
        if "note" in form.fields and self.workflow.moves[self.move].reason_required:
            form.fields["note"].required = True
            form.fields["note"].label = _("理由")
        return form

    def make_move(self, form: BaseForm) -> Any:
        """Call the service that makes the move; by default the move has no other effect."""
        return self.workflow.take(self.object, self.move, actor=self.member, note=form.cleaned_data.get("note", ""))

    def save(self, form: Any) -> Any:
        self.make_move(form)
        return self.object

    def get_cancel_url(self) -> str | None:
        return self.object.get_absolute_url()
