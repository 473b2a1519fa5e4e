"""The roster on paper: what was written is what is read back."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from common.attachments import open_kept
from common.exports import UnknownExport, request_export, write_export
from common.tables import read_tables
from common.tables.printed import Paper
from directory.exports.roster import roster_docx, roster_xlsx
from directory.roster_cells import READERS
from directory.roster_columns import FIELDS, RosterEmpty
from directory.roster_form import read_roster, unit_key
from directory.services.roster import Filing, file_entry
from tenancy.scope import scope
from tests.directory.broken.build import HEADINGS, MARKET, TITLE

PAPER = Paper("附件3", TITLE, ["注：各部门于1月15日前将此表报送区市场监管局。"])
WRITERS = {"a.xlsx": roster_xlsx, "a.docx": roster_docx}
LINE = dict(zip(FIELDS, MARKET, strict=True))

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
RARE = st.characters(min_codepoint=0x20000, max_codepoint=0x2A6DF)
WORDS = st.text(st.one_of(HAN, RARE, st.sampled_from("（）·ABCxyz09=+-@'\"&<> ，、")), min_size=1, max_size=30)
NAMES = st.text(st.one_of(HAN, RARE, st.sampled_from("·abc")), min_size=1, max_size=20)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)


def kept(field, source):
    """Values that reading leaves as they are, which is what the platform stores."""

    def is_kept(text):
        verdict = READERS[field](text)
        return verdict.text == text and not verdict.why

    return source.filter(is_kept)


LINES = st.fixed_dictionaries(
    {
        "unit": kept("unit", HAN.flatmap(lambda first: WORDS.map(lambda rest: first + rest))),
        "leader": kept("leader", NAMES),
        "leader_post": kept("leader_post", st.one_of(st.just(""), WORDS)),
        "leader_mobile": kept("leader_mobile", MOBILES),
        "liaison": kept("liaison", NAMES),
        "liaison_post": kept("liaison_post", st.one_of(st.just(""), WORDS)),
        "liaison_mobile": kept("liaison_mobile", MOBILES),
    }
)


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=40, deadline=None)
@given(lines=st.lists(LINES, min_size=1, max_size=6, unique_by=lambda line: unit_key(line["unit"])))
def test_what_is_written_is_read_back(name, lines):
    rows = read_roster(read_tables(WRITERS[name](PAPER, lines), name=name)).rows
    assert [row.values for row in rows] == lines
    assert not [row for row in rows if row.errors or row.doubts]


@pytest.mark.parametrize("name", WRITERS)
def test_an_empty_form_has_lines_to_write_on_and_none_to_read(name):
    with pytest.raises(RosterEmpty):
        read_roster(read_tables(WRITERS[name](PAPER, []), name=name))


def test_the_workbook_has_the_layout_of_the_form():
    sheet = openpyxl.load_workbook(io.BytesIO(roster_xlsx(PAPER, [LINE]))).active
    assert [cell.value for cell in sheet[3]] == HEADINGS
    assert sheet["A1"].value == "附件3"
    assert sheet["A2"].value == TITLE
    assert "A2:G2" in {str(cells) for cells in sheet.merged_cells.ranges}
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["A5"].value == PAPER.notes[0]
    assert sheet["D4"].value == "13900000001"


def test_the_document_has_the_layout_of_the_form():
    paper = Document(io.BytesIO(roster_docx(PAPER, [LINE])))
    assert [p.text for p in paper.paragraphs] == ["附件3", TITLE, PAPER.notes[0]]
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == HEADINGS
    assert [cell.text for cell in paper.tables[0].rows[1].cells] == MARKET
    assert paper.sections[0].page_width > paper.sections[0].page_height


def test_a_spreadsheet_formula_stays_text():
    package = zipfile.ZipFile(io.BytesIO(roster_xlsx(PAPER, [LINE | {"liaison_post": "=cmd|' /C calc'!A0"}])))
    sheet = package.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "quotePrefix" in package.read("xl/styles.xml").decode()


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_list_is_exported_in_the_form(own_files, nanzheng, bureau, admin, kind):
    with scope(nanzheng, member=admin):
        file_entry(Filing(bureau, LINE), actor=admin, today=date(2026, 3, 2))
        made = request_export("directory.roster", tenant=nanzheng, actor=admin, query="q=张", file_kind=kind)
        write_export(made, made.job)
        with open_kept(nanzheng.pk, made.sha256) as file:
            (line,) = read_roster(read_tables(file.read(), name=made.name)).rows
    assert line.values == LINE
    assert made.row_count == 1


def test_what_the_list_leaves_out_is_not_in_the_file(own_files, nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        file_entry(Filing(bureau, LINE), actor=admin, today=date(2026, 3, 2))
        made = request_export("directory.roster", tenant=nanzheng, actor=admin, query="q=王", file_kind="xlsx")
        write_export(made, made.job)
    assert made.row_count == 0


def test_the_form_is_not_written_as_csv(nanzheng, admin):
    with scope(nanzheng, member=admin), pytest.raises(UnknownExport):
        request_export("directory.roster", tenant=nanzheng, actor=admin, query="", file_kind="csv")
