"""Filters kept under a name: by a member, for a list, forgotten again."""

from urllib.parse import urlencode

from common.models import SavedFilter
from tenancy.scope import scope
from tests.factories.registry import make_object

LIST = "/610703/objects/"
SAVE = "/610703/filters/save/?" + urlencode({"page": "registry:objects", "query": "kind=school"})


def test_filters_in_force_are_kept_and_come_back_by_name(nanzheng, officer, sign_in):
    make_object(nanzheng, "南郑区城关小学", kind="school")
    browser = sign_in(officer)
    assert "保存筛选" not in browser.get(LIST).content.decode()
    assert "/filters/save/" in browser.get(f"{LIST}?kind=school").content.decode()
    assert browser.post(SAVE, {"name": "学校"}).url == f"{LIST}?kind=school"
    assert f'href="{LIST}?kind=school">学校</a>' in browser.get(LIST).content.decode()
    again = browser.post(SAVE, {"name": "学校"})
    assert "已有同名的常用筛选" in again.content.decode()


def test_they_are_the_members_own(nanzheng, officer, admin, no_second_factor, sign_in):
    sign_in(officer).post(SAVE, {"name": "学校"})
    with scope(nanzheng):
        row = SavedFilter.objects.of(nanzheng).get()
    forget = f"/610703/filters/{row.pk}/forget/"
    other = sign_in(admin)
    assert ">学校</a>" not in other.get(LIST).content.decode()
    assert other.post(forget).status_code == 404
    assert sign_in(officer).post(forget).status_code == 302
    with scope(nanzheng):
        assert not SavedFilter.objects.of(nanzheng).exists()


def test_a_list_that_is_none_is_not_found(nanzheng, officer, sign_in):
    assert sign_in(officer).get("/610703/filters/save/?page=nothing:here").status_code == 404
