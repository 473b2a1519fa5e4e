"""Findings: the ladder, orders to correct with their clocks, verification, first minor ones (R078–R081, R106)."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from common.clocks.running import running_clock
from inspections.documents.visits import case_handover
from inspections.models import Finding
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
    ("severity", "handling", "sentence"),
    [
        ("general", "recall", "请从轻选择"),
        ("serious", "halt", "“责令停产停业”属于行政处罚，不能当场处理办结。请登记立案"),
        ("serious", "revocation", "请登记立案，由办案机构经法制审核后作出决定"),
    ],
)
def test_the_ladder_of_handling(section, writer, severity, handling, sentence):
    with acting(writer):
        row = findings.add_finding(section, problem(severity), actor=writer)
        with pytest.raises(FindingRefused, match=sentence):
            findings.settle_finding(row, Settlement(handling, "当场处理", "第五十条"), actor=writer)


@pytest.mark.parametrize(
    ("severity", "measure", "basis", "sentence"),
    [
        ("general", "revocation", "第五十条", "请从轻选择"),
        ("serious", "lifetime_ban", "", "惩罚性措施须写明国家规定的法律依据"),
        ("serious", "warning", "第五十条", "请从轻选择"),
    ],
)
def test_a_penalty_is_proposed_with_a_case(section, writer, severity, measure, basis, sentence):
    with acting(writer):
        row = findings.add_finding(section, problem(severity), actor=writer)
        case = Case("南市监立〔2026〕3号", "区综合行政执法大队", measure=measure, basis=basis)
        with pytest.raises(FindingRefused, match=sentence):
            findings.file_case(row, case, actor=writer)


def test_the_case_unit_is_told_what_is_proposed_and_decides_itself(section, writer, sign_in):
    with acting(writer):
        row = findings.add_finding(section, problem("serious"), actor=writer)
    page = sign_in(writer)
    assert "登记立案" in page.get(f"{row.get_absolute_url()}settle_finding/").content.decode()
    address = f"{row.get_absolute_url()}file_case/"
    given = {"case_number": "南市监立〔2026〕3号", "case_unit": "区综合行政执法大队", "measure": "lifetime_ban"}
    refused = page.post(address, given)
    assert refused.status_code == 422
    assert "惩罚性措施须写明国家规定的法律依据。" in refused.content.decode()
    assert page.post(address, given | {"basis": "《食品安全法》第一百三十五条"}).status_code == 302
    with acting(writer):
        assert fresh(row).get_handling_display() == "终身禁入"
        assert case_handover(fresh(row))["proposed"] == "终身禁入"


def test_a_penalty_without_a_case_is_not_stored(finding, writer):
    with acting(writer), pytest.raises(IntegrityError, match="finding_penalty_has_case"), transaction.atomic():
        Finding.objects.of(finding.tenant_id).filter(pk=finding.pk).update(handling="revocation")


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
