"""Give the demonstration's objects of 南郑区 risk levels by what they are, and a signal."""

from datetime import date, timedelta

from registry.models import SupervisedObject
from risk.models import RiskLevel, SignalKind
from risk.services import Seen, Source, record_level, record_signal
from tenancy.models import Department, Region
from tenancy.scope import scope

PLACE = 610703000000
BASIS = "区安委办{year}年度安全风险分级"
SINCE, REVIEW = timedelta(days=-266), timedelta(days=98)
"""From when a level counts and when it is looked at again, from today."""
LEVELS = {
    "燃气": ("1", "城镇燃气"),
    "加油": ("1", "危险化学品"),
    "医院": ("2", "医疗器械"),
    "电梯": ("2", "特种设备"),
    "起重机": ("1", "特种设备"),
    "学": ("2", "食品"),
    "火锅": ("2", "食品"),
    "餐": ("3", "食品"),
    "面皮": ("3", "食品"),
    "超市": ("3", "食品"),
}
"""A word in the name → the level and its domain."""


def load_levels(today: date) -> int:
    """Give levels unless there are some; returns how many."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if RiskLevel.objects.of(place).exists():
            return 0
        count = 0
        for row in SupervisedObject.objects.of(place).order_by("pk"):
            found = next((level for word, level in LEVELS.items() if word in row.name), None)
            if found:
                count += 1
                _give(row, *found, today)
                if found == ("1", "城镇燃气"):
                    _warn(place, row, today)
    return count


def _give(row: SupervisedObject, value: str, domain: str, today: date) -> None:
    level = RiskLevel(
        tenant_id=row.tenant_id,
        object=row,
        value=value,
        scope=domain,
        source="model",
        basis=BASIS.format(year=(today + SINCE).year),
        valid_from=today + SINCE,
        review_on=today + REVIEW,
    )
    record_level(level, actor=None)


def _warn(place: Region, row: SupervisedObject, today: date) -> None:
    bureau = Department.objects.of(place).get(name="区住建局")
    on = today - timedelta(days=10)
    seen = Seen(SignalKind.EQUIPMENT, 4, on, "调压站甲烷浓度两次超过报警值", "城镇燃气")
    record_signal(row, seen, Source("设备监测", f"RQ-{on:%Y%m%d}-07"), department=bureau)
