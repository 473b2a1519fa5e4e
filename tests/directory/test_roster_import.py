"""A roster file on its way in: read, judged, reported, kept in one piece or not at all."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.imports import (
    ImportOutdated,
    NothingToKeep,
    discard_batch,
    forget_batches,
    keep_batch,
    read_batch,
    recheck_batch,
    rejected_file,
    upload_file,
)
from common.models import ImportBatch, ImportState, StagedRow, Verdict
from common.tables import read_tables
from common.workflow import MoveRefused
from directory.imports import ROSTER
from directory.models import LiaisonEntry
from directory.services.roster import Filing, file_entry
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.directory.broken import build
from tests.directory.broken.build import HEADINGS, HOUSING, MARKET
from tests.directory.broken.cells import REJECTED
from tests.factories.tenancy import make_department

TODAY = date(2026, 11, 22)


@pytest.fixture
def place(own_files, nanzheng, departments, admin):
    """Everything in this file happens inside 南郑区."""
    with scope(nanzheng, member=admin):
        yield nanzheng


def upload(place, admin, content, name="名单.xlsx"):
    batch = upload_file(ROSTER, place, SimpleUploadedFile(name, content), actor=admin)
    read_batch(batch, tell=lambda done, total, words: None)
    batch.refresh_from_db()
    return batch


def roster(place):
    return {entry.department.name: entry.values for entry in LiaisonEntry.objects.of(place)}


def test_a_good_file_is_reported_and_kept(place, admin):
    batch = upload(place, admin, build.workbook(build.whole()))
    assert (batch.state, batch.counts) == (ImportState.REPORTED, {"new": 2})
    assert roster(place) == {}
    assert keep_batch(batch, actor=admin) == 2
    assert list(roster(place)["区住建局"].values()) == HOUSING
    assert batch.state == ImportState.KEPT


def test_the_report_says_which_columns_were_recognised(place, admin):
    column = upload(place, admin, build.workbook(build.whole())).columns[3]
    assert column == {
        "label": "分管领导手机号码",
        "heading": "手机号码",
        "place": "D1",
        "samples": ["13900000001", "13900000003"],
    }


@pytest.mark.parametrize("case", REJECTED)
def test_a_broken_cell_is_never_kept_unasked(place, admin, case):
    name, make, address, says = REJECTED[case]
    batch = upload(place, admin, make(), name)
    staged = StagedRow.objects.of(place).filter(verdict__in=[Verdict.REJECTED, Verdict.DOUBTFUL])
    cells = [cell for row in staged for cell in [*row.errors, *row.doubts]]
    assert [cell for cell in cells if cell["address"] == address and says in cell["why"] + cell["mend"]]
    units = {row.values["unit"] for row in staged}
    if batch.count("new"):
        keep_batch(batch, actor=admin)
    assert not units & set(roster(place))


def test_an_unknown_unit_is_rejected_with_the_nearest_name(place, admin):
    batch = upload(
        place, admin, build.workbook([HEADINGS, ["区市场监管总局", *MARKET[1:]], ["火星基地", *HOUSING[1:]]])
    )
    near, far = StagedRow.objects.of(place).filter(batch=batch)
    assert near.errors[0]["address"] == "A2"
    assert "是不是“区市场监管局”" in near.errors[0]["mend"]
    assert "先在“部门”中添加" in far.errors[0]["mend"]


def test_a_short_name_is_enough_and_two_names_of_one_unit_are_two_lines(place, admin):
    batch = upload(place, admin, build.workbook([HEADINGS, ["市监局", *MARKET[1:]]]))
    assert batch.counts == {"new": 1}
    assert StagedRow.objects.of(place).get(batch=batch).values["unit"] == "区市场监管局"
    batch = upload(place, admin, build.workbook([HEADINGS, ["市监局", *MARKET[1:]], MARKET]))
    assert batch.counts == {"rejected": 2}


def test_a_short_name_of_two_units_is_rejected(place, admin):
    make_department(place, "市局", short_name="市监局")
    batch = upload(place, admin, build.workbook([HEADINGS, ["市监局", *MARKET[1:]]]))
    assert "几个部门都叫" in StagedRow.objects.of(place).get(batch=batch).errors[0]["why"]


def test_a_second_file_shows_what_changes_and_leaves_the_rest(place, admin):
    keep_batch(upload(place, admin, build.workbook(build.whole())), actor=admin)
    batch = upload(place, admin, build.workbook(build.with_cell(1, 1, "新领导")))
    assert batch.counts == {"changed": 1, "same": 1}
    assert StagedRow.objects.of(place).get(batch=batch, verdict="changed").before["leader"] == "张三"
    assert keep_batch(batch, actor=admin) == 1
    assert roster(place)["区市场监管局"]["leader"] == "新领导"


def test_doubtful_rows_are_kept_only_when_asked_for(place, admin):
    content = build.workbook(build.with_cell(1, 3, "13900000000"))
    keep_batch(upload(place, admin, content), actor=admin)
    assert set(roster(place)) == {"区住建局"}
    keep_batch(upload(place, admin, content), actor=admin, with_doubtful=True)
    assert set(roster(place)) == {"区住建局", "区市场监管局"}


def test_a_report_that_others_overtook_is_not_kept(place, admin, departments):
    batch = upload(place, admin, build.workbook(build.whole()))
    values = dict(zip(ROSTER.fields, MARKET, strict=True))
    file_entry(Filing(departments[0], values | {"leader": "别人"}), actor=admin, today=TODAY)
    with pytest.raises(ImportOutdated, match="第2行等1行"):
        keep_batch(batch, actor=admin)
    assert set(roster(place)) == {"区市场监管局"}
    batch.refresh_from_db()
    assert batch.state == ImportState.REPORTED
    recheck_batch(batch, actor=admin)
    read_batch(batch, tell=lambda *_: None)
    batch.refresh_from_db()
    assert batch.counts == {"changed": 1, "new": 1}
    assert keep_batch(batch, actor=admin) == 2


def test_a_batch_is_kept_once(place, admin):
    batch = upload(place, admin, build.workbook(build.whole()))
    keep_batch(batch, actor=admin)
    with pytest.raises(MoveRefused):
        keep_batch(batch, actor=admin)


def test_a_batch_without_anything_to_keep_says_so(place, admin):
    batch = upload(place, admin, build.workbook(build.with_cell(1, 3, "1")[:2]))
    with pytest.raises(NothingToKeep):
        keep_batch(batch, actor=admin)


def test_reading_twice_changes_nothing(place, admin):
    batch = upload(place, admin, build.workbook(build.whole()))
    read_batch(batch, tell=lambda *_: None)
    assert StagedRow.objects.of(place).filter(batch=batch).count() == 2


def test_an_officer_may_not_keep(place, admin, officer):
    batch = upload(place, admin, build.workbook(build.whole()))
    with pytest.raises(MoveRefused):
        keep_batch(batch, actor=officer)


def test_a_discarded_batch_leaves_no_rows_and_no_file(place, admin, own_files, django_capture_on_commit_callbacks):
    batch = upload(place, admin, build.workbook(build.whole()))
    with django_capture_on_commit_callbacks(execute=True):
        discard_batch(batch, actor=admin)
    assert not StagedRow.objects.of(place).exists()
    assert not [path for path in own_files.rglob("*") if path.is_file()]


def test_old_batches_are_forgotten(place, admin):
    batch = upload(place, admin, build.workbook(build.whole()))
    assert forget_batches(place.pk, now=timezone.now()) == 0
    ImportBatch.objects.of(place).update(uploaded_at=timezone.now() - timedelta(days=31))
    assert forget_batches(place.pk, now=timezone.now()) == 1
    batch.refresh_from_db()
    assert (batch.columns, batch.has_file) == ([], False)


def test_rejected_rows_come_back_as_a_file_that_can_be_mended_and_uploaded(place, admin):
    batch = upload(place, admin, build.workbook(build.with_cell(1, 3, "0916-5512149")))
    content = rejected_file(batch)
    rows = read_tables(content)[0].rows
    assert rows[0] == ["原文件行号", *HEADINGS, "问题和改法"]
    assert rows[1][0] == "2"
    assert rows[1][-1] == "D2：这是固定电话，本栏须填手机号码。请填写11位手机号码。"
    mended = build.workbook([rows[0], [*rows[1][:4], "13900000001", *rows[1][5:]]])
    assert upload(place, admin, mended).counts == {"new": 1}


def test_the_ledger_knows_that_a_mobile_changed_and_not_to_what(place, admin):
    keep_batch(upload(place, admin, build.workbook(build.whole())), actor=admin)
    keep_batch(upload(place, admin, build.workbook(build.with_cell(1, 3, "13711112222"))), actor=admin)
    entry = AuditEntry.objects.of(place).filter(verb="directory.file_roster").order_by("-pk").first()
    assert entry.row_id == str(LiaisonEntry.objects.of(place).get(department__name="区市场监管局").pk)
    assert entry.changes == {"分管领导手机号码": ["139****0001", "137****2222"]}
    assert not [one for one in AuditEntry.objects.of(place) if "13711112222" in str(one.changes) + one.note]
