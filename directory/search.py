"""What the search box finds in the directory: departments by name, people by name, sign-in name or number."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.search import Hit, Kind, register
from directory.queries.departments import open_departments
from directory.queries.people import people_with_hats
from tenancy.models import Member, Region


def find_departments(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """Departments at work whose name or short name holds `text`."""
    named = Q(name__contains=text) | Q(short_name__contains=text)
    rows = open_departments(tenant).filter(named).order_by("name", "pk")[:limit]
    return [Hit(row.name, _("、").join(row.kind_labels), row.get_absolute_url()) for row in rows]


def find_members(member: Member, tenant: Region, text: str, limit: int) -> list[Hit]:
    """People of the place whose name or sign-in name holds `text`, or whose employee number it is."""
    named = Q(name__contains=text) | Q(username__icontains=text) | Q(employee_number=text)
    rows = people_with_hats(tenant, timezone.localdate()).filter(named).order_by("name", "pk")
    return [_person(row, tenant) for row in rows[:limit]]


def _person(row: Any, tenant: Region) -> Hit:
    hats = _("、").join(str(hat) for hat in row.hats_here)
    return Hit(row.name, hats or _("无有效任职"), reverse("directory:member", args=[tenant, row.pk]))


register(Kind("departments", gettext_lazy("部门"), "directory.view", find_departments))
register(Kind("members", gettext_lazy("人员"), "directory.view", find_members))
