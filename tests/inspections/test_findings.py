"""Findings: the ladder, orders to correct with their clocks, verification, first minor ones (R078–R081, R106)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from inspections.queries.findings import first_minor
from inspections.services import findings
from inspections.services.findings import CORRECT_RULE, VERIFY_RULE, Case, Demand, FindingRefused, Problem, Settlement
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.visits import make_cast, on_site, section_of

TODAY = timezone.localdate()
DEMAND = Demand("十日内悬挂营业执照", "《市场主体登记管理条例》第四十八条", TODAY + timedelta(days=10))


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def section(cast):
    return section_of(on_site(cast), cast.lead)


@pytest.fixture
def writer(cast):
    return cast.lead_officers[0]


def problem(severity: str = "minor") -> Problem:
    return Problem("未在住所醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", severity)


@pytest.fixture
def finding(section, writer):
    with acting(writer):
        return findings.add_finding(section, problem(), actor=writer)


@pytest.fixture
def order(section, finding, writer):
    with acting(writer):
        return findings.order_correction(section, [finding], DEMAND, actor=writer)


def test_an_order_to_correct_runs_until_its_own_day(order, finding, writer):
    with acting(writer):
        clock = running_clock(CORRECT_RULE.name, order)
    assert clock.due_on == order.due_on >= DEMAND.due_on
    assert fresh(finding).state == "correction_ordered"


def test_evidence_stops_the_subjects_clock_and_starts_ours(order, finding, writer):
    with acting(writer):
        findings.submit_correction(order, text="已悬挂，附照片", files=[], actor=writer)
        assert running_clock(CORRECT_RULE.name, order) is None
        assert running_clock(VERIFY_RULE.name, order) is not None
        findings.verify_correction(order, text="现场复查已悬挂", actor=writer)
        assert running_clock(VERIFY_RULE.name, order) is None
    assert fresh(finding).state == "closed"


def test_what_was_not_corrected_gets_a_new_day(order, finding, writer):
    later = TODAY + timedelta(days=20)
    with acting(writer):
        findings.submit_correction(order, text="称已悬挂", files=[], actor=writer)
        with pytest.raises(FindingRefused, match="写明复查情况"):
            findings.fail_correction(order, text="", due_on=later, actor=writer)
        findings.fail_correction(order, text="仍未悬挂", due_on=later, actor=writer)
        assert running_clock(CORRECT_RULE.name, order).due_on == order.due_on >= later
    assert fresh(finding).state == "correction_ordered"


def test_another_department_does_not_verify(cast, order, writer):
    with acting(writer):
        findings.submit_correction(order, text="已悬挂", files=[], actor=writer)
    with acting(cast.other_officers[0]) as stranger, pytest.raises(FindingRefused, match="有权限的人员办理"):
        findings.verify_correction(order, text="好了", actor=stranger)


def test_an_order_is_delivered_to_somebody(order, writer):
    with acting(writer):
        with pytest.raises(FindingRefused, match="写明签收人"):
            findings.deliver_order(order, way="direct", received_by="", delivered_on=TODAY, actor=writer)
        findings.deliver_order(order, way="direct", received_by="王五", delivered_on=TODAY, actor=writer)
        with pytest.raises(FindingRefused, match="已经登记送达"):
            findings.deliver_order(order, way="direct", received_by="王五", delivered_on=TODAY, actor=writer)


@pytest.mark.parametrize(
    ("severity", "handling", "basis", "sentence"),
    [
        ("minor", "halt", "第五十条", "请从轻选择"),
        ("general", "revocation", "第五十条", "请从轻选择"),
        ("serious", "lifetime_ban", "", "须写明国家规定的法律依据"),
    ],
)
def test_the_ladder_of_handling(section, writer, severity, handling, basis, sentence):
    with acting(writer):
        row = findings.add_finding(section, problem(severity), actor=writer)
        with pytest.raises(FindingRefused, match=sentence):
            findings.settle_finding(row, Settlement(handling, "当场处理", basis), actor=writer)


def test_the_first_minor_one_is_hinted_at_and_the_second_is_not(section, finding, writer):
    with acting(writer):
        assert first_minor(finding).applies
        second = findings.add_finding(section, problem(), actor=writer)
        assert "此前已有1次" in first_minor(second).sentence
        spared = Settlement("guidance", "当场改正", why_spared="首次、轻微、当场改正")
        assert findings.settle_finding(finding, spared, actor=writer).is_spared


def test_only_a_minor_one_is_spared(section, writer):
    with acting(writer):
        row = findings.add_finding(section, problem("general"), actor=writer)
        with pytest.raises(FindingRefused, match="只有轻微违法"):
            findings.settle_finding(row, Settlement("warning", "x", why_spared="首次"), actor=writer)


def test_a_case_has_its_number(finding, writer):
    with acting(writer):
        with pytest.raises(FindingRefused, match="立案号"):
            findings.file_case(finding, Case(" ", "区综合行政执法大队"), actor=writer)
        findings.file_case(finding, Case("南市监立〔2026〕3号", "区综合行政执法大队"), actor=writer)
    assert fresh(finding).state == "case_filed"
