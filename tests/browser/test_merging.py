"""One matter, one check: the coordinator sees every department's questions side by side and makes one checklist."""

import pytest


@pytest.fixture
def coordinator(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    return desk


def test_a_scenario_is_merged_into_one_checklist(coordinator):
    desk = coordinator
    desk.open("/610703/scenarios/")
    desk.look("scenarios")
    desk.follow("瓶装燃气站点“综合查一次”")
    desk.look("scenario")
    desk.follow("合并工作台")
    assert "问的是同一件事" in desk.text()
    desk.look("merge-table")
    desk.press("生成联合检查表")
    assert "联合检查表" in desk.text()
    desk.look("joint-checklist")
    assert desk.download("下载（.xlsx）").read(2) == b"PK"


@pytest.mark.parametrize(
    "page", ["checklists", "conflicts", "facts", "domains", "collections", "collections/new", "scenarios/new"]
)
def test_the_pages_around_checklists(coordinator, page):
    coordinator.open(f"/610703/{page}/")
    coordinator.look(f"items-{page.replace('/', '-')}")


def test_a_department_fills_its_checklist(site, desk):
    desk.sign_in("nanzheng.housing", site.password)
    desk.open("/610703/checklists/?department=&q=燃气气瓶")
    desk.page.locator("tbody a").first.click()
    assert "标准不一致，尚未统一" in desk.text()
    desk.look("checklist")
    desk.follow("修订")
    desk.press("修订检查表")
    desk.look("checklist-form")
    desk.page.locator('[name="entries-0-rule"]').fill("证照齐全，与经营地址一致")
    desk.press("保存")
    assert "证照齐全，与经营地址一致" in desk.text()


def test_a_collection_is_followed(coordinator):
    coordinator.open("/610703/collections/")
    coordinator.follow("2027年度重点事项清单征集")
    assert "已确认" in coordinator.text()
    coordinator.look("campaign")
