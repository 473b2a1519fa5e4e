"""Risk levels: the first is the most dangerous and says so; signals are told once (R159, R160, R167)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from common.imports import ask_to_keep, finish_keeping, read_batch, upload_file
from registry.models import SupervisedObject
from risk.imports import LEVELS
from risk.levels import Level, level_for
from risk.models import RiskSignal, SignalKind
from risk.queries import level_of, levels_of
from risk.services import Seen, SignalRefused, Source, record_signal
from tenancy.scope import scope
from tests.factories.ledgers import make_grade, make_level, public_may_read
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_member

TODAY = date(2026, 11, 22)
PAGE = "/610703/risk/"
pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng, uscc=uscc(1))


def test_mistake_42_level_one_is_the_most_dangerous_and_never_a_bare_number(nanzheng, firm, admin, officer, sign_in):
    assert [str(level.label) for level in Level] == ["一级（最高）", "二级（较高）", "三级（一般）"]
    make_level(firm, "1")
    page = sign_in(admin).get(PAGE).content.decode()
    assert "一级（最高）" in page
    assert sign_in(officer).get(PAGE).status_code == 403
    assert public_may_read("risk_risklevel") is False


def test_grade_and_level_are_two_things(nanzheng, firm):
    make_grade(firm, "A")
    make_level(firm, "1", scope="特种设备")
    with scope(nanzheng):
        assert level_of(firm, TODAY) == ""
        assert level_of(firm, TODAY, "特种设备") == "1"
        assert dict(levels_of(nanzheng, SupervisedObject.objects.of(nanzheng), TODAY, "特种设备")) == {firm.pk: "1"}


def test_a_level_by_hand_has_a_day_of_review(nanzheng, firm, admin, sign_in):
    client = sign_in(admin)
    page = f"{PAGE}objects/{firm.pk}/record/"
    filled = {"value": "1", "valid_from": "2026-11-22", "reason": "使用液化气且通道堵塞", "review_on": ""}
    assert client.post(page, filled).status_code == 422
    wrong = client.post(page, filled | {"review_on": "2026-11-01"})
    assert "复核日期不能早于生效日期" in wrong.content.decode()
    assert client.post(page, filled | {"review_on": "2027-05-22"}).status_code == 302
    assert "使用液化气且通道堵塞" in client.get(f"{PAGE}objects/{firm.pk}/").content.decode()


def test_a_register_of_levels_in_many_wordings(own_files, nanzheng, admin):
    rows = [make_object(nanzheng, f"南郑第{number}加油站", uscc=uscc(number)) for number in range(2, 6)]
    lines = [f"{row.uscc},{word}" for row, word in zip(rows, ("重大风险", "Ⅱ级", "三级", "甲"), strict=True)]
    with scope(nanzheng, member=admin):
        file = SimpleUploadedFile("台账.csv", "\n".join(["信用代码,风险级别", *lines]).encode())
        batch = upload_file(LEVELS, nanzheng, file, actor=admin)
        read_batch(batch, tell=lambda *_told: None)
        batch.refresh_from_db()
        ask_to_keep(batch, actor=admin)
        finish_keeping(batch, actor=admin)
        found = dict(levels_of(nanzheng, SupervisedObject.objects.of(nanzheng), date(2030, 1, 1)))
        assert [found.get(row.pk) for row in rows] == ["1", "2", "3", None]
        assert "一级（最高）" in batch.rows.get(number=5).errors[0]["mend"]


def test_a_signal_is_told_once_and_names_its_source(nanzheng, firm, bureau, officer, sign_in):
    source = Source("inspections.finding", "12", "/610703/inspections/findings/12/")
    with scope(nanzheng):
        for _time in range(2):
            record_signal(firm, Seen(SignalKind.FINDING, 4, TODAY, "燃气软管老化"), source, department=bureau)
        assert RiskSignal.objects.of(nanzheng).count() == 1
        with pytest.raises(SignalRefused, match="风险信号的程度须是1到5：1是提示，5是危及安全"):
            record_signal(firm, Seen(SignalKind.CLUE, 9, TODAY, "x"), source, department=None)
    page = sign_in(officer).get(f"{PAGE}signals/").content.decode()
    assert "燃气软管老化" in page
    assert "严重" in page
    assert source.url in page


def test_the_pages_open_to_who_plans(nanzheng, firm, bureau, sign_in):
    make_level(firm, "2")
    client = sign_in(make_member(nanzheng, "department_admin", bureau))
    for page in (PAGE, f"{PAGE}objects/{firm.pk}/", f"{PAGE}import/", f"{PAGE}objects/{firm.pk}/record/"):
        assert client.get(page).status_code == 200, page
    leader = sign_in(make_member(nanzheng, "leader"))
    assert "二级（较高）" in leader.get(f"{PAGE}figures/").content.decode()


@pytest.mark.parametrize(
    ("weights", "level"),
    [([], ""), ([1, 1, 1, 1], ""), ([3], ""), ([3, 3], "2"), ([4], "2"), ([4, 4], "1"), ([5], "1"), ([1, 3, 4], "2")],
)
def test_what_findings_ask_for(weights, level):
    assert level_for(weights) == level
