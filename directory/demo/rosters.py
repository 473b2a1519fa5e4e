"""Liaison rosters and responsibility chains of the demonstration. Names are made up; 1990000 is nobody's number."""

from collections.abc import Iterator
from datetime import date, timedelta

from directory.demo.inner_mongolia import ABAGA_CODE, INNER_MONGOLIA_CODE
from directory.demo.places import PLACES
from directory.demo.shapes import Place
from directory.demo.xinjiang import XINJIANG_CODE
from directory.models import LiaisonEntry, Responsible
from tenancy.models import Department, Region

_HAN = (
    [family + given for given in ("文博", "晓峰", "雅宁", "建业", "思远") for family in "陈林黄周吴徐孙朱高马梁宋"],
    [family + given for given in ("婷", "伟", "静怡", "志强", "佳慧") for family in "程曹袁邓许傅沈曾彭吕苏卢"],
)
_MONGOLIAN = (
    ["布和", "额尔敦", "苏和", "宝音", "乌力吉", "满都拉"],
    ["图雅", "其木格", "阿拉坦", "斯琴", "高娃", "托娅"],
)
_UYGHUR = (
    ["艾力·买买提", "吐尔逊·阿布都拉", "玉素甫·卡德尔", "木拉提·哈力克", "肉孜·艾山"],
    ["古丽·阿不来提", "热孜亚·吐尔地", "阿米娜·托乎提", "帕丽旦·依明", "米娜瓦尔·亚森"],
)
_DEPUTY = {
    "局": "副局长",
    "厅": "副厅长",
    "委": "副主任",
    "办": "副主任",
    "室": "副主任",
    "心": "副主任",
    "会": "副主任",
}
_PROVINCE = 10_000_000_000
_LATE_PLACE, _LATE_EVERY = ABAGA_CODE, 4
"""In this place every so many departments have not confirmed their line this year; everywhere else all have."""


def add_rosters(place: Place, region: Region, today: date) -> int:
    """A line of the roster for every department that has none; returns how many were added."""
    known = set(LiaisonEntry.objects.of(region).values_list("department", flat=True))
    rows = Department.objects.of(region).order_by("pk")
    new = [
        _line(department, place, position, today)
        for position, department in enumerate(rows)
        if department.pk not in known
    ]
    LiaisonEntry.objects.of(region).bulk_create(new)
    return len(new)


def _line(department: Department, place: Place, position: int, today: date) -> LiaisonEntry:
    leaders, liaisons = _names_of(place.code)
    number = sum(len(other.units) for other in PLACES[: PLACES.index(place)]) + position
    return LiaisonEntry(
        tenant_id=place.code,
        department=department,
        leader=leaders[number % len(leaders)],
        leader_post=_DEPUTY.get(department.name[-1], "负责人"),
        leader_mobile=f"1990000{number * 2 + 1:04d}",
        liaison=liaisons[number % len(liaisons)],
        liaison_post="综合科负责人",
        liaison_mobile=f"1990000{number * 2 + 2:04d}",
        confirmed_on=_confirmed_on(place, position, today),
    )


def _confirmed_on(place: Place, position: int, today: date) -> date:
    """A few days ago, as far as that is this year; or last year where the department is late."""
    if place.code == _LATE_PLACE and position % _LATE_EVERY == 1:
        return date(today.year - 1, 12, 28)
    return max(date(today.year, 1, 1), today - timedelta(days=3 + 5 * (position % 6)))


def _names_of(code: int) -> tuple[list[str], list[str]]:
    """Leaders and liaisons by the region's people: names with the middle dot must hold everywhere."""
    return {INNER_MONGOLIA_CODE: _MONGOLIAN, XINJIANG_CODE: _UYGHUR}.get(code - code % _PROVINCE, _HAN)


def add_chains(region: Region, since: date) -> int:
    """Head, deputy in charge and daily staff of every department that has people; returns how many were added."""
    if Responsible.objects.of(region).exists():
        return 0
    lines = LiaisonEntry.objects.of(region).filter(department__memberships__isnull=False).select_related("department")
    new = [row for line in lines.distinct().order_by("pk") for row in _chain(line, since)]
    Responsible.objects.of(region).bulk_create(new)
    return len(new)


def _chain(line: LiaisonEntry, since: date) -> Iterator[Responsible]:
    department = line.department
    head = _DEPUTY.get(department.name[-1], "负责人").removeprefix("副")
    values = {"tenant_id": line.tenant_id, "department": department, "starts_on": since}
    leaders, _liaisons = _names_of(line.tenant_id)
    yield Responsible(duty="first", name=leaders[(line.pk + 7) % len(leaders)], post=head, **values)
    yield Responsible(duty="main", name=line.leader, post=line.leader_post, **values)
    for hat in department.memberships.filter(role="officer").select_related("member").order_by("pk"):
        yield Responsible(duty="direct", member=hat.member, **values)
