"""A law changed: its page shows what rests on it, the item is marked, the task says by when."""


def test_the_lead_department_meets_its_task(site, desk):
    desk.sign_in("nanzheng.officer2", site.password)
    desk.open("/610703/items/adjustments/")
    desk.look("items-adjustments")
    desk.page.locator("tbody a").first.click()
    assert "中华人民共和国公司法" in desk.text()
    desk.look("items-adjustment")
    desk.follow("查看依据它的内容")
    assert "依据有变动" in desk.text()
    desk.open("/610703/items/laws/")
    desk.follow("《中华人民共和国公司法》")
    assert "登记的变动" in desk.text()
    desk.look("items-law")


def test_a_new_wording_is_read_beside_the_old_one(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/items/laws/")
    desk.follow("《中华人民共和国公司法》")
    desk.follow("收录条文")
    desk.page.get_by_label("条文").fill(
        "第三条　公司是企业法人，有独立的法人财产。\n第四条　股东以其出资为限承担责任。"
    )
    desk.page.get_by_role("button", name="保存").click()
    desk.page.get_by_role("row", name="第四条").get_by_role("link", name="登记变动").click()
    desk.page.get_by_label("变动", exact=True).select_option("amended")
    desk.page.get_by_label("施行日期").fill("2026-11-01")
    desk.page.get_by_label("公布文件").fill("主席令第十五号")
    desk.page.get_by_label("变动要点").fill("补充股东权利")
    desk.page.get_by_role("button", name="登记并生成调整任务").click()
    assert "与现行条文相同" in desk.text()
    desk.look("items-law-change-refused")
    desk.page.get_by_label("新条文").fill("第四条　有限责任公司的股东以其认缴的出资额为限承担责任。")
    desk.page.get_by_role("button", name="登记并生成调整任务").click()
    assert "新旧条文对照" in desk.text()
    desk.look("items-law-wordings")
