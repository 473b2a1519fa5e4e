"""Doubles of the library: found among made-up registers, put before a person, merged or never asked again."""

import random
from collections.abc import Iterator

import pytest
from django.utils import timezone

from registry.doubles import pairs
from registry.invention import TWICE, Place, invent
from registry.matching import Row
from registry.models import MatchCase, MergeRecord, SupervisedObject
from registry.services.doubles import find_doubles
from registry.services.matches import say_different, say_same
from registry.services.objects import add_object
from registry.uscc import is_valid
from tenancy.scope import scope
from tests.factories.tenancy import make_member

NANZHENG = Place(610703000000, "南郑")


def stream(rows: list[Row]):
    def beyond(after: int) -> Iterator[Row]:
        return (row for row in rows if int(row.id) > after)

    return beyond


def test_made_up_objects_are_the_same_every_time_and_believable():
    objects = list(invent([NANZHENG], 2_000))
    assert objects == list(invent([NANZHENG], 2_000))
    codes = [one.uscc for one in objects if one.uscc]
    assert len(set(codes)) == len(codes)
    assert all(map(is_valid, codes))
    assert 0.05 < sum("612321" in code[2:8] for code in codes) / len(codes) < 0.2


def test_most_objects_written_twice_are_found_whatever_the_slice():
    objects = list(invent([NANZHENG], 3_000))
    rows = [Row(str(number), one.name, one.uscc, one.address) for number, one in enumerate(objects, start=1)]
    twice = {(n, n + 1) for n in range(1, 3_000) if objects[n].address == objects[n - 1].address}
    assert len(twice) > 3_000 * TWICE / 2
    found = {(int(one.id), int(other.id)) for one, other, _verdict in pairs(stream(rows), 700)}
    assert found == {(int(one.id), int(other.id)) for one, other, _verdict in pairs(stream(rows), 10_000)}
    assert len(found & twice) >= 0.8 * len(twice)


def test_each_pair_is_found_once_the_earlier_row_first():
    names = ["汉中华信科技有限公司", "汉中华信科技公司", "汉中毕信科技有限公司", "汉中远航商贸有限公司"]
    rows = [Row(str(number), name) for number, name in enumerate(names, start=1)]
    random.Random(1).shuffle(rows)
    found = [(one.id, other.id) for one, other, _v in pairs(stream(sorted(rows, key=lambda row: int(row.id))), 2)]
    assert sorted(found) == [("1", "2"), ("1", "3"), ("2", "3")]


@pytest.fixture
def double(nanzheng, admin) -> MatchCase:
    with scope(nanzheng, member=admin):
        for name in ("汉中华信科技有限公司", "汉中华信科技公司", "汉中远航商贸有限公司"):
            row = SupervisedObject(tenant=nanzheng, kind="enterprise", name=name, address="汉山路12号")
            add_object(row, actor=admin, today=timezone.localdate())
        assert find_doubles(nanzheng, now=timezone.now()) == 1
        return MatchCase.objects.of(nanzheng).get()


def test_a_double_is_merged_into_the_older_file(nanzheng, admin, double):
    with scope(nanzheng, member=admin):
        kept = say_same(double, actor=admin, today=timezone.localdate(), note="同一家，少写了“有限”")
        assert kept.name == "汉中华信科技有限公司"
        assert MergeRecord.objects.of(nanzheng).get().gone.name == "汉中华信科技公司"
        assert find_doubles(nanzheng, now=timezone.now()) == 0


def test_a_pair_once_judged_is_not_asked_again(nanzheng, admin, double):
    with scope(nanzheng, member=admin):
        say_different(double, actor=admin, today=timezone.localdate(), note="两家公司")
        assert find_doubles(nanzheng, now=timezone.now()) == 0
        assert SupervisedObject.objects.of(nanzheng).filter(merged_into=None).count() == 3


@pytest.mark.usefixtures("no_second_factor")
def test_doubles_are_the_administrators(nanzheng, admin, bureau, double, sign_in):
    page = f"/610703/objects/matches/{double.pk}/"
    answer = sign_in(admin).get(page).content.decode()
    assert "另一份档案" in answer
    assert "打开另一份档案" in answer
    assert sign_in(make_member(nanzheng, "department_admin", bureau)).get(page).status_code == 403
