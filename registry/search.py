"""What the search box finds in the registry."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.search import Hit, Kind, register
from registry.models import Officer
from registry.queries.objects import named, objects_of
from tenancy.models import Member, Region


def find_objects(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Objects by name, old name, initials or code."""
    rows = named(objects_of(tenant), text).order_by("-pk")[:limit]
    return [
        Hit(
            row.name,
            _("　").join(part for part in (row.get_kind_display(), row.uscc, row.get_state_display()) if part),
            reverse("registry:object", args=[tenant, row.pk]),
        )
        for row in rows
    ]


def find_officers(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Officers whose name holds `text`, or whose certificate number it is."""
    found = Q(name__contains=text) | Q(certificates__number=text)
    rows = Officer.objects.of(tenant).filter(found).select_related("department").distinct().order_by("name", "pk")
    return [Hit(row.name, _("执法人员　%s") % row.department, row.get_absolute_url()) for row in rows[:limit]]


register(Kind("objects", gettext_lazy("监管对象"), "objects.view", find_objects))
register(Kind("officers", gettext_lazy("执法人员"), "officers.view", find_officers))
