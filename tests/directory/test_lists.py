"""Lists as files."""

import pytest
from django.http import QueryDict

from common.exports import Asked, export_kind
from tests.factories.directory import acting
from tests.factories.tenancy import make_department


@pytest.fixture
def asked(nanzheng, admin):
    return lambda query: Asked(nanzheng, admin, QueryDict(query))


def cells(name, asked):
    kind = export_kind(name)
    return [[column.of(row) for column in kind.columns] for row in kind.find(asked)]


def test_departments_become_a_file_as_they_are_seen(nanzheng, hanzhong, admin, bureau, officer, asked):
    upper = make_department(hanzhong, "市司法局")
    make_department(nanzheng, "区司法局", kinds=["justice_department"], counterpart=upper)
    with acting(admin):
        assert [row[0] for row in cells("directory.departments", asked("sort=-name"))] == ["区市场监管局", "区司法局"]
        (row,) = cells("directory.departments", asked("kind=justice_department"))
        assert row[2:6] == ["司法行政部门", "", "汉中市　市司法局", 0]


def test_people_become_a_file_with_their_hats(admin, officer, asked):
    with acting(admin):
        (row,) = cells("directory.members", asked("role=officer"))
        assert row[:3] == [officer.name, officer.username, "区市场监管局 执法人员"]
