"""附件1 imported: judged against what is stored, kept in one piece."""

import pytest
from django.core.files.base import ContentFile

from common.imports import ImportOutdated, keep_batch, read_batch, upload_file
from common.models import StagedRow
from items.exports import WRITERS, NumberedFace, paper_of
from items.imports import ANNEX
from items.models import ItemVersion
from items.queries.versions import with_faces
from items.services.drafts import change_draft
from tenancy.scope import scope
from tests.factories.items import labour_content, make_draft, sent
from tests.items.test_annex import LEAD, TAX, WORKED_EXAMPLE, table


@pytest.fixture
def places(labour, bureau, tax):
    """The departments of the worked example."""
    return labour, bureau, tax


def reported(nanzheng, admin, data, name="附件1.xlsx", importer=ANNEX):
    batch = upload_file(importer, nanzheng, ContentFile(data, name), actor=admin)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


def kept(batch, admin):
    """Keep the doubtful rows too; how many were kept."""
    return keep_batch(batch, actor=admin, with_doubtful=True)


def complaints(batch):
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch)
    return [cell["why"] for row in rows for cell in [*row.errors, *row.doubts]]


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_the_worked_example_is_imported_and_comes_out_as_it_went_in(nanzheng, admin, kind):
    with scope(nanzheng, member=admin):
        data = WRITERS[kind].write(paper_of(nanzheng), [NumberedFace("1", WORKED_EXAMPLE)])
        batch = reported(nanzheng, admin, data, f"附件1.{kind}")
        assert batch.counts == {"doubtful": 1}
        assert keep_batch(batch, actor=admin, with_doubtful=True) == 1
        face = with_faces(ItemVersion.objects.of(nanzheng)).get().face
        assert WRITERS[kind].write(paper_of(nanzheng), [NumberedFace("1", face)])
        assert (face.lines, face.basis, face.supervision_levels) == (WORKED_EXAMPLE.lines, WORKED_EXAMPLE.basis, "区级")
        assert reported(nanzheng, admin, data, f"附件1.{kind}").counts == {"same": 1}


def test_every_fault_of_a_row_is_explained(nanzheng, admin, places):
    row = [*LEAD[:2], "区人力资源局", LEAD[3], "无", "企业", "区级", "处级", "区税务局", "", ""]
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table(row))
        assert batch.counts == {"rejected": 1}
        found = complaints(batch)
    for why in ("部门名录里没有“区人力资源局”", "看不出是哪一级", "配合部门和配合事项须同时填写"):
        assert any(why in one for one in found)


@pytest.mark.usefixtures("places")
def test_the_cell_of_a_cooperating_department_in_a_row_of_its_own_is_named(nanzheng, admin):
    below = [*[""] * 8, "区水务局", "对取水的监管", ""], [*[""] * 8, "区市场监管局", "", ""]
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table([*LEAD, *TAX], *below))
        cells = [(cell["address"], cell["value"]) for cell in StagedRow.objects.of(nanzheng).get(batch=batch).errors]
    assert cells == [("C3", "区人社局"), ("I4", "区水务局"), ("J5", "")]


@pytest.mark.usefixtures("places")
def test_two_departments_in_one_cell_are_told_apart_from_an_unknown_one(nanzheng, admin):
    with scope(nanzheng, member=admin):
        both = reported(nanzheng, admin, table([*LEAD, "区税务局、区市场监管局", *TAX[1:]]))
        assert "一格里写了2个部门。" in complaints(both)
        unknown = reported(nanzheng, admin, table([*LEAD, "区水务局", *TAX[1:]]))
        assert "部门名录里没有“区水务局”。" in complaints(unknown)


def test_a_lead_that_cooperates_with_itself_is_rejected(nanzheng, admin, tax):
    with scope(nanzheng, member=admin):
        batch = reported(nanzheng, admin, table([*LEAD[:2], "区税务局", *LEAD[3:], *TAX]))
        assert "牵头部门不能同时是配合部门。" in complaints(batch)


def test_an_item_under_way_is_not_changed_by_an_import(nanzheng, admin, author, places):
    labour, bureau, tax = places
    version = make_draft(author, labour, [bureau, tax])
    sent(version, author)
    with scope(nanzheng, member=admin):
        data = WRITERS["xlsx"].write(paper_of(nanzheng), [NumberedFace("1", WORKED_EXAMPLE)])
        assert any("正在办理" in why for why in complaints(reported(nanzheng, admin, data)))


def test_a_draft_keeps_what_the_form_has_no_column_for(nanzheng, admin, author, places):
    labour, bureau, _tax = places
    make_draft(author, labour, [bureau])
    with scope(nanzheng, member=admin):
        data = WRITERS["xlsx"].write(paper_of(nanzheng), [NumberedFace("1", WORKED_EXAMPLE)])
        keep_batch(reported(nanzheng, admin, data), actor=admin, with_doubtful=True)
        version = with_faces(ItemVersion.objects.of(nanzheng)).get()
        assert (version.frequency, len(version.face.lines)) == ("每年1次", 2)


def test_what_was_changed_after_the_report_is_not_overwritten(nanzheng, admin, author, places):
    labour, bureau, tax = places
    version = make_draft(author, labour, [bureau])
    with scope(nanzheng, member=admin):
        data = WRITERS["xlsx"].write(paper_of(nanzheng), [NumberedFace("1", WORKED_EXAMPLE)])
        batch = reported(nanzheng, admin, data)
        change_draft(version, labour_content(labour, [tax]), actor=admin)
        with pytest.raises(ImportOutdated):
            keep_batch(batch, actor=admin, with_doubtful=True)


@pytest.mark.usefixtures("no_second_factor")
def test_the_pages_of_the_import_and_the_files(admin, officer, sign_in):
    browser = sign_in(admin)
    assert "附件1空表" in browser.get("/610703/items/import/").content.decode()
    for kind in WRITERS:
        assert browser.get(f"/610703/items/files/{kind}/").status_code == 200
    assert browser.get("/610703/items/blank/docx/").status_code == 200
    assert browser.get("/610703/items/files/pdf/").status_code == 404
    assert sign_in(officer).get("/610703/items/import/").status_code == 403
