"""The calendars as they are kept: which years a place has, entering one, and the calendar they make together."""

from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import BigIntegerField, Max, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _

from common.calendars.layers import Calendar, DayKind, DayStatus, Layer, SpecialDay, YearNotEntered
from common.jobs import enqueue
from common.models.clocks import CalendarDay, CalendarYear
from common.refusals import Refused
from tenancy.audit import record
from tenancy.models import Member, Region
from tenancy.prepared import Blank, Question
from tenancy.regions import COUNTRY
from tenancy.scope import scope


class YearRefused(Refused):
    """The arrangement of a year can't be kept like this; the sentence says why."""


class YearInForce(NamedTuple):
    """The newest version of one place's year."""

    place: int
    place_name: str
    year: int
    version: int
    pk: int


def calendar_for(tenant: Region | int) -> Calendar:
    """The calendar in force in a place: national, then of every place above it, then its own. One query when warm."""
    return _calendar(years_in_force(tenant))


def calendar_above(tenant: Region) -> Calendar:
    """What is in force in a place before its own arrangement."""
    return _calendar([year for year in years_in_force(tenant) if year.place != tenant.pk])


def years_in_force(tenant: Region | int) -> list[YearInForce]:
    """Newest versions of all years entered by the nation, the places above and the place itself, in this order."""
    return [YearInForce(*row) for row in _years_in_force().ask({Blank.PLACE: getattr(tenant, "pk", tenant)})]


@cache
def _years_in_force() -> Question:
    rows = CalendarYear.objects.above(Cast(Value(Blank.PLACE), BigIntegerField()))
    rows = rows.order_by("tenant_id", "year", "-version").distinct("tenant_id", "year")
    return Question.of(rows.values_list("tenant_id", "tenant__name", "year", "version", "pk"))


@transaction.atomic
def enter_year(
    tenant: Region, year: int, days: Iterable[SpecialDay], *, actor: Member | None, source: str, reason: str = ""
) -> CalendarYear:
    """Keep a new version of a place's year; the second and later versions need a `reason`.

    A place keeps only what differs from above. Running clocks here and in all places below are reckoned anew by jobs.
    Raises YearRefused.
    """
    _take_turns(tenant, year)
    own = own_days(tenant, days)
    version = next_version(tenant, year)
    if version > 1 and not reason.strip():
        raise YearRefused(_("%(year)d年已经录入过，修订须写明原因") % {"year": year}, field="reason")
    entered = CalendarYear.objects.of(tenant).create(
        year=year, version=version, source=source, reason=reason, entered_by=actor, entered_at=timezone.now()
    )
    CalendarDay.objects.of(tenant).bulk_create(
        CalendarDay(tenant=tenant, calendar_year=entered, on=day.on, kind=day.kind.value, name=day.name) for day in own
    )
    record(actor, "calendars.enter", entered, note=reason)
    enqueue("common.tell_places", entered, actor=actor)
    return entered


def tell_places(entered: CalendarYear) -> None:
    """Leave a job in every place that a new version concerns: its own and all below."""
    concerned = Region.objects.filter(is_tenant=True, code__gte=entered.tenant.code, code__lte=entered.tenant.last)
    for place in concerned:
        with scope(place):
            enqueue("common.recompute_clocks", place, calendar_year=entered.pk)


def _take_turns(tenant: Region, year: int) -> None:
    """Two people confirming the same year make two versions, and the second is asked for its reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('calendars.enter'), hashtext(%s))", [f"{tenant.pk}/{year}"]
        )


def own_days(tenant: Region, days: Iterable[SpecialDay]) -> list[SpecialDay]:
    """The days of an arrangement that a place must keep itself: those its upper calendar does not say already.

    Raises YearRefused when the nation's year is missing, or when a national arrangement is empty.
    """
    days = list(days)
    if tenant.pk == COUNTRY:
        if not days:
            raise YearRefused(_("全国的年度安排里没有读到任何放假或上班的日子"))
        return days
    upper = calendar_above(tenant)
    try:
        return [day for day in days if not _says_the_same(upper.status(day.on), day)]
    except YearNotEntered as missing:
        raise YearRefused(str(missing)) from missing


def next_version(tenant: Region, year: int) -> int:
    """The number a new version of the place's year would have; 1 while none was entered."""
    return (CalendarYear.objects.of(tenant).filter(year=year).aggregate(latest=Max("version"))["latest"] or 0) + 1


def days_of(entered: CalendarYear) -> list[SpecialDay]:
    """The days of one version, in order."""
    rows = CalendarDay.objects.of(entered.tenant_id).filter(calendar_year=entered).values_list("on", "kind", "name")
    return [SpecialDay(on, DayKind(kind), name) for on, kind, name in rows]


def _says_the_same(upper: DayStatus, day: SpecialDay) -> bool:
    return bool(upper.name) and upper.is_working == (day.kind is DayKind.WORK)


def _calendar(years: Iterable[YearInForce]) -> Calendar:
    layers = {place: _layer(tuple(group)) for place, group in groupby(years, key=lambda year: year.place)}
    national = layers.pop(COUNTRY, Layer.of_notices(_("全国"), {}))
    return Calendar([national, *layers.values()])


@lru_cache(maxsize=1024)
def _layer(years: tuple[YearInForce, ...]) -> Layer:
    """The layer of one place. Days of an entered version never change (append-only), so this may be kept for ever."""
    days: dict[int, list[SpecialDay]] = {year.pk: [] for year in years}
    rows = CalendarDay.objects.of(years[0].place).filter(calendar_year__in=list(days))
    for year, on, kind, name in rows.values_list("calendar_year", "on", "kind", "name"):
        days[year].append(SpecialDay(on, DayKind(kind), name))
    notices = {year.year: days[year.pk] for year in years}
    return Layer.of_notices(years[0].place_name, notices, {year.year: year.version for year in years})
