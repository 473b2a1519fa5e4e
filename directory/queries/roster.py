"""What the liaison roster says (R014)."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from django.db.models import Func, QuerySet, Value
from django.utils.translation import gettext as _

from directory.models import LiaisonEntry
from directory.roster_form import other_names, unit_key
from tenancy.models import CoordinatorFunction, Department, Region


def roster_of(tenant: Region) -> QuerySet:
    """The place's roster, departments by name; departments that were merged away have left it."""
    rows = LiaisonEntry.objects.of(tenant).filter(department__ended_on__isnull=True)
    return rows.select_related("department", "confirmed_by")


def departments_without_entry(tenant: Region) -> QuerySet:
    """Departments that never filed a line."""
    return Department.objects.of(tenant).filter(ended_on__isnull=True, liaisons__isnull=True)


def filing_day(year: int) -> date:
    """The day by which the form of a year is filed (R014: the notice set 15 January)."""
    return date(year, 1, 15)


def departments_to_confirm(tenant: Region, today: date) -> QuerySet:
    """Present departments without a line confirmed in the year of `today`, by name."""
    return departments_unconfirmed_since(tenant, date(today.year, 1, 1))


def departments_unconfirmed_since(tenant: Region | Value, first: date | Func) -> QuerySet:
    """The same, for a line confirmed on `first` or later."""
    confirmed = LiaisonEntry.objects.of(tenant).filter(confirmed_on__gte=first)
    departments = Department.objects.of(tenant).filter(ended_on__isnull=True)
    return departments.exclude(pk__in=confirmed.values("department"))


def unconfirmed(tenant: Region, today: date) -> QuerySet:
    """Lines not yet confirmed in the year of `today`."""
    return roster_of(tenant).filter(confirmed_on__lt=date(today.year, 1, 1))


def departments_by_key(tenant: Region) -> dict[str, list[Department]]:
    """Present departments by every name they go by, spelling levelled by `unit_key`.

    Their full and short names, and the names other files give them: 南郑区教体局 or 汉中市南郑区教体局 for 区教体局,
    市场监督管理局 for 市场监管局; never a name that another department has.
    """
    found: dict[str, list[Department]] = {}
    others: dict[str, list[Department]] = {}
    places = _places_above(tenant)
    for department in Department.objects.of(tenant).filter(ended_on__isnull=True):
        own = {unit_key(name) for name in (department.name, department.short_name) if name}
        for key in own:
            found.setdefault(key, []).append(department)
        for key in {alias for name in own for alias in other_names(name, places)} - own:
            others.setdefault(key, []).append(department)
    return others | found


def _places_above(tenant: Region) -> list[str]:
    """What stands before a department's name in files: the place, and the places above it with it."""
    parent = tenant.parent
    return [tenant.name, f"{parent.name}{tenant.name}"] if parent else [tenant.name]


Known = Mapping[str, list[Department]]
_NUMBER = re.compile(r"^[（(]?\d+[)）.．、]?")
_BETWEEN_NAMES = re.compile(r"[、，,；;/\s]+")


def wrong_department(name: str, known: Known) -> tuple[str, str] | None:
    """(why, mend) of a name in a file that is not exactly one department of `departments_by_key`; None if it is."""
    found = known.get(unit_key(name), [])
    if len(found) == 1:
        return None
    if found:
        names = _("、").join(department.name for department in found)
        return _("有几个部门都叫“%(name)s”：%(names)s。") % {"name": name, "names": names}, _("请写全称。")
    parts = [part for one in _BETWEEN_NAMES.split(name) if (part := _NUMBER.sub("", one))]
    if len(parts) > 1 and all(unit_key(part) in known for part in parts):
        why = _("一格里写了%(count)s个部门。") % {"count": len(parts)}
        return why, _("请每个部门另起一行（一格里分行写的，各列的行数须相同）。")
    return _("部门名录里没有“%s”。") % name, mend_department(name, known)


def mend_department(name: str, known: Known) -> str:
    """How to mend a department nobody knows: the nearest name, or the place to add it."""
    near = get_close_matches(unit_key(name), known, n=1, cutoff=0.6)
    if near:
        return _("是不是“%(name)s”？请改成部门名录里的名称。") % {"name": known[near[0]][0].name}
    return _("请改成部门名录里的名称，或先在“部门”中添加这个单位。")


def holder_of(tenant: Region, function: str) -> Department | None:
    """The department that holds a coordinating function here, if one was named (R004)."""
    found = CoordinatorFunction.objects.of(tenant).filter(function=function).select_related("department").first()
    return found.department if found else None
