"""Rosters that are read, with cells that are rejected or doubted."""

from collections.abc import Callable

from docx import Document

from tests.directory.broken import build
from tests.directory.broken.build import HEADINGS, HOUSING, MARKET, whole, with_cell


def with_error_value() -> bytes:
    return build.workbook(with_cell(1, 4, "#N/A"))


def with_array_formula() -> bytes:
    sheet = "xl/worksheets/sheet1.xml"
    package = build.workbook(with_cell(2, 1, "=A1"))
    return build.replaced(package, sheet, b"<f>A1</f>", b'<f t="array" ref="B2:B3">A1</f>')


def with_hidden_row() -> bytes:
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    return build.workbook(whole(), then=hide)


def with_merged_unit() -> bytes:
    """One unit over two lines: two liaisons where the form has one."""
    rows = [HEADINGS, MARKET, ["", *HOUSING[1:]]]
    return build.workbook(rows, then=lambda sheet: sheet.merge_cells("A2:A3"))


def with_nested_table() -> bytes:
    paper = Document()
    table = paper.add_table(2, 7)
    for column in range(7):
        table.cell(0, column).text = HEADINGS[column]
        table.cell(1, column).text = MARKET[column]
    table.cell(1, 4).add_table(1, 1).cell(0, 0).text = "李四"
    return build.saved(paper)


def without_merges() -> bytes:
    """The leader stood in a merged cell; after unmerging, only the first line has him."""
    return build.workbook([HEADINGS, MARKET, [HOUSING[0], "", "", "", *HOUSING[4:]]])


def swapped(row: list[object]) -> list[object]:
    return [row[n] for n in (0, 1, 3, 2, 4, 6, 5)]


# test name → (file name, its content, address of the cell, what the report must say about it)
REJECTED: dict[str, tuple[str, Callable[[], bytes], str, str]] = {
    "formula": ("a.xlsx", lambda: build.workbook(with_cell(1, 1, '=CONCATENATE("张","三")')), "B2", "公式"),
    "array_formula": ("a.xlsx", with_array_formula, "B2", "公式"),
    "formula_in_text": ("a.csv", lambda: build.text(with_cell(1, 2, "=1+1")), "第2行第3列", "公式"),
    "error_value": ("a.xlsx", with_error_value, "E2", "错误值"),
    "hidden_row": ("a.xlsx", with_hidden_row, "A3", "隐藏"),
    "merges_gone": ("a.xlsx", without_merges, "B3", "没有填写姓名"),
    "merged_unit": ("a.xlsx", with_merged_unit, "A2", "一个单位只报一行"),
    "swapped_columns": ("a.xlsx", lambda: build.workbook([HEADINGS, swapped(MARKET)]), "C2", "填错了列"),
    "nested_table": ("a.docx", with_nested_table, "表1第2行第5列", "套了一张表"),
    "unit_twice": ("a.csv", lambda: build.text([HEADINGS, MARKET, HOUSING, MARKET]), "第4行第1列", "第2行也出现了"),
    "unit_twice_spelt_apart": (
        "a.csv",
        lambda: build.text([HEADINGS, ["公安局(交警)", *MARKET[1:]], ["公安局 （交警）", *HOUSING[1:]]]),
        "第2行第1列",
        "第3行也出现了",
    ),
    "unit_missing": ("a.xlsx", lambda: build.workbook(with_cell(2, 0, None)), "A3", "没有填写单位名称"),
    "leader_missing": ("a.xlsx", lambda: build.workbook(with_cell(2, 1, "暂缺")), "B3", "没有填写姓名"),
    "mobile_missing": ("a.xlsx", lambda: build.workbook(with_cell(2, 3, None)), "D3", "没有填写手机号码"),
    "scientific": ("a.csv", lambda: build.text(with_cell(1, 3, "1.39E+10")), "第2行第4列", "科学计数法"),
    "lost_digits": ("a.xlsx", lambda: build.workbook(with_cell(1, 3, 1.39e10)), "D2", "末尾有七个以上的0"),
    "sixteen_digits": ("a.xlsx", lambda: build.workbook(with_cell(1, 3, 6.10703199001011e17)), "D2", "15位"),
    "fraction": ("a.xlsx", lambda: build.workbook(with_cell(1, 3, 13900000001.5)), "D2", "不是手机号码"),
    "negative": ("a.xlsx", lambda: build.workbook(with_cell(1, 3, -13900000001)), "D2", "不是手机号码"),
    "landline": ("a.xlsx", lambda: build.workbook(with_cell(1, 6, "0916-5512149")), "G2", "固定电话"),
    "local_landline": ("a.xlsx", lambda: build.workbook(with_cell(1, 6, 5512149)), "G2", "固定电话"),
    "ten_digits": ("a.docx", lambda: build.document(with_cell(1, 3, "1390000000")), "表1第2行第4列", "10位"),
    "unknown_prefix": ("a.csv", lambda: build.text(with_cell(1, 3, "12900000001")), "第2行第4列", "13至19"),
    "two_mobiles": ("a.csv", lambda: build.text(with_cell(1, 3, "13900000001/13900000002")), "第2行第4列", "两个号码"),
    "masked_mobile": ("a.csv", lambda: build.text(with_cell(1, 3, "139****0001")), "第2行第4列", "星号"),
    "two_people": ("a.xlsx", lambda: build.workbook(with_cell(1, 4, "李四、王五")), "E2", "两个人"),
    "emoji": ("a.xlsx", lambda: build.workbook(with_cell(1, 4, "李四😀")), "E2", "表情"),
    "control_sign": ("a.csv", lambda: build.text(with_cell(1, 4, "李\x07四")), "第2行第5列", "控制字符"),
    "private_character": ("a.csv", lambda: build.text(with_cell(1, 4, "李\ue000")), "第2行第5列", "自造字"),
    "name_of_symbols": ("a.csv", lambda: build.text(with_cell(1, 4, "李@四")), "第2行第5列", "不该出现的符号"),
    "script_in_name": ("a.csv", lambda: build.text(with_cell(1, 4, "<b>李四")), "第2行第5列", "不该出现的符号"),
    "endless_name": ("a.xlsx", lambda: build.workbook(with_cell(1, 4, "李" * 61)), "E2", "超过60个字"),
    "number_for_name": ("a.xlsx", lambda: build.workbook(with_cell(1, 1, 13900000001)), "B2", "填错了列"),
    "broken_characters": ("a.csv", lambda: build.text(with_cell(1, 4, "李\ufffd")), "第2行第5列", "表情"),
}
