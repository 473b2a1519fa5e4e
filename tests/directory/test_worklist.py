"""The figures a leader's workbench opens on."""

from datetime import date

import pytest

from directory.models import LiaisonEntry
from directory.services import grants
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of

NOVEMBER = date(2026, 11, 22)


@pytest.fixture
def fire_brigade(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


@pytest.fixture
def confirmed_last_year(nanzheng, bureau) -> LiaisonEntry:
    with scope(nanzheng):
        return LiaisonEntry.objects.of(nanzheng).create(
            department=bureau,
            leader="赵明",
            leader_mobile="13800000001",
            liaison="李敏",
            liaison_mobile="13900000001",
            confirmed_on=date(2025, 1, 10),
        )


def test_a_department_is_reminded_of_its_own_roster_and_of_those_entrusted_to_the_member(
    nanzheng, admin, bureau, fire_brigade, django_assert_max_num_queries
):
    head = make_member(nanzheng, "department_admin", bureau)
    for number in range(5):
        make_department(nanzheng, f"区第{number}局")
    with scope(nanzheng, member=head):
        assert [task.about for task in tasks_of(head, nanzheng, NOVEMBER, "directory.roster")] == [bureau.name]
    with scope(nanzheng, member=admin):
        grants.grant(fire_brigade, actor=admin, member=head, permission="roster.manage")
    with scope(nanzheng, member=head), django_assert_max_num_queries(6):
        assert {task.about for task in tasks_of(head, nanzheng, NOVEMBER, "directory.roster")} == {
            bureau.name,
            fire_brigade.name,
        }
