"""Off site first (R105): a plan that says so begins there, and only a reason leads to the door."""

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.workflow import MoveRefused
from credit.models import CreditEvent
from inspections.models import DrawnOfficer, OffSiteCheck, Visit, VisitSection
from inspections.queries.budget import loads_of
from inspections.queries.coverage import progress_of
from inspections.queries.visits import is_on_team, missing_of, my_visits, sections_on_site, visit_officers
from inspections.services import visits
from inspections.services.off_site import DECIDE_RULE, OffSiteRefused, adopt_off_site, decline_off_site, record_off_site
from inspections.services.visit_changes import follow_recusal
from publication.models import Duty
from registry.models import Officer
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.draws import make_draw, make_stage
from tests.factories.registry import fresh
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of

TODAY = timezone.localdate()


@pytest.fixture
def stage(nanzheng, own_files):
    return make_stage(nanzheng, objects=3, regime="full", sample_ratio=None, technique="off_site")


@pytest.fixture
def visit(stage):
    make_draw(stage, "accepted")
    with scope(stage.place):
        return Visit.objects.of(stage.place).select_related("object", "tenant").filter(task=stage.task).first()


def check(visit, **values):
    given = {"technique": "online", "done_on": TODAY, "text": "平台在线监测数据正常", "is_enough": True}
    return OffSiteCheck(visit=visit, **{**given, **values})


def test_nobody_approves_a_visit_before_it_was_looked_at_from_afar(stage, visit):
    assert visit.state == "off_site"
    chief = make_member(stage.place, "department_admin", stage.lead, name="分管局长")
    with acting(chief), pytest.raises(MoveRefused, match="待非现场检查"):
        visits.approve_visit(visit, actor=chief)


def other_section(stage, visit):
    return VisitSection.objects.of(stage.place).select_related("department").get(visit=visit, department=stage.other)


def enough(stage, visit, **values):
    with acting(stage.holder):
        return record_off_site(check(visit), actor=stage.holder, **values)


def adopt(stage, visit):
    with acting(stage.partner):
        return adopt_off_site(other_section(stage, visit), actor=stage.partner)


def decline(stage, visit, reason="须核对施工现场"):
    with acting(stage.partner):
        return decline_off_site(other_section(stage, visit), reason=reason, actor=stage.partner)


def alone(stage, visit):
    """The lead is the only department of the visit."""
    with acting(stage.holder):
        visit.sections.get(department=stage.other).delete()


def lines_of(member, *keys):
    with acting(member):
        return [(task.what, task.about) for task in tasks_of(member, member.hat.tenant, TODAY, *keys)]


def test_what_is_enough_for_all_ends_there_and_counts_as_done(stage, visit):
    enough(stage, visit)
    with scope(stage.place):
        assert progress_of(stage.task).done == 0
        assert loads_of(stage.place, [visit.object_id], visit.year) == {}
    adopt(stage, visit)
    with scope(stage.place):
        assert progress_of(stage.task).done == 1
        assert loads_of(stage.place, [visit.object_id], visit.year) == {}
    assert fresh(visit).state == "settled_off_site"
    assert fresh(visit).closed_at is not None


def test_a_department_that_goes_alone_settles_in_one_press(stage, visit):
    alone(stage, visit)
    enough(stage, visit)
    settled = fresh(visit)
    assert (settled.state, settled.closed_at is None) == ("settled_off_site", False)


def test_who_goes_there_all_the_same_says_why(stage, visit):
    with acting(stage.holder):
        with pytest.raises(OffSiteRefused, match="原则上不再现场检查"):
            record_off_site(check(visit, is_enough=False), actor=stage.holder)
        record_off_site(check(visit, is_enough=False), why_on_site="监测数据中断三日", actor=stage.holder)
    told = fresh(visit)
    assert (told.state, told.why_on_site) == ("scheduled", "监测数据中断三日")


def test_a_check_of_tomorrow_or_without_words_is_refused(stage, visit):
    with acting(stage.holder):
        with pytest.raises(OffSiteRefused, match="不能晚于今天"):
            record_off_site(check(visit, done_on=TODAY + timezone.timedelta(days=1)), actor=stage.holder)
        with pytest.raises(OffSiteRefused, match="请写明检查情况"):
            record_off_site(check(visit, text=" "), actor=stage.holder)


def test_it_is_checked_once(stage, visit):
    with acting(stage.holder):
        record_off_site(check(visit), actor=stage.holder)
        with pytest.raises(MoveRefused):
            record_off_site(check(visit), actor=stage.holder)


def test_it_is_written_down_on_a_page(stage, visit, sign_in):
    client = sign_in(stage.holder)
    address = f"/610703/visits/{visit.pk}/"
    assert "登记非现场检查" in client.get(address).content.decode()
    form = {"technique": "online", "done_on": TODAY.isoformat(), "text": "数据正常", "is_enough": "0"}
    refused = client.post(f"{address}off_site/", form)
    assert refused.status_code == 422
    assert "原则上不再现场检查" in refused.content.decode()
    assert client.post(f"{address}off_site/", {**form, "is_enough": "1"}).status_code == 302
    page = client.get(address).content.decode()
    assert "已达到检查目的" in page
    assert "区住建局：尚未决定是否采用非现场核查结果" in page


def results_of(place):
    duties = Duty.objects.of(place).filter(kind="inspection_result")
    return {duty.department_id: duty.snapshot["result"] for duty in duties}


def test_mistake_21_the_lead_closes_its_own_section_and_no_other(stage, visit):
    enough(stage, visit)
    with scope(stage.place):
        sections = {one.department_id: one for one in visit.sections.all()}
        lead, other = sections[stage.lead.pk], sections[stage.other.pk]
        assert (lead.state, lead.result, lead.publication) == ("closed", "no_problem", "publish")
        assert (lead.techniques, lead.closed_by) == (["network"], stage.holder)
        assert (other.state, other.result, other.account) == ("open", "", "")
        assert results_of(stage.place) == {stage.lead.pk: "未发现问题"}
        told = fresh(visit)
        assert told.state == "adopting"
        assert [one.sentence for one in missing_of(told)] == ["区住建局：尚未决定是否采用非现场核查结果"]


def test_a_department_adopts_for_itself_and_owes_the_public_its_own_result(stage, visit):
    enough(stage, visit)
    adopt(stage, visit)
    with scope(stage.place):
        section = other_section(stage, visit)
        assert (section.state, section.result, section.closed_by) == ("closed", "no_problem", stage.partner)
        assert section.techniques == ["others_result"]
        assert "采用区市场监管局" in section.account and "平台在线监测数据正常" in section.account
        assert results_of(stage.place) == {stage.lead.pk: "未发现问题", stage.other.pk: "未发现问题"}
        assert missing_of(fresh(visit)) == []


def test_a_result_of_the_catalogue_is_adopted_as_it_is(stage, visit):
    enough(stage, visit, result="no_activity")
    adopt(stage, visit)
    with scope(stage.place):
        assert set(results_of(stage.place).values()) == {"未发现开展本次抽查涉及的经营活动"}


def test_who_does_not_adopt_goes_there_and_nobody_else(stage, visit):
    with scope(stage.place):
        visit.sections.get(department=stage.lead).officers.all().delete()
    enough(stage, visit)
    with pytest.raises(OffSiteRefused, match="请写明须到现场的理由"):
        decline(stage, visit, " ")
    decline(stage, visit)
    told = fresh(visit)
    assert (told.state, told.why_on_site) == ("scheduled", "区住建局：须核对施工现场")
    with scope(stage.place):
        assert [one.department for one in sections_on_site(told)] == [stage.other]
        assert [one.sentence for one in missing_of(told)] == ["区住建局：检查单“待检查”"]
    with acting(make_member(stage.place, "department_admin", stage.lead, name="分管局长")) as chief:
        visits.approve_visit(visit, actor=chief)
    assert fresh(visit).state == "approved"


def test_whose_section_is_settled_does_not_go(stage, visit):
    member = make_member(stage.place, "officer", stage.lead, name="不用去的")
    with scope(stage.place):
        row = visit.sections.get(department=stage.lead).officers.first()
        Officer.objects.of(stage.place).filter(pk=row.officer_id).update(member=member)
        assert is_on_team(visit, member)
    enough(stage, visit)
    decline(stage, visit)
    with scope(stage.place):
        assert not is_on_team(visit, member)
        assert not my_visits(member, stage.place).filter(pk=visit.pk).exists()
        assert {row.section.department for row in visit_officers(visit)} == {stage.other}


def test_nobody_is_replaced_on_a_section_that_is_settled(stage, visit):
    enough(stage, visit)
    with acting(stage.holder):
        rows = DrawnOfficer.objects.of(stage.place).filter(drawn__visit=visit, officer__department=stage.lead)
        pair = rows.select_related("officer", "drawn").first()
        assert follow_recusal([pair], [pair], reason="近亲属", actor=stage.holder) is None


def test_nobody_decides_for_another_department(stage, visit):
    enough(stage, visit)
    with acting(stage.holder):
        with pytest.raises(OffSiteRefused, match="由该部门自己决定，其他部门不能代办"):
            adopt_off_site(other_section(stage, visit), actor=stage.holder)
        with pytest.raises(OffSiteRefused, match="其他部门不能代办"):
            decline_off_site(other_section(stage, visit), reason="代办", actor=stage.holder)


def test_nothing_is_decided_before_the_check_or_twice(stage, visit):
    with pytest.raises(OffSiteRefused, match="没有待决定的非现场核查结果"):
        adopt(stage, visit)
    enough(stage, visit)
    adopt(stage, visit)
    with pytest.raises(OffSiteRefused, match="或者本部门已经决定"):
        decline(stage, visit)


def test_the_workbench_says_who_has_still_to_decide(stage, visit):
    keys = "inspections.off_site", "inspections.undecided"
    assert lines_of(stage.partner, *keys) == []
    enough(stage, visit)
    assert lines_of(stage.partner, *keys) == [("决定是否采用非现场核查结果", str(visit))]
    assert lines_of(stage.holder, *keys) == [("等待区住建局决定是否采用非现场核查结果", str(visit))]
    adopt(stage, visit)
    assert lines_of(stage.partner, *keys) == lines_of(stage.holder, *keys) == []


def test_a_department_has_three_working_days_to_decide(stage, visit, sign_in):
    enough(stage, visit)
    with acting(stage.partner):
        section = other_section(stage, visit)
        clock = running_clock(DECIDE_RULE.name, section)
        assert (clock.length, clock.unit) == (3, "working_day")
        (task,) = tasks_of(stage.partner, stage.place, TODAY, "inspections.off_site")
        assert task.due.on == clock.due_on
    adopt(stage, visit)
    with acting(stage.partner):
        assert running_clock(DECIDE_RULE.name, section) is None


def test_nobody_need_decide_on_a_visit_that_was_called_off(stage, visit, sign_in):
    enough(stage, visit)
    cancelled = sign_in(stage.holder).post(f"{visit.get_absolute_url()}cancel_visit/", {"note": "对象已停业"})
    assert cancelled.status_code == 302
    with acting(stage.partner):
        assert running_clock(DECIDE_RULE.name, other_section(stage, visit)) is None


def test_the_other_department_decides_on_a_page(stage, visit, sign_in):
    enough(stage, visit)
    with scope(stage.place):
        section = other_section(stage, visit)
    address, act = f"/610703/visits/{visit.pk}/", f"/610703/sections/{section.pk}/"
    assert "adopt_off_site" not in sign_in(stage.holder).get(address).content.decode()
    client = sign_in(stage.partner)
    page = client.get(address).content.decode()
    assert f"{act}adopt_off_site/" in page and f"{act}decline_off_site/" in page
    for name in ("adopt_off_site", "decline_off_site"):
        asked = client.get(f"{act}{name}/").content.decode()
        assert "平台在线监测数据正常" in asked, "what is decided upon stands above"
    assert "只办结本部门的检查单" in client.get(f"{act}adopt_off_site/").content.decode()
    refused = client.post(f"{act}decline_off_site/", {"reason": ""})
    assert refused.status_code == 422
    done = client.post(f"{act}adopt_off_site/")
    assert (done.status_code, done.headers["Location"]) == (302, address)
    page = client.get(address).content.decode()
    assert "非现场已办结" in page
    assert "区住建局：已达到检查目的，不再现场检查" in page


def test_who_looked_from_afar_reads_on_while_others_decide(stage, visit, sign_in):
    member = make_member(stage.place, "officer", stage.lead, name="核查员")
    with scope(stage.place):
        named = visit.sections.get(department=stage.lead).officers.values("officer")
        Officer.objects.of(stage.place).filter(pk__in=named[:1]).update(member=member)
    client, address = sign_in(member), f"/610703/visits/{visit.pk}/"
    given = {"technique": "online", "done_on": TODAY.isoformat(), "text": "监测数据正常", "is_enough": "1"}
    done = client.post(f"{address}off_site/", given)
    assert (done.status_code, done.headers["Location"]) == (302, address)
    assert "待各部门决定" in client.get(address).content.decode()


def test_the_other_department_declines_on_a_page(stage, visit, sign_in):
    enough(stage, visit)
    with scope(stage.place):
        section = other_section(stage, visit)
    client = sign_in(stage.partner)
    answer = client.post(f"/610703/sections/{section.pk}/decline_off_site/", {"reason": "须核对施工现场"})
    assert answer.status_code == 302
    page = client.get(f"/610703/visits/{visit.pk}/").content.decode()
    assert "不采用，仍须现场检查（须核对施工现场）" in page
    assert "待审批" in page


def test_only_the_one_who_looked_speaks_for_the_object(stage, visit):
    enough(stage, visit)
    adopt(stage, visit)
    with scope(stage.place):
        events = CreditEvent.objects.of(stage.place).filter(object=visit.object, kind="no_problem")
        assert [event.department_id for event in events] == [stage.lead.pk]


def test_a_problem_seen_from_afar_is_verified_on_site(stage, visit):
    with acting(stage.holder), pytest.raises(OffSiteRefused, match="到现场核实后登记问题"):
        record_off_site(check(visit), result="corrected", actor=stage.holder)
    assert fresh(visit).state == "off_site"
