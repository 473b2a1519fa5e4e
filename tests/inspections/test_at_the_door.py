"""A visit that ends at the door: nobody is found, or nobody is let in; a result that each department answers for."""

import pytest
from django.utils import timezone

from common.workflow import MoveRefused
from credit.models import CreditEvent
from inspections.models import Visit
from inspections.queries.coverage import progress_of
from inspections.queries.visits import missing_of
from inspections.services import closing, findings, records
from inspections.services.at_the_door import confirm_at_the_door, end_at_the_door
from inspections.services.findings import Problem, Settlement
from inspections.services.records import RecordRefused
from inspections.services.visits import VisitRefused
from publication.models import Duty
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.draws import make_draw, make_stage
from tests.factories.registry import fresh
from tests.factories.visits import again, fill, make_cast, on_site, planned, section_of, signed
from tests.factories.worklist import tasks_of

TODAY = timezone.localdate()
WHY = "负责人拒绝开门"


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


def ended(visit, cast, move="meet_refusal", **values):
    with acting(cast.lead_officers[0]) as actor:
        return end_at_the_door(visit, move, actor=actor, note=WHY, **values)


def confirmed(visit, cast, **values):
    with acting(cast.other_officers[0]) as actor:
        return confirm_at_the_door(section_of(visit, cast.other), actor=actor, **values)


def results(visit):
    duties = Duty.objects.of(visit.tenant_id).filter(kind="inspection_result")
    return {duty.department_id: duty.snapshot["result"] for duty in duties}


def lines_of(member):
    keys = "inspections.my_sections", "inspections.unconfirmed"
    with acting(member):
        return [task.what for task in tasks_of(member, member.hat.tenant, TODAY, *keys)]


def test_a_refusal_at_the_door_is_recorded_with_its_reason(visit, cast):
    with acting(cast.lead_officers[0]) as actor, pytest.raises(MoveRefused, match="须填写理由"):
        end_at_the_door(visit, "meet_refusal", actor=actor, note="")
    ended(visit, cast)
    assert visit.state == "refused"
    section = section_of(visit, cast.lead)
    assert (section.state, section.result, section.publication) == ("closed", "not_cooperating", "publish")
    assert (section.result_note, section.account, section.techniques) == (WHY, WHY, ["on_site"])
    assert section.closed_by_id == cast.lead_officers[0].pk


@pytest.mark.parametrize(
    ("move", "result"),
    [("find_nobody", "通过登记的住所（经营场所）无法联系"), ("meet_refusal", "不配合检查情节严重")],
)
def test_a_department_alone_is_done_in_one_act_and_owes_the_public_its_result(cast, move, result):
    visit = on_site(cast, [cast.lead])
    ended(visit, cast, move, follow_up="case")
    with scope(visit.tenant):
        assert results(visit) == {cast.lead.pk: result}
        assert missing_of(visit) == []
        assert section_of(visit, cast.lead).follow_up == "case"


def test_mistake_21_the_other_department_confirms_for_itself(visit, cast):
    ended(visit, cast)
    with scope(visit.tenant):
        assert results(visit) == {cast.lead.pk: "不配合检查情节严重"}
        assert [one.sentence for one in missing_of(visit)] == [f"{cast.other}：尚未确认未能检查"]
        assert section_of(visit, cast.other).state == "open"
    confirmed(visit, cast, note="燃气间亦未开门")
    with scope(visit.tenant):
        section = section_of(visit, cast.other)
        assert (section.state, section.result) == ("closed", "not_cooperating")
        assert section.result_note == f"{WHY}（{cast.lead}记录，本部门确认）燃气间亦未开门"
        assert set(results(visit)) == {cast.lead.pk, cast.other.pk}
        assert missing_of(visit) == []


def test_nobody_confirms_for_another_department_or_where_nothing_waits(visit, cast):
    section = section_of(visit, cast.other)
    with acting(cast.other_officers[0]) as actor, pytest.raises(VisitRefused, match="不需要确认未能检查"):
        confirm_at_the_door(section, actor=actor)
    ended(visit, cast)
    with (
        acting(cast.lead_officers[0]) as actor,
        pytest.raises(VisitRefused, match="未能检查由该部门参加"),
    ):
        confirm_at_the_door(section, actor=actor)
    confirmed(visit, cast)
    with pytest.raises(VisitRefused, match="或者已经确认"):
        confirmed(visit, cast)


def test_only_who_goes_there_ends_it(cast):
    visit = planned(cast)
    with acting(cast.approver) as approver, pytest.raises(VisitRefused, match="不在检查人员名单内"):
        end_at_the_door(visit, "find_nobody", actor=approver, note=WHY)


def test_after_a_signature_it_is_no_longer_ended_at_the_door(visit, cast):
    signed(fill(section_of(visit, cast.other), cast.other_officers[0]), cast.other_officers[0])
    with pytest.raises(VisitRefused, match="不能再记为没有检查"):
        ended(visit, cast)


def test_a_refusal_speaks_against_the_object_once_and_absence_does_not(visit, cast):
    ended(visit, cast)
    confirmed(visit, cast)
    with scope(visit.tenant):
        told = CreditEvent.objects.of(visit.tenant_id)
        assert [event.kind for event in told] == ["refused", "refused"]
        assert len({event.fact for event in told}) == 1
    other = on_site(cast)
    ended(other, cast, "find_nobody")
    with scope(visit.tenant):
        assert CreditEvent.objects.of(visit.tenant_id).count() == 2


def problem(section, actor):
    with acting(actor):
        return findings.add_finding(section, Problem("堵塞通道", "《消防法》第二十八条", "general"), actor=actor)


def test_what_was_found_before_is_handled_first_and_withdrawing_it_leaves_the_result(visit, cast):
    writer, section = cast.lead_officers[0], section_of(visit, cast.lead)
    finding = problem(section, writer)
    with pytest.raises(RecordRefused, match="还有1个问题没有处理"):
        ended(visit, cast)
    with acting(writer):
        findings.settle_finding(finding, Settlement("warning", "当场警示"), actor=writer)
    visit = fresh(visit)
    ended(visit, cast)
    with acting(cast.approver):
        findings.withdraw_finding(fresh(finding), reason="认定有误", actor=cast.approver)
        closing.correct_result(again(section), reason="认定有误", actor=cast.approver)
    assert again(section).result == "not_cooperating"


def test_what_was_written_before_stays(visit, cast):
    writer, section = cast.lead_officers[0], section_of(visit, cast.lead)
    with acting(writer):
        records.write_account(section, techniques=["network"], account="先核对了平台数据。", actor=writer)
    ended(visit, cast)
    section = section_of(visit, cast.lead)
    assert (section.techniques, section.account) == (["network"], "先核对了平台数据。")


@pytest.mark.parametrize("state", ["refused", "subject_unreachable"])
def test_it_counts_as_looked_at_once_every_department_confirmed(nanzheng, own_files, state):
    stage = make_stage(nanzheng, objects=3, regime="full", sample_ratio=None)
    make_draw(stage, "accepted")
    with scope(stage.place):
        first = Visit.objects.of(stage.place).filter(task=stage.task).first()
        Visit.objects.of(stage.place).filter(pk=first.pk).update(state=state)
        assert progress_of(stage.task).done == 0
        first.sections.update(state="closed")
        assert progress_of(stage.task).done == 1


def test_the_workbench_says_who_has_still_to_confirm(visit, cast):
    ended(visit, cast)
    assert lines_of(cast.other_officers[0]) == ["确认本部门未能检查"]
    assert lines_of(cast.lead_officers[0]) == [f"等待{cast.other}确认未能检查"]
    confirmed(visit, cast)
    assert lines_of(cast.other_officers[0]) == lines_of(cast.lead_officers[0]) == []


def test_each_department_confirms_on_its_page(visit, cast, sign_in):
    client, address = sign_in(cast.lead_officers[0]), f"/610703/visits/{visit.pk}/"
    page = client.get(f"{address}find_nobody/").content.decode()
    assert "通过登记的住所（经营场所）无法联系" in page
    assert client.post(f"{address}find_nobody/", {"note": ""}).status_code == 422
    assert client.post(f"{address}find_nobody/", {"note": WHY}).status_code == 302
    page = client.get(address).content.decode()
    section = section_of(visit, cast.other)
    act = f"/610703/sections/{section.pk}/close_at_door/"
    assert f"{cast.other}：尚未确认未能检查" in page and act not in page
    other = sign_in(cast.other_officers[0])
    assert act in other.get(address).content.decode()
    assert "close_at_door" not in other.get(section.get_absolute_url()).content.decode()
    done = other.post(act, {"note": ""})
    assert (done.status_code, done.headers["Location"]) == (302, address)
    assert "尚未确认" not in other.get(address).content.decode()
    assert "通过登记的住所（经营场所）无法联系" in client.get(section.get_absolute_url()).content.decode()


def test_in_a_running_visit_nobody_is_offered_to_confirm(visit, cast, sign_in):
    section = section_of(visit, cast.lead)
    page = sign_in(cast.lead_officers[0]).get(section.get_absolute_url()).content.decode()
    assert "未能检查办结" not in page
