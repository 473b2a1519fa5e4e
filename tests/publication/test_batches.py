"""Many results in one act: drafted, told, checked; what may not be handled is left with its reason."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.models import JobRun
from publication.kinds import KINDS
from publication.models import BatchLine, Duty, DutyBatch
from publication.services import batches, duties
from publication.services.batches import Told
from publication.services.ledger import PublicationRefused
from publication.tasks import handle_many
from tenancy.models import AuditEntry, TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member

TODAY = timezone.localdate()
AT_HAND = Told(TODAY, "现场笔录由负责人签字")


@pytest.fixture(autouse=True)
def about_somebody(monkeypatch, notice_kind):
    notice = KINDS["test_notice"]
    monkeypatch.setitem(KINDS, "test_notice", type(notice)(**{**vars(notice), "concerns_subject": True}))


@pytest.fixture
def head(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def owed(nanzheng, bureau, officer, notice):
    """A function: duties of these numbers, of the officer's department or another."""

    def make(*refs: str, department=bureau, **values) -> list[Duty]:
        with scope(nanzheng, member=officer):
            return [
                duties.open_duty(nanzheng, notice(ref, title=f"第{ref}号", **values), department=department, actor=None)
                for ref in refs
            ]

    return make


@pytest.fixture
def handle(nanzheng):
    """A function: one act on these duties by a member, up to its report."""

    def act(name: str, rows: list[Duty], member, told: Told | None = None) -> dict[str, str]:
        with scope(nanzheng, member=member):
            run = batches.ask_for_batch(nanzheng, name, rows, told=told, actor=member)
            handle_many(run)
            lines = BatchLine.objects.of(nanzheng).filter(batch=run.row_id).select_related("duty")
            return {line.duty.ref: line.reason for line in lines}

    return act


def kept(tenant) -> dict[str, Duty]:
    with scope(tenant):
        return {duty.ref: duty for duty in Duty.objects.of(tenant)}


def test_three_hundred_are_drafted_and_told_in_one_act(nanzheng, officer, owed, handle):
    report = handle("prepare", owed(*map(str, range(300))), officer, AT_HAND)
    assert set(report.values()) == {""}
    rows = kept(nanzheng).values()
    assert {(row.state, row.prepared_by_id, row.told_on, row.told_how) for row in rows} == {
        ("draft", officer.pk, TODAY, AT_HAND.how)
    }
    with scope(nanzheng):
        verbs = AuditEntry.objects.of(nanzheng).values_list("verb", flat=True)
        assert (list(verbs).count("publication.prepare"), list(verbs).count("publication.tell")) == (300, 300)


def test_a_text_that_lacks_something_is_left_and_named(nanzheng, officer, owed, handle):
    rows = [*owed("1"), *owed("2", snapshot={"outcome": ""})]
    report = handle("prepare", rows, officer)
    assert report["1"] == ""
    assert "缺少：结果" in report["2"]
    assert [kept(nanzheng)[ref].state for ref in "12"] == ["draft", "due"]


def test_who_was_told_before_keeps_the_day(nanzheng, officer, owed, handle):
    rows = owed("1", "2")
    handle("tell", rows[:1], officer, Told(TODAY - timedelta(days=3), "直接送达"))
    report = handle("tell", rows, officer, AT_HAND)
    assert "不重复登记" in report["1"]
    assert [kept(nanzheng)[ref].told_how for ref in "12"] == ["直接送达", AT_HAND.how]


def test_another_departments_results_are_not_told_or_drafted(nanzheng, officer, owed, handle):
    rows = [*owed("1"), *owed("2", department=make_department(nanzheng, "区文旅局"))]
    assert "请由该部门登记告知" in handle("tell", rows, officer, AT_HAND)["2"]
    assert "您当前的身份不能办理" in handle("prepare", rows, officer)["2"]


def test_what_concerns_nobody_is_not_told(officer, owed, handle, monkeypatch):
    rows = owed("1", "2")
    monkeypatch.setattr(Duty, "concerns_subject", property(lambda duty: duty.ref == "1"))
    assert "不涉及具体的行政相对人" in handle("tell", rows, officer, AT_HAND)["2"]


def test_nobody_checks_what_he_drafted_not_among_many_either(nanzheng, officer, head, owed, handle):
    rows = owed("1", "2")
    handle("prepare", rows[:1], officer)
    handle("prepare", rows[1:], head)
    report = handle("check", list(kept(nanzheng).values()), head)
    assert report["1"] == ""
    assert "拟稿人不能核对自己的稿件" in report["2"]
    assert [kept(nanzheng)[ref].state for ref in "12"] == ["checked", "draft"]


def test_a_text_that_may_name_somebody_is_not_checked_among_many(nanzheng, officer, head, owed, handle):
    rows = owed("1") + owed("2", snapshot={"outcome": "配送单由王小明签收"})
    handle("prepare", rows, officer, AT_HAND)
    reasons = handle("check", list(kept(nanzheng).values()), head)
    assert reasons["1"] == ""
    assert "王小明" in reasons["2"]
    assert "逐处看过再核对" in reasons["2"], "what to do next"


def test_what_went_on_meanwhile_is_in_the_report(nanzheng, officer, owed):
    rows = owed("1", "2")
    with scope(nanzheng, member=officer):
        run = batches.ask_for_batch(nanzheng, "prepare", rows, actor=officer)
        duties.prepare(rows[0], snapshot=rows[0].snapshot, basis=rows[0].basis, actor=officer)
        told = []
        assert batches.handle_batch(run.row, actor=officer, tell=lambda *words: told.append(words)) == 1
        line = BatchLine.objects.of(nanzheng).get(is_done=False)
        assert (line.duty_id, told[-1][:2]) == (rows[0].pk, (2, 2))
        assert "当前状态为“已拟稿”" in line.reason


def test_a_batch_that_runs_twice_acts_once(nanzheng, officer, owed):
    with scope(nanzheng, member=officer):
        run = batches.ask_for_batch(nanzheng, "prepare", owed("1"), actor=officer)
        handle_many(run)
        handle_many(run)
        assert AuditEntry.objects.of(nanzheng).filter(verb="publication.prepare").count() == 1


def refused(nanzheng, officer, rows, told=None) -> str:
    with scope(nanzheng, member=officer), pytest.raises(PublicationRefused) as refusal:
        batches.ask_for_batch(nanzheng, "tell", rows, told=told or AT_HAND, actor=officer)
    return str(refusal.value)


def test_a_batch_that_would_do_nothing_is_refused_at_once(nanzheng, officer, owed, handle, monkeypatch):
    rows = owed("1", "2")
    assert "请填写实际告知的日期" in refused(nanzheng, officer, rows, Told(TODAY + timedelta(days=1), "送达"))
    assert "没有选中可以办理的公示任务" in refused(nanzheng, officer, [])
    handle("tell", rows, officer, AT_HAND)
    assert "选中的2件都不能办理，如：已于" in refused(nanzheng, officer, list(kept(nanzheng).values()))
    monkeypatch.setattr(batches, "MOST", 1)
    assert "一次最多办理1件" in refused(nanzheng, officer, rows)


# --- pages ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def browser(nanzheng, officer, sign_in):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
    return sign_in(officer)


def test_all_that_the_filter_finds_and_that_waits_is_handled(nanzheng, officer, browser, owed, handle):
    rows = owed("11", "12", "21")
    handle("prepare", rows[1:2], officer)
    owed("13", department=make_department(nanzheng, "区文旅局"))
    address = "/610703/publication/batches/prepare/?title=第1"
    page = browser.get(address).content.decode()
    assert "批量拟稿（1件）" in page
    answer = browser.post(address, {"told_on": "", "told_how": ""})
    assert answer.status_code == 422
    answer = browser.post(address, {"told_on": TODAY.isoformat(), "told_how": ""})
    with scope(nanzheng):
        run = JobRun.objects.of(nanzheng).filter(name=batches.BATCH_JOB).latest("pk")
        lines = BatchLine.objects.of(nanzheng).filter(batch=run.row_id)
        assert [line.duty_id for line in lines] == [rows[0].pk]
    assert answer.headers["Location"] == run.get_absolute_url()


def test_a_filter_that_makes_no_sense_chooses_nothing(browser, owed):
    owed("1")
    page = browser.get("/610703/publication/batches/prepare/?state=nonsense").content.decode()
    assert "批量拟稿（0件）" in page


def test_the_ticked_are_handled_and_the_report_names_those_left(nanzheng, browser, owed):
    rows = [*owed("1", "2"), *owed("3", department=make_department(nanzheng, "区文旅局"))]
    address = "/610703/publication/batches/tell/?" + "&".join(f"row={row.pk}" for row in rows[1:])
    page = browser.get(address).content.decode()
    assert "批量登记告知（1件）" in page
    assert "请由该部门登记告知" in page
    browser.post(address, {"told_on": TODAY.isoformat(), "told_how": "直接送达"})
    with scope(nanzheng):
        batch = DutyBatch.objects.of(nanzheng).get()
        handle_many(JobRun.objects.of(nanzheng).get(name=batches.BATCH_JOB))
    report = browser.get(batch.get_absolute_url()).content.decode()
    assert "未办理" in report
    assert "请由该部门登记告知" in report
    assert "第1号" not in report
    kept = " ".join(browser.get("/610703/publication/batches/?act=tell").content.decode().split())
    assert batch.get_absolute_url() in kept
    assert 'data-label="已办理">1</td> <td class="number" data-label="未办理">1</td>' in kept
    assert batch.get_absolute_url() not in browser.get("/610703/publication/batches/?act=check").content.decode()


def test_an_officer_is_not_offered_to_check(browser, owed):
    owed("1")
    page = browser.get("/610703/publication/").content.decode()
    assert "批量登记告知" in page
    assert "批量核对" not in page
    assert browser.get("/610703/publication/batches/check/").status_code == 403


def test_a_report_of_nowhere_is_not_found(browser):
    assert browser.get("/610703/publication/batches/99/").status_code == 404
