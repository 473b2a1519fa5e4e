"""The officer library: a librarian finds who may be drawn, renews a certificate, and anyone checks it."""

import pytest
from django.utils import timezone


@pytest.fixture
def librarian(site, desk):
    desk.sign_in("nanzheng.librarian", site.password)
    return desk


def test_a_certificate_is_renewed_from_the_workbench(librarian):
    desk = librarian
    assert "换发执法证件" in desk.text()
    desk.look("officers-workbench")
    desk.open("/610703/officers/")
    assert "换证前不得执法" in desk.text()
    desk.look("officers")
    desk.open("/610703/officers/?q=石敬之")
    desk.follow("石敬之")
    desk.look("officer")
    desk.follow("登记证件")
    desk.look("officer-certificate")
    today = timezone.localdate()
    desk.fill(starts_on=today.isoformat(), ends_on=f"{today.year + 5}-01-31")
    desk.press("保存")
    assert "可抽取" in desk.text()
    desk.open("/610703/officers/coverage/")
    desk.look("officer-coverage")


@pytest.mark.parametrize(
    "page", ["officers/add", "officers/import", "experts", "third-parties", "secondments", "secondments/offers"]
)
def test_the_other_pages_of_the_library(librarian, page):
    librarian.open(f"/610703/{page}/")
    librarian.look(f"officers-{page.replace('/', '-')}")


def test_a_group_is_made_and_looked_at(librarian):
    desk = librarian
    desk.open("/610703/officers/groups/")
    desk.look("groups-empty")
    desk.follow("新建检查组")
    desk.look("group-add")
    desk.page.locator("[name=department]").select_option(label="区市场监管局")
    desk.fill(name="食品检查一组")
    desk.press("建立并选择成员")
    for tick in desk.page.locator("[name=officers]").all()[:3]:
        tick.check()
    desk.look("group-change")
    desk.press("保存")
    assert "变更记录" in desk.text()
    desk.look("group")
    desk.open("/610703/officers/groups/")
    assert "食品检查一组" in desk.text()
    desk.look("groups")


def test_a_borrowed_officer_is_taken_in(librarian):
    desk = librarian
    desk.open("/610703/secondments/offers/")
    desk.follow("欧阳景和")
    desk.look("officers-offer")
    desk.follow("接收")
    desk.page.locator("[name=department]").select_option(label="区市场监管局")
    desk.press("保存")
    assert "欧阳景和" in desk.text()
    desk.open("/610703/officers/?q=欧阳")
    assert "借自汉中市" in desk.text()


def test_anyone_checks_a_certificate(desk):
    desk.open("/open/officers/")
    desk.fill(number="61070301020")
    desk.press("查验")
    assert "证件有效" in desk.text()
    assert "孙一诺" in desk.text()
    desk.look("officers-public")
