"""重点监管清单: few units, chosen with reasons, approved by another person, looked after and written down (R042)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from common.models import Notice
from common.refusals import Refused
from registry.models import KeyList, KeyListLimit, KeyTracking, KeyUnit
from registry.queries.key_lists import key_lists_of, roster, units_to_track
from registry.services.key_lists import (
    KeyListRefused,
    add_unit,
    move_key_list,
    remove_unit,
    set_limit,
    write_key_list,
    write_tracking,
)
from registry.services.objects import move_object
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_object
from tests.factories.tenancy import make_department, make_member

PAGE = "/610703/objects/key-lists/"
WORDS = {"risk": "industry", "reason": "上半年连续发生两起粉尘事故", "measures": "每月上门指导", "every_days": 30}


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def leader(nanzheng):
    return make_member(nanzheng, "leader")


@pytest.fixture
def limit(nanzheng):
    with scope(nanzheng):
        return set_limit(KeyListLimit(tenant=nanzheng, lists=1, units=2, basis="南政办〔2026〕8号"), actor=None)


def drawn_up(bureau, name="涉粉尘企业重点监管清单", **values) -> KeyList:
    today = timezone.localdate()
    days = {"starts_on": today - timedelta(days=60), "ends_on": today + timedelta(days=300)}
    with scope(bureau.tenant):
        row = KeyList(tenant=bureau.tenant, department=bureau, name=name, **{**WORDS, **days, **values})
        return write_key_list(row, actor=None)


def chosen(key_list, row, **values) -> KeyUnit:
    with scope(key_list.tenant):
        added = values.pop("added_on", key_list.starts_on)
        unit = KeyUnit(tenant=key_list.tenant, key_list=key_list, object=row, reason="除尘系统不合格", added_on=added)
        return add_unit(unit, actor=None)


@pytest.fixture
def mill(nanzheng):
    return make_object(nanzheng, "汉中恒丰木业有限公司")


@pytest.fixture
def in_force(limit, bureau, mill, keeper, leader):
    """A list in force with one unit."""
    row = drawn_up(bureau)
    chosen(row, mill)
    with scope(row.tenant, member=keeper):
        move_key_list(row, "submit_key_list", actor=keeper, note="")
    with scope(row.tenant, member=leader):
        return move_key_list(row, "approve_key_list", actor=leader, note="")


def test_an_approved_list_marks_its_units_and_tells_its_department(in_force, mill, keeper):
    today = timezone.localdate()
    with scope(mill.tenant, member=keeper):
        assert list(key_lists_of(mill, today)) == [in_force]
        assert not key_lists_of(mill, in_force.ends_on + timedelta(days=1))
        assert "已批准" in Notice.objects.of(mill.tenant).get(member=keeper).subject


def test_the_library_shows_the_units_of_one_list(in_force, mill, nanzheng, leader, sign_in):
    other = make_object(nanzheng, "汉中面粉厂二分厂")
    page = sign_in(leader).get(f"/610703/objects/?key_list={in_force.pk}").content.decode()
    assert mill.name in page
    assert other.name not in page


def test_units_wait_until_somebody_looked_after_them(in_force, mill, keeper):
    today = timezone.localdate()
    with scope(mill.tenant, member=keeper):
        (line,) = roster(in_force, today)
        assert units_to_track(in_force, today) == (1, line.due_on)
        unit = line.unit
        entry = KeyTracking(tenant=mill.tenant, unit=unit, kind="guide", done_on=today, text="现场指导清灰制度")
        write_tracking(entry, actor=keeper)
        assert roster(in_force, today)[0].due_on == today + timedelta(days=30)
        assert units_to_track(in_force, today) is None
        with pytest.raises(DatabaseError), transaction.atomic():
            KeyTracking.objects.of(mill.tenant).update(text="改写")


def test_the_limits_hold(limit, bureau, nanzheng, in_force, leader, keeper):
    second = drawn_up(bureau, "涉氨制冷企业重点监管清单")
    for name in ("甲冷库", "乙冷库"):
        chosen(second, make_object(nanzheng, name))
    with pytest.raises(KeyListRefused, match="最多2家单位"):
        chosen(second, make_object(nanzheng, "丙冷库"))
    with scope(nanzheng, member=keeper):
        move_key_list(second, "submit_key_list", actor=keeper, note="")
    with scope(nanzheng, member=leader):
        with pytest.raises(KeyListRefused, match="最多1份，现已有1份"):
            move_key_list(second, "approve_key_list", actor=leader, note="")
        move_key_list(in_force, "close_key_list", actor=leader, note="隐患已消除")
        assert move_key_list(second, "approve_key_list", actor=leader, note="").state == "in_force"


def test_no_unit_is_chosen_before_a_limit_is_set(bureau, mill):
    with pytest.raises(KeyListRefused, match="请统筹管理员先设置"):
        chosen(drawn_up(bureau), mill)


def test_an_empty_list_is_not_submitted(limit, bureau, keeper):
    row = drawn_up(bureau)
    with scope(row.tenant, member=keeper), pytest.raises(KeyListRefused, match="还没有单位"):
        move_key_list(row, "submit_key_list", actor=keeper, note="")


def test_nobody_approves_his_own(limit, bureau, mill, admin):
    row = drawn_up(bureau)
    chosen(row, mill)
    with scope(row.tenant, member=admin):
        move_key_list(row, "submit_key_list", actor=admin, note="")
        with pytest.raises(KeyListRefused, match="不能批准自己报送的"):
            move_key_list(row, "approve_key_list", actor=admin, note="")


def test_a_list_out_of_draft_is_not_rewritten(in_force, mill, nanzheng):
    with scope(nanzheng), pytest.raises(KeyListRefused, match="只有草拟中的清单可以修改"):
        write_key_list(in_force, actor=None)
    with pytest.raises(KeyListRefused, match="请另立清单报批"):
        chosen(in_force, make_object(nanzheng, "另一家"))


def test_what_is_gone_is_not_chosen(limit, bureau, mill, nanzheng):
    row = drawn_up(bureau)
    with scope(nanzheng):
        move_object(mill, "cancel", actor=None, today=TODAY, note="注销")
    with pytest.raises(KeyListRefused, match="不能列入"):
        chosen(row, mill)


def test_a_unit_stands_once_and_leaves_once(limit, bureau, mill, nanzheng):
    row = drawn_up(bureau)
    unit = chosen(row, mill)
    with pytest.raises(Refused, match="已在清单中"):
        chosen(row, mill)
    with scope(nanzheng):
        remove_unit(unit, actor=None, today=TODAY, note="整改完成")
        with pytest.raises(KeyListRefused, match="已于2026-11-20移出"):
            remove_unit(unit, actor=None, today=TODAY, note="再次")
    assert chosen(row, mill).pk != unit.pk


@pytest.mark.parametrize(("days", "sentence"), [(1, "不能晚于今天"), (-100, "只能写在执行期内")])
def test_the_log_speaks_of_days_that_were(in_force, mill, days, sentence):
    with scope(mill.tenant):
        unit = KeyUnit.objects.of(mill.tenant).select_related("key_list", "object").get()
        on = timezone.localdate() + timedelta(days=days)
        entry = KeyTracking(tenant=mill.tenant, unit=unit, kind="follow", done_on=on, text="跟踪")
        with pytest.raises(KeyListRefused, match=sentence):
            write_tracking(entry, actor=None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"every_days": 0}, "跟踪间隔至少为1天"),
        ({"ends_on": TODAY, "starts_on": TODAY + timedelta(days=1)}, "执行至不能早于执行起"),
    ],
)
def test_wrong_terms_are_refused(bureau, values, sentence):
    with pytest.raises(Refused, match=sentence):
        drawn_up(bureau, **values)


def test_a_limit_of_nothing_is_none(nanzheng):
    with scope(nanzheng), pytest.raises(Refused, match="上限至少为1"):
        set_limit(KeyListLimit(tenant=nanzheng, lists=0, units=2, basis="依据"), actor=None)


@pytest.mark.usefixtures("no_second_factor")
def test_the_way_on_the_pages(nanzheng, bureau, keeper, leader, admin, mill, sign_in):
    chief, boss = sign_in(admin), sign_in(leader)
    limits = {"lists": 2, "units": 3, "basis": "南政办〔2026〕8号"}
    assert chief.post(f"{PAGE}limit/", limits).status_code == 302
    desk = sign_in(keeper)
    today = timezone.localdate()
    days = {"starts_on": today.isoformat(), "ends_on": (today + timedelta(days=90)).isoformat()}
    made = desk.post(f"{PAGE}new/", {"name": "涉粉尘企业", "department": bureau.pk, **WORDS, **days})
    assert made.status_code == 302, made.content.decode()
    again = desk.post(f"{PAGE}new/", {"name": "涉粉尘企业", "department": bureau.pk, **WORDS, **days})
    assert "已有同名的重点监管清单" in again.content.decode()
    given = {"object": mill.name, "reason": "除尘系统不合格", "stage": "production"}
    unit = desk.post(f"{made.url}units/new/", given)
    assert unit.status_code == 302, unit.content.decode()
    chain = " ".join(desk.get(made.url).content.decode().split())
    assert "生产 1家，已跟踪0家" in chain
    assert chain.count("还没有选定单位") == 3
    assert desk.post(f"{made.url}submit_key_list/", {"note": ""}).status_code == 302
    assert "批准重点监管清单" in boss.get("/610703/").content.decode()
    assert boss.post(f"{made.url}approve_key_list/", {"note": ""}).status_code == 302
    assert mill.name in boss.get(made.url).content.decode()
    assert "重点监管单位，至" in desk.get(f"/610703/objects/{mill.pk}/").content.decode()
    assert mill.name in desk.get("/610703/objects/?key=yes").content.decode()
    with scope(nanzheng):
        number = KeyUnit.objects.of(nanzheng).get().pk
    track = f"/610703/objects/key-units/{number}/"
    written = {"kind": "guide", "done_on": today.isoformat(), "text": "现场指导"}
    assert desk.post(f"{track}track/", written).status_code == 302
    assert "现场指导" in desk.get(made.url).content.decode()
    assert desk.post(f"{track}remove/", {"note": "整改完成"}).status_code == 302
    assert "还没有选定单位" in desk.get(made.url).content.decode()
    stranger = make_member(nanzheng, "officer", make_department(nanzheng, "区文旅局"))
    assert sign_in(stranger).get(f"{made.url}edit/").status_code == 403


def test_an_overdue_unit_is_work_of_its_department(in_force, keeper, sign_in):
    assert "跟踪重点监管单位" in sign_in(keeper).get("/610703/").content.decode()
    assert fresh(in_force).state == "in_force"
