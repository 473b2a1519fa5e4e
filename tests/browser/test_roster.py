"""The liaison roster (附件3): a broken file is explained, a good one kept, and what comes out is the form again."""

import io
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.browser.rosters import GOOD, HEAD_ROW, fill_form

BROKEN = [
    ("区教体局", "林之远", "副局长", "1380000", "周雨禾", "科长", "13900000001"),
    ("区民政局", "", "副局长", "13800000002", "叶知秋", "科长", "13900000002"),
    ("区不存在局", "高明远", "副局长", "13800000003", "叶知秋", "科长", "13900000003"),
]


@pytest.fixture
def coordinator(site, desk):
    desk.sign_in("nanzheng.admin", site.password)
    return desk


def upload(desk, file: Path) -> None:
    """Hand the file in and wait until the worker has read it."""
    desk.open("/610703/roster/")
    desk.follow("导入")
    desk.page.locator("[name=file]").set_input_files(file)
    desk.press("上传并核对")
    desk.page.locator("#import .progress-line").wait_for(state="detached")


def export(desk, kind: str) -> io.BytesIO:
    """Ask for the list as a file, wait until it is made, fetch it."""
    desk.open("/610703/roster/")
    desk.page.locator(".rows-tools summary", has_text="导出").click()
    desk.page.locator(".rows-tools .menu-panel a").first.click()
    desk.page.locator(f'[name=file_kind][value="{kind}"]').check()
    desk.press("导出")
    desk.page.get_by_role("link", name="查看结果").or_(desk.page.get_by_role("link", name="下载")).wait_for()
    desk.page.reload()
    return desk.download("下载")


def test_a_broken_file_is_explained_cell_by_cell_and_nothing_is_stored(coordinator, tmp_path):
    upload(coordinator, fill_form(coordinator, tmp_path, BROKEN))
    report = coordinator.text()
    for address, value in (("D4", "1380000"), ("B5", "（空）"), ("A6", "区不存在局")):
        assert address in report
        assert value in report
    coordinator.look("import-report")
    mended = openpyxl.load_workbook(coordinator.download("下载有误和存疑的行（附原因）")).active
    assert "问题和改法" in [cell.value for cell in mended[1]]
    assert mended.max_row == len(BROKEN) + 1
    coordinator.open("/610703/roster/")
    assert "林之远" not in coordinator.text()


def test_a_file_that_is_no_table_is_refused_in_words(coordinator, tmp_path):
    file = tmp_path / "附件3.xlsx"
    file.write_bytes(b"PK\x03\x04 not a workbook")
    upload(coordinator, file)
    refusal = coordinator.text()
    assert "还不能提交" in refusal
    assert "文件已损坏" in refusal
    assert coordinator.page.url.endswith("/roster/import/"), "nothing was stored, the form waits for another file"
    coordinator.look("import-refused")


def test_a_good_file_is_kept_and_comes_out_as_the_form_again(coordinator, tmp_path):
    upload(coordinator, fill_form(coordinator, tmp_path, GOOD))
    coordinator.look("import-good")
    coordinator.press("保存 2 行")
    assert "已保存 2 行" in coordinator.text()

    book = openpyxl.load_workbook(export(coordinator, "xlsx")).active
    rows = [tuple(cell.value for cell in row) for row in book.iter_rows(min_row=HEAD_ROW + 1, max_col=7)]
    assert set(GOOD) <= set(rows)
    paper = docx.Document(export(coordinator, "docx"))
    assert "跨部门综合监管工作联络表" in "".join(line.text for line in paper.paragraphs)
    assert GOOD[0] in [tuple(cell.text for cell in row.cells) for row in paper.tables[0].rows]
