"""What the search box finds in the directory."""

import pytest

from common.search import LIMIT
from directory.search import find_departments, find_members
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def inside(nanzheng, officer):
    with scope(nanzheng, member=officer):
        yield nanzheng


def test_a_department_is_found_by_a_part_of_its_name(nanzheng, officer):
    department = make_department(nanzheng, "南郑区应急管理局", kinds=["sector_authority"])
    with scope(nanzheng, member=officer):
        (hit,) = find_departments(officer, nanzheng, "应急", LIMIT)
    assert (hit.title, hit.detail) == ("南郑区应急管理局", "行业主管部门")
    assert hit.url == f"/610703/departments/{department.pk}/"


def test_an_ended_department_is_not_found(nanzheng, officer):
    make_department(nanzheng, "区粮食局", ended_on="2019-03-01")
    with scope(nanzheng, member=officer):
        assert find_departments(officer, nanzheng, "粮食", LIMIT) == []


@pytest.mark.parametrize("text", ["秦亦", "qin.yi", "0815"])
def test_a_person_is_found_by_name_or_number(nanzheng, officer, bureau, text):
    make_member(nanzheng, "officer", bureau, name="秦亦舟", username="qin.yizhou", employee_number="0815")
    with scope(nanzheng, member=officer):
        (hit,) = find_members(officer, nanzheng, text, LIMIT)
    assert (hit.title, hit.detail) == ("秦亦舟", "区市场监管局 执法人员")


def test_people_and_departments_of_another_place_are_not_found(nanzheng, abaga, officer):
    make_department(abaga, "旗应急管理局")
    make_member(abaga, "district_admin", name="巴特尔")
    with scope(nanzheng, member=officer):
        assert find_departments(officer, nanzheng, "应急", LIMIT) == []
        assert find_members(officer, nanzheng, "巴特尔", LIMIT) == []


def test_wildcards_are_plain_signs(inside, officer):
    assert find_departments(officer, inside, "%", LIMIT) == []
    assert find_members(officer, inside, "_", LIMIT) == []
