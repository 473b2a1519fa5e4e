"""The demonstration loads in every place, again and again, and nowhere else than in a demonstration."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from directory.demo.accounts import PASSWORD, account_table
from directory.demo.loading import load_demo
from directory.demo.places import PLACES
from directory.models import LiaisonEntry, Responsible
from supervision.local.state import CHECKOUT
from tenancy.models import CoordinatorFunction, Department, Member, Membership, Region
from tenancy.roles import ROLES
from tenancy.scope import scope

TODAY = date(2026, 11, 22)


@pytest.fixture
def demo(db, settings):
    settings.DEMO = True
    return load_demo(PASSWORD, TODAY)


def test_it_refuses_outside_of_a_demonstration(db, settings):
    settings.DEMO = False
    for command in ("load_demo", "demo_accounts"):
        with pytest.raises(CommandError):
            call_command(command)


def test_loading_again_adds_nothing(demo):
    assert demo > 300
    assert load_demo(PASSWORD, TODAY) == 0


def test_places_of_the_policies_stand_with_their_departments(demo):
    for place in PLACES:
        with scope(place.code):
            names = set(Department.objects.of(place.code).values_list("name", flat=True))
            assert names == {unit.name for unit in place.units}
            assert Region.objects.get(pk=place.code).is_tenant


def test_counterparts_lead_one_level_up(demo):
    with scope(610703000000):
        bureau = Department.objects.of(610703000000).get(name="区市场监管局")
        assert bureau.counterpart.tenant_id == 610700000000
        assert bureau.counterpart.counterpart.tenant_id == 610000000000


def test_functions_follow_each_policy(demo):
    wanted = {
        610703000000: {"overall": "区市场监管局", "staffing": "区委编办"},
        650100000000: {"overall": "市市场监督管理局", "credit": "市发展改革委"},
        360000000000: {"overall": "省政府办公厅", "joint_inspection": "省市场监管局", "legality": "省司法厅"},
        150000000000: {"collection": "自治区政府职能转变和数字政府建设领导小组办公室"},
    }
    for code, functions in wanted.items():
        with scope(code):
            held = dict(CoordinatorFunction.objects.of(code).values_list("function", "department__name"))
            assert functions.items() <= held.items()


def test_zone_committees_of_urumqi_are_in_the_tree(demo):
    assert Region.objects.filter(parent=650100000000, kind="zone_committee").count() == 3


def test_nanzheng_has_every_role(demo):
    with scope(610703000000):
        assert set(Membership.objects.of(610703000000).values_list("role", flat=True)) == set(ROLES)


def test_somebody_wears_hats_in_two_places(demo):
    with scope(610703000000):
        member = Member.objects.get(username="nanzheng.both")
    with scope(member=member):
        places = set(Membership.everything.filter(member=member).values_list("tenant", flat=True))
    assert places == {610703000000, 610700000000}


def test_names_keep_their_middle_dot(demo):
    with scope(650100000000):
        assert Member.objects.get(username="urumqi.admin").name == "阿依古丽·买买提"


def test_the_accounts_printed_can_sign_in(demo, client):
    table = account_table(show_all=False)
    assert PASSWORD in table
    for login in ("nanzheng.officer", "urumqi.leader", "platform.operator"):
        assert login in table
        response = client.post("/account/login/", {"login": login, "password": PASSWORD})
        assert response.status_code == 302
        client.logout()


def test_who_is_asked_for_a_second_factor_is_printed_with_the_remark(demo):
    lines = account_table(show_all=False).splitlines()
    marked = [line for line in lines if "须设置两步验证" in line]
    assert [line.split()[:3] for line in marked] == [["赣州市", "统筹管理员", "ganzhou.admin"]]
    heading_blank_and_password = 3
    readme = " ".join((CHECKOUT / "README.md").read_text().split())
    assert f" {len(lines) - heading_blank_and_password} accounts: " in readme


def test_rosters_name_nobody_who_could_be_called(demo):
    for place in PLACES:
        with scope(place.code):
            lines = list(LiaisonEntry.objects.of(place.code))
        assert len(lines) == len(place.units)
        assert all(line.leader_mobile.startswith("1990000") for line in lines)


def test_the_chain_of_responsibility_is_filled(demo):
    with scope(610703000000):
        chain = Responsible.objects.of(610703000000).filter(department__name="区市场监管局")
        assert set(chain.values_list("duty", flat=True)) == {"first", "main", "direct"}
