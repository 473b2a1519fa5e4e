"""The figures a leader's workbench opens on."""

from datetime import date

import pytest

from common.worklist import Desk, figures_for
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


def figures_of(member, tenant):
    with scope(tenant, member=member):
        return figures_for(Desk(member, tenant, NOVEMBER))


def test_a_leader_sees_how_many_confirmed(nanzheng, confirmed_last_year, fire_brigade):
    leader = make_member(nanzheng, "leader")
    shown = {figure.label: (figure.value, figure.note) for figure in figures_of(leader, nanzheng)}
    assert shown["部门"] == ("2", "")
    assert shown["在职人员"] == ("1", "")
    assert shown["本年联络表已确认"] == ("0%", "0 / 2 个部门")
    assert shown["未填报联络表"] == ("1", "")


def test_a_place_without_departments_has_figures_too(nanzheng):
    leader = make_member(nanzheng, "leader")
    shown = {figure.label: figure.value for figure in figures_of(leader, nanzheng)}
    assert shown["本年联络表已确认"] == "—"


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
