"""Lists of random-inspection items as departments publish them: 99 real rows, their wording kept, bodies found."""

from dataclasses import replace
from pathlib import Path

import pytest

from common.models import StagedRow, Verdict
from common.tables import read_tables, write_xlsx
from items.bodies import levels_of_body, levels_of_words, same_function, split_bodies
from items.imports import RANDOM_LIST
from items.models import ItemVersion
from items.quantities import split_quota
from items.queries.versions import sampling_read, warnings_of, with_faces
from items.random_list import RandomListNotFound, read_random_list, techniques_of
from items.services.drafts import change_draft, content_of
from tenancy.scope import scope
from tests.factories.tenancy import make_department
from tests.items.test_imports import complaints, kept, reported

REAL = Path(__file__).with_name("random_inspection_items.csv")
HEADINGS = ["抽查项目", "抽查事项", "检查依据", "检查主体", "检查对象", "抽查比例", "抽查频次", "检查方式", "配合部门"]
FOOD = ["食品监管", "获证食品生产企业监督", "《食品安全法》第一百一十条", "县级以上市场监管部门", "食品生产企业"]


def as_file(*rows, headings=HEADINGS):
    return write_xlsx("清单", headings, rows)


@pytest.fixture
def departments(nanzheng, bureau, tax):
    """What a county has of the bodies the real lists name."""
    names = ("区公安局", "区教体局", "区文旅局", "区卫健局", "区消防救援大队", "区委宣传部", "区医疗保障局")
    return [bureau, tax, *(make_department(nanzheng, name) for name in names)]


@pytest.mark.parametrize(
    ("text", "ratio", "count"),
    [
        ("5%；7户", "5%", "7户"),
        ("5%；3户(以实际工作抽查数为准。)", "5%", "3户(以实际工作抽查数为准。)"),
        ("按专项计划确定", "按专项计划确定", ""),
        ("2户", "", "2户"),
        ("", "", ""),
    ],
)
def test_ratio_and_number_written_in_one_cell_are_taken_apart(text, ratio, count):
    assert split_quota(text) == (ratio, count)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("县级以上工商、市场监管部门", ["区市场监管局"]),
        ("市、县食品药品监管部门", ["区市场监管局"]),
        ("省、市、县、所公安管理部门", ["区公安局"]),
        ("文化和旅游或卫生健康或宣传部门", []),
        ("有关部门", []),
    ],
)
def test_a_body_named_by_its_function_is_a_department_of_the_place(body, found):
    assert same_function(body, ["区市场监管局", "区公安局", "区文旅局"]) == found


def test_the_levels_a_body_stands_on_are_read_from_its_wording():
    assert levels_of_body("县级以上工商、市场监管部门") == ["province", "city", "county"]
    assert levels_of_body("市场监管部门") == []
    assert levels_of_body("市、县级市场监督管理部门") == ["city", "county"]
    assert levels_of_words("市县(区)级") == levels_of_words("市抽市查、市抽县(区)查") == ["city", "county"]
    assert levels_of_words("按职责") == []


def test_a_cell_may_name_several_bodies_and_several_ways_of_inspecting():
    assert split_bodies("市场监管、税务部门（配合）") == ["市场监管", "税务部门"]
    assert techniques_of("现场检查与网络系统、档案书式检查相结合") == ["on_site", "documents", "online"]
    assert techniques_of("非现场监管") == ["off_site"]
    assert techniques_of("飞行检查、实地核查相结合") == ["verification", "flying"]
    assert techniques_of("按《规则》规定的内容及要求") == []


def test_the_real_list_is_read_whole():
    found = read_random_list(read_tables(REAL.read_bytes(), name=REAL.name))
    assert len(found.lines) == 99
    planned = [line for line in found.lines if line.values["ratio"] == "不低于3%或按专项计划确定"]
    assert len(planned) == 11
    counted = [line.values for line in found.lines if line.values["quantity"]]
    assert {(values["ratio"], values["quantity"]) for values in counted} >= {("5%", "7户"), ("5%", "1户")}
    assert [line for line in found.lines if line.errors] == [line for line in found.lines if not line.values["lead"]]


def test_a_file_without_the_headings_is_refused_in_words():
    with pytest.raises(RandomListNotFound, match="没有找到随机抽查事项清单"):
        read_random_list(read_tables(as_file(["甲", "乙"], headings=["名称", "电话"]), name="清单.xlsx"))


def test_a_remark_under_the_table_is_no_item():
    rows = [[*FOOD, "3%", "每年1次", "现场检查", ""], ["注：本表由各部门填写。"]]
    assert len(read_random_list(read_tables(as_file(*rows), name="清单.xlsx")).lines) == 1


@pytest.mark.usefixtures("departments")
def test_the_real_list_becomes_drafts_and_what_cannot_is_explained(nanzheng, admin):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, REAL.read_bytes(), REAL.name, importer=RANDOM_LIST)
        assert sum(batch.counts.values()) == 99
        rejected = StagedRow.objects.of(nanzheng).filter(batch=batch, verdict=Verdict.REJECTED)
        whys = {error["why"] for row in rejected for error in row.errors}
        assert all(row.errors and all(error["mend"] for error in row.errors) for row in rejected)
        assert {"没有填写检查主体。"} <= whys
        assert kept(batch, admin) == 99 - batch.counts["rejected"]
        drafts = ItemVersion.objects.of(nanzheng)
        planned = drafts.filter(ratio="不低于3%或按专项计划确定").first()
        assert planned.department.name == "区市场监管局"
        assert ("识别的抽查比例", "不低于3%") in sampling_read(with_faces(drafts).get(pk=planned.pk))
        assert any("按专项计划" in words for words in warnings_of(with_faces(drafts).get(pk=planned.pk)))
        assert reported(nanzheng, admin, REAL.read_bytes(), REAL.name, importer=RANDOM_LIST).counts == {
            "same": 99 - batch.counts["rejected"],
            "rejected": batch.counts["rejected"],
        }


@pytest.mark.usefixtures("departments")
def test_ratio_number_and_frequency_are_three_fields(nanzheng, admin):
    with scope(nanzheng, member=admin):
        row = [*FOOD, "5%；7户", "每年1次", "现场检查", "税务部门"]
        kept(reported(nanzheng, admin, as_file(row), importer=RANDOM_LIST), admin)
        version = with_faces(ItemVersion.objects.of(nanzheng)).get()
        assert (version.ratio, version.quantity, version.frequency) == ("5%", "7户", "每年1次")
        assert (version.content, version.regime) == ("食品监管：获证食品生产企业监督", "random")
        assert [line.department for line in version.face.lines] == ["区税务局"]
        assert ("识别的检查数量", "7") in sampling_read(version)
        assert version.face.more["检查数量"] == "7户"


@pytest.mark.usefixtures("departments")
def test_what_is_doubtful_says_what_was_concluded(nanzheng, admin):
    with scope(nanzheng, member=admin):
        row = [*FOOD, "按专项计划确定", "每年1次", "现场检查", "税务部门"]
        found = complaints(reported(nanzheng, admin, as_file(row), importer=RANDOM_LIST))
    assert "“县级以上市场监管部门”按职能对应为区市场监管局。" in found
    assert any("留给以后确定" in why for why in found)


@pytest.mark.usefixtures("departments")
def test_a_body_nobody_knows_or_that_may_be_two_is_rejected(nanzheng, admin):
    make_department(nanzheng, "区市场监管综合执法大队")
    unknown = [*FOOD[:2], FOOD[2], "有关部门", "企业", "3%", "每年1次", "", ""]
    two = [*FOOD[:1], "监督抽查", FOOD[2], "市场监管部门", "企业", "3%", "每年1次", "", ""]
    itself = [*FOOD[:1], "产品抽查", FOOD[2], "区税务局", "企业", "3%", "每年1次", "", "税务部门"]
    long = [*FOOD[:1], "标识抽查", "无" * 201, "区税务局", "企业", "3%", "每年1次", "", ""]
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, as_file(unknown, two, itself, long), importer=RANDOM_LIST)
        assert batch.counts == {"rejected": 4}
        found = complaints(batch)
    assert "部门名录里没有“有关部门”，也看不出是哪个部门。" in found
    assert any("可能是" in why for why in found)
    assert "牵头部门不能同时是配合部门。" in found
    assert any("有一条依据太长" in why for why in found)


@pytest.mark.usefixtures("departments")
def test_a_blank_cell_leaves_what_is_stored(nanzheng, admin):
    def imported(*cells):
        kept(reported(nanzheng, admin, as_file([*FOOD, *cells]), importer=RANDOM_LIST), admin)
        return with_faces(ItemVersion.objects.of(nanzheng)).get()

    with scope(nanzheng, member=admin):
        version = imported("3%", "每年1次", "现场检查", "税务部门")
        content = content_of(version)
        values = {**content.values, "power_entry": "食品检查"}
        change_draft(version, replace(content, values=values), actor=admin)
        version = imported("10%", "", "", "")
    assert (version.ratio, version.frequency, version.power_entry) == ("10%", "每年1次", "食品检查")
    assert len(version.face.lines) == 1


@pytest.mark.usefixtures("no_second_factor")
def test_the_pages_of_the_import(admin, officer, sign_in):
    browser = sign_in(admin)
    assert "随机抽查事项清单空表" in browser.get("/610703/items/random/").content.decode()
    assert browser.get("/610703/items/random/blank/").status_code == 200
    assert sign_in(officer).get("/610703/items/random/").status_code == 403
