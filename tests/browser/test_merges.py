"""The coordinator sees who is visited too often, what can be one visit, and tries the year out."""

PLANS = """
from datetime import date
from inspections.models import AnnualPlan, PlanEntry
from tenancy.models import Department, Region
from tenancy.scope import scope
with scope(610703000000):
    place = Region.objects.get(pk=610703000000)
    for name, title in (("区市场监管局", "食品经营单位检查"), ("区税务局", "涉税检查")):
        department = Department.objects.of(place).get(name=name)
        plan = AnnualPlan.objects.of(place).create(department=department, year=2030)
        entry = PlanEntry.objects.of(place).create(
            plan=plan, department=department, number=1, title=title, objects_text="企业", pool_query="kind=enterprise",
            sample_ratio="0.6", frequency=1, starts_on=date(2030, 3, 1), ends_on=date(2030, 9, 30))
        entry.lines.create(tenant_id=place.pk, position=0, role="lead", department=department, content=title)
    from inspections.services.merges import find_merges
    print(find_merges(place, 2030, today=date(2029, 12, 5)))
"""


def test_merging_and_trying_out(site, desk):
    site.python(PLANS)
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/budget/?year=2026")
    assert "陕西南郑安泰燃气有限责任公司" in desk.text()
    desk.look("budget")
    desk.follow("陕西南郑安泰燃气有限责任公司")
    desk.look("budget-object")
    desk.open("/610703/budget/caps/")
    desk.look("budget-caps")
    desk.follow("新设上限")
    desk.look("budget-cap-new")
    desk.open("/610703/visits/ratings/")
    assert "不足5份，不显示" in desk.text()
    desk.look("visits-ratings")

    desk.open("/610703/merges/?year=2030")
    desk.look("merges")
    desk.page.locator("tbody a").last.click()
    desk.look("merge")
    desk.follow("合成联合检查")
    desk.press("合成联合检查")
    assert "已合并" in desk.text()

    desk.open("/610703/simulations/new/?year=2030")
    desk.press("开始模拟")
    desk.page.get_by_role("link", name="查看结果").wait_for()
    desk.follow("查看结果")
    assert "每户会被查几次" in desk.text()
    desk.look("simulation")
    desk.open("/610703/simulations/")
    desk.look("simulations")
