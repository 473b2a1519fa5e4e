"""Pages of the ledger of credit: who may look, a grade by hand, registers in, the place's own words."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.imports import ask_to_keep, finish_keeping, read_batch, upload_file
from common.models import ImportState
from credit.imports import GRADES
from credit.models import CreditGrade
from credit.queries import grade_of
from tenancy.scope import scope
from tests.factories.ledgers import make_grade, public_may_read
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_member

PAGE = "/610703/credit/"
TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng, uscc=uscc(1))


@pytest.fixture
def place(own_files, nanzheng, admin):
    with scope(nanzheng, member=admin):
        yield nanzheng


def kept(place, actor, lines, headings="统一社会信用代码,企业名称,信用风险等级,评价日期"):
    file = SimpleUploadedFile("台账.csv", "\n".join([headings, *lines]).encode())
    batch = upload_file(GRADES, place, file, actor=actor)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    if batch.count("new") + batch.count("changed"):
        ask_to_keep(batch, actor=actor)
        finish_keeping(batch, actor=actor)
        batch.refresh_from_db()
        assert batch.state == ImportState.KEPT, batch.refusal
    return batch


def complaints(batch):
    return [cell["why"] for row in batch.rows.all() for cell in [*row.errors, *row.doubts]]


def test_mistake_42_neither_the_public_nor_an_officer_sees_a_grade(nanzheng, firm, officer, sign_in):
    make_grade(firm, "D")
    assert sign_in(officer).get(PAGE).status_code == 403
    assert sign_in(officer).get(f"{PAGE}objects/{firm.pk}/").status_code == 403
    file = sign_in(officer).get(f"/610703/objects/{firm.pk}/").content.decode()
    assert "D级" not in file
    assert public_may_read("credit_creditgrade") is False


def test_who_plans_sees_the_grades_that_count(nanzheng, firm, bureau, sign_in):
    make_grade(firm, "B")
    make_grade(firm, "D", valid_from=date(2026, 6, 1))
    client = sign_in(make_member(nanzheng, "department_admin", bureau))
    page = client.get(PAGE).content.decode()
    assert "D级" in page
    assert page.count(firm.name) == 1
    assert client.get(f"{PAGE}?validity=all").content.decode().count(f">{firm.name}<") == 2
    assert "没有符合条件" in client.get(f"{PAGE}?value=A").content.decode()
    assert firm.name in client.get(f"{PAGE}?q={firm.uscc}").content.decode()
    history = client.get(f"{PAGE}objects/{firm.pk}/").content.decode()
    assert history.count("现行</b>") == 1


def test_a_leader_sees_counts_and_no_names(nanzheng, firm, sign_in):
    make_grade(firm, "D")
    client = sign_in(make_member(nanzheng, "leader"))
    page = client.get(f"{PAGE}figures/").content.decode()
    assert "汉中市南郑区" in page or "南郑区" in page
    assert firm.name not in page
    assert client.get(PAGE).status_code == 403


def test_a_grade_by_hand_needs_a_reason(nanzheng, firm, admin, sign_in):
    client = sign_in(admin)
    page = f"{PAGE}objects/{firm.pk}/record/"
    filled = {"value": "C", "scope": "", "valid_from": "2026-11-22", "valid_until": "", "basis": "", "reason": ""}
    assert client.post(page, filled).status_code == 422
    assert client.post(page, filled | {"reason": "连续两次抽检不合格"}).status_code == 302
    assert "连续两次抽检不合格" in client.get(f"{PAGE}objects/{firm.pk}/").content.decode()
    with scope(nanzheng):
        assert grade_of(firm, TODAY) == "C"


def test_a_register_is_matched_by_code_and_every_wrong_cell_explained(place, firm, admin):
    other = make_object(place, "南郑区瑞福祥超市", uscc=uscc(2))
    batch = kept(
        place,
        admin,
        [
            f"{firm.uscc},{firm.name},B,2026-11-01",
            f"{other.uscc},另一个名字,C,2026-11-01",
            f"{uscc(77)},无此企业,A,2026-11-01",
            f"{uscc(78)[:17]}0,,A,2026-11-01",
            f"{uscc(79)},,丙等,2026-11-01",
            f"{firm.uscc},{firm.name},C,2026/13/45",
        ],
    )
    assert batch.counts == {"new": 1, "doubtful": 1, "rejected": 4}
    told = " ".join(complaints(batch))
    assert "没有这个统一社会信用代码的对象" in told
    assert "名录库里是“南郑区瑞福祥超市”" in told
    assert "校验位不符" in told
    assert "不认识这个等级" in told
    assert "与第2行是同一个对象" in told
    row = CreditGrade.objects.of(place).get()
    assert (row.object, row.value, row.source, row.batch) == (firm, "B", "import", batch)
    assert row.valid_from == date(2026, 11, 1)


def test_the_same_register_again_changes_nothing_and_a_new_one_adds(place, firm, admin):
    line = f"{firm.uscc},{firm.name},B,2026-11-01"
    kept(place, admin, [line])
    assert kept(place, admin, [line]).counts == {"same": 1}
    assert kept(place, admin, [line.replace(",B,", ",D,")]).counts == {"changed": 1}
    assert CreditGrade.objects.of(place).count() == 2
    assert grade_of(firm, TODAY) == "D"


def test_a_department_imports_only_for_its_domain(place, firm, nanzheng, bureau):
    chief = make_member(nanzheng, "department_admin", bureau)
    with scope(nanzheng, member=chief):
        assert "综合评价由牵头部门" in complaints(kept(place, chief, [f"{firm.uscc},,B,2026-11-01"]))[0]
        kept(place, chief, [f"{firm.uscc},B,食品"], "统一社会信用代码,信用等级,领域")
        row = CreditGrade.objects.of(place).get()
        assert (row.scope, row.department) == ("食品", bureau)


def test_the_places_own_words_are_understood(place, firm, admin, sign_in):
    assert "不认识" in complaints(kept(place, admin, [f"{firm.uscc},,绿码,2026-11-01"]))[0]
    client = sign_in(admin)
    page = f"{PAGE}meanings/A/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"meaning": "守信企业，少打扰", "words": "绿码、示范"}).status_code == 302
    assert "守信企业，少打扰" in client.get(f"{PAGE}meanings/").content.decode()
    assert client.get(f"{PAGE}meanings/E/").status_code == 404
    kept(place, admin, [f"{firm.uscc},,绿码,2026-11-01"])
    assert grade_of(firm, TODAY) == "A"


def test_the_import_pages_open(nanzheng, admin, sign_in):
    client = sign_in(admin)
    assert client.get(f"{PAGE}import/").status_code == 200
    assert client.get(f"{PAGE}import/blank/").headers["Content-Type"].endswith("sheet")


def test_an_outsider_finds_nothing(nanzheng, firm, outsider, sign_in):
    make_grade(firm, "D")
    assert sign_in(outsider).get(PAGE).status_code == 404
