"""Give the demonstration's objects of 南郑区 risk levels by what they are, and a signal."""

from datetime import date

from registry.models import SupervisedObject
from risk.models import RiskLevel, SignalKind
from risk.services import Seen, Source, record_level, record_signal
from tenancy.models import Department, Region
from tenancy.scope import scope

PLACE = 610703000000
SINCE = date(2026, 3, 1)
BASIS = "区安委办2026年度安全风险分级"
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


def load_levels() -> int:
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
                _give(row, *found)
                if found == ("1", "城镇燃气"):
                    _warn(place, row)
    return count


def _give(row: SupervisedObject, value: str, domain: str) -> None:
    level = RiskLevel(
        tenant_id=row.tenant_id,
        object=row,
        value=value,
        scope=domain,
        source="model",
        basis=BASIS,
        valid_from=SINCE,
        review_on=date(2027, 2, 28),
    )
    record_level(level, actor=None)


def _warn(place: Region, row: SupervisedObject) -> None:
    bureau = Department.objects.of(place).get(name="区住建局")
    seen = Seen(SignalKind.EQUIPMENT, 4, date(2026, 11, 12), "调压站甲烷浓度两次超过报警值", "城镇燃气")
    record_signal(row, seen, Source("设备监测", "RQ-20261112-07"), department=bureau)
