"""Working days: layered calendars in which every year must have been entered by somebody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from django.utils.translation import gettext as _

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class DayKind(StrEnum):
    """What a notice can say about a day: nobody works, or everybody does although it is a weekend."""

    OFF = "off"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day as a notice arranges it, with the holiday it belongs to."""

    on: date
    kind: DayKind
    name: str


@dataclass(frozen=True, slots=True)
class DayStatus:
    """What a calendar says about one day.

    `name` is the holiday (empty on a day no notice mentions); `layer` the place below the nation that decided it.
    """

    on: date
    is_working: bool
    name: str = ""
    layer: str = ""

    @property
    def is_made_up(self) -> bool:
        """A weekend day that a notice turned into a working day (调休上班)."""
        return self.is_working and self.on.weekday() >= SATURDAY

    @property
    def is_plain_weekend(self) -> bool:
        return not self.is_working and not self.name


class YearNotEntered(LookupError):
    """A day was asked about in a year whose national arrangement nobody has entered yet."""

    def __init__(self, year: int, layer: str) -> None:
        self.year = year
        self.layer = layer
        super().__init__(year, layer)

    def __str__(self) -> str:
        return _(
            "%(layer)s%(year)d年的节假日安排尚未录入，不能推算该年的期限。"
            "请维护%(layer)s年历的人员在“工作日历”中录入%(year)d年节假日安排通知（可粘贴原文或上传表格）。"
        ) % {"layer": self.layer, "year": self.year}


@dataclass(frozen=True, slots=True)
class Layer:
    """The notices of one place. A notice for a year may also arrange the last days of the year before.

    `versions`: year -> which version of its notice is in force; a year that is not in it was not entered.
    """

    name: str
    versions: Mapping[int, int]
    days: Mapping[date, SpecialDay]

    @classmethod
    def of_notices(
        cls, name: str, notices: Mapping[int, Iterable[SpecialDay]], versions: Mapping[int, int] | None = None
    ) -> "Layer":
        """`notices`: year -> its special days. Where two notices name one day, the later year's decides."""
        days = {day.on: day for year in sorted(notices) for day in notices[year]}
        return cls(name, versions or dict.fromkeys(notices, 1), days)


class Calendar:
    """Layers from the nation down to one place.

    The nearest layer that mentions a day decides it. The first layer is the national one: asking about a year it
    does not hold raises `YearNotEntered`. Places below add to it and need not have a notice for every year.
    """

    def __init__(self, layers: Sequence[Layer]) -> None:
        if not layers:
            raise ValueError("a calendar needs its national layer")
        self.national = layers[0]
        self.layers = tuple(layers)

    def status(self, on: date) -> DayStatus:
        """Raises YearNotEntered when the national notice of that year is missing."""
        if on.year not in self.national.versions:
            raise YearNotEntered(on.year, self.national.name)
        for layer in reversed(self.layers):
            if day := layer.days.get(on):
                place = "" if layer is self.national else layer.name
                return DayStatus(on, day.kind is DayKind.WORK, day.name, place)
        return DayStatus(on, on.weekday() < SATURDAY)

    def is_working(self, on: date) -> bool:
        return self.status(on).is_working

    def days_after(self, on: date) -> Iterator[DayStatus]:
        """The days that follow, without end; raises YearNotEntered on reaching a year that is missing."""
        while True:
            on += ONE_DAY
            yield self.status(on)

    def working_day_after(self, on: date, count: int = 1) -> date:
        """The `count`-th working day after `on`; `count` is at least 1."""
        working = (day.on for day in self.days_after(on) if day.is_working)
        return next(islice(working, count - 1, None))

    def missing_locally(self, year: int) -> list[str]:
        """Names of the places below the nation that keep own holidays but have not entered this year's."""
        return [layer.name for layer in self.layers[1:] if layer.versions and year not in layer.versions]

    def version_text(self, years: Iterable[int]) -> str:
        """Which versions decide these years: 全国2026年第1版、新疆维吾尔自治区2026年第2版."""
        return "、".join(
            _("%(layer)s%(year)d年第%(version)d版")
            % {"layer": layer.name, "year": year, "version": layer.versions[year]}
            for year in years
            for layer in self.layers
            if year in layer.versions
        )
