"""An officer's visit from the phone: the list, a section in the middle of being filled in, a finding, an order."""

import re

from tests.browser.desk import PHONE

WINTER = "冬季城镇燃气安全联合检查"


def open_own(desk, title: str) -> None:
    """Open one's own visit of that name; the same company may be visited for something else too."""
    desk.page.locator(".visit-list li", has_text=title).get_by_role("link").click()


def test_a_section_is_filled_in_on_the_phone(site, sit_down):
    officer = sit_down()
    officer.sign_in("nanzheng.officer", site.password)
    officer.open("/610703/visits/")
    officer.look("visits-list")
    officer.page.set_viewport_size(PHONE)
    officer.open("/610703/visits/mine/")
    officer.look("visits-mine")
    open_own(officer, WINTER)
    officer.look("visits-visit")
    assert "还等谁" in officer.text()
    officer.follow("区市场监管局")
    officer.look("visits-section")
    officer.follow("压力管道是否经定期检验合格")
    officer.look("visits-answer")
    officer.page.get_by_label("不合格", exact=True).check()
    officer.press("保存，下一条")
    assert "请写明具体情况" in officer.text()
    officer.fill(note="2号调压柜后管道检验已过期")
    officer.press("保存，下一条")
    assert "营业执照公示和登记事项" in officer.text()
    officer.page.get_by_label("合格", exact=True).check()
    officer.press("保存，返回检查单")
    officer.follow("添加证据")
    officer.look("visits-evidence")


def test_what_was_found_is_followed_until_it_is_corrected(site, sit_down):
    labour = sit_down()
    labour.sign_in("nanzheng.officer2", site.password)
    labour.open("/610703/findings/")
    labour.look("visits-findings")
    labour.follow("包装车间2名职工入职满2个月未订立书面劳动合同。")
    labour.look("visits-finding")
    labour.page.locator(".menu summary", has_text="更多").click()
    labour.follow("登记立案…")
    labour.look("visits-file_case")
    labour.page.go_back()
    labour.page.locator(".menu summary", has_text="更多").click()
    labour.follow("撤销问题…")
    labour.fill(note="弄错了")
    labour.press("撤销问题")
    assert "请由本部门另一名有权限的人员核实" in labour.text()
    labour.look("visits-withdraw_finding")
    labour.open("/610703/findings/")
    labour.follow("包装车间2名职工入职满2个月未订立书面劳动合同。")
    labour.follow("责令改正情况")
    labour.look("visits-order")
    labour.follow("登记改正材料")
    labour.look("visits-submit_correction")
    labour.fill(text="两份劳动合同已补签，附复印件。")
    labour.press("保存")
    labour.follow("安排复查检查")
    labour.look("visits-revisit_form")
    labour.page.go_back()
    labour.follow("复查合格")
    labour.fill(text="现场核对合同原件，已补签。")
    labour.press("保存")
    assert "已办结" in labour.text()


def test_a_new_visit_is_told_what_others_have_found(site, sit_down):
    labour = sit_down()
    labour.sign_in("nanzheng.officer2", site.password)
    labour.open("/610703/visits/new/?words=汉山春茶业")
    labour.look("visits-choose")
    labour.follow("安排检查")
    assert "请先看能否合并或采信" in labour.text()
    labour.look("visits-new")


def test_signing_is_drawn_by_finger(site, sit_down):
    housing = sit_down()
    housing.sign_in("nanzheng.housing", site.password)
    housing.open("/610703/visits/mine/")
    open_own(housing, WINTER)
    housing.follow("区住建局")
    housing.page.locator(".points").wait_for()
    while housing.page.get_by_text("未填").count():
        housing.page.locator(".points li", has_text="未填").locator("a").first.click()
        housing.page.get_by_label("合格", exact=True).check()
        housing.page.get_by_role("button", name=re.compile("^保存，")).click()
        housing.page.wait_for_load_state("domcontentloaded")
        housing.open(housing.page.url.partition("/points")[0].removeprefix(site.url).rstrip("/") + "/")
    housing.follow("写现场情况")
    housing.page.get_by_label("现场检查", exact=True).check()
    housing.fill(account="入户安检台账齐全。")
    housing.press("保存")
    housing.follow("完成记录")
    housing.press("完成记录")
    housing.follow("签字确认")
    housing.look("visits-sign")
    housing.page.get_by_label("执法人员").first.check()
    housing.page.locator("[name=officer]").select_option(index=1)
    housing.page.locator("canvas").scroll_into_view_if_needed()
    pad = housing.page.locator("canvas").bounding_box()
    housing.page.mouse.move(pad["x"] + 40, pad["y"] + 60)
    housing.page.mouse.down()
    housing.page.mouse.move(pad["x"] + 200, pad["y"] + 120)
    housing.page.mouse.up()
    housing.until("document.querySelector('[data-signature]').files.length === 1")
    housing.press("保存")
    assert "已签" in housing.text()
