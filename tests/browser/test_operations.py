"""Behind the scenes: the auditor reads what happened to a row."""


def test_the_auditor_follows_a_row_through_its_life(site, desk, sit_down):
    coordinator = sit_down()
    coordinator.sign_in("nanzheng.admin", site.password)
    coordinator.open("/610703/departments/add/")
    coordinator.fill(name="区林业局")
    coordinator.press("保存")
    coordinator.follow("修改")
    coordinator.fill(short_name="林业局")
    coordinator.press("保存")

    desk.sign_in("nanzheng.auditor", site.password)
    desk.follow("审计")
    desk.look("audit")
    desk.page.locator("tr[data-row]", has_text="区林业局").first.locator(".cell-main a").click()
    desk.look("audit-entry")
    if desk.page.get_by_role("link", name="查看对象经历").count():
        desk.follow("查看对象经历")
    life = desk.page.locator("main").inner_text()
    assert "区林业局" in life
    assert "简称" in life
    assert "林业局" in life
    desk.look("audit-life")
    desk.open("/610703/departments/add/", status=403)
