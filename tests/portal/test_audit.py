"""The auditor's pages: find an act, follow a row through its life, see whether the chain holds."""

from datetime import UTC, datetime, timedelta

import pytest
from django.http import QueryDict
from django.utils import timezone

from common.exports import Asked, export_kind
from common.jobs import enqueue
from common.models import JobRun, JobState, Notice
from portal.services import check_chain, seal_every_place
from portal.tasks import check_audit
from tenancy.audit import BrokenLink, record, seal, unsealed, verify
from tenancy.models import AuditEntry, Department
from tenancy.scope import scope
from tests.factories.tenancy import give_hat, make_department, make_member

LEDGER = "/610703/audit/"


@pytest.fixture
def auditor(nanzheng, no_second_factor):
    return make_member(nanzheng, "auditor", name="审计员甲")


@pytest.fixture
def page(auditor, sign_in):
    """A function: what the ledger shows the auditor at an address."""
    client = sign_in(auditor)

    def shown(address: str = LEDGER, **headers: str) -> str:
        response = client.get(address, headers=headers)
        assert response.status_code == 200, response
        return response.content.decode()

    return shown


@pytest.fixture
def acts(nanzheng, bureau, admin):
    """Three acts: two of the admin, one of the system."""
    with scope(nanzheng, member=admin):
        record(admin, "account.unlocked", admin, note="本人来电")
        record(admin, "departments.rename", bureau, changes={"简称": ["", "市监局"]})
        record(None, "account.locked", admin)


def test_only_the_auditor_reads_the_ledger(nanzheng, admin, no_second_factor, sign_in):
    assert sign_in(admin).get(LEDGER).status_code == 403
    assert "/610703/audit/" not in sign_in(admin).get("/610703/").content.decode()


def test_the_ledger_shows_who_did_what_to_which_row(page, acts):
    shown = page()
    for words in (
        "统筹员",
        "南郑区 统筹管理员",
        "解锁账号",
        "本人来电",
        "区市场监管局",
        "简称：— → 市监局",
        "系统",
        "账号锁定",
    ):
        assert words in shown


@pytest.mark.parametrize(
    ("question", "found", "hidden"),
    [
        ("who=统筹", "本人来电", "账号锁定</td>"),
        ("verb=account.locked", "系统", "本人来电"),
        ("kind=tenancy.department", "简称", "本人来电"),
        ("row=市场监管", "简称", "本人来电"),
        ("since=2026-01-01", "本人来电", "没有符合条件的记录"),
        ("until=2020-01-01", "没有符合条件的记录", "本人来电"),
    ],
)
def test_the_ledger_is_searched(page, acts, question, found, hidden):
    shown = page(f"{LEDGER}?{question}", **{"HX-Request": "true"})
    assert found in shown
    assert hidden not in shown


def test_a_question_that_makes_no_sense_finds_everything_and_breaks_nothing(page, acts):
    for question in ("since=yesterday", "verb=no.such", "before=x", "after=９", "before=99999999999999999999"):
        assert "本人来电" in page(f"{LEDGER}?{question}")


def test_pages_are_turned_by_key_and_do_not_move_when_acts_are_added(page, nanzheng, monkeypatch):
    monkeypatch.setattr("portal.views.audit.AuditPage.page_size", 3)

    def notes(shown: str) -> list[str]:
        return [f"第{number}条" for number in range(20) if f"第{number}条" in shown]

    with scope(nanzheng):
        first, *_rest = [record(None, "departments.test", nanzheng, note=f"第{number}条") for number in range(8)]
    base = first.pk
    assert notes(page(f"{LEDGER}?verb=&before={base + 8}")) == ["第5条", "第6条", "第7条"]
    with scope(nanzheng):
        record(None, "departments.test", nanzheng, note="第8条")
    assert notes(page(f"{LEDGER}?before={base + 5}")) == ["第2条", "第3条", "第4条"]
    assert notes(page(f"{LEDGER}?after={base + 4}")) == ["第5条", "第6条", "第7条"]
    assert f"after={base + 7}" in page(f"{LEDGER}?before={base + 8}")


def test_another_place_is_not_in_the_ledger(page, abaga, outsider):
    with scope(abaga):
        record(outsider, "departments.test", abaga, note="外地的事")
    assert "外地的事" not in page()


def test_an_act_of_another_place_is_404(auditor, abaga, outsider, sign_in):
    with scope(abaga):
        entry = record(outsider, "departments.test", abaga)
    client = sign_in(auditor)
    assert client.get(f"{LEDGER}{entry.pk}/").status_code == 404
    assert client.get(f"{LEDGER}rows/tenancy.region/{abaga.pk}/").status_code == 404


def test_one_act_is_shown_with_everything_known_of_it(page, nanzheng, acts):
    with scope(nanzheng):
        seal(nanzheng, now=timezone.now())
        entry = AuditEntry.objects.of(nanzheng).get(verb="departments.rename")
    shown = page(f"{LEDGER}{entry.pk}/")
    for words in ("区市场监管局", "简称：— → 市监局", "部门", "区块"):
        assert words in shown


@pytest.fixture
def changed(nanzheng, bureau, admin):
    """The bureau was renamed, given a parent and closed, by the admin."""
    upper = make_department(nanzheng, "区政府办")
    with scope(nanzheng, member=admin):
        row = Department.objects.of(nanzheng).get(pk=bureau.pk)
        row.short_name, row.is_vertical, row.kinds = "市监局", True, ["sector_authority", "enforcement_team"]
        row.save()
        record(admin, "departments.rename", row, note="机构改革")
        row.parent, row.ended_on = upper, datetime(2026, 11, 22, tzinfo=UTC).date()
        row.save()
    return bureau


def test_a_row_tells_its_life_in_words(page, changed):
    shown = page(f"{LEDGER}rows/tenancy.department/{changed.pk}/")
    for words in (
        "建立",
        "统筹员 修改",
        "简称：— → 市监局",
        "垂直管理：否 → 是",
        "部门性质：— → 行业主管部门、综合行政执法队伍",
        "上级单位：— → 区政府办",
        "撤并日期：— → 2026-11-22",
        "机构改革",
    ):
        assert words in shown


def test_a_row_that_is_gone_still_has_its_life(page, nanzheng, changed):
    with scope(nanzheng):
        Department.objects.of(nanzheng).filter(pk=changed.pk).delete()
    shown = page(f"{LEDGER}rows/tenancy.department/{changed.pk}/")
    assert "删除" in shown
    assert "机构改革" in shown


def test_a_row_changed_by_somebody_from_elsewhere_names_nobody(page, nanzheng, abaga, bureau):
    stranger = make_member(abaga, "leader", name="外地领导")
    give_hat(stranger, nanzheng, "leader", ends_on=timezone.localdate() - timedelta(days=1))
    with scope(nanzheng, member=stranger):
        Department.objects.of(nanzheng).filter(pk=bureau.pk).update(short_name="局")
    with scope(nanzheng):
        assert "修改" in page(f"{LEDGER}rows/tenancy.department/{bureau.pk}/")


@pytest.mark.parametrize(
    "address", ["rows/tenancy.department/0/", "rows/no.kind/1/", "rows/tenancy.department/x/", "999/"]
)
def test_what_never_was_is_404(auditor, sign_in, address):
    assert sign_in(auditor).get(f"{LEDGER}{address}").status_code == 404


def test_the_state_of_the_chain_is_shown(page, nanzheng, acts):
    with scope(nanzheng):
        block = seal(nanzheng, now=timezone.now())
        record(None, "departments.test", nanzheng)
    shown = page(f"{LEDGER}chain/")
    assert block.hash in shown
    assert "待封存记录" in shown


def test_the_clock_seals_every_place_with_something_new(nanzheng, abaga, hanzhong, acts):
    with scope(abaga):
        record(None, "departments.test", abaga)
    assert seal_every_place(now=timezone.now()) == 2
    assert seal_every_place(now=timezone.now()) == 0
    for place in (nanzheng, abaga):
        with scope(place):
            assert not unsealed(place).exists()
            assert verify(place) is None


def test_the_auditor_has_the_chain_verified(page, nanzheng, auditor, acts):
    seal_every_place(now=timezone.now())
    with scope(nanzheng, member=auditor):
        run = enqueue("audit.check", nanzheng, actor=auditor)
        check_audit(run)
        JobRun.objects.of(nanzheng).update(state=JobState.DONE, message=run.message, finished_at=timezone.now())
    assert "全部区块完好" in page(f"{LEDGER}chain/")
    assert "核验审计链" in page()


def test_asking_for_a_verification_starts_a_job(auditor, nanzheng, sign_in):
    client = sign_in(auditor)
    assert client.get(f"{LEDGER}chain/verify/").status_code == 200
    started = client.post(f"{LEDGER}chain/verify/")
    assert started.headers["Location"].startswith("/610703/jobs/")
    with scope(nanzheng):
        assert JobRun.objects.of(nanzheng).get().name == "audit.check"


def test_the_nightly_check_tells_the_auditors_of_a_broken_chain(nanzheng, auditor, acts, monkeypatch):
    monkeypatch.setattr("portal.services.verify", lambda tenant, on_block: BrokenLink(2, 7, "内容与封存时不符。"))
    with scope(nanzheng):
        sentence = check_chain(nanzheng, actor=None, on_block=lambda number: None)
        assert sentence == "第2号区块第7号记录：内容与封存时不符。"
        assert AuditEntry.objects.of(nanzheng).first().verb == "audit.broken"
        notice = Notice.objects.of(nanzheng).get()
    assert (notice.member_id, notice.body, notice.url) == (auditor.pk, sentence, "/610703/audit/chain/")


def test_a_nightly_check_that_finds_nothing_leaves_nothing(nanzheng, auditor):
    with scope(nanzheng):
        check_chain(nanzheng, actor=None, on_block=lambda number: None)
        assert not AuditEntry.objects.of(nanzheng).exists()


def test_the_ledger_becomes_a_file_as_it_is_shown(nanzheng, auditor, acts):
    with scope(nanzheng, member=auditor):
        kind = export_kind("audit")
        rows = list(kind.find(Asked(nanzheng, auditor, QueryDict("kind=tenancy.department"))))
        cells = [[str(field.of(row)) for field in kind.columns] for row in rows]
    assert len(cells) == 1
    assert {"统筹员", "部门", "区市场监管局", "简称：— → 市监局"} <= set(cells[0])
