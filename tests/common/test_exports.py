"""Lists and papers as files: the same rows as the list, harmless cells, fetched only by whoever still may."""

import csv
import hashlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from urllib.parse import quote

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from common.exports import (
    ExportTooLarge,
    Field,
    UnknownExport,
    files,
    forget_expired,
    may_fetch,
    request_document,
    request_export,
)
from common.exports.files import ExportForbidden
from common.exports.registry import EXPORTS
from common.exports.writers import BOM, shown, write_csv, write_xlsx
from common.jobs.runs import claim, work
from common.models import Document, Export, JobState, Notice
from common.refusals import Refused
from tenancy.models import AuditEntry, Member
from tenancy.models.departments import DepartmentKind
from tenancy.scope import scope
from tests.factories import exports as _registered  # noqa: F401
from tests.factories.tenancy import make_department, make_member
from tests.workers import wait_until

ASK = "/610703/exports/new/directory.functions/"


@pytest.fixture(autouse=True)
def files_root(tmp_path, settings, request):
    """Every test has its own folder; with a worker it is the worker's."""
    if "worker" not in request.fixturenames:
        settings.FILES_ROOT = tmp_path
    return settings.FILES_ROOT


@pytest.fixture
def bureaus(nanzheng, abaga):
    """Three of the place, one of them with a dangerous name; one of another place."""
    make_department(nanzheng, "区应急管理局", kinds=[DepartmentKind.SECTOR_AUTHORITY], ended_on=date(2026, 1, 31))
    make_department(nanzheng, "区税务局", is_vertical=True)
    make_department(nanzheng, "=HYPERLINK(1)")
    make_department(abaga, "旗应急管理局")


@pytest.fixture
def exported(nanzheng, officer):
    """A function: the export of a list, made."""

    def made(query: str = "", file_kind: str = "xlsx", name: str = "directory.functions", actor=officer) -> Export:
        with scope(nanzheng, member=actor):
            export = request_export(name, tenant=nanzheng, actor=actor, query=query, file_kind=file_kind)
        work(claim(nanzheng.pk, export.job_id))
        return again(export)

    return made


def again(made):
    with scope(made.tenant_id):
        return type(made).objects.of(made.tenant_id).select_related("job").get(pk=made.pk)


def lines_of(content: bytes) -> list[list]:
    book = openpyxl.load_workbook(BytesIO(content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def content_of(made, files_root) -> bytes:
    return next(path for path in files_root.rglob(made.sha256)).read_bytes()


# --- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(text):
    assert shown(text) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "是"),
        (False, "否"),
        (-5, -5),
        (Decimal("-0.5"), Decimal("-0.5")),
        (date(2026, 1, 31), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 16, 0, tzinfo=UTC), datetime(2026, 2, 1, 0, 0)),
        (["甲", "乙"], "甲、乙"),
        ("a-b", "a-b"),
    ],
)
def test_other_values_stay_what_they_are(value, cell):
    assert shown(value) == cell


def test_a_csv_begins_with_the_mark_excel_needs_and_counts_its_rows(tmp_path):
    path = tmp_path / "list.csv"
    columns = [Field("名称", lambda row: row)]
    assert list(write_csv(path, "名录", columns, ["甲,乙", "=1"])) == [1, 2]
    text = path.read_text(encoding="utf-8")
    assert text.startswith(BOM)
    assert list(csv.reader(StringIO(text.removeprefix(BOM)))) == [["名称"], ["甲,乙"], ["'=1"]]


def test_a_workbook_has_types_and_no_formula_and_any_title(tmp_path):
    path = tmp_path / "list.xlsx"
    values = [date(2026, 1, 31), datetime(2026, 1, 31, 9, 30), 12, "=1", "http://example.org", "长" * 40_000]
    list(write_xlsx(path, "名录[2026]:甲/乙", [Field("值", lambda row: row)], values))
    book = openpyxl.load_workbook(path)
    cells = [row[0] for row in book.active.iter_rows(min_row=2)]
    assert book.sheetnames == ["名录2026甲乙"]
    assert [cell.data_type for cell in cells] == ["d", "d", "n", "s", "s", "s"]
    assert cells[3].value == "'=1"
    assert cells[4].hyperlink is None
    assert len(cells[5].value) == 32_767


# --- lists ----------------------------------------------------------------------------------------------------------


def test_the_file_holds_the_rows_of_the_list_in_its_order_and_no_other_places(exported, bureaus, bureau, files_root):
    made = exported("sort=-name")
    heading, *rows = lines_of(content_of(made, files_root))
    assert heading == ["单位名称", "垂直管理", "撤并日期", "性质", "所在地区"]
    assert [row[0] for row in rows] == ["区税务局", "区应急管理局", "区市场监管局", "'=HYPERLINK(1)"]
    assert rows[1] == ["区应急管理局", "否", datetime(2026, 1, 31), "行业主管部门", "南郑区"]
    assert made.row_count == 4


def test_the_file_is_filtered_as_the_screen_was(exported, bureaus, bureau, files_root):
    made = exported("words=应急", file_kind="csv")
    text = content_of(made, files_root).decode("utf-8-sig")
    assert [line.split(",")[0] for line in text.splitlines()] == ["单位名称", "区应急管理局"]


def test_the_stored_file_has_its_hash_its_size_and_its_day(exported, bureau, files_root):
    made = exported()
    content = content_of(made, files_root)
    assert (made.sha256, made.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert timedelta(days=6) < made.expires_at - timezone.now() <= timedelta(days=7)
    assert made.name.startswith("部门名录2") and made.name.endswith(".xlsx")


def test_asking_for_a_file_is_on_record_with_its_filter(exported, bureau, nanzheng, officer):
    exported("words=应急")
    with scope(nanzheng):
        entry = AuditEntry.objects.of(nanzheng).get(verb="exports.request")
    assert (entry.actor_name, entry.note) == ("办案员", "words=应急")


def test_more_rows_than_a_file_may_have_are_refused_with_what_to_do(exported, bureaus, monkeypatch):
    monkeypatch.setattr(files, "ROW_LIMIT", 2)
    with pytest.raises(ExportTooLarge, match="请增加筛选条件"):
        exported()


def test_a_list_that_reads_down_holds_the_rows_of_places_below(hanzhong, nanzheng, bureau, files_root):
    auditor = make_member(hanzhong, "auditor")
    with scope(hanzhong, member=auditor):
        made = request_export("directory.places", tenant=hanzhong, actor=auditor, query="", file_kind="csv")
    work(claim(hanzhong.pk, made.job_id))
    assert "区市场监管局" in content_of(again(made), files_root).decode()


def test_a_file_is_not_written_for_one_whose_account_was_closed_meanwhile(exported, bureau, nanzheng, officer):
    with scope(nanzheng):
        Member.objects.filter(pk=officer.pk).update(is_active=False)
    with pytest.raises(ExportForbidden, match="已没有查看这些记录的权限，不再导出。确需导出的"):
        exported()


def test_a_filter_too_long_to_keep_is_refused_rather_than_cut(exported):
    with pytest.raises(ExportTooLarge, match="筛选条件过长"):
        exported("words=" + "长" * 3_000)


def test_an_export_nobody_registered_is_refused(nanzheng, officer):
    with scope(nanzheng), pytest.raises(UnknownExport):
        request_export("probe.nothing", tenant=nanzheng, actor=officer, query="", file_kind="csv")


def test_a_file_past_its_day_is_forgotten_with_its_bytes_unless_another_shares_them(
    exported, bureau, nanzheng, files_root, django_capture_on_commit_callbacks
):
    first, second = exported(file_kind="csv"), exported(file_kind="csv")
    assert first.sha256 == second.sha256
    for made, left in ((first, 1), (second, 0)):
        with django_capture_on_commit_callbacks(execute=True), scope(nanzheng):
            Export.objects.of(nanzheng).filter(pk=made.pk).update(expires_at=timezone.now())
            assert forget_expired(nanzheng, now=timezone.now()) == 1
        assert len(list(files_root.rglob(first.sha256))) == left


# --- pages ----------------------------------------------------------------------------------------------------------


def test_asking_waiting_and_fetching_on_the_pages(worker, nanzheng, officer, bureaus, no_second_factor, sign_in):
    client = sign_in(officer)
    asked = client.get(f"{ASK}?words={quote('应急')}")
    assert "部门名录" in asked.content.decode()
    address = client.post(f"{ASK}?words={quote('应急')}", {"file_kind": "xlsx"}).url
    made = Export(pk=int(address.split("/")[-2]), tenant_id=nanzheng.pk)
    wait_until(lambda: again(made).is_ready)
    ready = client.get(address)
    assert "下载" in ready.content.decode()
    for page in (asked, ready):
        assert f'href="/610703/functions/?words={quote("应急")}"' in page.content.decode()
    assert client.get(address, headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    answer = client.get(f"{address}file/")
    assert [row[0] for row in lines_of(b"".join(answer.streaming_content))] == ["单位名称", "区应急管理局"]
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_waits_shows_progress_and_no_download(nanzheng, officer, no_second_factor, sign_in):
    client = sign_in(officer)
    address = client.post(ASK, {"file_kind": "csv"}).url
    page = client.get(address).content.decode()
    assert "<progress" in page and "下载" not in page
    assert client.get(f"{address}file/").status_code == 404
    fragment = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div class="progress-line"')


def test_a_failed_export_says_why(exported, bureaus, officer, no_second_factor, sign_in, monkeypatch, nanzheng):
    monkeypatch.setattr(files, "ROW_LIMIT", 2)
    with pytest.raises(ExportTooLarge):
        exported()
    with scope(nanzheng):
        made = Export.objects.of(nanzheng).get()
    page = sign_in(officer).get(made.get_absolute_url()).content.decode()
    assert "请增加筛选条件后分批导出" in page


def test_only_the_one_who_asked_fetches_and_only_while_still_allowed(fetch, nanzheng, officer, admin, outsider):
    assert fetch(officer) == 200
    assert fetch(admin) == 404
    assert fetch(outsider) == 404
    with scope(nanzheng):
        officer.memberships.update(ends_on=date(2020, 1, 2))
    assert fetch(officer) == 404


@pytest.fixture
def fetch(exported, bureau, no_second_factor, sign_in):
    """A function: the status of an officer's export when `member` fetches it."""
    address = f"{exported().get_absolute_url()}file/"

    def fetched(member) -> int:
        answer = sign_in(member).get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content)
        return answer.status_code

    return fetched


def test_a_hat_without_the_permission_may_not_ask(officer, nanzheng, no_second_factor, sign_in):
    client = sign_in(officer)
    assert client.get("/610703/exports/new/directory.places/").status_code == 404
    assert client.post("/610703/exports/new/directory.places/", {"file_kind": "csv"}).status_code == 404
    assert client.get("/610703/exports/new/probe.nothing/").status_code == 404


# --- papers ---------------------------------------------------------------------------------------------------------


def test_a_paper_is_rendered_numbered_and_stored_once(nanzheng, bureau, officer, files_root):
    with scope(nanzheng, member=officer):
        asked = request_document("probe.notice", bureau, actor=officer)
    work(claim(nanzheng.pk, asked.job_id))
    made = again(asked)
    assert made.job.state == JobState.DONE
    assert made.number == f"南告〔{timezone.localdate().year}〕1号"
    assert content_of(made, files_root).startswith(b"%PDF-")
    with scope(nanzheng, member=officer):
        files.write_document(made, made.job)
        notice = Notice.objects.of(nanzheng).get()
    assert again(made).number == made.number
    assert (notice.subject, notice.body) == ("“部门告知书”已生成，可以下载", bureau.name)


def test_a_paper_about_a_row_that_is_gone_says_so_where_it_was_waited_for(
    nanzheng, bureau, officer, no_second_factor, sign_in
):
    with scope(nanzheng):
        made = request_document("probe.notice", bureau, actor=officer)
        Document.objects.of(nanzheng).update(row_id=0)
    with pytest.raises(Refused):
        work(claim(nanzheng.pk, made.job_id))
    page = sign_in(officer).get(f"/610703/jobs/{made.job_id}/").content.decode()
    assert "文书所涉及的记录已不存在，不能生成。请打开现有记录重新申请。" in page


def test_a_paper_is_fetched_by_whoever_may_ask_for_it(nanzheng, bureau, officer, admin):
    with scope(nanzheng):
        made = request_document("probe.notice", bureau, actor=officer)
        assert may_fetch(made, admin)
        Document.objects.of(nanzheng).update(row_id=0)
        made.refresh_from_db()
        assert not may_fetch(made, admin)


def test_every_export_is_named_after_the_page_of_its_list(nanzheng):
    for kind in EXPORTS.values():
        assert reverse(kind.list_url_name, args=[nanzheng]).startswith("/610703/")
