from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InspectionsConfig(AppConfig):
    name = "inspections"
    verbose_name = _("计划与检查")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("inspections.checks")
        import_module("inspections.queries.planned_items")
