"""Caps on visits in 南郑区, visits of other levels, what the plans could do together, and a plan tried out."""

from datetime import date, timedelta

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
BASIS = "南郑区涉企行政检查频次上限公告（{year}年第1号）"
CAPS = (("each", 2), ("together", 4))
"""Two visits a year by each department, four by all together."""
ABOVE = (
    ("汉中汉山春茶业有限公司", "汉中市市场监督管理局", "食品生产许可证后核查", 249, "licence"),
    ("陕西南郑安泰燃气有限责任公司", "汉中市住房和城乡建设管理局", "燃气经营安全检查", 227, ""),
    ("陕西南郑安泰燃气有限责任公司", "汉中市应急管理局", "安全生产检查", 164, ""),
    ("陕西南郑安泰燃气有限责任公司", "汉中市消防救援支队", "消防监督抽查", 94, ""),
    ("陕西南郑安泰燃气有限责任公司", "陕西省住房和城乡建设厅", "城镇燃气安全督查", 38, ""),
)
"""(object, who came, what for, how many days ago, on which ground outside of the cap)."""


def load_ledgers(today: date) -> int:
    """Load unless there are caps; returns how many rows were made."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if CapRule.objects.of(place).exists():
            return 0
        admin = person(place, AUTHOR)
        for scope_word, most in CAPS:
            basis = BASIS.format(year=today.year)
            rule = CapRule(tenant=place, scope=scope_word, most=most, basis=basis, first_year=today.year)
            add_rule(rule, actor=admin)
        files = {row.name: row for row in SupervisedObject.objects.of(place)}
        for name, body, matter, days, ground in ABOVE:
            level = "province" if body.startswith("陕西省") else "city"
            given = {"body": body, "matter": matter, "ground": ground, "done_on": today - timedelta(days=days)}
            visit = UpperVisit(tenant=place, object=files[name], level=level, **given)
            note_upper_visit(visit, actor=admin)
        return len(CAPS) + len(ABOVE) + _try_out(place, today)


def _try_out(place: Region, today: date) -> int:
    """Compare the plans of the year, where there are any, and try them out."""
    year = planning_year(place, today)
    if not entries_of(place, year).exclude(pool_query="").exists():
        return 0
    find_merges(place, year, today=today)
    run_simulation(ask_to_simulate(place, year, None, runs=100, actor=None), tell=lambda *_told: None)
    return Simulation.objects.of(place).count()
