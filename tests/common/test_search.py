"""The search box: kinds, permissions, and what counts as a word."""

import pytest

from common import search
from common.search import LIMIT, LONGEST, Hit, Kind


@pytest.fixture
def kinds(monkeypatch) -> dict[str, Kind]:
    monkeypatch.setattr(search, "KINDS", {})
    return search.KINDS


def finds(count: int, key: str = "departments", permission: str = "workbench.view") -> Kind:
    def find(member, tenant, text, limit):
        return [Hit(text, str(tenant), "/")] * min(count, limit)

    return Kind(key, "部门", permission, find)


def test_a_kind_that_found_something_is_shown(kinds, officer, nanzheng):
    search.register(finds(1))
    search.register(finds(0, key="members"))
    found = search.search(officer, nanzheng, "  应急   管理 ")
    assert [one.kind.key for one in found] == ["departments"]
    assert found[0].hits == [Hit("应急 管理", "南郑区", "/")]
    assert not found[0].has_more


def test_a_long_answer_says_that_there_is_more(kinds, officer, nanzheng):
    search.register(finds(LIMIT + 5))
    (found,) = search.search(officer, nanzheng, "局")
    assert len(found.hits) == LIMIT
    assert found.has_more


def test_what_the_hat_may_not_see_is_not_found(kinds, officer, nanzheng):
    search.register(finds(1, permission="audit.view"))
    assert search.search(officer, nanzheng, "局") == []


def test_nothing_is_looked_up_for_blanks(kinds, officer, nanzheng):
    search.register(finds(1))
    assert search.search(officer, nanzheng, " \t ") == []


def test_a_pasted_page_is_cut(kinds, officer, nanzheng):
    search.register(finds(1))
    (found,) = search.search(officer, nanzheng, "字" * 5000)
    assert len(found.hits[0].title) == LONGEST


def test_two_kinds_are_not_called_the_same(kinds):
    search.register(finds(1))
    with pytest.raises(ValueError, match="departments"):
        search.register(finds(2))
