"""The officer library out of a file: every rejected cell explained, renewals recognised, nothing kept in half."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from common.imports import keep_batch, read_batch, upload_file
from common.models import StagedRow
from common.tables import TableRefused, read_tables, write_xlsx
from directory.demo.loading import load_demo
from publication.models import PublicRecord
from registry.demo.loading_officers import load_officers
from registry.demo.officers import OFFICERS as DEMO_OFFICERS
from registry.demo.officers import PLACE
from registry.imports.officers import OFFICERS
from registry.models import Certificate, Expert, Interest, Officer, Secondment, SecondmentOffer, ThirdPartyBody
from registry.officer_table import HEADINGS, parse_day, read_officers
from tenancy.scope import scope
from tests.factories.tenancy import make_member

HEAD = [str(heading) for heading in HEADINGS.values()]
GOOD = [
    "梁 书远",
    "区市场监管局",
    "公务员",
    "６１０７０３０１００１",
    "区司法局",
    "食品,药品",
    "2024年3月1日",
    "2029/2/28",
    "冷链",
]


def table(*rows, head=HEAD) -> bytes:
    return write_xlsx("名录", head, rows)


def reported(nanzheng, admin, data):
    batch = upload_file(OFFICERS, nanzheng, ContentFile(data, "名录.xlsx"), actor=admin)
    read_batch(batch, tell=lambda *_told: None)
    batch.refresh_from_db()
    return batch


def complaints(batch) -> list[str]:
    rows = StagedRow.objects.of(batch.tenant_id).filter(batch=batch)
    return [cell["why"] for row in rows for cell in [*row.errors, *row.doubts]]


def test_a_good_line_is_kept_and_comes_again_as_the_same(nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        example = ["例：张三", *GOOD[1:]]
        batch = reported(nanzheng, admin, table(example, GOOD))
        assert batch.counts == {"new": 1}
        assert keep_batch(batch, actor=admin) == 1
        kept = Certificate.objects.of(nanzheng).select_related("officer").get()
        assert (kept.number, kept.officer.name, kept.domains) == ("61070301001", "梁书远", ["食品", "药品"])
        assert (kept.starts_on.isoformat(), kept.ends_on.isoformat()) == ("2024-03-01", "2029-02-28")
        assert reported(nanzheng, admin, table(GOOD)).counts == {"same": 1}


def test_a_later_period_renews_and_an_earlier_one_corrects(nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        keep_batch(reported(nanzheng, admin, table(GOOD)), actor=admin)
        later = [*GOOD[:6], "2029-03-01", "2034-02-28", "冷链"]
        keep_batch(reported(nanzheng, admin, table(later)), actor=admin)
        assert Certificate.objects.of(nanzheng).count() == 2
        corrected = [*later[:4], "省司法厅", *later[5:]]
        assert reported(nanzheng, admin, table(corrected)).counts == {"changed": 1}
        keep_batch(reported(nanzheng, admin, table(corrected)), actor=admin)
        assert Certificate.objects.of(nanzheng).count() == 2
        assert Certificate.objects.of(nanzheng).latest("ends_on").issuing_body == "省司法厅"


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (0, "", "没有填写"),
        (1, "区市场监管", "部门名录里没有"),
        (2, "保安", "看不出是哪一类人员"),
        (3, "无", "只含数字"),
        (5, "燃气", "监管领域目录里没有“燃气”"),
        (6, "去年", "不是日期"),
        (7, "2020-01-01", "有效期至早于有效期起"),
    ],
)
def test_every_fault_is_explained(nanzheng, bureau, admin, column, value, why):
    row = [*GOOD]
    row[column] = value
    with scope(nanzheng, member=admin):
        assert any(why in one for one in complaints(reported(nanzheng, admin, table(row))))


def test_a_number_twice_or_of_somebody_else_is_rejected(nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        assert complaints(reported(nanzheng, admin, table(GOOD, GOOD))) == ["这个证号在文件里出现了2次。"] * 2
        keep_batch(reported(nanzheng, admin, table(GOOD)), actor=admin)
        assert "登记在“梁书远”名下" in complaints(reported(nanzheng, admin, table(["邹文博", *GOOD[1:]])))[0]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (table(GOOD, head=["甲"] * 9), "没有找到执法人员名录"),
        (table(GOOD, head=[*HEAD[:5], "丙", *HEAD[6:]]), "表头缺少“执法领域”"),
        (table(), "一行也没有填写"),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words(data, why):
    with pytest.raises(TableRefused, match=why):
        read_officers(read_tables(data, name="名录.xlsx", limits=OFFICERS.limits))


def test_days_that_are_none():
    assert parse_day("2026-02-30") is None
    assert parse_day("20260228").isoformat() == "2026-02-28"


@pytest.mark.django_db
def test_the_demonstration_has_a_library_with_every_trouble():
    today = timezone.localdate()
    load_demo("Correct-Horse-9", today)
    assert load_officers(today) == len(DEMO_OFFICERS)
    assert load_officers(today) == 0
    with scope(PLACE):
        for model in (Expert, ThirdPartyBody, Interest, Secondment, SecondmentOffer):
            assert model.objects.of(PLACE).exists()
        assert Officer.objects.of(PLACE).count() == len(DEMO_OFFICERS)
        record = PublicRecord.objects.of(PLACE).get(kind="officer_list")
    assert "石敬之" not in {line["name"] for line in record.snapshot["officers"]}


def test_a_new_officer_gets_the_departments_account_of_that_name_unless_there_are_two(nanzheng, bureau, admin):
    only = make_member(nanzheng, "officer", bureau, name="梁书远")
    for _one in range(2):
        make_member(nanzheng, "officer", bureau, name="任嘉木")
    with scope(nanzheng, member=admin):
        twin = ["任嘉木", *GOOD[1:3], "61070301002", *GOOD[4:]]
        keep_batch(reported(nanzheng, admin, table(GOOD, twin)), actor=admin)
        accounts = dict(Officer.objects.of(nanzheng).values_list("name", "member"))
    assert accounts == {"梁书远": only.pk, "任嘉木": None}
