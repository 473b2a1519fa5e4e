"""A department's own list of objects: put in, kept, paused, taken out; one by one or many."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.pages import Crumb, FormPage, MovePage
from registry.forms.enrolments import EnrolManyForm, EnrolmentForm
from registry.models import ObjectEnrolment
from registry.services.enrolments import change_enrolment, enrol, enrol_many, move_enrolment
from registry.states import ENROLMENT_WORKFLOW
from registry.views.objects import ObjectMixin, objects_crumb
from tenancy.models import Department


class EnrolPage(ObjectMixin, FormPage):
    permission = "objects.view"
    title = _("纳入本部门名录")
    form_class = EnrolmentForm
    success_message = _("已纳入本部门名录。")

    def own_department(self) -> Department:
        hat = self.member.hat
        if hat is None or hat.department is None or not self.member.may("objects.enrol", hat.department):
            raise PermissionDenied(_t("您当前的身份没有名录可以维护，请切换到部门的身份。"))
        return hat.department

    def get_form_kwargs(self) -> dict[str, Any]:
        blank = ObjectEnrolment(
            tenant=self.tenant,
            object=self.object,
            department=self.own_department(),
            enrolled_on=timezone.localdate(),
        )
        return super().get_form_kwargs() | {"instance": blank}

    def save(self, form: Any) -> Any:
        enrol(form.instance, actor=self.member)
        return self.object


class EnrolmentMixin:
    """A page about one's own department's enrolment."""

    model = ObjectEnrolment
    object: Any
    tenant: Any

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("object__tenant", "department", "tenant")  # type: ignore[misc]

    def get_crumbs(self) -> list[Crumb]:
        file = self.object.object
        return [objects_crumb(self), Crumb(str(file), file.get_absolute_url())]  # type: ignore[arg-type]


class ChangeEnrolmentPage(EnrolmentMixin, FormPage):
    permission = "objects.enrol"
    title = _("修改部门名录")
    form_class = EnrolmentForm
    success_message = _("已保存。")

    def save(self, form: Any) -> Any:
        return change_enrolment(form.instance, actor=self.member)


class EnrolmentMovePage(EnrolmentMixin, MovePage):
    """Pause, resume, end, enrol again; the address names the move."""

    permission = "objects.enrol"
    workflow = ENROLMENT_WORKFLOW
    move = ""

    def make_move(self, form: Any) -> Any:
        note = form.cleaned_data["note"]
        return move_enrolment(self.object, self.move, actor=self.member, today=timezone.localdate(), note=note)


class TickedPage(FormPage):
    """A form about the objects ticked in the list: they come in the address, as the list's bulk bar sends them."""

    template_name = "registry/ticked_form.html"

    def get_crumbs(self) -> list[Crumb]:
        return [objects_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"row": self.request.GET.getlist("row")}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        ticked = context["form"]["row"].value() or []
        rows = context["form"].fields["row"].queryset
        numbers = [number for number in ticked if str(number).isdecimal()]
        return context | {"ticked": rows.filter(pk__in=numbers)}

    def done_with(self, count: int, sentence: str) -> str:
        messages.success(self.request, sentence % {"count": count})
        return reverse("registry:objects", args=[self.tenant])


class EnrolManyPage(TickedPage):
    permission = "objects.enrol"
    title = _("纳入本部门名录")
    form_class = EnrolManyForm

    def save(self, form: Any) -> str:
        given = form.cleaned_data
        count = enrol_many(given["row"], actor=self.member, today=timezone.localdate(), basis=given["basis"])
        return self.done_with(count, _t("已纳入%(count)s个对象；本部门名录里已有的和已注销的不重复纳入。"))
