"""Registers of supervised objects on their way in: columns, kinds, sure and probable matches, who may write what."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from common.imports import ask_to_keep, finish_keeping, read_batch, same_faults, upload_file
from common.models import ImportState, JobRun
from common.refusals import Refused
from common.workflow import MoveRefused
from registry.imports import objects
from registry.imports.objects import OBJECTS
from registry.models import LibraryTally, MatchCase, ObjectEnrolment, SupervisedObject
from registry.services.matches import decide_all, say_different, say_same
from registry.services.objects import add_object
from registry.states import MATCH_OPEN, MATCH_SAME
from registry.tasks import size_up_library
from registry.uscc import check_mark
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member

TODAY = date(2026, 11, 22)


def code(number: int, start: str = "91610703") -> str:
    body = f"{start}MA6{number:06}"
    return body + check_mark(body)


ONE, TWO, THREE = code(1), code(2), code(3)
HEADINGS = "企业名称,社会信用代码,住所,法人,许可证号,有效期至"
LINES = [
    f"汉中华信科技有限公司,{ONE},汉中市南郑区汉山路12号,张三,JY161,2028/3/1",
    f"南郑区瑞福祥超市,{code(2, '92610703')},南郑区大河坎镇滨江路8号,李四,JY162,2028年12月31日",
]


@pytest.fixture
def manager(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau, name="部门管理员")


@pytest.fixture
def place(own_files, nanzheng, manager):
    with scope(nanzheng, member=manager):
        yield nanzheng


def read(place, actor, lines, headings=HEADINGS):
    file = SimpleUploadedFile("名录.csv", "\n".join([headings, *lines]).encode())
    batch = upload_file(OBJECTS, place, file, actor=actor)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


def kept(place, actor, lines, headings=HEADINGS):
    batch = read(place, actor, lines, headings)
    ask_to_keep(batch, actor=actor)
    finish_keeping(batch, actor=actor)
    batch.refresh_from_db()
    assert batch.state == ImportState.KEPT, batch.refusal
    return batch


def stored(place, name) -> SupervisedObject:
    return SupervisedObject.objects.of(place).get(name=name)


def known(place, name, actor=None, **values) -> SupervisedObject:
    row = SupervisedObject(tenant=place, kind=values.pop("kind", "enterprise"), name=name, **values)
    return add_object(row, actor=actor, today=TODAY)


def complaints(batch) -> list[str]:
    return [cell["why"] for row in batch.rows.all() for cell in [*row.errors, *row.doubts]]


def test_new_objects_are_added_with_their_details_and_enrolled(place, manager, bureau):
    batch = kept(place, manager, LINES)
    assert batch.counts == {"new": 2}
    firm, shop = stored(place, "汉中华信科技有限公司"), stored(place, "南郑区瑞福祥超市")
    assert (firm.kind, firm.uscc, firm.detail) == ("enterprise", ONE, {"legal_representative": "张三"})
    assert (shop.kind, shop.detail) == ("sole_trader", {"operator": "李四"})
    assert (firm.department, firm.source, firm.name_key) == (bureau, "import", "汉中华信科技有限公司")
    enrolment = ObjectEnrolment.objects.of(place).get(object=firm)
    assert (enrolment.department, enrolment.permit_number) == (bureau, "JY161")
    assert enrolment.permit_until == date(2028, 3, 1)


def test_the_same_file_again_changes_nothing(place, manager):
    kept(place, manager, LINES)
    assert read(place, manager, LINES).counts == {"same": 2}


def test_a_sure_match_updates_what_the_department_may_write(place, manager, bureau):
    row = known(place, "汉中华信科技有限公司", uscc=ONE, address="旧址", department=bureau)
    batch = kept(place, manager, LINES[:1])
    assert batch.counts == {"changed": 1}
    row.refresh_from_db()
    assert (row.address, row.detail) == ("汉中市南郑区汉山路12号", {"legal_representative": "张三"})
    assert row.enrolments.get().department == bureau


def test_no_statement_over_a_register_joins_on_the_place_alone(place, manager):
    """However wrong PostgreSQL is about fresh rows: a register times a library, written to disk, fills any disk."""
    known(place, "汉中华信科技有限公司", uscc=ONE, address="旧址")
    joins: list[str] = []

    def explain(execute, sql, params, many, context):
        if "AS row" in sql:
            cursor = context["cursor"].cursor
            statement = cursor.mogrify(sql, params).decode().split("true); ")[-1]  # after the history's settings
            cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}")
            joins.extend(_joins(cursor.fetchone()[0][0]["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        assert kept(place, manager, LINES).counts == {"changed": 1, "new": 1}
    assert len(joins) > 10
    assert [join for join in joins if not re.sub(r"\(?\w+\.tenant_id = \w+\.tenant_id\)?( AND )?", "", join)] == []


def _joins(plan: dict) -> Iterator[str]:
    """The condition of every join but those with the one row of the batch."""
    parts = plan.get("Plans", [])
    is_join = plan["Node Type"] in ("Hash Join", "Merge Join", "Nested Loop")
    if is_join and not any(part.get("Relation Name") == "common_importbatch" for part in parts):
        yield plan.get("Hash Cond", plan.get("Merge Cond", ""))
    for part in parts:
        yield from _joins(part)


def test_after_many_new_objects_postgresql_knows_how_many_there_are(place, manager, monkeypatch):
    monkeypatch.setattr(objects, "MANY", 2)
    kept(place, manager, LINES)
    with scope(place), connection.cursor() as cursor:
        size_up_library(JobRun.objects.of(place).select_related("tenant").get(name="registry.size_up_library"))
        assert LibraryTally.objects.of(place).exists()
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'registry_supervisedobject'")
        assert cursor.fetchone() == (2,)


def test_the_facts_of_another_departments_object_stay_and_the_enrolment_is_made(place, manager, bureau):
    water = make_department(place, "区水利局")
    row = known(place, "汉中华信科技有限公司", uscc=ONE, address="旧址", department=water)
    batch = read(place, manager, LINES[:1])
    change = batch.rows.get()
    assert change.before["address"] == change.values["address"]
    kept(place, manager, LINES[:1])
    row.refresh_from_db()
    assert (row.address, row.enrolments.get().department) == ("旧址", bureau)


PLACED = "企业名称,社会信用代码,乡镇街道,经度,纬度,登记状态"


def test_town_spot_and_state_are_taken_in(place, manager):
    lines = [
        f"汉中华信科技有限公司,{ONE},大河坎,107.0165,33.0499,存续（在营、开业、在册）",
        f"汉中已销商贸有限公司,{TWO},大河坎镇,,,已注销",
        f"汉中歇业商贸有限公司,{THREE},,,,停业",
    ]
    assert kept(place, manager, lines, PLACED).counts == {"new": 3}
    open_one, gone, asleep = (stored(place, line.split(",")[0]) for line in lines)
    assert (open_one.town.name, str(open_one.longitude), open_one.state) == ("大河坎镇", "107.016500", "active")
    assert (gone.state, gone.enrolments.count()) == ("cancelled", 0)
    paused = asleep.enrolments.get()
    assert (asleep.state, paused.state, paused.follows_object) == ("suspended", "paused", True)
    assert read(place, manager, lines, PLACED).counts == {"same": 3}


def test_a_state_that_changed_is_followed_by_the_enrolments(place, manager, bureau):
    row = known(place, "汉中华信科技有限公司", uscc=ONE, department=bureau)
    kept(place, manager, LINES[:1])
    batch = kept(place, manager, [f"汉中华信科技有限公司,{ONE},,,,吊销，未注销".replace("，", "")], PLACED)
    assert batch.counts == {"changed": 1}
    row.refresh_from_db()
    assert (row.state, row.enrolments.get().state) == ("revoked", "ended")
    kept(place, manager, [f"汉中华信科技有限公司,{ONE},,,,停业"], PLACED)
    row.refresh_from_db()
    assert (row.state, row.enrolments.get().state) == ("suspended", "paused")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("甲公司,,月球镇,,,", "没有“月球镇”这个乡镇（街道）"),
        ("甲公司,,,东边,33.1,", "不是70至140之间的度数"),
        ("甲公司,,,107.1,,", "经度和纬度只填写了一个"),
        ("甲公司,,,,,不明", "这个状态，请填写：存续"),
    ],
)
def test_wrong_places_and_states_are_explained(place, manager, line, why):
    assert any(why in one for one in complaints(read(place, manager, [line], PLACED)))


def test_empty_cells_erase_nothing(place, manager, bureau):
    row = known(place, "汉中华信科技有限公司", uscc=ONE, address="汉山路12号", department=bureau)
    kept(place, manager, [f"汉中华信科技有限公司,{ONE},,,,"])
    row.refresh_from_db()
    assert row.address == "汉山路12号"


def test_an_administrators_file_enrols_nobody(place, admin):
    with scope(place, member=admin):
        batch = kept(place, admin, LINES)
        assert batch.department is None
        assert SupervisedObject.objects.of(place).count() == 2
        assert ObjectEnrolment.objects.of(place).count() == 0


def test_the_same_name_written_differently_is_found(place, manager):
    row = known(place, "汉中华信科技有限公司", address="汉中市南郑区汉山路12号")
    batch = kept(place, manager, ["汉中 华信科技（有限公司）,,汉中市南郑区汉山路12号,王五,,"])
    assert batch.counts == {"changed": 1}
    assert row.enrolments.count() == 1
    assert SupervisedObject.objects.of(place).count() == 1


def test_neighbouring_outlets_are_not_taken_for_each_other(place, manager):
    known(place, "华信超市南郑第二分店", address="南郑区汉山路12号")
    assert read(place, manager, ["华信超市南郑第三分店,,南郑区汉山路98号,,,"]).counts == {"new": 1}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("甲公司,9161070312345678XX,,,,", "校验位不符"),
        ("甲公司,610700100012345,,,,", "15位的旧注册号"),
        ("甲公司,12345,,,,", "应为18位，这里是5位"),
        ("甲公司,,,,,2028-13-40", "不是日期"),
        ("。。。,,,,,", "须含有文字或数字"),
        (f"甲公司,,{'路' * 301},,,", "最多300个字"),
        (",,住所,,,", "没有填写“名称”"),
    ],
)
def test_wrong_cells_are_explained(place, manager, line, why):
    batch = read(place, manager, [line])
    assert batch.counts == {"rejected": 1}
    assert any(why in one for one in complaints(batch))


def test_a_day_of_founding_that_is_still_to_come_is_explained(place, manager):
    batch = read(place, manager, ["甲公司,2999-01-01"], headings="企业名称,成立日期")
    assert batch.counts == {"rejected": 1}
    assert any("还没有到，请核对年份" in one for one in complaints(batch))


def test_unknown_kinds_and_industries_and_repeats_are_explained(place, manager):
    lines = [
        "甲公司,外星人,1311,",
        "乙公司,企业,9999,",
        "丙公司,项目,," + ONE,
        "丁公司,企业,C1311," + TWO,
        "丁公司,,," + TWO,
    ]
    batch = read(place, manager, lines, "名称,类别,行业,统一社会信用代码")
    assert batch.counts == {"rejected": 4, "new": 1}
    found = "".join(complaints(batch))
    for why in (
        "不认识这个对象类别",
        "国民经济行业分类（GB/T 4754-2017）里没有“9999”",
        "只有单位和个体工商户有",
        "与第5行是同一个对象",
    ):
        assert why in found


def test_what_many_rows_have_in_common_is_said_once_with_its_count(place, manager):
    lines = [f"第{number}公司,企业,9999," for number in range(3)] + ["丁公司,外星人,1311,"]
    batch = read(place, manager, lines, "名称,类别,行业,统一社会信用代码")
    with scope(place, member=manager):
        (fault,) = same_faults(batch, "rejected")
    assert (fault.count, fault.address) == (3, "第2行第3列")
    assert "“9999”" in fault.why


# --- what a person must judge ---------------------------------------------------------------------------------------


@pytest.fixture
def renamed(place, manager, bureau) -> MatchCase:
    """A line with the code of a known object and another name."""
    known(place, "汉中旧名商贸有限公司", uscc=ONE, address="旧址", department=bureau)
    batch = kept(place, manager, LINES[:1])
    assert batch.counts == {"doubtful": 1}
    return MatchCase.objects.of(place).get()


def test_the_report_names_the_line_and_the_object_that_it_resembles(place, manager):
    known(place, "华信鑫超市", kind="sole_trader")
    batch = read(place, manager, ["华信馨超市,,,李四,JY9,"])
    (doubt,) = batch.rows.get().doubts
    assert (doubt["address"], doubt["value"]) == ("第2行", "华信馨超市")
    assert doubt["why"] == "很可能就是库中的“华信鑫超市”：名称相近。"


def test_a_probable_match_waits_for_a_person(place, renamed):
    assert (renamed.state, renamed.name) == (MATCH_OPEN, "汉中华信科技有限公司")
    assert "统一社会信用代码相同，名称不同" in renamed.reason
    assert SupervisedObject.objects.of(place).count() == 1
    assert ObjectEnrolment.objects.of(place).count() == 0


def test_said_the_same_the_object_is_renamed_and_enrolled(place, renamed, manager, bureau):
    row = say_same(renamed, actor=manager, today=TODAY, note="已更名，核对营业执照")
    row.refresh_from_db()
    assert (row.name, row.former_names) == ("汉中华信科技有限公司", ["汉中旧名商贸有限公司"])
    assert row.enrolments.get().permit_number == "JY161"
    renamed.refresh_from_db()
    assert (renamed.state, renamed.decided_by, renamed.note) == (MATCH_SAME, manager, "已更名，核对营业执照")


def test_one_code_is_not_given_to_two_objects(place, renamed, manager):
    with pytest.raises(Refused, match="已有这个统一社会信用代码"):
        say_different(renamed, actor=manager, today=TODAY, note="不是一家")


def test_said_different_another_object_is_added(place, manager):
    known(place, "华信鑫超市", kind="sole_trader")
    kept(place, manager, ["华信馨超市,,,李四,JY9,"])
    case = MatchCase.objects.of(place).get()
    row = say_different(case, actor=manager, today=TODAY, note="两家店，地址不同")
    assert (row.name, row.enrolments.get().permit_number) == ("华信馨超市", "JY9")
    assert SupervisedObject.objects.of(place).count() == 2


def test_a_case_is_decided_once_and_with_a_reason(place, renamed, manager):
    with pytest.raises(MoveRefused, match="须填写理由"):
        say_same(renamed, actor=manager, today=TODAY, note=" ")
    assert decide_all([renamed], "say_same", actor=manager, today=TODAY, note="一家") == 1
    with pytest.raises(MoveRefused, match="待判断"):
        say_same(renamed, actor=manager, today=TODAY, note="又点一次")


def test_another_department_does_not_decide(place, renamed):
    other = make_member(place, "department_admin", make_department(place, "区林业局"))
    with scope(place, member=other), pytest.raises(MoveRefused):
        say_same(renamed, actor=other, today=TODAY, note="一家")


# --- pages ----------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("no_second_factor")
def test_the_pages_of_the_import_and_of_the_cases(nanzheng, renamed, manager, officer, sign_in):
    browser = sign_in(manager)
    start = "/610703/objects/"
    assert "监管对象空表" in browser.get(f"{start}import/").content.decode()
    assert browser.get(f"{start}import/blank/").status_code == 200
    assert browser.get(f"{start}import/{renamed.batch_id}/").status_code == 200
    assert "汉中旧名商贸有限公司" in browser.get(f"{start}matches/").content.decode()
    page = browser.get(f"{start}matches/{renamed.pk}/").content.decode()
    assert "<mark>华信科技</mark>" in page
    assert browser.get(f"{start}matches/{renamed.pk}/same/").status_code == 200
    asked = browser.get(f"{start}matches/same/?row={renamed.pk}")
    assert "是同一对象（1条）" in asked.content.decode()
    answer = browser.post(f"{start}matches/same/", {"row": [renamed.pk], "note": "核对过执照"})
    assert answer.status_code == 302
    theirs = sign_in(make_member(nanzheng, "department_admin", make_department(nanzheng, "区林业局")))
    with scope(nanzheng):
        MatchCase.objects.of(nanzheng).update(state=MATCH_OPEN)
    refused = theirs.get(f"{start}matches/same/?row={renamed.pk}")
    assert "勾选的条目里有其他部门报送的" in refused.content.decode()
    with scope(nanzheng):
        MatchCase.objects.of(nanzheng).update(state=MATCH_SAME)
        renamed.refresh_from_db()
    assert renamed.state == MATCH_SAME
    assert sign_in(officer).get(f"{start}import/").status_code == 403


@pytest.mark.usefixtures("no_second_factor")
def test_columns_are_assigned_on_a_page(nanzheng, own_files, manager, sign_in):
    with scope(nanzheng, member=manager):
        batch = read(nanzheng, manager, ["汉中华信科技有限公司,汉山路12号"], "甲栏,乙栏")
    assert batch.state == ImportState.MAPPING
    browser = sign_in(manager)
    address = f"/610703/objects/import/{batch.pk}/"
    assert "有的列认不出来" in browser.get(address).content.decode()
    assert "汉山路12号" in browser.get(f"{address}columns/").content.decode()
    refused = browser.post(f"{address}columns/", {"column_0": "name", "column_1": "name"})
    assert refused.status_code == 422
    assert "已经对应到前面的一列" in refused.content.decode()
    assert browser.post(f"{address}columns/", {"column_0": "name", "column_1": "address"}).status_code == 302
    with scope(nanzheng, member=manager):
        read_batch(batch, tell=lambda *_told: None)
        batch.refresh_from_db()
    assert (batch.state, batch.counts) == (ImportState.REPORTED, {"new": 1})


def test_a_report_shows_the_columns_that_the_file_fills_in(place, manager, sign_in, no_second_factor):
    batch = read(place, manager, ["南郑区面馆,,大河坎镇1号"], headings="名称,法定代表人,地址")
    page = sign_in(manager).get(f"/610703/objects/import/{batch.pk}/")
    assert [str(label) for label in page.context["labels"]] == ["名称", "对象类别", "地址", "本部门在册"]
    assert [cell["value"] for cell in page.context["rows"][0]["cells"]][::2] == ["南郑区面馆", "大河坎镇1号"]
