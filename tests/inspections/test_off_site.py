"""Off site first (R105): a plan that says so begins there, and only a reason leads to the door."""

import pytest
from django.utils import timezone

from common.workflow import MoveRefused
from credit.models import CreditEvent
from inspections.models import OffSiteCheck, Visit
from inspections.queries.budget import loads_of
from inspections.queries.coverage import progress_of
from inspections.queries.visits import missing_of
from inspections.services import visits
from inspections.services.off_site import OffSiteRefused, record_off_site
from publication.models import Duty
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.draws import make_draw, make_stage
from tests.factories.registry import fresh
from tests.factories.tenancy import make_member

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


def test_what_is_enough_ends_there_and_counts_as_done(stage, visit):
    with acting(stage.holder):
        record_off_site(check(visit), actor=stage.holder)
        assert progress_of(stage.task).done == 1
        assert loads_of(stage.place, [visit.object_id], visit.year) == {}
    assert fresh(visit).state == "settled_off_site"


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
    assert "已达到检查目的" in client.get(address).content.decode()


def test_what_is_settled_from_afar_closes_every_section_and_owes_the_public_its_result(stage, visit):
    with acting(stage.holder):
        record_off_site(check(visit), actor=stage.holder)
        sections = {one.department_id: one for one in visit.sections.all()}
        lead, other = sections[stage.lead.pk], sections[stage.other.pk]
        assert {(one.state, one.result, one.publication) for one in sections.values()} == {
            ("closed", "no_problem", "publish")
        }
        assert (lead.techniques, other.techniques) == (["network"], ["others_result"])
        assert "平台在线监测数据正常" in other.account
        duties = Duty.objects.of(stage.place).filter(kind="inspection_result")
        assert {duty.department_id for duty in duties} == {stage.lead.pk, stage.other.pk}
        assert {duty.snapshot["result"] for duty in duties} == {"未发现问题"}
        assert missing_of(visit) == []


def test_only_the_one_who_looked_speaks_for_the_object(stage, visit):
    with acting(stage.holder):
        record_off_site(check(visit), actor=stage.holder)
        events = CreditEvent.objects.of(stage.place).filter(object=visit.object, kind="no_problem")
        assert [event.department_id for event in events] == [stage.lead.pk]


def test_a_problem_seen_from_afar_is_verified_on_site(stage, visit):
    with acting(stage.holder), pytest.raises(OffSiteRefused, match="到现场核实后登记问题"):
        record_off_site(check(visit), result="corrected", actor=stage.holder)
    assert fresh(visit).state == "off_site"
