"""Objects are found as people type: halves of names, old names, initials, other widths and brackets."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection

from publication.initials import initials
from registry.models import ObjectIdentifier, SupervisedObject
from registry.queries.lines import page_of_names
from registry.queries.objects import at_address, count_names, look_alikes, named, objects_of
from registry.searching import search_columns
from tenancy.scope import scope
from tests.factories.registry import make_object, uscc

CODE = uscc(4711)


@pytest.fixture
def library(nanzheng, abaga):
    company = make_object(
        nanzheng,
        "陕西华信（汉中）科技有限公司",
        uscc=CODE,
        former_names=["汉中红星电子厂"],
        address="汉中市南郑区大河坎镇江南西路12号",
    )
    make_object(nanzheng, "南郑区城关小学", kind="school")
    make_object(nanzheng, "KFC汉中店", kind="sole_trader")
    make_object(abaga, "内蒙古华信牧业有限公司")
    return company


@pytest.mark.parametrize(
    "typed",
    [
        "华信",
        "华信科技",
        "華信",
        "陝西華信（漢中）科技",
        "陕西华信(汉中)",
        "陕西华信汉中",
        "华　信 科技",
        "hxhzkj",
        "SXHX",
        "红星",
        "汉中红星电子厂",
        CODE,
        CODE.lower(),
        f" {CODE[:9]} {CODE[9:]} ",
        CODE[-4:],
        CODE[4:12].lower(),
        CODE[:17],
    ],
)
def test_the_company_is_found(library, nanzheng, typed):
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), typed)) == [library]


@pytest.mark.parametrize("typed", ["", " ", "（）", "华兴", "100%", "华_信科", "161"])
def test_what_is_not_there_is_not_found(library, nanzheng, typed):
    with scope(nanzheng):
        found = named(objects_of(nanzheng), typed)
        assert [row.name for row in found if typed != "华_信科"] == []


def test_endings_of_every_name_are_searched_too(library, nanzheng):
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), "公司")) == [library]
        assert len(named(objects_of(nanzheng), "汉")) == 2


def test_search_stays_in_the_scope(library, nanzheng, hanzhong, abaga):
    with scope(abaga):
        assert [row.name for row in named(objects_of(abaga), "华信")] == ["内蒙古华信牧业有限公司"]
    with scope(hanzhong):
        assert count_names("华信", most=10) == 0
    with scope(hanzhong, down=True):
        assert count_names("华信", most=10) == 1
        assert paged("华信", most=10) == [library.pk]
        assert paged(CODE, most=10) == [library.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_find('name', %s, %s)", ["华信", [CODE]])
        assert cursor.fetchall() == []


def paged(text, **page) -> list[int]:
    return [row.pk for row in page_of_names(text, **page)]


def test_another_code_finds_its_object_alone(library, nanzheng):
    with scope(nanzheng):
        ObjectIdentifier.objects.of(nanzheng).create(object=library, kind="permit", value="JY16107030001")
    make_object(nanzheng, "JY16107030001专卖店", kind="sole_trader")
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), "jy1 6107030001")) == [library]
        assert count_names("JY16107030001", most=10) == 1


def test_a_code_nobody_has_is_searched_as_a_name(library, nanzheng):
    shop = make_object(nanzheng, "KTV888888俱乐部", kind="sole_trader")
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), "KTV888888")) == [shop]


@pytest.mark.parametrize("letters", ["HX", "hx", "KJ", "YX"])
def test_two_initials_are_enough(library, nanzheng, letters):
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), letters)) == [library]


def test_pages_of_names_turn_both_ways(nanzheng):
    rows = [make_object(nanzheng, f"华信第{number}分店", kind="sole_trader") for number in range(5)]
    newest = [row.pk for row in reversed(rows)]
    with scope(nanzheng):
        assert paged("华信", most=2) == newest[:2]
        assert paged("华信", most=2, key=(nanzheng.pk, newest[1])) == newest[2:4]
        assert paged("华信", most=9, key=(nanzheng.pk, newest[2]), is_backwards=True) == newest[1::-1]
        assert count_names("华信", most=3) == 3


def test_an_address_is_searched_by_its_parts(library, nanzheng):
    with scope(nanzheng):
        assert list(at_address(objects_of(nanzheng), "江南西路 12号")) == [library]
        assert list(at_address(objects_of(nanzheng), "江南西路１２号")) == [library]


def test_names_kept_before_more_traditional_characters_were_known_are_found(nanzheng):
    migration = import_module("registry.migrations.0013_simplified_names")
    row = make_object(nanzheng, "漢中鑽石飾品行")
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).filter(pk=row.pk).update(
            name_key="漢中鑽石飾品行", search_key="漢中鑽石飾品行"
        )
        migration.find_by_simplified_names(None, SimpleNamespace(connection=connection))
        assert list(named(objects_of(nanzheng), "汉中钻石饰品")) == [row]


def test_what_was_merged_away_is_not_found(library, nanzheng):
    other = make_object(nanzheng, "华信汉中科技公司")
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).filter(pk=other.pk).update(merged_into=library)
        assert list(named(objects_of(nanzheng), "华信")) == [library]


def test_initials_know_uncommon_readings():
    assert initials("重庆银行") == "CQYH"
    assert initials("长安第3分店") == "CAD3FD"


def test_a_name_longer_than_any_index_entry_is_kept_and_found(nanzheng):
    marks = "".join(chr(0x4E00 + place * 7919 % 20_000) for place in range(900))
    long = make_object(nanzheng, f"华信{marks[:290]}", former_names=[marks[300:600], marks[600:]])
    with scope(nanzheng):
        assert list(named(objects_of(nanzheng), "华信")) == [long]
        assert list(named(objects_of(nanzheng), marks[310:320])) == [long]


def test_columns_hold_every_name_once():
    columns = search_columns("华信（汉中）", ["華信", "华信汉中"])
    assert columns.as_dict() == {"name_key": "华信汉中", "search_key": "华信汉中|华信|HXHZ"}


# --- the same one, written differently --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "confidence"),
    [
        ("陕西華信(汉中) 科技有限责任公司", "", "sure"),
        ("陕西华信（汉中）料技有限公司", "", "probable"),
        ("完全不同的名称", CODE, "probable"),
    ],
)
def test_the_same_company_is_recognised(library, nanzheng, name, code, confidence):
    with scope(nanzheng):
        row, verdict = look_alikes(nanzheng, name, uscc=code)[0]
    assert (row, verdict.confidence) == (library, confidence)


def test_a_neighbour_is_not_taken_for_it(library, nanzheng):
    with scope(nanzheng):
        assert look_alikes(nanzheng, "陕西华信（汉中）科技有限公司第二分公司") == []
        assert look_alikes(nanzheng, "店") == []


def test_an_object_is_not_its_own_double(library, nanzheng):
    with scope(nanzheng):
        assert look_alikes(nanzheng, library.name, except_pk=library.pk) == []
