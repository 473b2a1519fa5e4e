"""Give the demonstration's objects of 南郑区 their grades, in the shares of a real city (DOMAIN 5.1)."""

from datetime import date, timedelta

from credit.models import CreditGrade, EventKind
from credit.services import Happened, Source, record_event, record_grade
from registry.models import SupervisedObject
from tenancy.models import Department, Region
from tenancy.scope import scope

PLACE = 610703000000
MODEL = "通用型企业信用风险分类（{since:%Y}年{since:%m}月）"
SINCE, UNTIL = timedelta(days=-21), timedelta(days=343)
"""From when to when a grade counts, from today."""
SHARES = "AABAABACAABAABAADAAB"
"""Grades in the order of the library: of twenty firms thirteen A, five B, one C and one D."""
BUREAU, FOOD = "区市场监管局", "食品"
HAPPENED = {
    EventKind.PROBLEM: ("抽检两批次不合格", "抽检", "南市监抽〔{year}〕118号"),
    EventKind.NO_PROBLEM: ("双随机抽查未发现问题", "抽查", "南双随机〔{year}〕23号"),
}
BAD = ("D", "上年度两次抽检不合格，责令改正后复查仍有问题")


def load_grades(today: date) -> int:
    """Grade the objects that have a code unless some are graded; returns how many grades were given."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if CreditGrade.objects.of(place).exists():
            return 0
        rows = list(SupervisedObject.objects.of(place).exclude(uscc="").order_by("pk"))
        for number, row in enumerate(rows):
            _grade(row, SHARES[number % len(SHARES)], today)
        bureau = Department.objects.of(place).get(name=BUREAU)
        worst = rows[3]
        _grade(
            worst,
            BAD[0],
            today,
            scope=FOOD,
            source="manual",
            department=bureau,
            reason=BAD[1],
            basis="",
            valid_until=None,
        )
        _happen(worst, bureau, EventKind.PROBLEM, today - timedelta(days=65))
        _happen(rows[0], bureau, EventKind.NO_PROBLEM, today - timedelta(days=108))
    return len(rows) + 1


def _happen(row: SupervisedObject, bureau: Department, kind: EventKind, on: date) -> None:
    text, source, number = HAPPENED[kind]
    record_event(row, Happened(kind, on, text), Source(source, number.format(year=on.year)), department=bureau)


def _grade(row: SupervisedObject, value: str, today: date, **values: object) -> None:
    since = today + SINCE
    fields = {"source": "model", "basis": MODEL.format(since=since), "valid_from": since, "valid_until": today + UNTIL}
    fields |= values
    record_grade(CreditGrade(tenant_id=row.tenant_id, object=row, value=value, **fields), actor=None)
