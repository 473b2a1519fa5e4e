"""Filters that a member keeps under a name: kept, and forgotten."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.models import SavedFilter
from common.pages import FormPage
from portal.services import forget_filter, save_filter

_LONGEST = 2_000


class NameForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("例如“大河坎镇未核实的学校”。"))


class SaveFilterPage(FormPage):
    """The address says which list and which filters."""

    permission = "workbench.view"
    title = _("保存常用筛选")
    form_class = NameForm
    success_message = _("已保存，下次在列表上方点它的名称就能用。")

    def list_url(self) -> str:
        try:
            return reverse(self.request.GET.get("page", ""), args=[self.tenant])
        except NoReverseMatch as error:
            raise Http404 from error

    def get_cancel_url(self) -> str:
        return f"{self.list_url()}?{self.request.GET.get('query', '')}"

    def save(self, form: Any) -> str:
        query = self.request.GET.get("query", "")[:_LONGEST]
        page, name = self.request.GET.get("page", ""), form.cleaned_data["name"]
        address = self.get_cancel_url()
        save_filter(self.tenant, page=page, name=name, query=query, actor=self.member)
        return address


class ForgetFilterPage(FormPage):
    permission = "workbench.view"
    model = SavedFilter
    title = _("删除常用筛选")
    submit_label = _("删除")
    form_class = forms.Form

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().filter(member=self.member)

    def get_cancel_url(self) -> str:
        return reverse(self.object.page, args=[self.tenant])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(consequence=_t("将删除“%(name)s”。") % {"name": self.object}, **kwargs)

    def save(self, form: Any) -> str:
        address = self.get_cancel_url()
        forget_filter(self.object)
        return address
