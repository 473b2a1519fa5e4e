"""Uploaded tables: read as they stand, and whatever the bytes, refused in words or read, nothing else."""

import contextlib
import io
import random
import zipfile
from dataclasses import replace
from datetime import date

import pytest
import xlsxwriter

from common.tables import Limits, TableRefused, clean, digits_only, read_tables, refuse_unreadable, squash
from tests.directory.broken import build

MANY = Limits(rows=200_000)


def test_a_cell_is_addressed_as_the_clerk_sees_it():
    sheet = read_tables(build.workbook([["a"] * 30]))[0]
    assert [sheet.address(0, column) for column in (0, 25, 26)] == ["A1", "Z1", "AA1"]
    assert read_tables(b"a,b")[0].address(2, 1) == "第3行第2列"
    assert read_tables(build.document([["a"]]))[0].address(2, 1) == "表1第3行第2列"


def test_values_of_a_workbook_become_the_text_on_the_screen():
    rows = [["字", 13900000001, 1.5, -2.0, True, date(2024, 1, 15)]]
    assert read_tables(build.workbook(rows))[0].rows == [["字", "13900000001", "1.5", "-2", "True", "2024-01-15"]]


def test_rows_and_columns_count_from_the_very_first_cell():
    sheet = read_tables(build.workbook([[], ["", "x"]]))[0]
    assert sheet.text(1, 1) == "x"
    assert sheet.text(99, 99) == ""


def test_every_sheet_comes_back_in_order_and_hidden_ones_are_marked():
    def add(sheet):
        sheet.parent.create_sheet("第二张").sheet_state = "hidden"

    sheets = read_tables(build.workbook([["x"]], then=add))
    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [("Sheet1", False), ("第二张", True)]


def test_a_merged_range_leads_to_its_first_cell():
    sheet = read_tables(build.workbook([["x"], [], []], then=lambda sheet: sheet.merge_cells("A1:B3")))[0]
    assert sheet.anchors()[2, 1] == (0, 0)
    assert (0, 0) not in sheet.anchors()


def test_merged_ranges_that_overlap_are_refused():
    cells = b"".join(b'<mergeCell ref="A%d:AX5000"/>' % row for row in range(1, 400))
    part = "xl/worksheets/sheet1.xml"
    package = build.workbook([["x"], []], then=lambda sheet: sheet.merge_cells("A1:A2"))
    with pytest.raises(TableRefused):
        read_tables(build.replaced(package, part, b'<mergeCell ref="A1:A2"/>', cells))


def test_the_limits_are_the_callers():
    rows = [["x"]] * 6_000
    assert len(read_tables(build.text(rows), limits=MANY)[0].rows) == 6_000
    with pytest.raises(TableRefused):
        read_tables(build.text(rows))


@pytest.mark.parametrize(("row", "limit"), [(10, 9), (100, 99), (5_001, 5_000), (19_000, 5_999)])
def test_a_far_cell_is_refused_before_the_sheet_unfolds(row, limit):
    part = "xl/worksheets/sheet1.xml"
    far = b'<row r="%d"><c r="A%d"/></row></sheetData>' % (row, row)
    package = build.replaced(build.workbook([["x"]]), part, b"</sheetData>", far)
    with pytest.raises(TableRefused):
        read_tables(package, limits=Limits(rows=limit))
    read_tables(package, limits=Limits(rows=row))


@pytest.mark.parametrize("reference", [b"A5001", b"A0005001", b"a05001", b"$A$5001", b"AY7", b"AY0007"])
def test_a_far_cell_is_found_behind_near_ones_of_its_shape(reference):
    part = "xl/worksheets/sheet1.xml"
    near = b'<row r="4999"><c r="A4999"/><c r="AX4999"/></row>'
    rows = b'%b<row r="5000"><c r="%b"/></row></sheetData>' % (near, reference)
    package = build.replaced(build.workbook([["x"]]), part, b"</sheetData>", rows)
    with pytest.raises(TableRefused):
        read_tables(package)


@pytest.mark.parametrize(("letters", "limit"), [("B", 1), ("Z", 25), ("AA", 26), ("AY", 50), ("ZZ", 701), ("aaa", 702)])
def test_a_wide_cell_is_refused_before_the_sheet_unfolds(letters, limit):
    part = "xl/worksheets/sheet1.xml"
    package = build.replaced(
        build.workbook([["x"]]),
        part,
        b"</sheetData>",
        b"<row r='2'><c\nr = '%b2'/></row></sheetData>" % letters.encode(),
    )
    with pytest.raises(TableRefused):
        read_tables(package, limits=Limits(columns=limit))
    read_tables(package, limits=Limits(columns=limit + 1))


def with_shared_texts(texts: list[str]) -> bytes:
    """A column of texts, each stored once however often it is shown."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet("甲").write_column(0, 0, texts)
    return file.getvalue()


@pytest.mark.parametrize("length", [1, 900, 1_100, 30_000])
def test_a_shared_text_shown_too_often_is_refused_whatever_stands_around_it(length):
    texts = ["甲", "乙" * length, *(f"丙{number}" for number in range(300))]
    package = with_shared_texts([texts[1]] * 200 + texts)
    roomy = Limits(text=1_000 * max(1_024, 4 * length), cell=40_000, ratio=10**6)
    read_tables(package, limits=roomy)
    with pytest.raises(TableRefused):
        read_tables(package, limits=replace(roomy, text=200 * 3 * length))


def test_word_text_is_what_a_reader_sees():
    seen = "<w:r><w:t>李</w:t></w:r><w:ins><w:r><w:t>四</w:t></w:r></w:ins>"
    unseen = "<w:del><w:r><w:delText>三</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
    package = build.replaced(
        build.document([["MARK"]]), "word/document.xml", b"<w:r><w:t>MARK</w:t></w:r>", (seen + unseen).encode()
    )
    assert read_tables(package)[0].rows == [["李四"]]


def test_headings_and_numbers_compare_whatever_their_width_and_blanks():
    assert squash(" 手机\n号　码（必填）：") == "手机号码"
    assert digits_only("＋86 139－0000-0001") == "+8613900000001"
    assert clean("Ａ\u200b局\u3000 １") == "A局 1"


def spoilt(content: bytes, chance: random.Random) -> bytes:
    spoil = bytearray(content)
    for _time in range(chance.choice([1, 2, 10])):
        place = chance.randrange(len(spoil))
        if chance.random() < 0.5:
            spoil[place] = chance.randrange(256)
        else:
            spoil[place:place] = chance.choice([b"-1", b"99999999999", b"<", b'"', b"&", b' r="A0"', b' t="s"'])
    return bytes(spoil)


def spoilt_inside(package: bytes, chance: random.Random) -> bytes:
    """One part spoilt, the container around it whole."""
    part = chance.choice(zipfile.ZipFile(io.BytesIO(package)).namelist())
    return build.repacked(package, lambda name, content: spoilt(content, chance) if name == part else content)


@pytest.mark.parametrize("make", [build.workbook, build.document, build.text])
def test_whatever_the_bytes_nothing_but_a_refusal_comes_out(make):
    chance, content = random.Random(610703), make(build.whole())  # the same spoiling every time
    for _time in range(150):
        is_package = make is not build.text and chance.random() < 0.7
        with contextlib.suppress(TableRefused):
            read_tables(spoilt_inside(content, chance) if is_package else spoilt(content, chance))


LAST_ROWS = b'<row r="1048575" ht="12.8" hidden="false"/><row r="1048576" ht="12.8" hidden="false"></row></sheetData>'
CELL_OUT_THERE = b'<row r="1048576"/><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>'


def test_the_last_rows_that_libreoffice_writes_without_cells_are_no_rows():
    package = build.replaced(build.workbook([["x"]]), "xl/worksheets/sheet1.xml", b"</sheetData>", LAST_ROWS)
    assert read_tables(package)[0].rows == [["x"]]


def test_a_cell_after_a_row_out_there_makes_no_giant_sheet():
    package = build.replaced(build.workbook([["x"]]), "xl/worksheets/sheet1.xml", b"</sheetData>", CELL_OUT_THERE)
    assert read_tables(package)[0].rows == [["x"], ["x"]]


def opendocument():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name in ("mimetype", "content.xml", "META-INF/manifest.xml"):
            package.writestr(name, "<x/>")
    return file.getvalue()


def zipped():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("附件1.xlsx", "x")
    return file.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
UNREADABLE = {
    "a PDF by another name": ("附件1.xlsx", b"%PDF-1.7 ...", "文件内容是PDF 文件"),
    "an old workbook": ("附件1.xls", OLE, "旧版的 Excel（.xls）文件"),
    "an old document": ("附件1.doc", OLE + "WordDocument".encode("utf-16-le"), "旧版的 Word（.doc）文件"),
    "an encrypted workbook": ("附件1.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "设有打开密码"),
    "an OpenDocument file": ("附件1.ods", opendocument(), "文件内容是OpenDocument 文件（.ods、.odt）"),
    "an archive": ("附件1.zip", zipped(), "文件内容是压缩包"),
    "half a workbook": ("附件1.xlsx", build.workbook([["x"]])[:900], "已损坏或没有传完整"),
    "nothing": ("附件1.xlsx", b"", "文件是空的"),
    "a document named as a workbook": ("附件1.xlsx", build.document([["x"]]), "内容却是Word 文档"),
}


@pytest.mark.parametrize(("name", "data", "why"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_no_reading_could_mend_is_refused_before_it_is_read(name, data, why):
    with pytest.raises(TableRefused) as refusal:
        refuse_unreadable(data, name=name)
    assert why in str(refusal.value)
    assert "重新上传" in refusal.value.mend or "另存为" in refusal.value.mend
    assert refusal.value.field == "file"


@pytest.mark.parametrize(("name", "data"), [("a.xlsx", build.workbook([["x"]])), ("a.docx", build.document([["x"]]))])
def test_what_can_be_read_is_not_refused(name, data):
    refuse_unreadable(data, name=name)
    assert read_tables(data, name=name)[0].rows == [["x"]]
