"""Zone committees in the tree of places, and what became of a retired code."""

import pytest

from common.models import JobRun
from directory.queries.regions import free_zone_code, lives, places_below
from directory.services import zones
from directory.tasks import seat_first_administrator
from tenancy.models import AuditEntry, Membership, Region, TenantSettings
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import make_member, open_place

URUMQI, FREE = 650100000000, 650171000000


@pytest.fixture
def urumqi(db):
    return open_place(URUMQI)


@pytest.fixture
def chief(urumqi):
    return make_member(urumqi, "district_admin")


def test_a_zone_committee_stands_beside_the_districts(urumqi, chief):
    with acting(chief):
        zone = zones.add_zone(urumqi, actor=chief, name="乌鲁木齐经济技术开发区管委会", code=FREE)
    assert (zone.level, zone.parent, zone.last) == ("county", urumqi, 650171999999)
    assert Region.objects.get(pk=FREE).kind == "zone_committee"


def test_a_free_code_is_proposed(urumqi, chief):
    assert free_zone_code(urumqi) == FREE
    with acting(chief):
        zones.add_zone(urumqi, actor=chief, name="开发区", code=FREE)
    assert free_zone_code(urumqi) == 650172000000


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (152571000000, "本地区的代码范围内"),
        (650171000001, "后三位须为000"),
        (650102000000, "正在使用"),
        (650108000000, "曾经使用"),
        (650102900000, "这个代码属于“天山区”.*的范围，请另选一个"),
    ],
)
def test_a_code_that_is_not_free_is_refused(urumqi, chief, code, words):
    with acting(chief), pytest.raises(zones.CodeRefused, match=words):
        zones.add_zone(urumqi, actor=chief, name="开发区", code=code)


def test_a_range_that_would_swallow_a_place_is_refused(db):
    xinjiang = open_place(650000000000)
    with scope(xinjiang), pytest.raises(zones.CodeRefused):
        zones.add_zone(xinjiang, actor=None, name="开发区", code=650100000000)


def test_a_place_switched_on_gets_its_first_administrator_by_message(urumqi, chief):
    with acting(chief):
        zone = zones.add_zone(urumqi, actor=chief, name="开发区", code=FREE)
        zones.open_place(zone, actor=chief, administrator=chief)
        job = JobRun.objects.of(urumqi).get(name="directory.seat_administrator")
        for _time in range(2):
            seat_first_administrator(job, **job.args)
        with pytest.raises(zones.PlaceRefused, match="已经开通"):
            zones.open_place(zone, actor=chief, administrator=chief)
    with scope(FREE):
        hat = Membership.objects.of(FREE).get()
        assert (hat.member_id, hat.role) == (chief.pk, "district_admin")
        assert TenantSettings.objects.of(FREE).exists()
        assert AuditEntry.objects.of(FREE).get().note == "由乌鲁木齐市开通时指定"


def test_only_the_next_level_is_switched_on(urumqi, chief):
    street = Region.objects.filter(parent=650102000000).first()
    with acting(chief), pytest.raises(zones.PlaceRefused, match="只能开通本地区的下一级地区"):
        zones.open_place(street, actor=chief, administrator=chief)


def test_the_platform_switches_on_any_place_down_to_the_counties(urumqi):
    nation = Region.objects.get(pk=0)
    below = places_below(nation)
    assert below.filter(pk=610703000000).exists()
    assert not below.filter(level="township").exists()
    platform = make_member(nation, "district_admin")
    with acting(platform):
        zones.open_place(Region.objects.get(pk=650102000000), actor=platform, administrator=platform)
    assert Region.objects.get(pk=650102000000).is_tenant


def test_a_retired_code_leads_to_the_place_of_today(db):
    (life,) = lives(610721000000)
    assert (life.name, life.until, life.code_today, life.name_today) == ("南郑县", 2017, 610703000000, "南郑区")
    (older,) = lives(612321000000)
    assert [step.year for step in older.path] == [1996, 2017]
    assert older.name_today == "南郑区"


def test_a_code_that_named_two_places_answers_for_both(db):
    first, now = lives(152522000000)
    assert (first.name, first.name_today) == ("达拉特旗", "达拉特旗")
    assert [step.new_code for step in first.path] == [152722000000, 150621000000]
    assert (now.name, now.since, now.code_today) == ("阿巴嘎旗", 1982, 152522000000)


def test_an_unknown_code_has_no_lives(db):
    assert lives(990101000000) == []
