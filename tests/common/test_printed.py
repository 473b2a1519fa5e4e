"""Printed forms: they fit their paper, nothing is cut, and what comes back from LibreOffice is what went out."""

import io
import zipfile

from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from common.tables import read_tables
from common.tables.printed import Entry, Layout, Paper, printed_docx, printed_xlsx

PAPER = Paper("附件1", "清单", ["注：1.写清楚。", "2.写全。"])
LAYOUT = Layout(
    "清单",
    ["序号", "部门", "", "事项"],
    [1.0, 3.0, 4.0, 18.8],
    centred=frozenset({0}),
    spans={1: 2},
    blanks=[Entry({0: ""}, [{1: "", 2: "", 3: ""}])] * 3,
)
ENTRY = Entry({0: "1"}, [{1: "牵头", 2: "区住建局", 3: "燃气"}, {1: "配合", 2: "区税务局", 3: "=缴税"}])


def sheet_of(layout=LAYOUT, entries=(ENTRY,)):
    return load_workbook(io.BytesIO(printed_xlsx(layout, PAPER, entries))).active


def table_of(entries=(ENTRY,)):
    return Document(io.BytesIO(printed_docx(LAYOUT, PAPER, entries)))


def test_a_workbook_fits_the_paper_and_says_its_headings_on_every_page():
    sheet = sheet_of()
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "— &P —"
    assert {str(cells) for cells in sheet.merged_cells.ranges} == {"A2:D2", "B3:C3", "A4:A5", "A6:D6", "A7:D7"}


def test_a_text_longer_than_the_highest_row_goes_on_in_the_next():
    sheet = sheet_of(entries=[Entry({0: "1"}, [{1: "牵", 2: "文" * 900, 3: "事"}])])
    assert {"A4:A7", "B4:B7", "C4:C7"} <= {str(cells) for cells in sheet.merged_cells.ranges}
    heights = [sheet.row_dimensions[row].height for row in range(4, 8)]
    assert max(heights) <= 409
    assert sum(heights) > 900 / 10 * 12


def test_a_table_wider_than_the_form_goes_on_beside_it_on_larger_paper():
    layout = Layout("表", ["序号", "甲", "乙", "丙"], [1, 20, 20, 20], framed=3, abreast=2, repeated=1)
    sheet = sheet_of(layout, [Entry({}, [dict(enumerate("1234"))])])
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (8, 2)
    assert sheet.print_title_cols == "$A:$A"
    assert "B2:C2" in {str(cells) for cells in sheet.merged_cells.ranges}


def test_a_document_says_its_headings_on_every_page_and_cuts_no_row():
    document = table_of()
    head, *rows = document.tables[0].rows
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)
    assert "PAGE" in document.sections[0].footer._element.xml


def test_what_is_merged_in_a_document_stands_where_word_expects_it():
    """Anywhere else Word 97 takes the rows for lines of text, and LibreOffice writes it that they are."""
    for cell in table_of().tables[0]._tbl.iter(qn("w:tcPr")):
        names = [child.tag.rpartition("}")[2] for child in cell]
        assert names == [name for name in ("tcW", "gridSpan", "vMerge", "vAlign") if name in names]


def test_an_empty_form_has_rows_high_enough_to_write_in():
    assert all(sheet_of(entries=()).row_dimensions[row].height > 27 for row in (4, 5, 6))
    assert all(row.height.cm > 0.85 for row in table_of(()).tables[0].rows)


def texts(data):
    (sheet,) = read_tables(data)
    return sheet.rows, sheet.merged


def test_a_workbook_saved_by_libreoffice_says_the_same():
    """It leaves the quote mark out, says of everything what it is not, and writes the last rows of the sheet."""
    written = printed_xlsx(LAYOUT, PAPER, [ENTRY])
    changes = {
        "xl/worksheets/sheet1.xml": [
            (b"<row ", b'<row customFormat="false" hidden="false" outlineLevel="0" collapsed="false" '),
            (b"</sheetData>", b'<row r="1048576" ht="12.8" hidden="false" customHeight="false"/></sheetData>'),
        ],
        "xl/styles.xml": [(b' quotePrefix="1"', b"")],
    }
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in changes.get(name, []):
                assert before in content
                content = content.replace(before, after)
            new.writestr(name, content)
    assert texts(saved.getvalue()) == texts(written)


def test_a_document_saved_by_libreoffice_says_the_same():
    """It says that merged cells go on, where we say nothing, and begins a new run where digits begin."""
    document = table_of()
    expected = texts(printed_docx(LAYOUT, PAPER, [ENTRY]))
    for merge in document.element.body.iter(qn("w:vMerge")):
        merge.set(qn("w:val"), merge.get(qn("w:val"), "continue"))
    for paragraph in (p for row in document.tables[0].rows for cell in row.cells for p in cell.paragraphs):
        text, paragraph.text = paragraph.text, ""
        for sign in text:
            paragraph.add_run(sign)
    saved = io.BytesIO()
    document.save(saved)
    assert texts(saved.getvalue()) == expected
