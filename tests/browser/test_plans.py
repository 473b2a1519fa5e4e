"""The yearly plan at a desk: the board, a draft with what it means, its strata, the plan of the place, the public."""

from tests.browser.desk import PHONE


def test_a_draft_becomes_clear_and_the_published_plan_is_seen(site, sit_down):
    author = sit_down()
    author.sign_in("nanzheng.officer", site.password)
    author.open("/610703/plans/")
    author.look("plans-board")
    author.open("/610703/plans/?year=2027")
    author.follow("区市场监管局")
    assert "留给以后确定，请按年度计划填写" in author.text()
    author.look("plans-plan")
    author.follow("学校食堂食品安全联合检查")
    author.look("plans-entry")
    author.follow("修改")
    author.fill(sample_ratio="100%", frequency="2")
    author.page.locator('[name="frequency"]').blur()
    author.page.wait_for_selector("#measure .meaning")
    author.look("plans-entry_form")
    author.press("保存")
    assert "留给以后确定" not in author.text()
    author.follow("分层标准")
    author.look("plans-strata")
    author.page.go_back()
    author.follow("事项与检查表")
    author.look("plans-menu")


def test_the_plan_of_the_place_and_what_the_public_sees(site, sit_down):
    coordinator = sit_down()
    coordinator.sign_in("nanzheng.admin", site.password)
    coordinator.open("/610703/plans/place/")
    coordinator.page.locator("tbody a").first.click()
    assert "用人单位劳动用工“双随机、一公开”联合抽查" in coordinator.text()
    coordinator.look("plans-place")
    coordinator.open("/610703/plans/standards/")
    coordinator.look("plans-standards")
    coordinator.open("/610703/campaigns/")
    coordinator.look("plans-campaigns")
    visitor = sit_down()
    visitor.open("/open/610703/")
    visitor.follow("南郑区跨部门综合监管工作计划（2026年度）")
    assert "一级（最高）" not in visitor.text()
    visitor.look("public-plan")
    visitor.page.set_viewport_size(PHONE)
    cells = visitor.page.locator('.annex td[data-label="牵头部门"]')
    assert cells.count() > 0
    assert all(cell.is_visible() for cell in cells.all())
    assert visitor.page.locator('.annex td[data-label="配合部门"]').first.is_visible()
