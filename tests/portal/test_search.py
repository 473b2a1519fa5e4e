"""The page behind the search box."""

import pytest

from common import search
from common.search import Hit, Kind


@pytest.fixture
def departments(monkeypatch):
    def find(member, tenant, text, limit):
        return [Hit("区应急管理局", "部门", "/found/")] if "应急" in text else []

    kind = Kind("departments", "部门", "directory.view", find)
    monkeypatch.setattr(search, "KINDS", {"departments": kind})


def test_what_is_found_can_be_opened(departments, sign_in, officer):
    page = sign_in(officer).get("/610703/search/", {"q": "应急"}).content.decode()
    assert '<a href="/found/">区应急管理局</a>' in page
    assert 'value="应急"' in page


def test_nothing_found_says_what_to_try(departments, sign_in, officer):
    assert "没有找到“水利”" in sign_in(officer).get("/610703/search/", {"q": "水利"}).content.decode()


def test_markup_typed_into_the_box_stays_text(departments, sign_in, officer):
    page = sign_in(officer).get("/610703/search/", {"q": "<b>水利"}).content.decode()
    assert "<b>水利" not in page


def test_an_outsider_cannot_search(sign_in, outsider):
    assert sign_in(outsider).get("/610703/search/").status_code == 404
