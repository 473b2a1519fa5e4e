"""Supervised objects: what is kept, what is refused, and what follows from a change of state."""

import pytest
from django.core.exceptions import ValidationError

from common.models import Notice
from common.refusals import Refused
from registry.kinds import DETAILS, ObjectKind, clean_details
from registry.models import ObjectIdentifier, SupervisedObject
from registry.services.enrolments import EnrolmentRefused, change_enrolment, move_enrolment
from registry.services.objects import Codes, ObjectRefused, add_object, change_object, confirm_object, move_object
from registry.states import GONE
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object, uscc
from tests.factories.tenancy import make_department, make_member


@pytest.fixture
def fire(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


def test_every_kind_of_the_policies_can_be_kept(nanzheng):
    for kind in ObjectKind.values:
        make_object(nanzheng, f"示例{kind}", kind=kind)
    with scope(nanzheng):
        assert SupervisedObject.objects.of(nanzheng).count() == len(ObjectKind.values) == len(DETAILS)


def test_a_code_of_a_county_that_is_no_more_is_kept(nanzheng):
    assert fresh(make_object(nanzheng, uscc=uscc(7, "612301"))).uscc == uscc(7, "612301")


def test_mistake_10_a_wrong_check_mark_is_refused_beside_its_field(nanzheng):
    code = uscc()
    with pytest.raises(Refused, match="校验位不符") as refusal:
        make_object(nanzheng, uscc=code[:17] + ("0" if code[17] != "0" else "1"))
    assert refusal.value.field == "uscc"


def test_a_lift_has_no_credit_code(nanzheng):
    with pytest.raises(ObjectRefused, match="其他编号"):
        make_object(nanzheng, "3号电梯", kind="facility", uscc=uscc())


def test_mistake_10_the_same_code_is_not_filed_twice(nanzheng):
    code = uscc()
    make_object(nanzheng, uscc=code)
    with pytest.raises(Refused, match="已有这个统一社会信用代码") as refusal:
        make_object(nanzheng, "另一个名称", uscc=code)
    assert refusal.value.field == "uscc"


def test_a_name_of_marks_alone_is_refused(nanzheng):
    with pytest.raises(ObjectRefused, match="文字或数字"):
        make_object(nanzheng, "（——）")


def test_details_are_those_of_the_kind():
    kept, complaints = clean_details(
        "enterprise", {"capital": "1,000.50", "founded_on": "2019年3月1日", "form": "有限责任公司"}, TODAY
    )
    assert kept == {"capital": "1000.5", "founded_on": "2019-03-01", "form": "limited"}
    assert complaints == {}


@pytest.mark.parametrize(
    ("kind", "name", "value", "sentence"),
    [
        ("enterprise", "capital", "很多", "不是数字"),
        ("enterprise", "capital", "-1", "不小于0"),
        ("enterprise", "founded_on", "2019-02-30", "不是日期"),
        ("enterprise", "founded_on", "2026-11-21", "“2026-11-21”还没有到，请核对年份"),
        ("school", "stage", "幼稚园", "不在可选范围"),
        ("school", "capital", "1", "不是这类对象的字段"),
        ("product", "brand", "牌" * 201, "最多200个字"),
    ],
)
def test_details_that_make_no_sense_are_explained(kind, name, value, sentence):
    assert sentence in clean_details(kind, {name: value}, TODAY)[1][name]


def test_a_broken_detail_stops_the_writing(nanzheng):
    with pytest.raises(ValidationError) as error:
        make_object(nanzheng, detail={"founded_on": "昨天"})
    assert "detail_founded_on" in error.value.error_dict


def test_mistake_10_a_new_name_keeps_the_old_one_and_is_found_by_both(nanzheng):
    row = make_object(nanzheng, "汉中老字号食品厂")
    with scope(nanzheng):
        row.name = "汉中新风味食品有限公司"
        change_object(row, actor=None, today=TODAY)
        assert row.former_names == ["汉中老字号食品厂"]
        assert "汉中老字号食品厂" in row.search_key
        entry = AuditEntry.objects.of(nanzheng).get(verb="registry.change_object")
    assert entry.changes["名称"] == ["汉中老字号食品厂", "汉中新风味食品有限公司"]


def test_personal_details_do_not_stand_in_the_ledger(nanzheng):
    make_object(nanzheng, "李四小吃店", kind="sole_trader", detail={"operator": "李四", "mobile": "13900000000"})
    with scope(nanzheng):
        changes = AuditEntry.objects.of(nanzheng).get(verb="registry.add_object").changes
    assert changes["经营者"] == ["（个人信息）", "（个人信息）"]
    assert "139" not in str(changes)


def test_other_codes_are_kept_as_a_set(nanzheng):
    row = make_object(nanzheng, "3号电梯", kind="facility")
    with scope(nanzheng):
        change_object(row, actor=None, today=TODAY, codes=Codes([("equipment", " 3110 610700 201 "), ("other", "a1")]))
        change_object(row, actor=None, today=TODAY, codes=Codes([("equipment", "3110610700201")]))
        kept = ObjectIdentifier.objects.of(nanzheng)
        assert list(kept.values_list("kind", "value")) == [("equipment", "3110610700201")]


def test_confirming_renews_the_freshness(nanzheng):
    row = make_object(nanzheng)
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).update(verified_on=None)
        confirm_object(row, actor=None, today=TODAY)
    assert fresh(row).verified_on == TODAY


# --- the life of an object ----------------------------------------------------------------------------------------


def test_mistake_10_what_is_gone_leaves_every_list_and_the_departments_are_told(nanzheng, bureau, fire):
    row = make_object(nanzheng, department=bureau)
    mine, theirs = make_enrolment(row, bureau), make_enrolment(row, fire)
    fireman = make_member(nanzheng, "department_admin", fire)
    with scope(nanzheng):
        move_object(row, "cancel", actor=None, today=TODAY, note="登记机关核准注销")
    assert {fresh(mine).state, fresh(theirs).state} == {"ended"}
    assert fresh(mine).ended_on == TODAY
    with scope(nanzheng, member=fireman):
        notice = Notice.objects.of(nanzheng).get(member=fireman)
    assert "注销" in notice.subject
    assert "登记机关核准注销" in notice.body


def test_the_way_back_restores_only_what_had_followed(nanzheng, bureau, fire):
    row = make_object(nanzheng, department=bureau)
    mine, theirs = make_enrolment(row, bureau), make_enrolment(row, fire)
    with scope(nanzheng):
        move_enrolment(theirs, "end", actor=None, today=TODAY, note="不再使用燃气")
        move_object(row, "suspend", actor=None, today=TODAY, note="歇业")
        assert fresh(mine).state == "paused"
        move_object(row, "resume", actor=None, today=TODAY, note="复业")
    assert (fresh(mine).state, fresh(theirs).state) == ("enrolled", "ended")


@pytest.mark.parametrize("state", GONE)
def test_what_is_gone_cannot_be_enrolled(nanzheng, bureau, state):
    row = make_object(nanzheng, state=state)
    with pytest.raises(EnrolmentRefused, match="不能纳入监管名录"):
        make_enrolment(row, bureau)


def test_an_ended_enrolment_comes_back_only_to_a_living_object(nanzheng, bureau):
    row = make_object(nanzheng, department=bureau)
    mine = make_enrolment(row, bureau)
    with scope(nanzheng):
        move_object(row, "revoke", actor=None, today=TODAY, note="吊销营业执照")
        with pytest.raises(EnrolmentRefused, match="恢复存续后"):
            move_enrolment(fresh(mine), "enrol_again", actor=None, today=TODAY)


# --- whose enrolment --------------------------------------------------------------------------------------------------


def test_the_first_to_enrol_keeps_the_file(nanzheng, fire):
    row = make_object(nanzheng)
    make_enrolment(row, fire)
    assert fresh(row).department_id == fire.pk


def test_an_object_is_enrolled_once_by_a_department(nanzheng, bureau):
    row = make_object(nanzheng)
    make_enrolment(row, bureau)
    with pytest.raises(Refused, match="已将这个对象纳入名录"):
        make_enrolment(row, bureau)


def test_nobody_else_writes_a_departments_enrolment(nanzheng, bureau, fire, officer, admin):
    enrolment = make_enrolment(make_object(nanzheng), fire)
    for stranger in (officer, admin):
        with scope(nanzheng, member=stranger), pytest.raises(EnrolmentRefused, match="本部门"):
            change_enrolment(enrolment, actor=stranger)


def test_only_the_place_sees_its_objects(nanzheng, abaga, hanzhong):
    row = make_object(nanzheng)
    with scope(abaga):
        assert not SupervisedObject.objects.of(nanzheng).exists()
    with scope(hanzhong, down=True):
        assert list(SupervisedObject.objects.under(hanzhong)) == [row]


def test_a_new_object_needs_its_own_place(nanzheng, abaga):
    foreign = make_department(abaga, "市场监督管理局")
    with scope(nanzheng), pytest.raises(ValidationError):
        add_object(
            SupervisedObject(tenant=nanzheng, name="甲", kind="place", department=foreign), actor=None, today=TODAY
        )
