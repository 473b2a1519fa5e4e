from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("工作台")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every app's `worklist` and `search` modules say what waits and what can be found."""
        autodiscover_modules("worklist", "search")
