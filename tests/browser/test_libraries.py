"""The library's quieter pages: look-alikes judged by keyboard, key units, follow-ups, a trace, a letter."""

import pytest


@pytest.fixture
def admin(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    return desk


def test_look_alikes_are_judged_side_by_side_by_keyboard(admin):
    admin.open("/610703/objects/matches/?state=open")
    admin.look("matches")
    admin.page.get_by_role("link", name="安泰").first.click()
    assert admin.page.locator("mark").first.is_visible()
    admin.look("match")
    admin.page.keyboard.press("d")
    admin.page.get_by_role("heading", name="不是同一对象").first.wait_for()
    admin.look("match-decide")
    admin.page.go_back()
    admin.page.keyboard.press("s")
    admin.fill(note="同一地址、同一负责人，名称一字之差，系录入错误")
    admin.press("是同一对象")
    assert "已判断" in admin.text()


def test_a_key_list_and_its_log(admin):
    admin.open("/610703/objects/key-lists/")
    admin.look("key-lists")
    admin.follow("城镇燃气使用风险重点监管清单")
    assert "上门指导气瓶间" in admin.text()
    admin.look("key-list")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("objects/follow-ups/", "follow-ups"),
        ("objects/approvals/routes/", "approval-routes"),
        ("engagements/", "engagements"),
        ("objects/key-lists/limit/", "key-limit"),
        ("objects/key-lists/new/", "key-list-new"),
    ],
)
def test_the_pages_around_them(admin, page, name):
    admin.open(f"/610703/{page}")
    admin.look(f"registry-{name}")


def test_a_batch_is_traced(admin):
    admin.open("/610703/objects/?q=汉山春牌汉中仙毫")
    admin.page.locator("td.cell-main a").first.click()
    admin.follow("来源去向追溯")
    assert "没有登记进货来源" in admin.text()
    admin.look("trace")


def test_doubles_and_merging_on_a_phone(admin):
    admin.open("/610703/objects/?q=汉中新天汉超市有限公司大河坎店")
    admin.page.locator("td.cell-main a").first.click()
    admin.page.locator("summary", has_text="更多").first.click()
    admin.follow("合并档案…")
    admin.look("merge")
    admin.open("/610703/objects/new/enterprise/")
    admin.fill(name="汉中汉山春茶叶有限公司")
    admin.press("保存")
    admin.page.get_by_text("可能是同一个对象").first.wait_for()
    admin.look("doubles")
