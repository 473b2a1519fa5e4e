"""Reading the roster form: what is refused, what is rejected, and what is forgiven."""

import pytest

from common.tables import TableRefused, read_tables
from directory.roster_form import read_roster, unit_key
from tests.directory.broken import build
from tests.directory.broken.build import HEADINGS, HOUSING, MARKET, TITLE, whole
from tests.directory.broken.cells import REJECTED
from tests.directory.broken.files import REFUSED

GROUPS = ["单位名称", "分管领导", "", "", "工作联系人", "", ""]
LEAVES = ["", "姓名", "职务", "手机号码", "姓名", "职务", "手机号码"]


def read(content, name="a.xlsx"):
    return read_roster(read_tables(content, name=name)).rows


def values(content, name="a.xlsx"):
    """The lines of a file in which nothing is wrong."""
    rows = read(content, name)
    assert not [error for row in rows for error in (*row.errors, *row.doubts)]
    return [list(row.values.values()) for row in rows]


@pytest.mark.parametrize("case", REFUSED)
def test_a_broken_file_is_refused_in_words(case):
    name, make, says = REFUSED[case]
    with pytest.raises(TableRefused) as refusal:
        read(make(), name)
    assert says in str(refusal.value)
    assert "%(" not in str(refusal.value)
    assert refusal.value.mend


@pytest.mark.parametrize("case", REJECTED)
def test_a_broken_cell_is_named_and_explained(case):
    name, make, address, says = REJECTED[case]
    found = [error for row in read(make(), name) for error in (*row.errors, *row.doubts)]
    assert [error for error in found if error.address == address and says in error.why + error.mend], found
    assert all(error.mend for error in found)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", build.workbook(whole())),
        ("a.docx", build.document(whole())),
        ("a.csv", build.text(whole())),
        ("a.csv", build.text(whole(), "utf-8-sig")),
        ("a.csv", build.text(whole(), "gbk")),
        ("a.csv", build.text(whole(), "gb18030")),
        ("a.txt", build.text(whole(), "gbk", "\t")),
        ("a.csv", build.text(whole(), separator=";")),
        ("联络表", build.text(whole())),
    ],
)
def test_every_kind_of_file_is_read(name, content):
    assert values(content, name) == [MARKET, HOUSING]


@pytest.mark.parametrize(
    "rows",
    [
        [["附件3"], [TITLE], *whole()],
        [[TITLE], [], *whole(), [], ["注：各部门于1月15日前报送。"], ["2.传真5512149"]],
        [GROUPS, LEAVES, MARKET, HOUSING],
        [
            [" 单位\n名称", "分 管 领 导（必填）", "职　务", "手机\n号码*", "工作联系人：", "职务", "手机号码"],
            MARKET,
            HOUSING,
        ],
        [["序号", *HEADINGS, "备注"], ["1", *MARKET, "x"], ["2", *HOUSING, ""]],
        [HEADINGS, ["例：区教育局", *MARKET[1:]], ["（示例）", *MARKET[1:]], MARKET, HOUSING],
        [HEADINGS, MARKET, ["", "", ""], HEADINGS, HOUSING, ["填表人：张三", "", "联系电话：5512149"]],
        [["单位", "分管负责人", "职务", "联系电话", "联络员", "职务", "手机号"], MARKET, HOUSING],
    ],
)
def test_the_shape_of_the_form_is_forgiven(rows):
    assert values(build.workbook(rows)) == [MARKET, HOUSING]


def test_a_column_moved_with_its_heading_is_followed():
    order = (4, 6, 5, 0, 1, 2, 3)
    rows = [[row[n] for n in order] for row in whole()]
    assert values(build.workbook(rows)) == [MARKET, HOUSING]


def test_a_leader_merged_over_two_units_counts_for_both():
    def merge(sheet):
        for column in "BCD":
            sheet.merge_cells(f"{column}2:{column}3")

    rows = [HEADINGS, MARKET, [HOUSING[0], "", "", "", *HOUSING[4:]]]
    assert values(build.workbook(rows, then=merge)) == [MARKET, [HOUSING[0], *MARKET[1:4], *HOUSING[4:]]]


def test_a_leader_merged_in_word_counts_for_both():
    paper = build.document([HEADINGS, MARKET, HOUSING])
    one = b"<w:tcPr>"
    body = "word/document.xml"

    def merge(name, content):
        if name != body:
            return content
        cells = content.split(one)
        cells[9] = b'<w:vMerge w:val="restart"/>' + cells[9]
        cells[16] = b"<w:vMerge/>" + cells[16]
        return one.join(cells)

    assert values(build.repacked(paper, merge), "a.docx") == [MARKET, [HOUSING[0], "张三", *HOUSING[2:]]]


def test_two_heading_rows_with_merged_cells_are_read():
    def merge(sheet):
        for cells in ("A1:A2", "B1:D1", "E1:G1"):
            sheet.merge_cells(cells)

    assert values(build.workbook([GROUPS, LEAVES, MARKET, HOUSING], then=merge)) == [MARKET, HOUSING]


@pytest.mark.parametrize(
    ("column", "typed", "kept"),
    [
        (1, " 张　三 ", "张三"),
        (1, "买买提・吐尔逊", "买买提·吐尔逊"),
        (1, "买买提 • 吐尔逊", "买买提·吐尔逊"),
        (1, "阿卜杜热合曼.买买提", "阿卜杜热合曼·买买提"),
        (1, "巴图\u200b孟和", "巴图孟和"),
        (1, "乌兰图雅•额尔德尼•孟克巴雅尔•苏日塔拉图", "乌兰图雅·额尔德尼·孟克巴雅尔·苏日塔拉图"),
        (1, "㛃𬭎", "㛃𬭎"),
        (1, "John  Smith", "John Smith"),
        (2, "/", ""),
        (2, "党组成员、副局长（兼）", "党组成员、副局长（兼）"),
        (3, 13900000001, "13900000001"),
        (3, 13900000001.0, "13900000001"),
        (3, "１３９０００００００１", "13900000001"),
        (3, "139-0000-0001", "13900000001"),
        (3, "139 0000 0001", "13900000001"),
        (3, "+86 13900000001", "13900000001"),
        (3, "8613900000001", "13900000001"),
        (0, "区市场 监管局", "区市场监管局"),
    ],
)
def test_what_people_type_is_made_uniform(column, typed, kept):
    assert values(build.workbook(build.with_cell(1, column, typed)))[0][column] == kept


def test_the_row_number_is_the_one_the_clerk_sees():
    assert [row.number for row in read(build.workbook([["附件3"], [TITLE], *whole()]))] == [4, 5]


def test_the_columns_found_can_be_shown():
    columns = read_roster(read_tables(build.workbook([["序号", *HEADINGS, "备注"], ["1", *MARKET]]))).columns
    assert columns.of["liaison_mobile"] == 7
    assert columns.ignored == {0: "序号", 8: "备注"}
    assert columns.place == "工作表“Sheet1”B1"


@pytest.mark.parametrize("pair", [("公安局（交警）", "公安局(交警)"), ("Ａ局", "a 局")])
def test_spellings_of_one_unit_compare_equal(pair):
    assert unit_key(pair[0]) == unit_key(pair[1])
