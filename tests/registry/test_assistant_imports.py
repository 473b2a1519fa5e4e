"""Experts and third parties out of files: new ones, changed ones, and every wrong cell explained."""

import pytest
from django.core.files.base import ContentFile

from common.imports import keep_batch, read_batch, upload_file
from common.models import ImportState
from common.tables import write_xlsx
from registry.imports.assistants import BODIES, EXPERTS
from registry.models import Expert, ThirdPartyBody
from tenancy.scope import scope
from tests.factories.registry import uscc
from tests.factories.tenancy import make_member

CODE = uscc(88)
EXPERT = ["郑文渊", "汉中学院", "教授", "区市场监管局", "食品、药品", "2026-01-01", "2028年12月31日", "0916-2520000"]
BODY = [
    "汉中市食品检验所", CODE, "检验检测", "CMA2026001", "食品微生物、农药残留", "区市场监管局", "食品", "2026/1/1",
    "2028-12-31", "",
]  # fmt: skip


@pytest.fixture
def librarian(own_files, nanzheng, bureau):
    return make_member(nanzheng, "officer_librarian")


def taken_in(importer, member, *rows):
    """The batch of a file with the importer's own headings, read."""
    tenant = member.home
    file = ContentFile(write_xlsx("名录", importer.headings(), [list(row) for row in rows]), "名录.xlsx")
    with scope(tenant, member=member):
        batch = upload_file(importer, tenant, file, actor=member)
        read_batch(batch, tell=lambda *_told: None)
        batch.refresh_from_db()
    return batch


def kept(importer, member, *rows):
    batch = taken_in(importer, member, *rows)
    assert not complaints(batch)
    with scope(member.home, member=member):
        keep_batch(batch, actor=member)
        batch.refresh_from_db()
    assert batch.state == ImportState.KEPT
    return batch


def complaints(batch) -> str:
    with scope(batch.tenant_id):
        return "".join(cell["why"] for row in batch.rows.all() for cell in [*row.errors, *row.doubts])


def test_experts_are_added_and_then_changed(nanzheng, librarian, bureau):
    assert kept(EXPERTS, librarian, EXPERT).counts == {"new": 1}
    assert taken_in(EXPERTS, librarian, EXPERT).counts == {"same": 1}
    assert kept(EXPERTS, librarian, [*EXPERT[:2], "研究员", *EXPERT[3:]]).counts == {"changed": 1}
    with scope(nanzheng):
        expert = Expert.objects.of(nanzheng).get()
    assert (expert.title, expert.domains, expert.department_id) == ("研究员", ["食品", "药品"], bureau.pk)


def test_bodies_are_known_by_their_code(nanzheng, librarian):
    kept(BODIES, librarian, BODY)
    assert kept(BODIES, librarian, ["汉中市食品药品检验所", *BODY[1:]]).counts == {"changed": 1}
    with scope(nanzheng):
        body = ThirdPartyBody.objects.of(nanzheng).get()
    assert (body.name, body.kind) == ("汉中市食品药品检验所", "testing")


@pytest.mark.parametrize(
    ("place", "text", "why"),
    [
        (1, "91610703000000000X", "统一社会信用代码校验不通过"),
        (2, "算命", "不认识这个机构类别"),
        (5, "区不存在局", "部门名录里没有“区不存在局”"),
        (7, "去年", "不是日期"),
        (8, "2020-01-01", "有效期至早于有效期起"),
        (3, "", "没有填写"),
    ],
)
def test_wrong_cells_are_explained(librarian, place, text, why):
    batch = taken_in(BODIES, librarian, [*BODY[:place], text, *BODY[place + 1 :]])
    assert batch.counts == {"rejected": 1}
    assert why in complaints(batch)


def test_the_same_one_twice_is_explained(librarian):
    assert "不止一次" in complaints(taken_in(EXPERTS, librarian, EXPERT, EXPERT))


def test_a_file_without_the_headings_is_refused(nanzheng, librarian):
    file = ContentFile("姓名,电话\n张三,139".encode(), "名录.csv")
    with scope(nanzheng, member=librarian):
        batch = upload_file(EXPERTS, nanzheng, file, actor=librarian)
        read_batch(batch, tell=lambda *_told: None)
        batch.refresh_from_db()
    assert "表头缺少“工作单位”" in batch.refusal


def test_the_pages(nanzheng, librarian, officer, sign_in):
    browser = sign_in(librarian)
    assert "/610703/experts/import/" in browser.get("/610703/experts/").content.decode()
    for folder in ("experts", "third-parties"):
        assert "空表（.xlsx）" in browser.get(f"/610703/{folder}/import/").content.decode()
        assert browser.get(f"/610703/{folder}/import/blank/").content[:2] == b"PK"
    batch = taken_in(BODIES, librarian, BODY)
    assert "汉中市食品检验所" in browser.get(f"/610703/third-parties/import/{batch.pk}/").content.decode()
    assert sign_in(officer).get("/610703/experts/import/").status_code == 403
