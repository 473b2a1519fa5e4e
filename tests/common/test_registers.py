"""Large registers on their way in: columns recognised or assigned, staged and kept by the database, never by halves."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.imports import (
    KEEP_JOB,
    READ_JOB,
    Column,
    ImportOutdated,
    NothingToKeep,
    ask_to_keep,
    assign_columns,
    finish_keeping,
    keep_batch,
    read_batch,
    recheck_batch,
    upload_file,
)
from common.imports.columns import signature_of
from common.jobs.runs import claim, work
from common.jobs.timetable import sweep
from common.models import ImportBatch, ImportState, JobRun, JobState, Notice
from common.refusals import Refused
from common.tables import clean, clean_all, write_xlsx
from tenancy.models import Department
from tenancy.scope import scope
from tests.factories.registers import AT, HOLD, PROBE, departments
from tests.workers import wait_until

HEADINGS = ["单位名称", "简称"]
ROWS = [["区水利局", "水利局"], ["区林业局", "林业局"]]


def csv(headings, rows, encoding="utf-8") -> bytes:
    return "\n".join(",".join(row) for row in [headings, *rows]).encode(encoding)


def sent(place, admin, content, name="名录.csv") -> ImportBatch:
    return upload_file(PROBE, place, SimpleUploadedFile(name, content), actor=admin)


def read(batch) -> ImportBatch:
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def place(own_files, nanzheng, admin):
    with scope(nanzheng, member=admin):
        yield nanzheng


def kept(batch, admin) -> ImportBatch:
    ask_to_keep(batch, actor=admin)
    finish_keeping(batch, actor=admin)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (csv(HEADINGS, ROWS), "名录.csv"),
        (csv(HEADINGS, ROWS, "gbk"), "名录.csv"),
        (
            csv(["序号", "简 称", "单位名称（全称）"], [["1", "水利局", "区水利局 "], ["2", "林业局", "区林业局"]]),
            "名录.txt",
        ),
        (write_xlsx("名录", HEADINGS, ROWS), "名录.xlsx"),
    ],
)
def test_columns_are_found_in_any_order_and_encoding(place, admin, content, name):
    batch = kept(read(sent(place, admin, content, name)), admin)
    assert (batch.state, batch.counts) == (ImportState.KEPT, {"new": 2})
    assert departments(place) == {"区水利局": "水利局", "区林业局": "林业局"}


def test_titles_blank_rows_and_merged_cells_do_no_harm(place, admin):
    rows = ["南郑区单位名录,", "单位名称,简称", "区水利局,水利局", ",", "区林业局,林业局"]
    batch = read(sent(place, admin, "\n".join(rows).encode()))
    assert batch.counts == {"new": 2}
    assert list(batch.rows.values_list("number", flat=True)) == [3, 5]


def test_rows_are_rejected_with_their_place_and_the_others_are_kept(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, [*ROWS, ["区水利局", "水"], ["", "无名"], ["=A1", "x"]])))
    assert batch.counts == {"new": 2, "rejected": 3}
    found = {row.number: [cell["why"] for cell in row.errors] for row in batch.rows.filter(verdict="rejected")}
    assert found[4] == ["与第2行重复。"]
    assert found[5] == ["没有填写“单位名称”。"]
    assert "公式" in found[6][0]
    assert batch.rows.get(number=4).errors[0]["address"] == "第4行第1列"
    kept(batch, admin)
    assert len(departments(place)) == 2


def test_what_is_stored_is_compared_field_by_field(place, admin):
    Department.objects.of(place).create(name="区水利局", short_name="水利局")
    Department.objects.of(place).create(name="区林业局", short_name="林局")
    batch = read(sent(place, admin, csv(HEADINGS, ROWS)))
    assert batch.counts == {"same": 1, "changed": 1}
    changed = batch.rows.get(verdict="changed")
    assert changed.before["short_name"] == "林局"
    kept(batch, admin)
    assert departments(place)["区林业局"] == "林业局"


def test_nothing_is_overwritten_that_changed_after_the_report(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, ROWS)))
    Department.objects.of(place).create(name="区林业局", short_name="别人填的")
    batch = kept(batch, admin)
    assert batch.state == ImportState.REPORTED
    assert "第3行" in batch.refusal
    assert departments(place) == {"区林业局": "别人填的"}
    recheck_batch(batch, actor=admin)
    assert (read(batch).counts, batch.refusal) == ({"new": 1, "changed": 1}, "")


def test_rows_of_a_report_made_before_the_register_got_a_field_are_read_again(place, admin, monkeypatch):
    batch = read(sent(place, admin, csv(HEADINGS, ROWS)))
    monkeypatch.setattr(PROBE, "columns", (Column("note", "备注"), *PROBE.columns))
    batch = kept(batch, admin)
    assert (batch.state, departments(place)) == (ImportState.REPORTED, {})
    assert "平台更新了这类名册的栏目" in batch.refusal
    recheck_batch(batch, actor=admin)
    assert read(batch).rows.values_list("values", flat=True)[0] == {
        "note": "",
        "name": "区水利局",
        "short_name": "水利局",
    }


def test_marks_between_cells_are_no_part_of_a_text(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, [["区\x1e水利局", "水\x1d利局"], *ROWS[1:]])))
    assert list(batch.rows.values_list("values__name", "values__short_name")) == [
        ("区 水利局", "水 利局"),
        ("区林业局", "林业局"),
    ]


def test_a_report_without_a_row_to_keep_is_given_back(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, [["", "无名"]])))
    assert kept(batch, admin).state == ImportState.REPORTED
    assert "没有可以保存的行" in batch.refusal
    PROBE.workflow.take(batch, "begin", actor=admin)
    with pytest.raises(NothingToKeep):
        keep_batch(batch, actor=admin)


# --- columns assigned by hand ---------------------------------------------------------------------------------------

STRANGE = ["机构", "俗称", "备注"]
STRANGE_ROWS = [["区水利局", "水利局", "甲"], ["区林业局", "林业局", "乙"]]


def test_unknown_headings_wait_for_a_person_and_are_remembered(place, admin):
    batch = read(sent(place, admin, csv(STRANGE, STRANGE_ROWS)))
    assert (batch.state, batch.counts) == (ImportState.MAPPING, {})
    assert batch.columns[0]["samples"] == ["区水利局", "区林业局"]
    assign_columns(batch, ["name", "short_name", ""], actor=admin)
    assert read(batch).counts == {"new": 2}
    assert [column["label"] for column in batch.columns] == ["单位名称", "简称", ""]
    again = read(sent(place, admin, csv(["机构 ", "俗称：", "备注（选填）"], STRANGE_ROWS)))
    assert (again.state, again.counts) == (ImportState.REPORTED, {"new": 2})


def test_recognised_columns_can_be_assigned_otherwise(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, ROWS)))
    assign_columns(batch, ["short_name", "name"], actor=admin)
    assert set(read(batch).rows.values_list("values__name", flat=True)) == {"水利局", "林业局"}


@pytest.mark.parametrize(
    ("fields", "why"),
    [(["", "short_name", ""], "还没有指定哪一列是“单位名称”"), (["name", "name", ""], "已经对应到前面的一列")],
)
def test_an_assignment_that_makes_no_sense_is_refused(place, admin, fields, why):
    batch = read(sent(place, admin, csv(STRANGE, STRANGE_ROWS)))
    with pytest.raises(Refused, match=why):
        assign_columns(batch, fields, actor=admin)


def test_another_place_assigns_for_itself(place, admin, abaga, outsider):
    batch = read(sent(place, admin, csv(STRANGE, STRANGE_ROWS)))
    assign_columns(batch, ["name", "short_name", ""], actor=admin)
    with scope(abaga, member=outsider):
        assert read(sent(abaga, outsider, csv(STRANGE, STRANGE_ROWS))).state == ImportState.MAPPING


def test_a_file_without_any_table_is_refused(place, admin):
    batch = read(sent(place, admin, "只有一行".encode()))
    assert batch.state == ImportState.FAILED
    assert "没有找到表头" in batch.refusal


def test_headings_are_the_same_however_they_are_typed():
    assert signature_of(["单位 名称（必填）", "简称："]) == signature_of(["单位名称", "简称"])
    assert signature_of(["单位名称", "简称"]) != signature_of(["简称", "单位名称"])


@pytest.mark.parametrize("texts", [["Ａ１ ", "一  二", "\u200b三", ""], ["平常"], [""], ["\ue01e 甲", "乙 "]])
def test_a_column_is_cleaned_as_its_cells_are(texts):
    assert clean_all(texts) == [clean(text) for text in texts]


# --- a worker that dies ---------------------------------------------------------------------------------------------


@pytest.fixture
def uploaded(shared_redis, nanzheng, admin, no_second_factor) -> ImportBatch:
    cache.delete_many([HOLD, AT])
    with scope(nanzheng, member=admin):
        batch = sent(nanzheng, admin, csv(HEADINGS, ROWS))
    yield batch
    cache.delete_many([HOLD, AT])


def stored(batch) -> ImportBatch:
    with scope(batch.tenant_id):
        return ImportBatch.objects.of(batch.tenant_id).get(pk=batch.pk)


def staged(batch) -> int:
    with scope(batch.tenant_id):
        return batch.rows.count()


def written(batch) -> dict[str, str]:
    with scope(batch.tenant_id):
        return departments(batch.tenant_id)


def resume(worker, batch) -> None:
    """A minute later the sweep finds the run without its worker; another worker takes it over."""
    past = timezone.now() - timedelta(minutes=5)
    with scope(batch.tenant_id):
        runs = JobRun.objects.of(batch.tenant_id).filter(row_id=batch.pk, state=JobState.RUNNING)
        assert runs.update(sent_at=past, started_at=past) == 1
    cache.delete(HOLD)
    worker.start()
    assert sweep(timezone.now()) == 1


def test_a_worker_killed_while_reading_leaves_nothing_and_the_next_reads_it_all(stopped_worker, uploaded):
    cache.set(HOLD, "check")
    stopped_worker.start()
    wait_until(lambda: cache.get(AT) == "check")
    stopped_worker.kill()
    assert (stored(uploaded).state, staged(uploaded)) == (ImportState.UPLOADED, 0)
    resume(stopped_worker, uploaded)
    wait_until(lambda: stored(uploaded).state == ImportState.REPORTED)
    assert (stored(uploaded).counts, staged(uploaded)) == ({"new": 2}, 2)


def test_a_worker_killed_while_keeping_leaves_nothing_and_the_next_keeps_it_once(stopped_worker, uploaded, admin):
    with scope(uploaded.tenant_id, member=admin):
        read(uploaded)
        ask_to_keep(uploaded, actor=admin)
    cache.set(HOLD, "keep")
    stopped_worker.start()
    wait_until(lambda: cache.get(AT) == "keep")
    stopped_worker.kill()
    assert (stored(uploaded).state, written(uploaded)) == (ImportState.KEEPING, {})
    resume(stopped_worker, uploaded)
    wait_until(lambda: stored(uploaded).state == ImportState.KEPT)
    assert written(uploaded) == {"区水利局": "水利局", "区林业局": "林业局"}


def told(place, name) -> tuple[str, str]:
    """What is told when the job of that name has run."""
    run = JobRun.objects.of(place).filter(name=name).first()
    work(claim(place.pk, run.pk))
    notice = Notice.objects.of(place).filter(kind="jobs.ended").first()
    return notice.subject, notice.body


def test_whoever_sent_a_file_is_told_what_became_of_it(place, admin):
    sent(place, admin, b'"a,b', "名录.csv")
    subject, body = told(place, READ_JOB)
    assert subject == "导入的文件没有读取成功"
    assert body.startswith("“名录.csv”：")
    batch = sent(place, admin, csv(HEADINGS, ROWS))
    assert told(place, READ_JOB) == ("导入的文件已读取，待核对保存", "“名录.csv”：新增 2")
    batch.refresh_from_db()
    ask_to_keep(batch, actor=admin)
    Department.objects.of(place).create(name="区水利局")
    subject, body = told(place, KEEP_JOB)
    assert subject == "导入的文件没有保存，请重新核对"
    recheck_batch(ImportBatch.objects.of(place).get(pk=batch.pk), actor=admin)
    assert told(place, READ_JOB)[0] == "导入的文件已读取，待核对保存"
    ask_to_keep(ImportBatch.objects.of(place).get(pk=batch.pk), actor=admin)
    assert told(place, KEEP_JOB)[0] == "导入的文件已保存"


@pytest.mark.usefixtures("place")
def test_keeping_twice_or_after_a_recheck_does_nothing(place, admin):
    batch = read(sent(place, admin, csv(HEADINGS, ROWS)))
    ask_to_keep(batch, actor=admin)
    recheck_batch(batch, actor=admin)
    finish_keeping(batch, actor=admin)
    batch.refresh_from_db()
    assert (batch.state, departments(place)) == (ImportState.UPLOADED, {})
    with pytest.raises(ImportOutdated):
        stale = read(batch)
        Department.objects.of(place).create(name="区水利局")
        PROBE.workflow.take(stale, "begin", actor=admin)
        keep_batch(stale, actor=admin)
