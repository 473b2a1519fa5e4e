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
    desk.page.locator("[name=kind]").select_option("amended")
    desk.fill(effective_on="2026-11-01", document="主席令第十五号", note="补充股东责任")
    desk.page.get_by_role("button", name="登记并生成调整任务").click()
    assert "与现行条文相同" in desk.text()
    desk.look("items-law-change-refused")
    desk.fill(text="第四条　有限责任公司的股东以其认缴的出资额为限承担责任。")
    desk.page.get_by_role("button", name="登记并生成调整任务").click()
    assert "新旧条文对照" in desk.text()
    desk.look("items-law-wordings")


def test_the_steps_of_a_list_are_ordered_and_drawn(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/items/")
    desk.look("items-moves")
    desk.page.locator(".moves .menu > summary").last.click()
    desk.look("items-moves-menu")
    desk.open("/610703/items/")
    desk.follow("办理环节")
    desk.page.get_by_label("集体审议", exact=True).select_option("2")
    desk.page.get_by_role("button", name="保存").click()
    assert "排在同一步，请分开" in desk.text()
    desk.look("items-chain-refused")
    desk.page.get_by_label("集体审议", exact=True).select_option("3")
    desk.page.get_by_label("集体审议结果由谁登记").select_option("leader")
    desk.page.get_by_role("button", name="保存").click()
    desk.look("items-chain")
    desk.open("/610703/items/?state=legality_check")
    desk.page.locator("tbody a").first.click()
    assert desk.page.locator(".work-steps .is-now").count() == 1
    desk.look("items-version-steps")
    desk.sign_out()
    desk.sign_in("nanzheng.leader", site.password)
    desk.look("leader-figures")
