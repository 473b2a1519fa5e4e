"""Grades and levels: the ledger, a grade by hand, a register handed in, the counts."""

from registry.uscc import check_mark

CODE = "91610721000001001" + check_mark("91610721000001001")
LINES = (
    "统一社会信用代码,名称,信用风险等级",
    f"{CODE},汉中汉山春茶业有限公司,信用风险较高",
    f"{CODE[:17]}?,某公司,A",
)
REGISTER = "\n".join(LINES)


def test_grades_and_levels(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    desk.follow("信用风险")
    desk.look("credit")
    desk.follow("汉中汉山春茶业有限公司")
    desk.look("credit-object")
    desk.follow("人工评定")
    desk.page.locator("[name=value]").select_option("B")
    desk.press("保存评定")
    desk.look("credit-record")
    desk.fill(reason="完成信用修复，按规定调整")
    desk.press("保存评定")
    assert "完成信用修复" in desk.text()

    desk.open("/610703/credit/import/")
    file = {"name": "台账.csv", "mimeType": "text/csv", "buffer": REGISTER.encode()}
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.press("上传并核对")
    desk.page.get_by_text("校验位不符").wait_for()
    desk.look("credit-report")

    desk.open("/610703/credit/meanings/")
    desk.look("credit-meanings")
    desk.open("/610703/credit/figures/")
    desk.look("credit-figures")
    desk.open("/610703/credit/events/")
    desk.look("credit-events")
    desk.open("/610703/risk/")
    assert "一级（最高）" in desk.text()
    desk.look("risk")
    desk.open("/610703/risk/signals/")
    desk.look("risk-signals")
