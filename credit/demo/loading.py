"""Give the demonstration's objects of 南郑区 their grades, in the shares of a real city (DOMAIN 5.1)."""

from datetime import date

from credit.models import CreditGrade, EventKind
from credit.services import Happened, Source, record_event, record_grade
from registry.models import SupervisedObject
from tenancy.models import Department, Region
from tenancy.scope import scope

PLACE = 610703000000
MODEL = "通用型企业信用风险分类（2026年10月）"
SINCE = date(2026, 11, 1)
SHARES = "AABAABACAABAABAADAAB"
"""Grades in the order of the library: of twenty firms thirteen A, five B, one C and one D."""
BUREAU, FOOD = "区市场监管局", "食品"
BAD = ("D", "上年度两次抽检不合格，责令改正后复查仍有问题")


def load_grades() -> int:
    """Grade the objects that have a code unless some are graded; returns how many grades were given."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if CreditGrade.objects.of(place).exists():
            return 0
        rows = list(SupervisedObject.objects.of(place).exclude(uscc="").order_by("pk"))
        for number, row in enumerate(rows):
            _grade(row, SHARES[number % len(SHARES)])
        bureau = Department.objects.of(place).get(name=BUREAU)
        worst = rows[3]
        _grade(worst, BAD[0], scope=FOOD, source="manual", department=bureau, reason=BAD[1], basis="", valid_until=None)
        what = Happened(EventKind.PROBLEM, date(2026, 9, 18), "抽检两批次不合格")
        record_event(worst, what, Source("抽检", "南市监抽〔2026〕118号"), department=bureau)
        what = Happened(EventKind.NO_PROBLEM, date(2026, 8, 6), "双随机抽查未发现问题")
        record_event(rows[0], what, Source("抽查", "南双随机〔2026〕23号"), department=bureau)
    return len(rows) + 1


def _grade(row: SupervisedObject, value: str, **values: object) -> None:
    fields = {"source": "model", "basis": MODEL, "valid_from": SINCE, "valid_until": date(2027, 10, 31), **values}
    record_grade(CreditGrade(tenant_id=row.tenant_id, object=row, value=value, **fields), actor=None)
