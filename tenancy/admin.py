"""Django admin, for the operator of the nation and for reference tables only: 行政区划 and their published changes."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _

from tenancy.audit import record
from tenancy.models import Region, RegionChange
from tenancy.requests import PlaceRequest

_OWN_PAGES = {"index", "app_list", "jsi18n"}


class ReferenceSite(admin.AdminSite):
    """Without the admin's own sign-in, sign-out and passwords: those of the platform are the only ones."""

    site_header = site_title = _("基础数据维护")
    index_title = _("基础表")
    site_url = "/"

    def get_urls(self) -> list:
        return [entry for entry in super().get_urls() if not isinstance(entry, URLPattern) or entry.name in _OWN_PAGES]


class ReferenceAdmin(admin.ModelAdmin):
    """Every change goes to the nation's audit ledger."""

    def get_urls(self) -> list:
        """Without the old form of the addresses, which only redirected."""
        return [entry for entry in super().get_urls() if entry.name]

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def log_addition(self, request: PlaceRequest, obj: models.Model, message: Any) -> Any:
        record(request.member, "reference.add", obj, place=request.tenant)
        return super().log_addition(request, obj, message)

    def log_change(self, request: PlaceRequest, obj: models.Model, message: Any) -> Any:
        record(request.member, "reference.change", obj, place=request.tenant, note=_fields_of(obj, message))
        return super().log_change(request, obj, message)


def _fields_of(row: models.Model, message: Any) -> str:
    """The names of the changed fields, out of Django's message about the change."""
    changed = [name for part in message for name in part.get("changed", {}).get("fields", [])]
    return "、".join(str(name) for name in changed)


class RegionAdmin(ReferenceAdmin):
    """A place is made by a migration; here it is opened as a tenant, corrected, or retired."""

    list_display = ["code", "name", "level", "kind", "parent", "is_tenant", "retired_on"]
    list_filter = ["level", "is_tenant"]
    list_select_related = ["parent"]
    search_fields = ["=code", "name"]
    readonly_fields = ["code", "last", "level", "parent"]
    raw_id_fields = ["predecessor"]
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class RegionChangeAdmin(ReferenceAdmin):
    list_display = ["year", "change", "old_code", "old_name", "new_code", "new_name"]
    list_filter = ["year"]
    search_fields = ["=old_code", "=new_code", "old_name", "new_name"]


reference = ReferenceSite(name="admin")
reference.register(Region, RegionAdmin)
reference.register(RegionChange, RegionChangeAdmin)
