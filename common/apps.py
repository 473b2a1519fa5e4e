from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("通用机制")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Every process knows every job, export and import: the web to ask for them, the worker to do them."""
        import_module("common.jobs.worker")
        autodiscover_modules("tasks", "imports", "exports", "documents")
