"""What is public and wrong is corrected by a new entry; the old version stays, with why and when (R115, R127)."""

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from publication import kinds
from publication.models import Duty, LedgerEntry, PublicRecord
from publication.queries import standing_record
from publication.services import batches, corrections, duties, exemptions, ledger, objections
from publication.services.ledger import PublicationRefused, first_broken_entry
from tenancy.models import TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of
from tests.publication.conftest import NOTICE

WHY = "笔误，应为责令改正"


@pytest.fixture
def checker(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def about_company(monkeypatch):
    about = kinds.Kind(NOTICE.name, NOTICE.label, NOTICE.fields, "public/_fields.html", concerns_subject=True)
    monkeypatch.setitem(kinds.KINDS, about.name, about)


@pytest.fixture
def public_duty(nanzheng, bureau, officer, checker, notice, about_company):
    """A duty whose text is public."""
    with scope(nanzheng, member=officer):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
        duty = duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
    return made_public(duty, officer, checker)


def made_public(duty, officer, checker):
    with scope(duty.tenant, member=checker):
        duties.check(duty, actor=checker)
        objections.tell_subject(duty, on=timezone.localdate(), how="现场签收", actor=officer)
        duty.refresh_from_db()
        return duties.publish_duty(duty, actor=checker)


def proposed(duty, officer, **given):
    given = {"snapshot": {"outcome": "责令改正"}, "basis": duty.basis, "reason": WHY} | given
    with scope(duty.tenant, member=officer):
        return corrections.propose_correction(duty, **given, actor=officer)


def test_a_correction_is_proposed_checked_told_and_public_with_its_history(
    nanzheng, officer, checker, public_duty, sign_in
):
    author, other = sign_in(officer), sign_in(checker)
    page = author.get(public_duty.get_absolute_url()).content.decode()
    assert "更正公示" in page
    texts = {"outcome": "责令改正", "note": "", "basis": public_duty.basis, "correction_reason": WHY}
    answer = author.post(f"{public_duty.get_absolute_url()}correct/", texts)
    assert answer.status_code == 302
    address = answer["Location"]
    compared = "".join(other.get(f"{address}check/").content.decode().split())
    assert "<del>未发现问题</del>" in compared
    assert "<ins>责令改正</ins>" in compared
    assert other.post(f"{address}check/", {"note": ""}).status_code == 302
    assert other.post(f"{address}publish/", {"note": ""}).status_code == 422, "the subject was not told yet"
    told = {"told_on": timezone.localdate().isoformat(), "told_how": "更正告知书送达"}
    assert author.post(f"{address}tell/", told).status_code == 302
    assert other.post(f"{address}publish/", {"note": ""}).status_code == 302
    with scope(nanzheng):
        entries = list(LedgerEntry.objects.of(nanzheng).order_by("number"))
        assert first_broken_entry(nanzheng) is None
    assert [(entry.event, entry.reason) for entry in entries] == [("published", ""), ("corrected", WHY)]
    assert entries[0].snapshot["outcome"] == "未发现问题"


def test_the_reason_is_part_of_the_hash(nanzheng, officer, checker, public_duty):
    made_public(proposed(public_duty, officer), officer, checker)
    with scope(nanzheng):
        entry = LedgerEntry.objects.of(nanzheng).first()
        assert ledger.entry_hash(entry) == entry.hash
        entry.reason = "另一个理由"
        assert ledger.entry_hash(entry) != entry.hash


def test_a_correction_has_its_own_clock_and_a_line_on_the_workbench(nanzheng, officer, checker, public_duty):
    correction = proposed(public_duty, officer)
    with scope(nanzheng, member=checker):
        assert running_clock("publication.publish", correction) is None
        clock = running_clock("publication.correct", correction)
        assert clock.due_on == correction.due_on
        lines = tasks_of(checker, nanzheng, timezone.localdate(), "publication.duties")
        assert [(line.what, line.due is not None) for line in lines] == [("更正：核对通过", True)]
    made_public(correction, officer, checker)
    with scope(nanzheng):
        assert running_clock("publication.correct", correction) is None


def test_nobody_checks_the_correction_he_proposed(nanzheng, checker, public_duty):
    correction = proposed(public_duty, checker)
    with scope(nanzheng, member=checker), pytest.raises(PublicationRefused, match="拟稿人"):
        duties.check(correction, actor=checker)


def test_what_stands_in_the_signed_record_is_not_written_anew(nanzheng, officer, public_duty):
    correction = proposed(public_duty, officer, snapshot={"subject": "别家公司", "outcome": "责令改正"})
    assert correction.snapshot["subject"] == "汉中华信商贸有限公司"


def test_a_correction_that_makes_no_sense_is_refused(nanzheng, officer, checker, public_duty):
    with pytest.raises(PublicationRefused, match="没有可更正的"):
        proposed(public_duty, officer, snapshot={})
    with pytest.raises(PublicationRefused, match="为什么更正"):
        proposed(public_duty, officer, reason=" ")
    stranger = make_member(nanzheng, "officer", make_department(nanzheng, "区税务局"))
    with pytest.raises(PublicationRefused, match="由该部门提出更正"):
        proposed(public_duty, stranger)
    proposed(public_duty, officer)
    with pytest.raises(PublicationRefused, match="已有一件更正"):
        proposed(public_duty, officer)


def test_the_checker_may_find_that_no_correction_is_needed(nanzheng, officer, checker, public_duty, sign_in):
    correction = proposed(public_duty, officer)
    other = sign_in(checker)
    assert "不需更正" in other.get(correction.get_absolute_url()).content.decode()
    assert other.post(f"{correction.get_absolute_url()}drop/", {"note": "原文无误"}).status_code == 302
    with scope(nanzheng):
        correction.refresh_from_db()
        assert correction.state == "dropped"
        assert PublicRecord.objects.of(nanzheng).get().version == 1
        assert running_clock("publication.correct", correction) is None


def test_a_first_text_cannot_be_dropped(nanzheng, bureau, officer, checker, notice, about_company):
    with scope(nanzheng, member=checker):
        duty = duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        with pytest.raises(PublicationRefused, match="还没有公示过"):
            corrections.drop_correction(duty, note="不需要", actor=checker)


def test_what_was_taken_down_meanwhile_is_not_brought_back_by_a_correction(
    nanzheng, officer, admin, checker, public_duty
):
    correction = proposed(public_duty, officer)
    with scope(nanzheng, member=admin):
        ledger.withdraw(standing_record(public_duty), ground="court", basis="判决〔2026〕1号", actor=admin)
    with pytest.raises(PublicationRefused, match="已经撤下"):
        made_public(correction, officer, checker)


def test_what_is_public_cannot_be_kept_back_whole(nanzheng, officer, public_duty):
    correction = proposed(public_duty, officer)
    review_on = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    asked = {"ground": "privacy", "fields": [], "reason": "涉及个人", "review_on": review_on}
    with scope(nanzheng, member=officer), pytest.raises(PublicationRefused, match="办理撤下"):
        exemptions.request_exemption(correction, **asked, actor=officer)


def test_an_upheld_objection_to_what_is_public_makes_its_correction_owed(
    nanzheng, officer, checker, public_duty, sign_in
):
    author, other = sign_in(officer), sign_in(checker)
    page = public_duty.get_absolute_url()
    claim = {"received_on": timezone.localdate().isoformat(), "claim": "结果写错"}
    assert author.post(f"{page}object/", claim).status_code == 302
    with scope(nanzheng, member=checker):
        lines = tasks_of(checker, nanzheng, timezone.localdate(), "publication.objections")
    assert [line.what for line in lines] == ["答复公示异议"]
    answered = {"is_upheld": "1", "answer": "经查，应为责令改正"}
    assert other.post(f"{page}answer/", answered).status_code == 302
    with scope(nanzheng):
        owed = Duty.objects.of(nanzheng).get(state="due")
        assert owed.correction_reason == "行政相对人异议成立：经查，应为责令改正"
        assert running_clock("publication.correct", owed) is not None
    assert owed.correction_reason in other.get(page).content.decode()


def test_an_objection_that_is_not_upheld_changes_nothing(nanzheng, officer, checker, public_duty):
    with scope(nanzheng, member=checker):
        objection = objections.register_objection(
            public_duty, received_on=timezone.localdate(), claim="结果写错", actor=officer
        )
        objections.decide_objection(objection, is_upheld=False, answer="无误", actor=checker)
        assert not Duty.objects.of(nanzheng).exclude(pk=public_duty.pk).exists()


def test_mistake_27_a_checked_text_whose_source_changed_is_checked_and_told_again(
    nanzheng, bureau, officer, checker, notice, about_company
):
    with scope(nanzheng, member=checker):
        duty = duties.open_duty(nanzheng, notice(), department=bureau, actor=officer)
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=officer)
        duties.check(duty, actor=checker)
        objections.tell_subject(duty, on=timezone.localdate(), how="现场签收", actor=officer)
        again = duties.open_duty(nanzheng, notice(snapshot={"outcome": "责令改正"}), department=bureau, actor=officer)
    assert (again.pk, again.state, again.told_on) == (duty.pk, "draft", None)


def test_a_draft_that_came_back_can_be_written_anew(nanzheng, officer, checker, public_duty, sign_in):
    correction = proposed(public_duty, officer)
    author, page = sign_in(officer), correction.get_absolute_url()
    texts = {"outcome": "已当场改正", "note": "", "basis": "依据", "correction_reason": "写明改正情况"}
    assert author.post(f"{page}revise/", texts).status_code == 302
    with scope(nanzheng):
        correction.refresh_from_db()
    assert (correction.state, correction.snapshot["outcome"]) == ("draft", "已当场改正")
    assert correction.correction_reason == "写明改正情况"


def test_a_correction_that_corrects_nothing_is_not_checked(nanzheng, officer, checker, public_duty, sign_in):
    author, other = sign_in(officer), sign_in(checker)
    with scope(nanzheng, member=checker):
        owed = corrections.owe_after_objection(public_duty, reason="行政相对人异议成立：结果有误", actor=checker)
    page = f"/610703/publication/{owed.pk}/"
    as_it_stands = {
        "outcome": "未发现问题",
        "note": "",
        "basis": owed.basis,
        "correction_reason": owed.correction_reason,
    }
    assert author.post(f"{page}prepare/", as_it_stands).status_code == 302
    refused = other.post(f"{page}check/", {"note": ""})
    assert refused.status_code == 422
    assert "没有更正任何内容" in refused.content.decode()
    with scope(nanzheng, member=checker):
        found = batches.sort_out("check", Duty.objects.of(nanzheng).filter(pk=owed.pk), actor=checker)
        assert "没有更正任何内容" in found.refused[0][1]
    assert author.post(f"{page}revise/", as_it_stands | {"outcome": "责令改正"}).status_code == 302
    assert other.post(f"{page}check/", {"note": ""}).status_code == 302


def test_the_page_of_a_publication_says_what_the_public_sees_of_it_now(
    nanzheng, officer, checker, admin, public_duty, sign_in
):
    author = sign_in(officer)
    with scope(nanzheng):
        record = PublicRecord.objects.of(nanzheng).get()
    first = author.get(public_duty.get_absolute_url()).content.decode()
    assert f'href="/open/610703/{record.pk}/"' in first
    second = made_public(proposed(public_duty, officer), officer, checker)
    third = made_public(proposed(second, officer, snapshot={"note": "补充"}, reason="补充备注"), officer, checker)
    for old in (public_duty, second):
        page = author.get(old.get_absolute_url()).content.decode()
        assert "这不是现行的版本" in page
        assert third.get_absolute_url() in page
        assert "<del>" not in page, "what was corrected is not held against what came later"
    ledger_page = author.get("/610703/publication/ledger/").content.decode()
    assert ledger_page.count(">更正</a>") == 1, "only what stands is corrected"
    with scope(nanzheng, member=admin):
        record.refresh_from_db()
        ledger.withdraw(record, ground="repair", basis="信用修复", actor=admin)
    gone = author.get(third.get_absolute_url()).content.decode()
    assert "已经撤下，社会公众看不到" in gone


def test_whoever_checks_reads_the_reason_of_a_correction_as_the_public_will(officer, checker, public_duty, sign_in):
    why = "经办人已核实，电话13912345678，当事人李小燕"
    owed = proposed(public_duty, officer, reason=why, basis="对李小燕（身份证号61072119880101123X）的询问")
    page = " ".join(sign_in(checker).get(f"/610703/publication/{owed.pk}/check/").content.decode().split())
    assert "13912345678" not in page
    assert "更正说明：手机号码" in page
    assert "依据：居民身份证号" in page
    row = made_public(owed, officer, checker)
    with scope(row.tenant):
        entry, record = LedgerEntry.objects.of(row.tenant).first(), PublicRecord.objects.of(row.tenant).get()
    assert entry.reason == "经办人已核实，电话139****5678，当事人李某某"
    assert "61072119880101123X" not in entry.basis + record.basis
