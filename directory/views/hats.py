"""Hats handed out and taken back."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages import Crumb, FormPage
from directory.forms.fields import LastDayForm
from directory.forms.members import HatForm, InviteForm
from directory.services.hats import invite, put_on, take_off
from directory.views.members import PersonMixin, members_crumb
from tenancy.models import Membership


class PutOnHatPage(PersonMixin, FormPage):
    """One more hat for a person of this place."""

    permission = "members.manage"
    form_class = HatForm
    title = gettext_lazy("添加任职")
    success_message = gettext_lazy("任职已添加。")

    def get_form_kwargs(self) -> dict[str, Any]:
        hat = Membership(tenant=self.tenant, member=self.object)
        return super().get_form_kwargs() | {"instance": hat, "initial": {"starts_on": timezone.localdate()}}

    def save(self, form: Any) -> Membership:
        return put_on(form.instance, actor=self.member)


class TakeOffHatPage(FormPage):
    """End a hat with a last day."""

    model = Membership
    permission = "members.manage"
    form_class = LastDayForm
    success_message = gettext_lazy("任职已结束。")

    def get_queryset(self) -> QuerySet:
        return super().get_queryset().select_related("member", "department", "tenant")

    def get_title(self) -> str:
        return _("结束任职：%(name)s %(hat)s") % {"name": self.object.member, "hat": self.object}

    def get_crumbs(self) -> list[Crumb]:
        return [members_crumb(self), Crumb(str(self.object.member), self.object.get_absolute_url())]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"on": timezone.localdate()}}

    def save(self, form: Any) -> Membership:
        return take_off(self.object, actor=self.member, **form.cleaned_data)


class InvitePage(FormPage):
    """A hat for a person whose account another place made."""

    permission = "members.manage"
    form_class = InviteForm
    title = gettext_lazy("添加外地人员")
    success_message = gettext_lazy("任职已添加，此人切换地区后即可办理本地业务。")

    def get_crumbs(self) -> list[Crumb]:
        return [members_crumb(self)]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"initial": {"starts_on": timezone.localdate()}}

    def save(self, form: Any) -> str:
        hat = invite(form.instance, actor=self.member, login=form.cleaned_data["login"])
        return reverse("directory:member", args=[self.tenant, hat.member_id])
