"""附件1 as officials make it: merged cells, blank rows, examples, notes; and as we print it."""

import io

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from common.tables import TableRefused, read_tables
from common.tables.printed import Paper
from items.annex import read_annex
from items.bases import parse_bases
from items.exports import HEADINGS, WRITERS, NumberedFace
from items.faces import ItemFace, LineFace
from items.imports import values_of_face

WORKED_EXAMPLE = ItemFace(
    domain="劳动用工监管",
    lead="区人力资源和社会保障局",
    content="对用人单位依法用工情况的监管",
    bases=tuple(parse_bases("《中华人民共和国劳动法》等")),
    objects="区域辖区的企业、个体经济组织",
    organising_levels="区级",
    supervision_levels="区级",
    lines=(
        LineFace(
            "区市场监管局",
            "对市场主体登记注册事项、年度报告公示信息的监管",
            tuple(parse_bases("《中华人民共和国公司法》《市场主体登记管理条例》")),
        ),
        LineFace("区税务局", "对市场主体缴税情况的监管", tuple(parse_bases("《中华人民共和国企业所得税法》等"))),
    ),
    more={"检查频次": "每年1次"},
)
PAPER = Paper("附件1", "南郑区跨部门综合监管重点事项清单", ["注：1.监管领域可根据行业大类填写。", "2.监管事项应具体。"])
LEAD = ["1", "劳动用工", "区人社局", "对用工的监管和检查", "《劳动法》", "企业", "区级", "区级"]
TAX = ["区税务局", "对缴税的监管", "《税收征收管理法》"]
POLICE = ["区公安局", "对保安的监管", "《保安服务管理条例》"]


def table(*rows, merges=()):
    """An .xlsx with the form's headings and these rows."""
    book = Workbook()
    sheet = book.active
    sheet.append(["附件1"])
    sheet.append([str(heading) for heading in HEADINGS])
    for row in rows:
        sheet.append(row)
    for merged in merges:
        sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def lines(data):
    return read_annex(read_tables(data)).lines


@pytest.mark.parametrize("kind", list(WRITERS))
def test_the_worked_example_comes_back_as_it_was(kind):
    other = ItemFace("燃气", "区住建局", "对燃气经营的监管", (), "燃气企业", "区级", "市级、区级", ())
    written = WRITERS[kind].write(PAPER, [NumberedFace("1", WORKED_EXAMPLE), NumberedFace("2", other)])
    found = [dict(line.values) for line in lines(written)]
    assert found == [values_of_face(WORKED_EXAMPLE), values_of_face(other)]


def test_the_cells_of_the_lead_are_merged_on_paper():
    written = WRITERS["xlsx"].write(PAPER, [NumberedFace("1", WORKED_EXAMPLE)])
    merged = {str(area) for area in load_workbook(io.BytesIO(written)).active.merged_cells.ranges}
    assert {f"{column}4:{column}5" for column in "ABCDEFGH"} <= merged


def test_the_extended_list_has_what_the_form_has_not():
    written = WRITERS["extended"].write(PAPER, [NumberedFace("1", WORKED_EXAMPLE)])
    sheet = load_workbook(io.BytesIO(written)).active
    assert (sheet["L3"].value, sheet["L4"].value) == ("检查频次", "每年1次")


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_an_empty_form_holds_no_item(kind):
    with pytest.raises(TableRefused, match="一行也没有填写"):
        lines(WRITERS[kind].write(PAPER, []))


@pytest.mark.parametrize(
    ("second", "merges"),
    [
        ([""] * 8, []),
        ([""] * 8, [f"{column}3:{column}4" for column in "ABCDEFGH"]),
        (LEAD, []),
    ],
    ids=["blank", "merged", "filled down"],
)
def test_rows_below_belong_to_the_item(second, merges):
    (line,) = lines(table([*LEAD, *TAX], [*second, *POLICE], merges=merges))
    assert line.values["departments"] == "区税务局\n区公安局"
    assert line.values["bases"] == "《税收征收管理法》\n《保安服务管理条例》"


def test_a_lead_merged_over_two_items_counts_for_both():
    second = ["2", "", "", "对保险的监管和检查", "", "企业", "区级", "区级"]
    found = lines(table([*LEAD, *TAX], [*second, *POLICE], merges=["B3:B4", "C3:C4"]))
    assert [(line.values["domain"], line.values["lead"]) for line in found] == [("劳动用工", "区人社局")] * 2


def test_departments_written_below_each_other_in_one_cell_are_several():
    cells = ["区税务局\n区公安局", "对缴税的监管\n对保安的监管", "《税收征收管理法》"]
    (line,) = lines(table([*LEAD, *cells]))
    assert line.values["departments"].split("\n") == ["区税务局", "区公安局"]
    assert line.values["bases"] == "《税收征收管理法》\n"


def test_examples_notes_and_blank_rows_are_no_items():
    example = ["1", "例：劳动用工监管", *LEAD[2:], *TAX]
    rows = [
        example,
        [""] * 8 + POLICE,
        ["１", *LEAD[1:], *TAX],
        ["2"],
        ["注：1.按行业填写"],
        ["2.具体"],
    ]
    assert [line.number for line in lines(table(*rows))] == [5]


def test_what_is_missing_is_said_of_its_cell():
    (line,) = lines(table(["1", "", *LEAD[2:], *TAX]))
    assert [(error.address, error.why) for error in line.errors] == [("B3", "没有填写监管领域。")]


def test_a_file_without_the_form_is_refused_in_words():
    with pytest.raises(TableRefused, match="没有找到重点事项清单"):
        lines(b"a,b\n1,2\n")


def test_a_form_that_lacks_a_column_is_refused_in_words():
    with pytest.raises(TableRefused, match="第1行第1列 的表头缺少“组织层级”"):
        lines("监管领域,牵头部门,监管事项,设定依据,监管对象,监管层级,配合监管部门,配合部门监管事项,设定依据\n".encode())


def test_headings_in_two_rows_are_read_together():
    book = Workbook()
    sheet = book.active
    sheet.append(["序号", "监管领域", "牵头部门", "", "", "", "", "", "配合部门", "", ""])
    sheet.append(["", "", *map(str, HEADINGS[2:])])
    sheet.append([*LEAD, *TAX])
    for merged in ("A1:A2", "B1:B2", "C1:H1", "I1:K1"):
        sheet.merge_cells(merged)
    file = io.BytesIO()
    book.save(file)
    (line,) = lines(file.getvalue())
    assert (line.values["domain"], line.values["departments"]) == ("劳动用工", "区税务局")


def test_a_second_list_in_the_workbook_is_not_lost_without_a_word():
    book = load_workbook(io.BytesIO(table([*LEAD, *TAX])))
    book.copy_worksheet(book.active).title = "第二批"
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(TableRefused, match="文件里有两张重点事项清单（“Sheet”“第二批”），一次只能导入一张。"):
        lines(file.getvalue())
    book.active.sheet_state = book["第二批"].sheet_state = "hidden"
    book.create_sheet("说明").append(["见清单"])
    book.active = 2
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(TableRefused, match="隐藏的工作表"):
        lines(file.getvalue())


def document(*tables):
    """A .docx with these tables, each the form's headings, unless it has none, and rows."""
    made = Document()
    for rows in tables:
        grid = made.add_table(rows=0, cols=len(HEADINGS))
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = str(text)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_a_list_that_goes_on_in_a_second_table_of_a_document_is_not_cut_off():
    first, second = [[*LEAD, *TAX]], [["2", "燃气", *LEAD[2:], *TAX]]
    with pytest.raises(TableRefused, match="文件里有两张重点事项清单（“表1”“表2”）"):
        lines(document([HEADINGS, *first], [HEADINGS, *second]))
    with pytest.raises(TableRefused, match="表1 的重点事项清单在 表2 里好像还有后续的行，但那张表没有表头，会读不到。"):
        lines(document([HEADINGS, *first], second))
    (line,) = lines(document([HEADINGS, *first], [HEADINGS]))
    assert line.values["domain"] == "劳动用工"


@pytest.mark.parametrize(
    ("title", "address", "read"),
    [
        (["", "二、生态环境领域", *[""] * 9], "B4", "二、生态环境领域"),
        (["第二部分", *[""] * 10], "A4", "第二部分"),
        (["合计", "共1项", *[""] * 9], "A4", "合计"),
        (["合计", "", "1个部门", "共1项", *[""] * 7], "A4", "合计"),
    ],
    ids=["in a column", "across the table", "a total", "a total of each column"],
)
def test_a_title_between_the_rows_of_an_item_is_said_and_read_for_nothing(title, address, read):
    item, said = lines(table([*LEAD, *TAX], title, [*[""] * 8, *POLICE]))
    assert (item.values["domain"], item.values["departments"]) == ("劳动用工", "区税务局\n区公安局")
    (error,) = said.errors
    assert (said.number, error.address, error.value) == (4, address, read)
    assert f"“{read}”像是分组标题、合计或说明，不是一个事项，不会导入。" == error.why


def test_a_row_of_another_domain_is_no_part_of_the_item_above():
    first, second = lines(table([*LEAD, *TAX], ["", "生态环境", *[""] * 6, *POLICE]))
    assert first.values["departments"] == "区税务局"
    assert [error.why for error in second.errors] == [
        "没有填写行业主管（牵头监管）部门。",
        "没有填写牵头部门监管事项。",
    ]


def test_items_below_a_note_are_read_too():
    later = ["2", "燃气", *LEAD[2:], *TAX]
    found = lines(table([*LEAD, *TAX], ["填表人：张三"], ["2.具体"], [str(text) for text in HEADINGS], later))
    assert [line.values["domain"] for line in found] == ["劳动用工", "燃气"]


def test_none_written_for_a_cooperating_department_is_none():
    (line,) = lines(table([*LEAD, "无", "/", "—"]))
    assert line.values["departments"] == ""
