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
