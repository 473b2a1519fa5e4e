"""What an officer reads who records, signs, sends or arranges what cannot stand."""

import uuid

import pytest
from django.utils import timezone

from inspections.models import SectionOfficer, Visit, VisitSection
from inspections.queries.records import points_of
from inspections.results import SignerRole
from inspections.services import closing, passes, records, signing, visits
from inspections.services.closing import Outcome
from inspections.services.field import Sent, receive
from inspections.services.records import Answer, Capture, RecordRefused
from inspections.services.signing import Refusal, Signing
from inspections.services.visits import VisitRefused
from inspections.states import SECTIONS_CLOSING
from tests.factories.directory import acting
from tests.factories.visits import (
    fill,
    image,
    make_cast,
    on_site,
    parts_of,
    photo,
    planned,
    section_of,
    signed,
    unsaved_visit,
)


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def writer(cast):
    with acting(cast.lead_officers[0]) as member:
        yield member


@pytest.fixture
def section(cast):
    return section_of(on_site(cast), cast.lead)


@pytest.fixture
def recorded(section, cast):
    return fill(section, cast.lead_officers[0])


def refused(act, *given, kind=RecordRefused, **more) -> str:
    with pytest.raises(kind) as refusal:
        act(*given, **more)
    return str(refusal.value)


def test_a_point_of_another_checklist_is_not_answered_here(section, cast, writer):
    foreign = points_of(section_of(section.visit, cast.other))[0].entry
    assert refused(records.answer, section, foreign, Answer("pass", "", None), actor=writer) == (
        "这个要点不在本检查单内。"
    )
    capture = Capture("photo", "门头照片", "大河坎镇", timezone.now(), foreign)
    assert "不在本检查单内" in refused(records.add_evidence, section, photo(), capture, actor=writer)


def test_who_signs_says_who_and_signs_once(recorded, writer):
    now = timezone.now()
    officer = SectionOfficer.objects.of(recorded.tenant_id).filter(section=recorded).first()
    witness, nobody = Signing(SignerRole.WITNESS, "赵六", now), Signing(SignerRole.SUBJECT, " ", now)
    assert "见证人只在当事人拒绝签字时签字" in refused(signing.sign, recorded, image(), witness, actor=writer)
    assert "请写明签字的当事人" in refused(signing.sign, recorded, image(), nobody, actor=writer)
    own = Signing(SignerRole.OFFICER, officer.name, now, officer)
    signing.sign(recorded, image(), own, actor=writer)
    assert refused(signing.sign, recorded, image(), own, actor=writer) == f"{officer.name}已经签字。"


def test_a_refusal_to_sign_has_its_reason(recorded, writer):
    refusal = Refusal("王五", " ", "赵六", timezone.now())
    assert refused(signing.refuse_to_sign, recorded, image(), refusal, actor=writer) == (
        "请写明当事人拒绝签字的理由或情形。"
    )


def test_what_is_not_signed_yet_is_changed_and_not_corrected(recorded, writer):
    given = {"text": "补充", "reason": "漏记", "actor": writer}
    assert refused(signing.correct_record, recorded, **given) == "笔录还没有签字，请直接修改。"


def test_a_result_says_what_follows(recorded, writer):
    done = signed(recorded, writer)
    outcome = Outcome("no_problem", "nonsense")
    with acting(writer):
        assert refused(closing.set_result, done, outcome, actor=writer) == "请选择后续处理。"


def test_a_phone_that_left_something_out_is_told_what_to_do(section, writer):
    def told(kind, about, **values) -> str:
        sent = Sent(kind, uuid.uuid4(), {"at": timezone.now(), **values}, about, None)
        (receipt,) = receive(section.visit, [sent], actor=writer)
        assert receipt.outcome == "refused"
        return receipt.sentence

    entry = points_of(section)[0].entry.pk
    answer = {"outcome": "pass", "note": "", "seen": None}
    assert "设备没有写明是哪个部门的检查单" in told("answer", None, entry=entry, **answer)
    assert "检查要点已不存在" in told("answer", section, entry=0, **answer)
    assert "没有收到文件" in told("evidence", section, sha256="")


def test_an_emergency_says_what_it_is(cast, writer):
    visit = unsaved_visit(cast, emergency_reason=" ")
    assert refused(visits.enter_emergency, visit, parts_of(cast), kind=VisitRefused, actor=writer) == (
        "紧急情况先行检查的，须写明紧急情况。"
    )


def test_an_emergency_is_not_closed_before_it_was_approved_afterwards(cast, writer):
    visit = visits.enter_emergency(
        unsaved_visit(cast, emergency_reason="群众反映正在泄漏"), parts_of(cast), actor=writer
    )
    VisitSection.objects.of(visit.tenant_id).filter(visit=visit).update(state="closed")
    Visit.objects.of(visit.tenant_id).filter(pk=visit.pk).update(state=SECTIONS_CLOSING)
    assert "还没有补办审批" in refused(visits.close_visit, visit, kind=VisitRefused, actor=writer)


def test_what_is_not_in_force_is_not_checked(cast, writer):
    cast.version.state = "draft"
    sentence = refused(visits.plan_visit, unsaved_visit(cast), parts_of(cast), kind=VisitRefused, actor=writer)
    assert "不在现行清单内，未公布的事项不得检查" in sentence


def test_a_pass_names_whom_to_object_to_and_is_taken_back_for_a_reason(cast, writer):
    visit = planned(cast)
    with acting(cast.approver):
        visits.approve_visit(visit, actor=cast.approver)
    with acting(writer):
        visits.notify_visit(visit, materials="", contact="张三 0916-5512345", actor=writer)
        sentence = refused(passes.issue_pass, visit, contact=" ", kind=passes.PassRefused, actor=writer)
        assert "请写明供对象提出异议的联系人和电话" in sentence
        issued = passes.issue_pass(visit, contact=visit.contact, actor=writer)
        sentence = refused(passes.revoke_pass, issued, reason=" ", kind=passes.PassRefused, actor=writer)
        assert sentence == "请写明收回的理由。"
