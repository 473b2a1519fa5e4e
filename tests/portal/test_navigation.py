"""Which function of the bar a page belongs to follows from its address."""

import pytest
from django.urls import resolve

from portal.navigation import NAVIGATION, navigation_for
from tenancy.models import Membership

BASE = "/610703/"


def lit(role: str, address: str) -> list[str]:
    hat = Membership(role=role, tenant_id=610703000000)
    return [str(entry["label"]) for entry in navigation_for(hat, resolve(BASE + address)) if entry["active"]]


@pytest.mark.parametrize(
    ("address", "function"),
    [
        ("", "待办"),
        ("items/7/edit/", "事项"),
        ("scenarios/", "事项"),
        ("objects/7/", "监管对象"),
        ("secondments/7/recall/", "执法人员"),
        ("budget/", "计划"),
        ("draws/7/", "抽查"),
        ("orders/7/", "检查"),
        ("risk/", "信用风险"),
        ("roster/import/", "机构人员"),
        ("calendars/2027/", "工作日历"),
    ],
)
def test_a_page_marks_its_function(address, function):
    assert lit("district_admin", address) == [function]


def test_the_longest_beginning_of_an_address_decides():
    assert lit("auditor", "draws/pairings/7/") == ["审计"]


@pytest.mark.parametrize("address", ["search/", "inbox/", "jobs/7/"])
def test_what_belongs_to_no_function_marks_none(address):
    assert lit("district_admin", address) == []


@pytest.mark.parametrize("entry", NAVIGATION, ids=lambda entry: entry.url_name)
def test_the_page_an_entry_opens_marks_it(entry):
    role = {"portal:audit": "auditor", "portal:operator_jobs": "operator"}.get(entry.url_name, "district_admin")
    shown = navigation_for(Membership(role=role, tenant_id=610703000000), None)
    url = next(one["url"] for one in shown if one["label"] == entry.label)
    assert lit(role, url.removeprefix(BASE)) == [str(entry.label)]
