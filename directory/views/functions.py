"""Which department holds which coordinating function of the place (R004)."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.forms import ReasonForm
from common.pages import Crumb, FormPage, Page
from directory.forms.departments import FunctionForm
from directory.services.coordination import assign_function, release_function
from directory.views.tabs import DirectoryTabs
from tenancy.models import CoordinatorFunction
from tenancy.models.departments import Coordination


class FunctionsPage(DirectoryTabs, Page):
    """All functions, held or not."""

    permission = "directory.view"
    title = gettext_lazy("统筹职能")
    tab = "directory:functions"
    template_name = "directory/functions.html"
    help_text = gettext_lazy(
        "各地由不同部门牵头：有的由政府办公室统筹，有的由市场监管部门牵头。系统里的权限跟着职能走，不跟部门名称走。\n\n"
        "一项职能同一时间由一个部门承担；改由其他部门承担时，原来的记录保留在审计记录中。"
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        held = {row.function: row for row in CoordinatorFunction.objects.of(self.tenant).select_related("department")}
        functions = [(value, label, held.get(value)) for value, label in Coordination.choices]
        may_assign = self.member.may("coordination.manage")
        return super().get_context_data(functions=functions, may_assign=may_assign, **kwargs)


class AssignFunctionPage(FormPage):
    permission = "coordination.manage"
    form_class = FunctionForm
    success_message = gettext_lazy("已保存。")

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if self.kwargs["function"] not in Coordination.values:
            raise Http404

    def get_title(self) -> str:
        return _("承担部门：%(function)s") % {"function": Coordination(self.kwargs["function"]).label}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("统筹职能"), reverse("directory:functions", args=[self.tenant]))]

    def get_form_kwargs(self) -> dict[str, Any]:
        held = CoordinatorFunction.objects.of(self.tenant).filter(function=self.kwargs["function"]).first()
        initial = {"department": held.department_id, "basis": held.basis} if held else {}
        return super().get_form_kwargs() | {"initial": initial}

    def save(self, form: Any) -> str:
        values = form.cleaned_data
        department, basis = values["department"], values["basis"]
        assign_function(department, actor=self.member, function=self.kwargs["function"], basis=basis)
        return reverse("directory:functions", args=[self.tenant])


class ReleaseFunctionPage(FormPage):
    model = CoordinatorFunction
    permission = "coordination.manage"
    form_class = ReasonForm
    submit_label = gettext_lazy("取消承担")
    success_message = gettext_lazy("已取消。")

    def get_title(self) -> str:
        return _("取消承担：%(function)s") % {"function": self.object.get_function_display()}

    def get_crumbs(self) -> list[Crumb]:
        return [Crumb(_("统筹职能"), reverse("directory:functions", args=[self.tenant]))]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sentence = _("取消后“%(department)s”不再承担这项职能，直到另行指定。") % {"department": self.object.department}
        return super().get_context_data(consequence=sentence, **kwargs)

    def save(self, form: Any) -> str:
        release_function(self.object, actor=self.member, **form.cleaned_data)
        return reverse("directory:functions", args=[self.tenant])
