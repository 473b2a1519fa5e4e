"""Cases handed over with their evidence, and one fact that is not fined twice (R078, R106; 行政处罚法 第二十九条)."""

import pytest
from django.utils import timezone

from common.models import Document
from inspections.documents.visits import case_handover, delivery_receipt
from inspections.queries.findings import penalised_elsewhere
from inspections.queries.records import entries_of
from inspections.services import findings
from inspections.services.findings import Case, FindingRefused, Problem
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.visits import fill, make_cast, on_site, section_of, signed

CASE = Case("南市监立〔2026〕31号", "区综合行政执法大队")
OTHERS = Case("南住建立〔2026〕5号", "区住建执法队")


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


def found(visit, department, writer, *, at=0, fact="未在醒目位置悬挂营业执照"):
    """A serious finding of a department at one of its points; the first asks the same of both departments."""
    section = signed(fill(section_of(visit, department), writer, "fail", "不合格"), writer)
    with acting(writer):
        entry = entries_of(section).order_by("pk")[at]
        return findings.add_finding(section, Problem(fact, "第三十六条", "serious", entry), actor=writer)


@pytest.fixture
def lead(cast):
    return cast.lead_officers[0]


@pytest.fixture
def other(cast):
    return cast.other_officers[0]


def filed(finding, writer, case=CASE):
    with acting(writer):
        return findings.file_case(finding, case, actor=writer)


def test_a_case_is_handed_over_with_its_evidence_and_becomes_a_paper(cast, visit, lead):
    finding = filed(found(visit, cast.lead, lead), lead)
    with acting(lead):
        row = fresh(finding)
        assert row.case_filed_on == timezone.localdate()
        assert Document.objects.of(visit.tenant_id).filter(maker="inspections.case_handover", row_id=row.pk).exists()
        paper = case_handover(row)
        assert paper["addressee"] == "区综合行政执法大队"
        assert [one.sha256 for one in paper["evidence"]] == list(
            row.section.evidence.order_by("number").values_list("sha256", flat=True)
        )


def test_a_case_names_its_number_and_who_takes_it_over(cast, visit, lead):
    finding = found(visit, cast.lead, lead)
    with acting(lead):
        with pytest.raises(FindingRefused, match="立案号"):
            findings.file_case(finding, Case(" ", "区综合行政执法大队"), actor=lead)
        with pytest.raises(FindingRefused, match="办案机构"):
            findings.file_case(finding, Case("南市监立〔2026〕31号", ""), actor=lead)


def test_one_fact_is_not_punished_twice(cast, visit, lead, other):
    filed(found(visit, cast.lead, lead), lead)
    second = found(visit, cast.other, other, fact="营业执照没有悬挂")
    with acting(other):
        with pytest.raises(FindingRefused, match=r"已对同一事实立案（南市监立〔2026〕31号）.*第二十九条"):
            findings.file_case(second, OTHERS, actor=other)
        findings.file_case(second, Case(OTHERS.number, OTHERS.unit, "查处的是未订立劳动合同"), actor=other)
        assert fresh(second).why_separate == "查处的是未订立劳动合同"


def test_another_fact_may_be_punished_by_another_department(cast, visit, lead, other):
    filed(found(visit, cast.lead, lead), lead)
    second = found(visit, cast.other, other, at=1, fact="未订立劳动合同")
    with acting(other):
        assert not penalised_elsewhere(second).exists()
    filed(second, other, OTHERS)


def test_a_case_on_a_finding_that_was_withdrawn_stands_in_nobodys_way(cast, visit, lead, other):
    first = filed(found(visit, cast.lead, lead), lead)
    with acting(cast.approver):
        findings.withdraw_finding(first, reason="当事人申辩成立", actor=cast.approver)
    filed(found(visit, cast.other, other), other, OTHERS)


def test_the_page_warns_before_a_second_case(cast, visit, lead, other, sign_in):
    filed(found(visit, cast.lead, lead), lead)
    second = found(visit, cast.other, other)
    browser = sign_in(other)
    assert "一事不再罚" in browser.get(second.get_absolute_url()).content.decode()
    address = f"{second.get_absolute_url()}file_case/"
    assert "不得给予两次以上罚款" in browser.get(address).content.decode()
    given = {"case_number": OTHERS.number, "case_unit": OTHERS.unit, "why_separate": ""}
    assert browser.post(address, given).status_code == 422
    assert browser.post(address, given | {"why_separate": "查处的是另一行为"}).status_code == 302
    assert "案件移送书" in browser.get(second.get_absolute_url()).content.decode()


def test_the_receipt_names_the_number_of_what_was_delivered(cast, visit, lead):
    finding = found(visit, cast.lead, lead)
    with acting(lead):
        demand = findings.Demand("十日内悬挂", "第四十八条", timezone.localdate() + timezone.timedelta(days=10))
        order = findings.order_correction(finding.section, [finding], demand, actor=lead)
        Document.objects.of(visit.tenant_id).filter(row_id=order.pk, maker="inspections.correction_order").update(
            number="南市监责改〔2026〕7号"
        )
        assert delivery_receipt(order)["order_number"] == "南市监责改〔2026〕7号"
