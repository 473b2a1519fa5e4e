"""What phones send: once, in order, refused with a sentence, kept when it came too late."""

import hashlib
import uuid

import pytest
from django.utils import timezone

from inspections.models import Correction, Evidence, HeldRecord, SectionEntry, SectionOfficer, Signature, VisitPass
from inspections.passes import read_token
from inspections.queries.field import download, field_visits
from inspections.queries.passes import public_keys
from inspections.queries.records import points_of, record_digest
from inspections.services.field import FieldRefused, Sent, decide_held, receive
from inspections.services.passes import PassRefused, issue_pass, revoke_pass
from inspections.services.visits import approve_visit, notify_visit
from inspections.states import NOTIFIED, PASS_ISSUED, RECORDED, SIGNED
from tenancy.scope import scope
from tests.factories.tenancy import make_department
from tests.factories.visits import PNG, again, fill, image, make_cast, on_site, photo, planned, section_of, signed

NOW = timezone.now


@pytest.fixture
def cast(nanzheng, bureau, own_files):
    return make_cast(bureau, make_department(nanzheng, "区人社局"))


@pytest.fixture
def visit(cast):
    return on_site(cast)


@pytest.fixture
def section(visit, cast):
    return section_of(visit, cast.lead)


@pytest.fixture
def send(visit, cast):
    """A function that sends writes as the lead's first officer and returns the receipts."""

    def sending(*sent, actor=None):
        member = actor or cast.lead_officers[0]
        with scope(visit.tenant, member=member):
            return receive(visit, sent, actor=member)

    return sending


def piece(kind, section=None, file=None, key=None, **values) -> Sent:
    return Sent(kind, key or uuid.uuid4(), {"at": NOW(), **values}, section, file)


def answered(section, point=0, outcome="pass", note="", key=None, **seen) -> Sent:
    with scope(section.tenant_id):
        entry = points_of(section)[point].entry
    return piece("answer", section, key=key, entry=entry.pk, outcome=outcome, note=note, **{"seen": None, **seen})


def pictured(section, file, sha256=None, key=None) -> Sent:
    sha256 = sha256 or hashlib.sha256(file.read()).hexdigest()
    more = {"entry": None, "longitude": None, "latitude": None}
    return piece(
        "evidence", section, file, key, medium="photo", description="门头", place="南环路96号", sha256=sha256, **more
    )


def count(model, section) -> int:
    with scope(section.tenant_id):
        return model.objects.of(section.tenant_id).filter(section=section).count()


def test_what_is_sent_twice_is_kept_once(send, section):
    sent = [answered(section), pictured(section, photo()), piece("statement", section, given_by="王五", text="无异议")]
    first, second = send(*sent), send(*sent)
    assert [one.outcome for one in first] == ["kept"] * 3
    assert first == second
    assert count(SectionEntry, section) == count(Evidence, section) == 1


def test_a_photo_whose_bytes_changed_on_the_way_is_refused_with_a_sentence(send, section):
    (receipt,) = send(pictured(section, photo(b"changed"), sha256=hashlib.sha256(PNG).hexdigest()))
    assert receipt.outcome == "refused"
    assert "校验码不一致" in receipt.sentence
    assert count(Evidence, section) == count(HeldRecord, section) == 0


def test_two_devices_that_disagree_keep_both_answers_and_say_so(send, section, cast):
    (first,) = send(answered(section))
    (second,) = send(answered(section, outcome="fail", note="过期"), actor=cast.lead_officers[1])
    assert (first.outcome, second.outcome) == ("kept", "conflict")
    assert "两份都已保留" in second.sentence
    assert count(SectionEntry, section) == 2


def test_a_person_reads_every_answer_that_disagrees(send, section, cast):
    first, second = cast.lead_officers[:2]
    send(answered(section, note="报告在有效期内"))
    send(answered(section, outcome="fail", note="10月已到期"), actor=second)
    with scope(section.tenant_id):
        rivals = points_of(section)[0].rivals
        (answer,) = [
            one
            for part in download(section.visit, first, timezone.localdate())["sections"]
            for one in part["answers"]
            if part["is_mine"]
        ]
    assert [(one.recorded_by, one.note) for one in rivals] == [(first, "报告在有效期内"), (second, "10月已到期")]
    assert [one["by"] for one in answer["rivals"]] == [first.name, second.name]
    send(answered(section, outcome="fail", note="共同核对：10月已到期", seen=rivals[-1].pk))
    with scope(section.tenant_id):
        assert points_of(section)[0].rivals == []


def test_what_another_device_wrote_down_is_not_hidden_by_the_same_outcome(send, section, cast):
    send(answered(section, outcome="fail", note="缺2具灭火器"))
    (other,) = send(answered(section, outcome="fail", note="1具灭火器过期"), actor=cast.lead_officers[1])
    assert other.outcome == "conflict"


def test_a_device_may_correct_itself_before_it_has_sent(send, section):
    first = answered(section, outcome="fail", note="未悬挂")
    again_ = answered(section, note="在门厅，刚才看漏", seen_key=first.device_key)
    assert [one.outcome for one in send(first, again_)] == ["kept", "kept"]


def test_correcting_itself_does_not_settle_what_another_device_wrote(send, section, cast):
    send(answered(section), actor=cast.lead_officers[1])
    first = answered(section, outcome="fail", note="未悬挂")
    again_ = answered(section, outcome="fail", note="大门未悬挂", seen_key=first.device_key)
    assert [one.outcome for one in send(first, again_)] == ["conflict", "conflict"]
    with scope(section.tenant_id):
        assert len(points_of(section)[0].rivals) == 3


def test_one_bad_write_does_not_undo_its_neighbours(send, section):
    bad = answered(section, 1, outcome="fail")
    receipts = send(answered(section), bad, piece("statement", section, given_by="王五", text="无异议"))
    assert [one.outcome for one in receipts] == ["kept", "held", "kept"]
    assert "写明具体情况" in receipts[1].sentence


def test_mistake_24_a_whole_visit_is_written_finished_and_signed_from_the_phone(send, section, visit, cast):
    send(*[answered(section, point) for point in range(2)], pictured(section, photo()))
    with scope(visit.tenant):
        ready = again(section)
        ready.techniques, ready.account = ["on_site"], "现场正常经营。"
        seal = record_digest(ready)
        officers = list(SectionOfficer.objects.of(visit.tenant_id).filter(section=section))
    finish = piece("record", section, techniques=["on_site"], account="现场正常经营。", record_hash=seal)
    names = [
        piece("signature", section, image(), role="officer", name="", officer=o.pk, record_hash=seal) for o in officers
    ]
    subject = piece("signature", section, image(), role="subject", name="王五", officer=None, record_hash=seal)
    sent = [finish, *names, subject]
    assert [one.outcome for one in send(*sent)] == ["kept"] * 4
    assert again(section).state == SIGNED
    assert [one.outcome for one in send(*sent)] == ["kept"] * 4
    assert count(Signature, section) == 3


def test_nobody_signs_another_record_than_was_read_on_the_phone(send, section):
    send(*[answered(section, point) for point in range(2)])
    finish = piece("record", section, techniques=["on_site"], account="正常。", record_hash="0" * 64)
    (receipt,) = send(finish)
    assert receipt.outcome == "refused"
    assert "不一致" in receipt.sentence
    assert again(section).state != RECORDED
    assert again(section).account == ""


def test_what_comes_after_the_signature_is_kept_for_a_person(send, section, cast):
    late = pictured(section, photo(b"late"))
    finished = signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0])
    for _time in range(2):
        (receipt,) = send(answered(finished, outcome="fail", note="后来发现"))
        assert receipt.outcome == "held"
    (receipt,) = send(late)
    assert receipt.outcome == "held"
    assert [one.outcome for one in send(late)] == ["held"]
    assert count(HeldRecord, section) == 3
    assert count(Evidence, section) == 1


def test_a_late_record_is_decided_once_by_its_own_officers(send, section, cast):
    actor = cast.lead_officers[0]
    finished = signed(fill(section, actor), actor)
    send(answered(finished, outcome="fail", note="后来发现"))
    with scope(section.tenant, member=actor):
        held = HeldRecord.objects.of(section.tenant_id).get()
        with pytest.raises(FieldRefused, match="理由"):
            decide_held(held, "correction", note=" ", actor=actor)
        with pytest.raises(FieldRefused, match="只有"):
            decide_held(held, "correction", note="补充", actor=cast.other_officers[0])
        decide_held(held, "correction", note="离线设备晚到", actor=actor)
        with pytest.raises(FieldRefused, match="已经处理"):
            decide_held(held, "set_aside", note="再来", actor=actor)
    assert count(Correction, section) == 1


def test_another_departments_officer_writes_nothing_and_nothing_is_held(send, section, cast):
    (receipt,) = send(answered(section), actor=cast.other_officers[0])
    assert receipt.outcome == "refused"
    assert count(HeldRecord, section) == 0


def test_the_download_holds_all_sections_and_says_which_are_mine(visit, cast):
    actor = cast.other_officers[0]
    with scope(visit.tenant, member=actor):
        assert list(field_visits(actor, visit.tenant)) == [visit]
        whole = download(visit, actor, timezone.localdate())
    mine = [section for section in whole["sections"] if section["is_mine"]]
    assert len(whole["sections"]) == 2
    assert [section["department"] for section in mine] == ["区人社局"]
    assert mine[0]["points"][0]["basis"]
    assert mine[0]["taker"] == actor.name


# --- the pass --------------------------------------------------------------------------------------------------------


def test_a_pass_is_signed_for_an_approved_visit_and_taken_back(cast):
    visit = planned(cast)
    with scope(visit.tenant, member=cast.approver):
        approve_visit(visit, actor=cast.approver)
    actor = cast.lead_officers[0]
    with scope(visit.tenant, member=actor):
        notify_visit(visit, materials="营业执照\n劳动合同", contact="张三 0916-5512345", actor=actor)
        with pytest.raises(PassRefused, match="联系人"):
            issue_pass(visit, contact=" ", actor=actor)
        issued = issue_pass(visit, contact=visit.contact, actor=actor)
        assert visit.state == PASS_ISSUED
        content = read_token(issued.token, public_keys())
        assert content["n"] == visit.number
        assert len(content["o"]) == 4
        assert content["r"] == ["营业执照", "劳动合同"]
        revoke_pass(issued, reason="改期", actor=actor)
        visit.refresh_from_db()
        assert visit.state == NOTIFIED, "who comes above a cap needs a pass that was not taken back"
        with pytest.raises(PassRefused, match="已经收回"):
            revoke_pass(issued, reason="改期", actor=actor)
        assert VisitPass.objects.of(visit.tenant_id).get().revoke_reason == "改期"
