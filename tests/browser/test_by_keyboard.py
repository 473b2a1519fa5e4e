"""The office works without a mouse, and the forms without JavaScript."""

import pytest


@pytest.fixture
def plain_desk(sit_down):
    """A browser that runs no script."""
    return sit_down(java_script_enabled=False)


def test_search_rows_and_menus_answer_to_the_keyboard(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/departments/")
    keyboard = desk.page.keyboard
    keyboard.press("Tab")
    assert "跳到正文" in desk.focused()
    desk.page.locator("tr[data-row] .cell-main a").first.focus()
    first = desk.focused()
    keyboard.press("ArrowDown")
    second = desk.focused()
    assert second != first
    keyboard.press("Enter")
    desk.page.wait_for_url("**/departments/*/")
    assert second in desk.page.locator("h1").inner_text()

    keyboard.press("/")
    keyboard.type("市场监管")
    keyboard.press("Enter")
    desk.page.wait_for_url("**/search/**")
    assert "区市场监管局" in desk.text()

    desk.page.locator(".bar-tools summary").last.focus()
    keyboard.press("Enter")
    assert desk.page.get_by_role("button", name="退出登录").is_visible()
    keyboard.press("Escape")
    assert not desk.page.get_by_role("button", name="退出登录").is_visible()


def test_a_list_is_filtered_in_place_and_its_address_can_be_sent(site, desk, sit_down):
    desk.sign_in("nanzheng.admin", site.password)
    desk.open("/610703/departments/")
    desk.page.locator(".filters input:not([type=hidden])").first.fill("司法")
    desk.page.keyboard.press("Enter")
    desk.page.locator("tr[data-row]", has_text="区税务局").wait_for(state="detached")
    assert desk.page.locator("tr[data-row]").count() == 1
    address = desk.page.url.removeprefix(site.url)
    other = sit_down()
    other.sign_in("nanzheng.officer", site.password)
    other.open(address)
    assert other.page.locator("tr[data-row]").count() == 1


def test_signing_in_and_adding_a_department_work_without_javascript(site, plain_desk):
    desk = plain_desk
    desk.sign_in("nanzheng.admin", site.password)
    assert desk.path == "/610703/"
    desk.open("/610703/departments/add/")
    desk.press("保存")
    assert desk.page.locator(".form-errors").count() == 1
    desk.fill(name="区水利局")
    desk.press("保存")
    assert "部门已建立" in desk.text()
    desk.open("/610703/departments/")
    desk.page.locator(".filters input:not([type=hidden])").first.fill("水利")
    desk.page.locator(".filters button").last.click()
    assert desk.page.locator("tr[data-row]").count() == 1
    desk.page.locator(".bar-tools summary").last.click()
    desk.press("退出登录")
    assert desk.path == "/account/login/"
