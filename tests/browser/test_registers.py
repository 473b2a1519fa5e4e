"""A department sends its own register: strange headings, a report, rows kept by the worker."""

from pathlib import Path

from registry.uscc import check_mark

FIRM = "91610703MA6009001" + check_mark("91610703MA6009001")
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
