"""What the public gets of a place's list: its page, what changed between versions, and the form as files (R033)."""

import io

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from items.published import ITEM_LIST
from items.snapshots import changes_between, faces_of
from publication.kinds import offer_of, withheld_note
from publication.models import PublicRecord
from publication.services.ledger import Publication, publish, withdraw
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

LINE = {"department": "区税务局", "content": "对缴税情况的监管", "basis": "《中华人民共和国税收征收管理法》等"}
ITEM = {
    "number": "1",
    "version": "第1版",
    "in_force_on": "2026-11-22",
    "domain": "劳动用工监管",
    "lead": "区人社局",
    "content": "对用人单位依法用工情况的监管",
    "basis": "《中华人民共和国劳动法》第八十五条等",
    "objects": "企业",
    "organising_levels": "区级",
    "supervision_levels": "区级",
    "lines": [LINE],
}
GAS = {**ITEM, "number": "2", "content": "对燃气经营企业的监管", "lines": []}


def listing(*items):
    return {"list_date": "2026年11月22日", "item_count": str(len(items)), "items": list(items)}


def test_a_list_comes_back_out_of_its_snapshot_as_it_was_printed():
    face = faces_of(listing(ITEM))["1"]
    assert (face.basis, face.lines[0].basis) == (ITEM["basis"], LINE["basis"])
    assert faces_of({"items": withheld_note()}) == {}


def test_what_changed_between_two_lists_is_said_in_sentences():
    other = {**LINE, "department": "区公安局"}
    new = listing({**ITEM, "objects": "企业和个体工商户", "lines": [LINE, other]}, {**GAS, "number": "3"})
    assert changes_between(listing(ITEM, GAS), new) == [
        "第1项监管对象：由“企业”改为“企业和个体工商户”",
        "第1项配合监管部门：新增“区公安局：对缴税情况的监管”",
        "删去第2项“对燃气经营企业的监管”",
        "新增第3项“对燃气经营企业的监管”",
    ]


def test_the_public_files_have_the_form_and_say_which_version_they_are():
    title, remark = "南郑区跨部门综合监管重点事项清单", "公示版本：第1版。"
    book, document = (file.write(title, listing(ITEM, GAS), remark) for file in offer_of(ITEM_LIST.name).files)
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(book)).active.iter_rows()]
    assert rows[1][0] == title
    assert rows[3][4] == ITEM["basis"]
    assert [remark, None] == rows[-1][:2]
    table = Document(io.BytesIO(document)).tables[0]
    assert table.cell(1, 8).text == "区税务局"


@pytest.mark.django_db(transaction=True, databases=["default", "public"])
@pytest.mark.usefixtures("committed")
def test_anyone_sees_the_versions_and_downloads_each():
    nanzheng = open_place(610703000000)
    bureau, admin = make_department(nanzheng, "区市场监管局"), make_member(nanzheng, "district_admin")
    with scope(nanzheng, member=admin):
        for items in ([ITEM], [ITEM, GAS]):
            given = Publication(ITEM_LIST.name, "key-items", "清单", listing(*items), "《意见》", department=bureau)
            publish(nanzheng, given, actor=admin)
        record = PublicRecord.objects.of(nanzheng).get()
    visitor, address = Client(), f"/open/610703/{record.pk}/"
    page = visitor.get(address).content.decode()
    assert "第2版" in page
    assert "新增第2项“对燃气经营企业的监管”" in page
    assert f"{address}file.xlsx" in page
    first = visitor.get(f"{address}file.xlsx?version=1")
    assert "public" in first["Cache-Control"]
    rows = list(load_workbook(io.BytesIO(first.content)).active.iter_rows(values_only=True))
    assert any(str(row[0]).startswith("公示版本：第1版") for row in rows)
    assert not any("对燃气经营企业的监管" in row for row in rows)
    assert visitor.get(f"{address}file.docx").status_code == 200
    assert visitor.get(f"{address}file.pdf").status_code == 404
    with scope(nanzheng, member=admin):
        withdraw(record, ground="repair", basis="更正", actor=admin)
    assert visitor.get(f"{address}file.xlsx").status_code == 404
