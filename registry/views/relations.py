"""What hangs together with an object, and the people behind it."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage
from common.pages.forms import NoteForm
from registry.forms.relations import PersonForm, PurposeForm, RelationForm
from registry.models import ObjectPerson, ObjectRelation
from registry.services.relations import PurposeMissing, add_person, open_persons, relate, unrelate
from registry.views.objects import ObjectMixin, objects_crumb


class RelatePage(ObjectMixin, FormPage):
    permission = "objects.maintain"
    title = _("登记对象关系")
    form_class = RelationForm
    success_message = _("关系已登记。")

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        values = {"first": self.object, "kind": given["kind"], "second": given["second"], "note": given["note"]}
        relate(ObjectRelation(tenant=self.tenant, **values), actor=self.member)
        return self.object


class UnrelatePage(FormPage):
    permission = "objects.view"
    model = ObjectRelation
    title = _("解除对象关系")
    submit_label = _("解除")
    form_class = NoteForm

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("first", "second")

    def get_crumbs(self) -> list[Crumb]:
        file = self.object.first
        return [objects_crumb(self), Crumb(str(file), file.get_absolute_url())]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("将解除：%(relation)s") % {"relation": self.object}, **kwargs)

    def save(self, form: Any) -> Any:
        file = self.object.first
        unrelate(self.object, actor=self.member, note=form.cleaned_data["note"])
        return file


class PersonsPage(ObjectMixin, FormPage):
    """Persons are shown once, in answer to a stated purpose; the address alone never shows them (R057)."""

    permission = "objects.persons"
    title = _("关联自然人")
    submit_label = _("查看")
    form_class = PurposeForm
    template_name = "registry/persons.html"

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            persons = open_persons(self.object, actor=self.member, purpose=form.cleaned_data["purpose"])
        except PurposeMissing as refusal:
            form.add_error("purpose", str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.render_to_response(self.get_context_data(form=form, persons=persons))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        add_url = reverse("registry:add_person", args=[self.tenant, self.object.pk])
        may_add = self.member.may("objects.maintain", self.object)
        return super().get_context_data(**{"persons": None, **kwargs}, add_url=add_url if may_add else "")


class AddPersonPage(ObjectMixin, FormPage):
    permission = "objects.maintain"
    title = _("登记关联自然人")
    form_class = PersonForm
    success_message = _("已登记。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": ObjectPerson(tenant=self.tenant, object=self.object)}

    def save(self, form: Any) -> Any:
        add_person(form.instance, actor=self.member)
        return self.object
