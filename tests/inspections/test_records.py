"""The record of a section: answers, evidence, signatures; what is signed stays (DOMAIN 5.2 nos. 20–25)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from inspections.models import Evidence, SectionEntry, Statement
from inspections.queries.records import answers_of, broken_evidence, points_of
from inspections.results import SignerRole, VisitResult
from inspections.services import closing, recognitions, records, signing
from inspections.services.closing import Outcome
from inspections.services.findings import Problem, add_finding
from inspections.services.records import Answer, Capture, RecordRefused
from inspections.services.signing import Refusal, Signing
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.visits import (
    again,
    closed,
    fill,
    image,
    make_cast,
    officers_sign,
    on_site,
    photo,
    planned,
    section_of,
    signed,
)


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


@pytest.fixture
def section(cast, visit):
    return section_of(visit, cast.lead)


@pytest.fixture
def writer(cast):
    return cast.lead_officers[0]


def capture(**values) -> Capture:
    given = {"kind": "photo", "description": "门头", "place": "大河坎镇", "taken_at": timezone.now()}
    return Capture(**(given | values))


# --- whose section ------------------------------------------------------------------------------------------------


def test_mistake_21_nobody_but_its_own_officers_writes_a_section(cast, section):
    with acting(cast.other_officers[0]) as other:
        point = points_of(section)[0]
        with pytest.raises(RecordRefused, match="只有该部门参加这次检查的执法人员可以填写"):
            records.answer(section, point.entry, Answer("pass"), actor=other)
    with acting(cast.approver) as chief, pytest.raises(RecordRefused, match="只有该部门参加"):
        records.finish_record(section, actor=chief)


def test_nothing_is_written_before_arrival(cast, writer):
    section = section_of(planned(cast), cast.lead)
    with acting(writer), pytest.raises(RecordRefused, match="到达现场之后"):
        records.write_account(section, techniques=[], account="x", actor=writer)


# --- answers --------------------------------------------------------------------------------------------------------


def test_mistake_20_every_point_has_its_outcome_and_the_result_is_of_the_catalogue(section, writer):
    with acting(writer):
        with pytest.raises(RecordRefused, match="还有2个要点没有填写"):
            records.finish_record(section, actor=writer)
        point = points_of(section)[0]
        with pytest.raises(RecordRefused, match="合格、不合格或不适用"):
            records.answer(section, point.entry, Answer("good"), actor=writer)
        with pytest.raises(RecordRefused, match="写明具体情况"):
            records.answer(section, point.entry, Answer("fail"), actor=writer)
    done = signed(fill(section, writer), writer)
    with acting(writer), pytest.raises(RecordRefused, match="检查结果目录"):
        closing.set_result(done, Outcome("看着还行", "none"), actor=writer)
    assert len(VisitResult.values) == 14


def test_an_answer_sent_twice_is_kept_once(section, writer):
    key = uuid4()
    with acting(writer):
        entry = points_of(section)[0].entry
        first = records.answer(section, entry, Answer("pass"), actor=writer, device_key=key)
        second = records.answer(section, entry, Answer("pass"), actor=writer, device_key=key)
        assert first == second
        assert SectionEntry.objects.of(section.tenant_id).count() == 1


def test_two_devices_that_disagree_are_shown_to_a_person(cast, section, writer):
    colleague = cast.lead_officers[1]
    with acting(writer):
        entry = points_of(section)[0].entry
        records.answer(section, entry, Answer("pass"), actor=writer)
    with acting(colleague):
        later = records.answer(section, entry, Answer("fail", "过期"), actor=colleague)
        assert later.is_conflict
        records.answer(section, points_of(section)[1].entry, Answer("pass"), actor=colleague)
        with pytest.raises(RecordRefused, match="两人填写不一致"):
            records.finish_record(section, actor=colleague)
        settled = records.answer(section, entry, Answer("fail", "过期", later.pk), actor=colleague)
        assert not settled.is_conflict
        assert answers_of(section)[entry.pk] == settled


# --- evidence ---------------------------------------------------------------------------------------------------------


def test_mistake_23_evidence_has_hash_both_times_place_and_taker(section, writer):
    before = timezone.now() - timedelta(hours=2)
    with acting(writer):
        kept = records.add_evidence(section, photo(), capture(taken_at=before), actor=writer)
    assert len(kept.sha256) == 64
    assert kept.taken_at == before
    assert kept.received_at - kept.taken_at > timedelta(hours=1)
    assert (kept.place, kept.taker_name) == ("大河坎镇", writer.name)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"place": " "}, "取证地点"),
        ({"description": ""}, "证明什么"),
        ({"sha256": "0" * 64}, "封存的校验码不一致"),
        ({"taken_at": timezone.now() + timedelta(days=1)}, "晚于现在"),
    ],
)
def test_evidence_without_a_whole_seal_is_refused(section, writer, values, sentence):
    with acting(writer), pytest.raises(RecordRefused, match=sentence):
        records.add_evidence(section, photo(), capture(**values), actor=writer)


def test_evidence_is_chained_and_cannot_be_removed(section, writer):
    with acting(writer):
        for number in range(3):
            records.add_evidence(section, photo(bytes([number])), capture(), actor=writer)
        assert broken_evidence(section) is None
        with pytest.raises(ProgrammingError), transaction.atomic():
            Evidence.objects.of(section.tenant_id).filter(section=section).delete()
        with pytest.raises(ProgrammingError), transaction.atomic():
            Evidence.objects.of(section.tenant_id).filter(section=section).update(place="别处")


def test_evidence_sent_twice_is_kept_once(section, writer):
    key = uuid4()
    with acting(writer):
        first = records.add_evidence(section, photo(), capture(), actor=writer, device_key=key)
        assert records.add_evidence(section, photo(), capture(), actor=writer, device_key=key) == first


# --- signing ----------------------------------------------------------------------------------------------------------


def test_a_record_is_signed_by_two_officers_and_the_subject(section, writer):
    fill(section, writer)
    officers_sign(section, writer)
    assert again(section).state == "recorded"
    with acting(writer):
        signing.sign(section, image(), Signing(SignerRole.SUBJECT, "王五", timezone.now()), actor=writer)
    assert again(section).state == "signed"


def test_mistake_22_what_was_signed_cannot_be_changed_only_added_to(section, writer):
    done = signed(fill(section, writer), writer)
    with acting(writer):
        entry = points_of(done)[0].entry
        with pytest.raises(RecordRefused, match="签字后只能添加更正"):
            records.answer(done, entry, Answer("fail", "改口"), actor=writer)
        with pytest.raises(ProgrammingError, match="signed"), transaction.atomic():
            Statement.objects.of(done.tenant_id).create(
                section=done, text="后补", given_by="王五", given_at=timezone.now(), received_at=timezone.now()
            )
        with pytest.raises(ProgrammingError, match="signed"), transaction.atomic():
            type(done).objects.of(done.tenant_id).filter(pk=done.pk).update(account="另一种情况")
        with pytest.raises(ProgrammingError, match="signed"), transaction.atomic():
            done.items.all().delete()
        with pytest.raises(RecordRefused, match="更正内容和理由"):
            signing.correct_record(done, text="地址应为南环路69号", reason="", actor=writer)
        signing.correct_record(done, text="地址应为南环路69号", reason="笔误", actor=writer)
        assert done.corrections.count() == 1
        assert again(done).account == "现场正常经营。"


def test_mistake_22_a_refusal_to_sign_is_an_event_with_a_witness(section, writer):
    fill(section, writer)
    refusal = Refusal("王五", "认为与本人无关", "社区干部赵六", timezone.now())
    with acting(writer), pytest.raises(RecordRefused, match="两名执法人员先签字"):
        signing.refuse_to_sign(section, image(), refusal, actor=writer)
    officers_sign(section, writer)
    with acting(writer):
        with pytest.raises(RecordRefused, match="须有见证人签字"):
            signing.refuse_to_sign(section, image(), Refusal("", "无理由", "", timezone.now()), actor=writer)
        signing.refuse_to_sign(section, image(), refusal, actor=writer)
        assert again(section).state == "refused_signature"
        assert section.signatures.get(role="witness").name == "社区干部赵六"


def test_signatures_under_an_earlier_wording_do_not_count(section, writer):
    fill(section, writer)
    officers_sign(section, writer)
    with acting(writer):
        records.reopen_record(section, actor=writer, note="写错地址")
        records.write_account(section, techniques=["on_site"], account="改后的情况", actor=writer)
        records.finish_record(section, actor=writer)
        signing.sign(section, image(), Signing(SignerRole.SUBJECT, "王五", timezone.now()), actor=writer)
    assert again(section).state == "recorded"


def test_mistake_03_an_expert_signs_nothing(cast, visit, section, writer):
    fill(section, writer)
    stranger = section_of(visit, cast.other).officers.first
    with acting(writer), pytest.raises(RecordRefused, match="专家和协助人员不签字"):
        signing.sign(section, image(), Signing(SignerRole.OFFICER, "专家", timezone.now(), stranger()), actor=writer)


def test_mistake_25_the_subject_has_its_say(section, writer):
    with acting(writer):
        with pytest.raises(RecordRefused, match="陈述、申辩意见"):
            records.add_statement(section, " ", given_by="王五", given_at=timezone.now(), actor=writer)
        kept = records.add_statement(section, "货已退回", given_by="王五", given_at=timezone.now(), actor=writer)
    assert kept.text == "货已退回"


# --- result and closing -----------------------------------------------------------------------------------------------


def test_no_problem_does_not_fit_a_failing_point(section, writer):
    done = signed(fill(section, writer, "fail", "未悬挂"), writer)
    with acting(writer):
        with pytest.raises(RecordRefused, match="2个要点不合格"):
            closing.set_result(done, Outcome("no_problem", "none"), actor=writer)
        with pytest.raises(RecordRefused, match="先在检查单里登记发现的问题"):
            closing.set_result(done, Outcome("corrected", "correct"), actor=writer)


def test_a_section_closes_when_every_finding_is_handled(section, writer):
    done = signed(fill(section, writer, "fail", "未悬挂"), writer)
    with acting(writer):
        add_finding(done, Problem("未悬挂营业执照", "第三十六条", "minor"), actor=writer)
        closing.set_result(done, Outcome("awaiting", "correct"), actor=writer)
        with pytest.raises(RecordRefused, match="请写明理由"):
            closing.decide_publication(done, choice="request_exemption", note="", actor=writer)
        with pytest.raises(RecordRefused, match="请选择公示，或者公示前申请不予公示"):
            closing.decide_publication(done, choice="keep_quiet", note="", actor=writer)
        closing.decide_publication(done, choice="publish", note="", actor=writer)
        with pytest.raises(RecordRefused, match="还有1个问题没有处理"):
            closing.close_section(done, actor=writer)


# --- one fact checked once --------------------------------------------------------------------------------------------


def test_a_fact_another_department_has_seen_is_taken_over(cast, visit, section, writer):
    other = section_of(visit, cast.other)
    colleague = cast.other_officers[0]
    closed(signed(fill(other, colleague), colleague), colleague)
    with acting(writer):
        today = timezone.localdate()
        first, second = points_of(section, today)
        assert len(first.offers) == 1
        assert second.offers == []
        with pytest.raises(RecordRefused, match="须写明理由"):
            recognitions.decline_recognition(section, first.entry, first.offers[0], reason="", actor=writer)
        made = recognitions.recognise(section, first.entry, first.offers[0], actor=writer)
        assert made.answer.outcome == "pass"
        assert "采信" in made.answer.note
        assert points_of(section, today)[0].offers == []


def test_who_has_looked_for_himself_is_not_offered_to_take_over(cast, visit, section, writer, sign_in):
    other, colleague = section_of(visit, cast.other), cast.other_officers[0]
    closed(signed(fill(other, colleague), colleague), colleague)
    client = sign_in(writer)
    address = reverse("inspections:section", args=[section.tenant_id, section.pk])
    assert ">采信<" in client.get(address).text
    with acting(writer):
        point = points_of(section, timezone.localdate())[0]
        records.answer(section, point.entry, Answer("fail", "未悬挂"), actor=writer)
    page = client.get(address).text
    assert ">采信<" not in page
    assert ">不采信<" in page
    with acting(writer), pytest.raises(RecordRefused, match="本部门已经填写这一要点（不合格）"):
        recognitions.recognise(section, point.entry, point.offers[0], actor=writer)


def test_another_place_reads_no_record(section, writer, abaga):
    fill(section, writer)
    with scope(abaga):
        assert not SectionEntry.objects.of(abaga).exists()
        assert not Evidence.objects.of(section.tenant_id).exists()
