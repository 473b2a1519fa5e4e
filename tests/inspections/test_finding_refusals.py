"""What a clerk reads who skips a step between a finding and its end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.services import findings, incidents
from inspections.services.findings import Case, Demand, FindingRefused, Problem
from inspections.services.visits import VisitRefused
from tests.factories.directory import acting
from tests.factories.visits import make_cast, on_site, section_of

TODAY = timezone.localdate()
DEMAND = Demand("十日内悬挂营业执照", "《市场主体登记管理条例》第四十八条", TODAY + timedelta(days=10))
PROBLEM = Problem("未在住所醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", "minor")


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def section(cast):
    return section_of(on_site(cast), cast.lead)


@pytest.fixture
def writer(cast):
    with acting(cast.lead_officers[0]) as member:
        yield member


@pytest.fixture
def finding(section, writer):
    return findings.add_finding(section, PROBLEM, actor=writer)


@pytest.fixture
def order(section, finding, writer):
    return findings.order_correction(section, [finding], DEMAND, actor=writer)


def refused(act, *given, **more) -> str:
    with pytest.raises(FindingRefused) as refusal:
        act(*given, **more)
    return str(refusal.value)


def test_a_finding_is_minor_general_or_serious(section, writer):
    grave = replace(PROBLEM, severity="grave")
    assert refused(findings.add_finding, section, grave, actor=writer) == "请选择问题的程度。"


def test_an_order_names_findings_of_the_section_a_day_to_come_and_what_to_do(section, finding, writer):
    order = findings.order_correction
    assert refused(order, section, [], DEMAND, actor=writer) == "请选择本检查单里待处理的问题。"
    assert refused(order, section, [finding], replace(DEMAND, due_on=TODAY), actor=writer) == "改正期限须晚于今天。"
    empty = replace(DEMAND, demands=" ")
    assert refused(order, section, [finding], empty, actor=writer) == "请写明改正要求和法律依据。"


def test_an_order_is_delivered_after_it_was_made_and_not_tomorrow(order, writer):
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        given = {"way": "direct", "received_by": "王五", "delivered_on": day, "actor": writer}
        assert refused(findings.deliver_order, order, **given) == "送达日期须在责令之日与今天之间。"


def test_a_correction_is_told_once_and_in_words(order, writer):
    given = {"files": [], "actor": writer}
    assert refused(findings.submit_correction, order, text=" ", **given) == "请写明改正情况。"
    findings.submit_correction(order, text="已悬挂", **given)
    assert "没有等待改正的问题" in refused(findings.submit_correction, order, text="已悬挂", **given)


def test_nothing_is_verified_before_the_subject_answered_and_the_new_day_is_to_come(order, writer):
    verify, fail = findings.verify_correction, findings.fail_correction
    assert "没有等待复查的改正材料" in refused(verify, order, text="已悬挂", actor=writer)
    assert refused(fail, order, text="仍未悬挂", due_on=TODAY, actor=writer) == "新的改正期限须晚于今天。"


def test_a_case_has_a_number(finding, writer):
    assert refused(findings.file_case, finding, Case(" ", "区综合行政执法大队"), actor=writer) == "请填写立案号。"


def test_what_the_assistance_came_to_is_told_once_by_who_asked(section, cast, writer):
    account = incidents.Account("obstruction", timezone.now(), "大河坎镇", "锁闭库房", "大河坎派出所")
    incident = incidents.report_incident(section.visit, account, actor=writer)
    with pytest.raises(VisitRefused, match="请写明协助结果"):
        incidents.settle_incident(incident, outcome=" ", actor=writer)
    stranger = cast.other_officers[0]
    with acting(stranger), pytest.raises(VisitRefused, match="由登记突发情况的部门填写"):
        incidents.settle_incident(incident, outcome="民警到场", actor=stranger)
    with acting(writer):
        incidents.settle_incident(incident, outcome="民警到场，当事人开门", actor=writer)
        with pytest.raises(VisitRefused, match="协助结果已经登记"):
            incidents.settle_incident(incident, outcome="民警到场", actor=writer)
