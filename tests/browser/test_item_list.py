"""A district's list from the uploaded form to the public page, and on when the city changes its own (R006, R029)."""

import io
from pathlib import Path

import openpyxl
import pytest

from tests.browser.papers import has_office, printed
from tests.workers import wait_until

CONTENT = "对预拌混凝土企业质量管理情况的监管"
ROW = (
    "1", "建筑工程质量", "区住建局", CONTENT, "《建设工程质量管理条例》第四十三条", "区内预拌混凝土生产企业",
    "区级", "区级", "区人力资源和社会保障局", "对农民工工资支付情况的监管", "《保障农民工工资支付条例》第三十九条",
)  # fmt: skip
REST = {
    "frequency": "每年1次",
    "ratio": "按专项计划确定",
    "quantity": "2户",
    "procedure": "制定方案、联合检查、结果公示。",
    "division": "住建部门牵头组织，人社部门核查工资专户。",
    "power_entry": "对建设工程质量的行政检查",
}


@pytest.fixture
def at(site, sit_down):
    """A function: `at("nanzheng.admin")` is the desk of that person, signed in once."""
    desks = {}

    def of(login):
        if login not in desks:
            desks[login] = sit_down()
            desks[login].sign_in(login, site.password)
        return desks[login]

    return of


def filled(form: io.BytesIO, folder: Path) -> Path:
    """The empty form with one item written into its first line."""
    book = openpyxl.load_workbook(form)
    for column, text in enumerate(ROW, start=1):
        book.active.cell(4, column, text)
    file = folder / "附件1.xlsx"
    book.save(file)
    return file


def imported(desk, folder: Path) -> None:
    """Hand the form in, look at the preview, keep it."""
    desk.open("/610703/items/import/")
    file = filled(desk.download("附件1空表（.xlsx）"), folder)
    desk.page.locator("[name=file]").set_input_files(file)
    desk.press("上传并核对")
    desk.page.locator("#import .progress-line").wait_for(state="detached")
    assert CONTENT in desk.text()
    desk.look("annex-preview")
    desk.press("保存 1 行")


def completed(desk) -> str:
    """Fill in what the form has no column for; returns the draft's page."""
    desk.open("/610703/items/?state=draft")
    desk.follow(CONTENT)
    path = desk.path
    desk.follow("修改")
    desk.fill(**REST)
    desk.page.locator("[name=grade]").select_option("general")
    desk.page.locator("[name=regime]").select_option("random")
    desk.page.locator('[name=techniques][value="on_site"]').check()
    desk.press("保存")
    return path


def moved(desk, path: str, move: str) -> None:
    """Open a page, choose a move, confirm it."""
    desk.open(path)
    desk.page.locator("main").get_by_role("link", name=move, exact=True).click()
    desk.page.locator("main form button[type=submit]").click()


def signed(desk, path: str) -> None:
    desk.open(path)
    desk.follow("会签")
    desk.page.get_by_label("同意").check()
    desk.page.locator("main form button[type=submit]").click()


def enforced(at, place: str, path: str, signer: str, *, sender: str = "admin") -> None:
    """Sent, co-signed, found lawful by another person, approved and put in force."""
    moved(at(f"{place}.{sender}"), path, "送审")
    signed(at(f"{place}.{signer}"), path)
    moved(at(f"{place}.legal"), path, "审核通过")
    for move in ("批准", "发布生效"):
        moved(at(f"{place}.leader"), path, move)
    assert "现行有效" in at(f"{place}.leader").text()


def made_public(at) -> None:
    """One person drafts the publication, another checks and publishes."""
    author, checker = at("nanzheng.officer"), at("nanzheng.department")
    author.open("/610703/publication/?state=due")
    author.follow("南郑区跨部门综合监管重点事项清单")
    path = author.path
    author.follow("拟稿")
    author.press("保存")
    for move in ("核对通过", "公示"):
        moved(checker, path, move)


def opened(desk, path: str) -> str:
    """What a page says now."""
    desk.open(path)
    return desk.text()


def changed_above(at) -> None:
    """The city raises ratio and frequency of the item the district has."""
    city = at("hanzhong.admin")
    city.open("/610700/items/")
    city.follow(CONTENT)
    city.follow("修订")
    city.page.locator("[name=trigger]").select_option("practice")
    city.fill(note="全市统一提高频次")
    city.page.locator("main form button[type=submit]").click()
    path = city.path.removesuffix("edit/")
    city.open(f"{path}edit/")
    city.fill(frequency="每年不少于2次", objects_text="全市预拌混凝土、预拌砂浆生产企业")
    city.press("保存")
    enforced(at, "hanzhong", path, "labour")


def test_a_list_is_imported_signed_checked_approved_published_and_adapted(at, sit_down, tmp_path):
    district = at("nanzheng.admin")
    imported(district, tmp_path)
    path = completed(district)
    enforced(at, "nanzheng", path, "labour")
    made_public(at)

    district.open("/610703/items/claims/?state=offered")
    district.page.locator("table a", has_text="预拌混凝土").click()
    claim = district.path
    district.follow("对应本地已有事项")
    district.page.locator("main form button[type=submit]").click()
    district.page.locator(".merge-take").first.wait_for()
    for fieldset in district.page.locator(".merge-take").all():
        fieldset.get_by_label("留本地").check()
    district.fill(reason="区内企业少，按区里实际填写")
    district.press("按选定内容合并")

    changed_above(at)
    wait_until(lambda: "待与上级合并" in opened(district, claim))
    district.follow("合并上级改动")
    district.look("three-ways")
    assert "全市预拌混凝土、预拌砂浆生产企业" in district.text()
    for fieldset in district.page.locator(".merge-both .merge-take").all():
        fieldset.get_by_label("留本地").check()
    district.page.locator("fieldset", has_text="检查频次").get_by_label("用上级").check()
    district.fill(reason="监管对象按区里实际，频次照市里提高")
    district.press("按选定内容合并")
    assert "每年不少于2次" in district.text()
    enforced(at, "nanzheng", district.path, "labour")
    made_public(at)

    visitor = sit_down()
    visitor.open("/open/610703/")
    visitor.follow("南郑区跨部门综合监管重点事项清单")
    visitor.look("public-item-list")
    assert f"“{CONTENT}”" in visitor.text()
    public = visitor.download("附件1（.xlsx）").getvalue()
    district.open("/610703/items/")
    own = district.page.request.get(f"{district.site.url}/610703/items/files/xlsx/").body()
    for name, data in (("public-list", public), ("own-list", own)):
        words = printed(data, tmp_path, name)
        assert words.startswith("printed by LibreOffice" if has_office() else "checked by openpyxl only")
        for text in ("附件1", "监管领域", "区住建局", "区级"):
            assert text in words
