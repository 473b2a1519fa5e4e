"""What is found steers the next draw: credit events, risk signals, the level; taken back by entries (R110, R160)."""

import pytest
from django.utils import timezone

from credit.models import CreditEvent
from credit.queries import facts_against
from inspections.attributes import StratumBasis
from inspections.models import Finding
from inspections.queries.pools import sizes_by
from inspections.queries.records import entries_of
from inspections.services import closing, findings
from inspections.services.closing import Outcome
from inspections.services.findings import Demand, FindingRefused, Problem, Settlement
from inspections.services.ledgers import tell_closed_section
from publication.models import Duty
from registry.models import SupervisedObject
from registry.models.gradings import GradingSource
from risk.models import RiskLevel, RiskSignal
from risk.queries import level_of
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.tenancy import make_member
from tests.factories.visits import closed, fill, make_cast, on_site, section_of, signed

TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


def ready(visit, department, writer, outcome="pass"):
    """The department's section, signed; a failed point shares its fact with the other department's."""
    return signed(fill(section_of(visit, department), writer, outcome, "未悬挂" if outcome == "fail" else ""), writer)


def found(section, writer, severity="general", at=0):
    """A finding at the first point, settled with a warning."""
    with acting(writer):
        entry = entries_of(section).order_by("pk")[at]
        problem = Problem("未在醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", severity, entry)
        finding = findings.add_finding(section, problem, actor=writer)
        return findings.settle_finding(finding, Settlement("warning", "当场警示"), actor=writer)


def events(place, **values):
    return sorted(CreditEvent.objects.of(place).filter(**values).values_list("kind", flat=True))


def pool(place):
    return SupervisedObject.objects.of(place)


def test_no_problem_is_told_once_and_speaks_for_the_object(cast, visit):
    writer = cast.lead_officers[0]
    section = closed(ready(visit, cast.lead, writer), writer)
    with acting(writer):
        tell_closed_section(section, actor=writer)
        assert events(visit.tenant_id) == ["no_problem"]
        assert level_of(cast.subject, TODAY) == ""


def test_a_serious_finding_raises_the_level_and_with_it_the_stratum_of_the_next_draw(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    found(section, writer, "serious")
    with acting(writer):
        assert events(visit.tenant_id) == []
    closed(section, writer, "awaiting")
    with acting(writer):
        assert events(visit.tenant_id) == ["problem"]
        assert RiskSignal.objects.of(visit.tenant_id).get().weight == 4
        level = RiskLevel.objects.of(visit.tenant_id).get()
        assert level.source == GradingSource.MODEL
        assert "未在醒目位置悬挂营业执照" in level.reason
        assert level.review_on > TODAY
        sizes = sizes_by(pool(visit.tenant_id), 1, StratumBasis.RISK_LEVEL, tenant=visit.tenant, today=TODAY)
        assert sizes == {"2": 1}


def test_mistake_43_two_departments_who_found_one_fact_are_counted_once(cast, visit):
    for department, writer in ((cast.lead, cast.lead_officers[0]), (cast.other, cast.other_officers[0])):
        section = ready(visit, department, writer, "fail")
        found(section, writer)
        closed(section, writer, "awaiting")
    with acting(cast.lead_officers[0]):
        assert events(visit.tenant_id) == ["problem", "problem"]
        assert dict(facts_against(visit.tenant, pool(visit.tenant_id), TODAY)) == {cast.subject.pk: 1}


def test_a_first_minor_one_that_was_spared_is_no_credit_event(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    with acting(writer):
        problem = Problem("未悬挂", "《市场主体登记管理条例》第三十六条", "minor")
        finding = findings.add_finding(section, problem, actor=writer)
        spared = Settlement("guidance", "当场改正", why_spared="首次、轻微、当场改正")
        findings.settle_finding(finding, spared, actor=writer)
    closed(section, writer, "corrected")
    with acting(writer):
        assert events(visit.tenant_id) == []
        assert RiskSignal.objects.of(visit.tenant_id).get().weight == 1


def test_obstruction_in_earnest_is_told(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    found(section, writer)
    closed(section, writer, "not_cooperating")
    with acting(writer):
        assert events(visit.tenant_id) == ["problem", "refused"]


def test_what_becomes_of_a_finding_is_told_as_it_happens(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    with acting(writer):
        problem = Problem("未悬挂", "《市场主体登记管理条例》第三十六条", "general")
        finding = findings.add_finding(section, problem, actor=writer)
        demand = Demand("十日内悬挂", "第四十八条", TODAY + timezone.timedelta(days=10))
        order = findings.order_correction(section, [finding], demand, actor=writer)
        findings.submit_correction(order, text="称已悬挂", files=[], actor=writer)
        later = TODAY + timezone.timedelta(days=20)
        findings.fail_correction(order, text="仍未悬挂", due_on=later, actor=writer)
        findings.submit_correction(order, text="已悬挂", files=[], actor=writer)
        findings.verify_correction(order, text="已悬挂", actor=writer)
        assert events(visit.tenant_id) == ["corrected", "not_corrected"]


@pytest.fixture
def withdrawable(cast, visit):
    """A serious finding of a closed section, and another person of the department."""
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    finding = found(section, writer, "serious")
    closed(section, writer, "awaiting")
    return fresh(finding), make_member(visit.tenant, "department_admin", cast.lead, name="复核人")


def test_a_finding_that_was_wrong_is_taken_back_by_entries_and_the_level_follows(withdrawable, cast):
    finding, reviewer = withdrawable
    with acting(reviewer):
        findings.withdraw_finding(finding, reason="当事人申辩成立", actor=reviewer)
        rows = CreditEvent.objects.of(finding.tenant_id).filter(object=cast.subject)
        assert rows.filter(kind="problem").count() == 2
        reversal = rows.exclude(reverses=None).get()
        assert "当事人申辩成立" in reversal.text
        assert not reversal.counts
        assert dict(facts_against(finding.tenant, pool(finding.tenant_id), TODAY)) == {}
        assert level_of(cast.subject, TODAY) == "3"
        assert RiskSignal.objects.of(finding.tenant_id).count() == 2
        section = fresh(finding).section
        assert section.result == "no_problem"
        assert "当事人申辩成立" in section.result_note
        duty = Duty.objects.of(finding.tenant_id).get(kind="inspection_result")
        assert duty.snapshot["findings"] == ""
        assert duty.snapshot["result"] == "未发现问题"


def test_a_closed_result_with_a_finding_left_stays_and_is_worded_anew(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer, "fail")
    wrong = found(section, writer)
    found(section, writer, at=1)
    closed(section, writer, "awaiting")
    with acting(cast.approver):
        findings.withdraw_finding(fresh(wrong), reason="重复登记", actor=cast.approver)
        assert fresh(wrong).section.result == "awaiting"
        duty = Duty.objects.of(visit.tenant_id).get(kind="inspection_result")
        assert duty.snapshot["findings"].count("未在醒目位置悬挂营业执照") == 1


def test_who_found_it_does_not_take_it_back_alone(withdrawable, cast):
    finding, _reviewer = withdrawable
    with acting(cast.lead_officers[0]) as writer, pytest.raises(FindingRefused, match="另一名有权限的人员"):
        findings.withdraw_finding(finding, reason="弄错了", actor=writer)


def test_a_withdrawn_finding_no_longer_stands_in_the_way_of_no_problem(cast, visit):
    writer = cast.lead_officers[0]
    section = ready(visit, cast.lead, writer)
    finding = found(section, writer)
    with acting(cast.approver):
        findings.withdraw_finding(fresh(finding), reason="登记到了别家", actor=cast.approver)
    with acting(writer):
        closing.set_result(section, Outcome("no_problem", "none"), actor=writer)
        assert Finding.objects.of(visit.tenant_id).count() == 1


def test_the_withdrawal_shows_on_the_pages_of_both_ledgers(withdrawable, cast, sign_in):
    finding, reviewer = withdrawable
    browser = sign_in(reviewer)
    page = browser.get(finding.get_absolute_url()).content.decode()
    assert "撤销问题" in page
    assert browser.post(f"{finding.get_absolute_url()}withdraw_finding/", {"note": ""}).status_code == 422
    assert browser.post(f"{finding.get_absolute_url()}withdraw_finding/", {"note": "申辩成立"}).status_code == 302
    assert "已撤销" in browser.get(finding.get_absolute_url()).content.decode()
    subject = cast.subject.pk
    assert "检查发现问题（已撤销）" in browser.get(f"/610703/credit/objects/{subject}/").content.decode()
    assert "检查发现问题（已撤销）" in browser.get(f"/610703/risk/objects/{subject}/").content.decode()
