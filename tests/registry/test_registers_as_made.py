"""Registers as officials make them: titles, totals, notes, hidden rows, numbers that a table has spoilt."""

import io
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.imports import read_batch, upload_file
from common.models import ImportState
from registry.imports.objects import OBJECTS
from registry.models import SupervisedObject
from tenancy.scope import scope
from tests.factories.tenancy import make_member
from tests.registry.test_object_imports import ONE, TWO

HEADINGS = ["企业名称", "统一社会信用代码", "住所", "行业代码", "许可证有效期", "联系电话"]


def line(name, code, **changed):
    values = dict(zip(HEADINGS, [name, code, "汉山路12号", "5211", "2028-03-01", "13900000001"], strict=True))
    return list((values | changed).values())


FIRM, SHOP = line("汉中华信科技有限公司", ONE), line("南郑瑞福祥商贸有限公司", TWO)


@pytest.fixture
def place(own_files, nanzheng, bureau):
    with scope(nanzheng, member=make_member(nanzheng, "department_admin", bureau, name="部门管理员")) as _:
        yield nanzheng


@pytest.fixture
def manager(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau, name="名录管理员")


def book(*sheets, then: Callable = lambda book: None) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets:
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    then(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(place, manager, content, name="名录.xlsx"):
    batch = upload_file(OBJECTS, place, SimpleUploadedFile(name, content), actor=manager)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


def told(batch) -> dict[str, str]:
    """What is said of each cell, by its address."""
    return {cell["address"]: cell["why"] for row in batch.rows.all() for cell in [*row.errors, *row.doubts]}


def values(batch) -> list[dict[str, str]]:
    return [row.values for row in batch.rows.order_by("number") if row.verdict == "new"]


def test_totals_notes_sections_and_repeated_headings_are_no_objects_and_are_named(place, manager):
    below = [["合计", "2"], ["填表人：王五", "", "", "", "审核人：赵六"], ["注：本表每季度报送。"]]
    rows = [HEADINGS, ["一、食品经营单位（1家）"], FIRM, HEADINGS, SHOP, *below, ["大河坎镇"]]
    batch = read(place, manager, book(("名录", rows), then=lambda made: made["名录"].merge_cells("A2:F2")))
    assert batch.counts == {"new": 2, "rejected": 6}
    assert told(batch) == {
        "A2": "这一行是分组标题，不是名册的内容。",
        "A4": "这一行是重复的表头。",
        "A6": "这一行是合计，不是名册的内容。",
        "A7": "这一行是表下的说明，不是名册的内容。",
        "A8": "这一行是表下的说明，不是名册的内容。",
        "A9": "这一行只填了一格，像是分组标题或说明。",
    }


def test_a_list_of_nothing_but_names_is_a_list(place, manager):
    assert read(place, manager, book(("名录", [["企业名称"], [FIRM[0]], [SHOP[0]]]))).counts == {"new": 2}


def test_a_hidden_row_is_not_taken_in_unasked(place, manager):
    def hide(made):
        made["名录"].row_dimensions[3].hidden = True

    batch = read(place, manager, book(("名录", [HEADINGS, FIRM, SHOP]), then=hide))
    assert batch.counts == {"new": 1, "rejected": 1}
    assert "隐藏或筛选" in told(batch)["A3"]


def test_headings_in_two_rows_are_read_together(place, manager):
    def merge(made):
        for cells in ("A2:A3", "B2:B3", "C2:C3", "D2:F2"):
            made["名录"].merge_cells(cells)

    rows = [["监管对象名录"], [*HEADINGS[:3], "登记和许可信息", "", ""], ["", "", "", *HEADINGS[3:]], FIRM, SHOP]
    batch = read(place, manager, book(("名录", rows), then=merge))
    assert batch.counts == {"new": 2}
    assert [column["field"] for column in batch.columns][3:] == ["industry", "permit_until", "contact_mobile"]


def test_a_second_register_in_the_file_is_not_lost_without_a_word(place, manager):
    batch = read(place, manager, book(("企业", [HEADINGS, FIRM]), ("个体户", [HEADINGS, SHOP])))
    assert batch.state == ImportState.FAILED
    assert "文件里有几张名册（工作表“企业”“个体户”），一次只能导入一张。" in batch.refusal


def test_a_sheet_of_instructions_beside_the_register_does_not_matter(place, manager):
    assert read(
        place, manager, book(("填表说明", [["名称写全称"], ["代码18位"]]), ("名录", [HEADINGS, FIRM]))
    ).counts == {"new": 1}


def test_a_register_on_a_hidden_sheet_is_named(place, manager):
    def hide(made):
        made["名录"].sheet_state = "hidden"

    batch = read(place, manager, book(("说明", [["见名录"], ["谢谢"]]), ("名录", [HEADINGS, FIRM]), then=hide))
    assert "隐藏的工作表“名录”" in batch.refusal


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (45292, "2024-01-01"),
        ("20281231", "2028-12-31"),
        ("2028.3.1", "2028-03-01"),
        ("2026-03-01至2028-03-01", "2028-03-01"),
        ("2028/3/1 0:00:00", "2028-03-01"),
        (datetime(2028, 3, 1), "2028-03-01"),
        ("长期", "长期"),
        ("2020年1月1日至长期", "长期"),
        ("9999-12-31", "长期"),
    ],
)
def test_days_are_read_in_every_form_of_a_table(place, manager, written, kept):
    batch = read(place, manager, book(("名录", [HEADINGS, line(FIRM[0], ONE, 许可证有效期=written)])))
    assert [row["permit_until"] for row in values(batch)] == [kept]


@pytest.mark.parametrize(
    ("changed", "address", "why"),
    [
        ({"许可证有效期": "2028年3月"}, "E2", "没有写到日"),
        ({"统一社会信用代码": "9.16107E+17"}, "B2", "科学计数法"),
        ({"联系电话": "1.39E+10"}, "F2", "科学计数法"),
        ({"统一社会信用代码": "612321197001011234"}, "B2", "公民身份号码"),
        ({"统一社会信用代码": "汉中甲有限公司"}, "B2", "填错了列"),
        ({"统一社会信用代码": 916107030000000000.0}, "B2", "超过15位"),
    ],
)
def test_what_a_table_has_spoilt_is_explained_beside_its_cell(place, manager, changed, address, why):
    batch = read(place, manager, book(("名录", [HEADINGS, line(FIRM[0], ONE, **changed)])))
    assert why in told(batch)[address]
    assert len(told(batch)) == 1


def test_a_lost_zero_is_noticed_and_never_taken_for_another_trade(place, manager):
    batch = read(place, manager, book(("名录", [HEADINGS, line(FIRM[0], ONE, 行业代码=111), SHOP])))
    assert "0111是“稻谷种植”" in told(batch)["D2"]
    groups = [line(FIRM[0], ONE, 行业代码="521"), line(SHOP[0], TWO, 行业代码="511")]
    assert read(place, manager, book(("名录", [HEADINGS, *groups]))).counts == {"new": 2}


def test_texts_guarded_against_the_table_and_words_for_nothing_are_read(place, manager):
    lines = [f"汉中甲有限公司,=\"{ONE}\",汉山路12号,'0111,2028-03-01,'13900000001", "王五小卖部,无,滨江路8号,5211,,"]
    batch = read(place, manager, "\n".join([",".join(HEADINGS), *lines]).encode("gb18030"), "名录.csv")
    firm, shop = values(batch)
    assert (firm["uscc"], firm["industry"], firm["contact_mobile"]) == (ONE, "0111", "13900000001")
    assert (shop["name"], shop["uscc"]) == ("王五小卖部", "")


BAD = {
    "an identity number for a telephone": ({"联系电话": "612321197001011234"}, "不得填在联系电话栏"),
    "two telephones": ({"联系电话": "13900000001、0916-5512345"}, "最多20个字"),
    "an old registration number": ({"统一社会信用代码": "610721100001234"}, "15位的旧注册号"),
    "an O for a nought": ({"统一社会信用代码": ONE.replace("0", "O", 1)}, "校验位不符"),
    "the thirty-first of February": ({"许可证有效期": "2028-02-31"}, "不是日期"),
    "a year of two digits": ({"许可证有效期": "28-03-01"}, "不是日期"),
    "the thirteenth month": ({"许可证有效期": "2028/13/01"}, "不是日期"),
    "the month first": ({"许可证有效期": "01/03/2028"}, "不是日期"),
    "a word for a day": ({"许可证有效期": "有效"}, "不是日期"),
    "a trade of no table": ({"行业代码": "其他行业"}, "国民经济行业分类（GB/T 4754-2017）里没有"),
    "a name of signs": ({"企业名称": "***"}, "名称须含有文字或数字"),
    "a name as long as a page": ({"企业名称": "甲" * 301}, "最多300个字"),
    "an address as long as a page": ({"住所": "路" * 301}, "最多300个字"),
}


@pytest.mark.parametrize(("changed", "why"), BAD.values(), ids=BAD)
def test_a_bad_row_of_a_register_is_explained_and_not_kept(place, manager, changed, why):
    batch = read(place, manager, book(("名录", [HEADINGS, line(FIRM[0], ONE, **changed)])))
    assert batch.counts == {"rejected": 1}
    assert any(why in one for one in told(batch).values()), told(batch)
    assert not SupervisedObject.objects.of(place).exists()


@pytest.mark.parametrize("name", ["汉中\x07甲有限公司", "汉中甲有限公司😀", "汉中\ufffd\ufffd有限公司"])
def test_signs_of_no_name_are_said_and_not_kept(place, manager, name):
    batch = read(place, manager, f"企业名称,统一社会信用代码\n{name},{ONE}\n".encode(), "名录.csv")
    assert batch.counts == {"rejected": 1}
    assert list(told(batch).values()) == ["含有表情或看不见的控制字符。"]
