"""重点监管清单 as pages read them: rosters, what is to be looked after, and whether an object is on one (R042)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Func, Max, Q, QuerySet, Value

from registry.models import ChainStage, KeyList, KeyUnit, SupervisedObject
from registry.states import IN_FORCE
from tenancy.models import Region

_LIVING = Q(units__removed_on=None)


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One unit of a list: when it was last looked after, and by when it must be again (None: not in force)."""

    unit: KeyUnit
    last_on: date | None
    due_on: date | None


def with_counts(rows: QuerySet[KeyList]) -> QuerySet[KeyList]:
    """The lists with `count`, the number of their units."""
    return rows.select_related("department").annotate(count=Count("units", filter=_LIVING))


def roster(row: KeyList, today: date) -> list[RosterLine]:
    """The units of a list that are on it now, in the order they were chosen."""
    units = units_of(row).select_related("object", "key_list")
    units = units.annotate(last_on=Max("trackings__done_on")).order_by("pk")
    return [RosterLine(unit, unit.last_on, _due_on(row, unit, today)) for unit in units]


def chain_of(lines: Iterable[RosterLine]) -> list[tuple[str, int, int]]:
    """(link, units, units looked after at least once) along the chain; empty where no unit names its link (R107)."""
    known = [line for line in lines if line.unit.stage]
    found = [(stage, [line for line in known if line.unit.stage == stage]) for stage in ChainStage]
    if not known:
        return []
    return [(str(stage.label), len(rows), sum(row.last_on is not None for row in rows)) for stage, rows in found]


def units_along(tenant: Region | int, objects: QuerySet) -> QuerySet[KeyUnit]:
    """Of the objects those that are on a list now and stand at a link of the chain, as units."""
    return KeyUnit.objects.of(tenant).filter(removed_on=None, object__in=objects).exclude(stage="")


def units_of(row: KeyList) -> QuerySet[KeyUnit]:
    """The units that are on a list now."""
    return KeyUnit.objects.of(row.tenant_id).filter(key_list=row, removed_on=None)


def _due_on(row: KeyList, unit: KeyUnit, today: date) -> date | None:
    if not row.is_in_force(today):
        return None
    since = unit.last_on or max(row.starts_on, unit.added_on)  # type: ignore[attr-defined]
    return since + timedelta(days=row.every_days)


def lists_in_force(tenant: Region | Value, today: date | Func) -> QuerySet[KeyList]:
    """Approved and within their period."""
    return KeyList.objects.of(tenant).filter(state=IN_FORCE, starts_on__lte=today, ends_on__gte=today)


def units_to_track(row: KeyList, today: date) -> tuple[int, date] | None:
    """How many units of a list are to be looked after by today, and since when; None where there are none."""
    due = [line.due_on for line in roster(row, today) if line.due_on and line.due_on <= today]
    return (len(due), min(due)) if due else None


def key_lists_of(row: SupervisedObject, today: date) -> QuerySet[KeyList]:
    """The lists in force an object stands on."""
    units = KeyUnit.objects.of(row.tenant_id).filter(object=row, removed_on=None)
    return lists_in_force(row.tenant, today).filter(pk__in=units.values("key_list"))


def key_objects(tenant: Region, today: date) -> QuerySet:
    """Numbers of the objects that stand on a list in force, of a place and those below it."""
    lists = KeyList.objects.under(tenant).filter(state=IN_FORCE, starts_on__lte=today, ends_on__gte=today)
    return KeyUnit.objects.under(tenant).filter(key_list__in=lists, removed_on=None).values("object")
