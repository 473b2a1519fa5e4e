"""附件2 out and in: the same entries come back; every rejected cell is explained; what is open is asked."""

import io
from dataclasses import replace

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from freezegun import freeze_time

from common.imports import keep_batch, read_batch, upload_file
from common.tables import Sheet, read_tables
from common.tables.forms import FormColumnMissing, FormEmpty, FormGoesOn, FormHidden, FormNotFound, TwoForms
from inspections.annex import read_plan
from inspections.exports.plans import HEADINGS, WRITERS, paper_of
from inspections.faces import EntryFace, LineFace
from inspections.imports import PLAN
from inspections.models import AnnualPlan, PlanEntry
from inspections.services.seasons import open_season
from tenancy.scope import scope

ROWS = [
    ["序号", "综合监管计划名称", "监管部门", "", "监管事项", "监管对象", "检查数量（比例、频次）", "检查起止时间"],
    ["1", "餐饮联合检查", "牵头部门", "区市场监管局", "食品安全", "餐饮单位", "3%，每年1次", "3月至10月"],
    ["", "", "配合部门", "区住房和城乡建设管理局", "燃气使用安全", "", "", ""],
]
FACES = [
    EntryFace(
        "1",
        "餐饮联合检查",
        (
            LineFace("牵头部门", "区市场监管局", "食品安全"),
            LineFace("配合部门", "区住房和城乡建设管理局", "燃气使用安全"),
        ),
        "餐饮单位",
        "比例3%，每年1次",
        "2026年3月1日至10月31日",
    )
]


def sheet(*changes: tuple[int, int, str]) -> Sheet:
    rows = [list(row) for row in ROWS]
    for row, column, text in changes:
        rows[row][column] = text
    return Sheet("表1", "xlsx", rows)


def judged(tenant, *changes):
    with scope(tenant), freeze_time("2026-01-10"):
        table = read_plan([sheet(*changes)])
        return list(PLAN.judge(tenant, table.lines))


def complaints(row) -> list[str]:
    return [error.why for error in (*row.line.errors, *row.errors)]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_what_is_written_is_read_again(kind, nanzheng):
    content = WRITERS[kind].write(paper_of(nanzheng, 2026), FACES)
    (line,) = read_plan(read_tables(content, name=f"附件2.{kind}")).lines
    assert line.errors == ()
    assert line.values["departments"] == "区市场监管局\n区住房和城乡建设管理局"
    assert line.values["roles"] == "牵头部门\n配合部门"
    assert line.values["contents"] == "食品安全\n燃气使用安全"
    assert line.values["period"] == "2026年3月1日至10月31日"


def test_the_heading_of_the_departments_spans_two_columns(nanzheng):
    book = openpyxl.load_workbook(io.BytesIO(WRITERS["xlsx"].write(paper_of(nanzheng, 2026), FACES)))
    merged = {str(one) for one in book.active.merged_cells.ranges}
    assert {"C3:D3", "A4:A5", "B4:B5", "F4:F5", "G4:G5", "H4:H5"} <= merged
    document = Document(io.BytesIO(WRITERS["docx"].write(paper_of(nanzheng, 2026), FACES)))
    assert document.tables[0].rows[0].cells[2].text == document.tables[0].rows[0].cells[3].text == "监管部门"


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_an_empty_form_says_that_it_is_empty(kind, nanzheng):
    content = WRITERS[kind].write(paper_of(nanzheng, 2026), [])
    with pytest.raises(FormEmpty):
        read_plan(read_tables(content, name=f"附件2.{kind}"))


def test_a_file_without_the_form_is_refused():
    with pytest.raises(FormNotFound, match="没有“综合监管计划名称、监管部门（牵头或配合）”这几个列标题"):
        read_plan([Sheet("表1", "xlsx", [["单位", "姓名"], ["甲", "乙"]])])
    with pytest.raises(FormColumnMissing, match="A1 的表头缺少“检查起止时间”"):
        read_plan([Sheet("表1", "xlsx", [row[:7] for row in ROWS])])
    assert len(HEADINGS) == 8


def test_a_form_is_neither_overlooked_nor_cut_off():
    hidden = Sheet("表1", "xlsx", ROWS, is_hidden=True)
    with pytest.raises(FormHidden, match="年度监管计划在隐藏的工作表“表1”里"):
        read_plan([hidden])
    with pytest.raises(TwoForms, match="“表1”“表2”"):
        read_plan([sheet(), Sheet("表2", "xlsx", ROWS)])
    with pytest.raises(FormGoesOn, match="第2张表 里好像还有后续的行"):
        read_plan([Sheet("第1张表", "docx", ROWS), Sheet("第2张表", "docx", ROWS[1:])])
    (line,) = read_plan([hidden, sheet(), Sheet("空表", "xlsx", ROWS[:1])]).lines
    assert line.values["title"] == "餐饮联合检查"


def test_notes_are_no_entries_and_an_entry_below_a_note_is_one():
    rows = [*ROWS, ["说明：本表一式两份"], ["", "由统筹管理员汇总"], ["2", "加油站联合检查", *ROWS[1][2:]]]
    lines = read_plan([Sheet("表1", "xlsx", rows)]).lines
    assert [line.values["title"] for line in lines] == ["餐饮联合检查", "加油站联合检查"]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ((1, 1, ""), "没有填写综合监管计划名称。"),
        ((1, 2, "配合部门"), "每项计划应有且只有一个牵头部门。"),
        ((2, 2, "协办"), "看不出是牵头部门还是配合部门。"),
        ((2, 3, ""), "没有填写部门名称。"),
        ((2, 4, ""), "没有填写区住房和城乡建设管理局的监管事项。"),
        ((1, 5, ""), "没有填写监管对象。"),
        ((1, 7, "适时"), "看不出起止时间。"),
        ((1, 7, "2027年3月至5月"), "检查时间不在2026年度内。"),
        ((2, 3, "区文旅局"), "部门名录里没有“区文旅局”。"),
        ((2, 3, "区市场监管局"), "同一部门写了两行。"),
    ],
)
def test_every_rejected_cell_is_explained(nanzheng, bureau, housing, change, why):
    (row,) = judged(nanzheng, change)
    assert why in complaints(row)
    assert all(error.mend for error in (*row.line.errors, *row.errors))


def test_wording_that_leaves_something_open_is_doubtful_and_kept_as_written(nanzheng, bureau, housing):
    (row,) = judged(nanzheng, (1, 6, "按专项计划确定"))
    assert complaints(row) == []
    assert "“按专项计划”留给以后确定，请按年度计划填写。" in [doubt.why for doubt in row.doubts]


def test_kept_rows_become_a_draft_with_figures(nanzheng, bureau, housing, officer):
    (row,) = judged(nanzheng)
    with scope(nanzheng, member=officer), freeze_time("2026-01-10"):
        PLAN.keep(nanzheng, [StagedLike(row)], actor=officer)
        entry = PlanEntry.objects.of(nanzheng).select_related("plan").get()
        assert (entry.plan.state, entry.plan.year, entry.plan.department) == ("draft", 2026, bureau)
        assert (str(entry.sample_ratio), entry.frequency) == ("0.030000", 1)
        assert entry.quantity_text == "3%，每年1次"
        assert [line.department.name for line in entry.lines.all()] == ["区市场监管局", "区住房和城乡建设管理局"]
    (again,) = judged(nanzheng)
    assert (again.verdict, again.target) == ("same", entry.pk)


def test_a_plan_under_way_is_not_changed_by_an_import(nanzheng, bureau, housing, officer):
    with scope(nanzheng, member=officer):
        AnnualPlan.objects.of(nanzheng).create(department=bureau, year=2026, state="published")
    (row,) = judged(nanzheng)
    assert "区市场监管局本年度的计划已公示，不能用导入改动。" in complaints(row)


def test_a_season_opened_beforehand_can_be_imported_into(nanzheng, bureau, housing, officer):
    """Each entry goes into the year of its period; one that names none goes by the title of the form."""
    with scope(nanzheng, member=officer):
        open_season(nanzheng, 2027, actor=None)
        AnnualPlan.objects.of(nanzheng).create(department=bureau, year=2026, state="published")
    (row,) = judged(nanzheng, (1, 7, "2027年3月至10月"))
    assert complaints(row) == []
    with scope(nanzheng, member=officer), freeze_time("2026-01-10"):
        PLAN.keep(nanzheng, [StagedLike(row)], actor=officer)
        assert PlanEntry.objects.of(nanzheng).select_related("plan").get().plan.year == 2027
    titled = Sheet("表1", "xlsx", [["南郑区跨部门综合监管工作计划（2027年度）"], *ROWS])
    (line,) = read_plan([titled]).lines
    assert line.values["period"] == "2027年3月1日至10月31日"


def test_a_missing_lead_is_quoted_as_it_was_written():
    (line,) = read_plan([sheet((1, 2, "配合部门"))]).lines
    assert [error.value for error in line.errors if "牵头部门" in error.why] == ["配合部门"]


@freeze_time("2026-11-24")
def test_the_page_of_a_year_offers_the_form_of_that_year(nanzheng, officer, sign_in):
    with scope(nanzheng, member=officer):
        open_season(nanzheng, 2027, actor=None)
    browser = sign_in(officer)
    page = browser.get("/610703/plans/?year=2027").content.decode()
    assert "/610703/plans/import/?year=2027" in page
    page = browser.get("/610703/plans/import/?year=2027").content.decode()
    assert "现在可以导入2026、2027年度的计划" in page
    blank = browser.get("/610703/plans/blank/xlsx/?year=2027")
    assert "2027年度" in openpyxl.load_workbook(io.BytesIO(blank.content)).active["A2"].value


def test_what_another_department_leads_is_refused_in_the_report(nanzheng, bureau, housing, officer, own_files):
    """Not only when everything is kept, which would refuse the own rows too."""
    own = FACES[0]
    theirs = replace(own, title="工地检查", lines=(LineFace("牵头部门", housing.name, "工地"),))
    file = SimpleUploadedFile("附件2.xlsx", WRITERS["xlsx"].write(paper_of(nanzheng, 2026), [own, theirs]))
    with scope(nanzheng, member=officer), freeze_time("2026-01-10"):
        batch = upload_file(PLAN, nanzheng, file, actor=officer)
        read_batch(batch, tell=lambda *_told: None)
        batch.refresh_from_db()
        assert batch.counts == {"new": 1, "rejected": 1}
        whys = [cell["why"] for row in batch.rows.all() for cell in row.errors]
        assert whys == ["这一项由区住房和城乡建设管理局牵头，不是本部门的计划。"]
        assert keep_batch(batch, actor=officer) == 1
        assert [entry.title for entry in PlanEntry.objects.of(nanzheng)] == ["餐饮联合检查"]


class StagedLike:
    """A staged row as the batch would hand it on."""

    def __init__(self, judged_row) -> None:
        self.values, self.target = judged_row.line.values, judged_row.target
