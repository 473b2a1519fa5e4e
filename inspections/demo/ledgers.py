"""Caps on visits in 南郑区, visits of other levels, what the plans could do together, and a plan tried out."""

from datetime import date

from django.utils import timezone

from inspections.models import CapRule, Simulation, UpperVisit
from inspections.queries.overlaps import entries_of
from inspections.queries.plans import planning_year
from inspections.services.budget import add_rule, note_upper_visit
from inspections.services.merges import find_merges
from inspections.services.simulations import ask_to_simulate, run_simulation
from items.demo.loading import person
from registry.models import SupervisedObject
from tenancy.models import Region
from tenancy.scope import scope

PLACE = 610703000000
AUTHOR = "nanzheng.admin"
BASIS = "南郑区涉企行政检查频次上限公告（2026年第1号）"
CAPS = (("each", 2), ("together", 4))
"""Two visits a year by each department, four by all together."""
ABOVE = (
    ("汉中汉山春茶业有限公司", "汉中市市场监督管理局", "食品生产许可证后核查", date(2026, 3, 18), "licence"),
    ("陕西南郑安泰燃气有限责任公司", "汉中市住房和城乡建设管理局", "燃气经营安全检查", date(2026, 4, 9), ""),
    ("陕西南郑安泰燃气有限责任公司", "汉中市应急管理局", "安全生产检查", date(2026, 6, 11), ""),
    ("陕西南郑安泰燃气有限责任公司", "汉中市消防救援支队", "消防监督抽查", date(2026, 8, 20), ""),
    ("陕西南郑安泰燃气有限责任公司", "陕西省住房和城乡建设厅", "城镇燃气安全督查", date(2026, 10, 15), ""),
)


def load_ledgers() -> int:
    """Load unless there are caps; returns how many rows were made."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if CapRule.objects.of(place).exists():
            return 0
        admin = person(place, AUTHOR)
        for scope_word, most in CAPS:
            add_rule(CapRule(tenant=place, scope=scope_word, most=most, basis=BASIS, first_year=2026), actor=admin)
        files = {row.name: row for row in SupervisedObject.objects.of(place)}
        for name, body, matter, on, ground in ABOVE:
            level = "province" if body.startswith("陕西省") else "city"
            visit = UpperVisit(
                tenant=place, object=files[name], level=level, body=body, matter=matter, done_on=on, ground=ground
            )
            note_upper_visit(visit, actor=admin)
        return len(CAPS) + len(ABOVE) + _try_out(place)


def _try_out(place: Region) -> int:
    """Compare the plans of the year, where there are any, and try them out."""
    year = planning_year(place, timezone.localdate())
    if not entries_of(place, year).exclude(pool_query="").exists():
        return 0
    find_merges(place, year, today=timezone.localdate())
    run_simulation(ask_to_simulate(place, year, None, runs=100, actor=None), tell=lambda *_told: None)
    return Simulation.objects.of(place).count()
