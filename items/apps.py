from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ItemsConfig(AppConfig):
    name = "items"
    verbose_name = _("监管事项")
    default_auto_field = "django.db.models.BigAutoField"
