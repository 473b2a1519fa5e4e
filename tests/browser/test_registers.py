"""A department sends its own register: strange headings, a report, rows kept by the worker."""

from pathlib import Path

from openpyxl import Workbook

from registry.uscc import check_mark

FIRM, OTHER = (body + check_mark(body) for body in ("91610703MA6009001", "91610703MA6009002"))
LINES = [
    "户名,代码,在哪里,许可",
    f"汉中新登记食品有限公司,{FIRM},汉山街道江南东路77号,JY1610703001",
    "汉中汉山春茶叶有限公司,,汉山街道江南东路18号,JY1610703002",
    "写错代码的店,9161070312345678XX,,",
]


def test_a_register_is_sent_and_kept(site, desk, tmp_path: Path):
    file = tmp_path / "食品经营户.csv"
    file.write_text("\n".join(LINES), encoding="gbk")
    desk.sign_in("nanzheng.department", site.password)
    desk.follow("监管对象")
    desk.follow("导入")
    desk.look("register-upload")
    desk.page.locator("[name=file]").set_input_files(file)
    desk.press("上传并核对")
    desk.page.get_by_role("link", name="指定各列的栏目").wait_for()
    desk.look("register-unknown-columns")
    desk.follow("指定各列的栏目")
    for place, name in enumerate(["name", "uscc", "address", "permit_number"]):
        desk.page.locator(f"[name=column_{place}]").select_option(name)
    desk.look("register-columns")
    desk.press("按此对应重新核对")
    desk.page.get_by_role("heading", name="核对报告").wait_for()
    assert "校验位不符" in desk.text()
    desk.look("register-report")
    desk.page.locator("form.form button[type=submit]").click()
    desk.page.get_by_text("已保存").first.wait_for()
    desk.look("register-kept")

    desk.open("/610703/objects/?q=汉中新登记食品")
    assert "汉中新登记食品有限公司" in desk.text()


def test_rows_that_are_no_objects_are_named_in_the_report(site, desk, tmp_path: Path):
    book = Workbook()
    sheet = book.active
    sheet.append(["南郑区食品经营户名录"])
    sheet.append(["企业名称", "统一社会信用代码", "住所", "许可信息", ""])
    sheet.append(["", "", "", "许可证号", "有效期至"])
    sheet.append(["汉中江南春食品有限公司", OTHER, "汉山街道江南东路79号", "JY1610703009", 47178])
    sheet.append(["汉中江北秋食品有限公司", "9.16107E+17", "汉山街道江南东路81号", "JY1610703010", "长期"])
    sheet.append(["合计", "2"])
    sheet.append(["填表人：王五", "", "", "审核人：赵六"])
    for merged in ("A2:A3", "B2:B3", "C2:C3", "D2:E2"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "名录.xlsx")
    desk.sign_in("nanzheng.department", site.password)
    desk.open("/610703/objects/import/")
    desk.page.locator("[name=file]").set_input_files(tmp_path / "名录.xlsx")
    desk.press("上传并核对")
    desk.page.get_by_role("heading", name="核对报告").wait_for()
    for words in ("科学计数法", "这一行是合计", "表下的说明"):
        assert words in desk.text(), words
    desk.look("register-with-totals")
    desk.page.get_by_role("link", name="新增").click()
    desk.page.get_by_text("2029-03-01").wait_for()
