from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = _("机构人员")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every app's `movers` module registers what moves with a department's duties."""
        autodiscover_modules("movers")
