"""What a place decides for itself about using the platform (R205)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from common.pages import FormPage
from directory.forms.settings import SettingsForm
from directory.services.settings import change_settings
from directory.views.tabs import DirectoryTabs
from tenancy.hats import settings_of


class SettingsPage(DirectoryTabs, FormPage):
    permission = "settings.manage"
    form_class = SettingsForm
    title = gettext_lazy("地区设置")
    tab = "directory:settings"
    success_message = gettext_lazy("设置已保存，下一次访问起生效。")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": settings_of(self.tenant)}

    def save(self, form: Any) -> str:
        change_settings(form.instance, actor=self.member)
        return reverse("directory:settings", args=[self.tenant])
