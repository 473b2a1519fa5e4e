"""Joint-task candidates: found where departments overlap, decided with reasons (R052)."""

import pytest

from common.workflow import MoveRefused
from registry.models import JointCandidate
from registry.services.candidates import decide, find_candidates
from registry.services.enrolments import move_enrolment
from registry.services.objects import move_object
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object
from tests.factories.tenancy import make_department

PAGE = "/610703/objects/candidates/"


@pytest.fixture
def fire(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


@pytest.fixture
def market(nanzheng, bureau, fire):
    """Enrolled by two departments, and so a candidate."""
    row = make_object(nanzheng, "大河坎农贸市场", kind="place")
    make_enrolment(row, bureau)
    make_enrolment(row, fire)
    return row


def found(tenant):
    with scope(tenant):
        return find_candidates(tenant, today=TODAY)


def candidate_of(row):
    with scope(row.tenant_id):
        return JointCandidate.objects.of(row.tenant_id).get(object=row)


def test_an_object_of_two_departments_is_a_candidate_once(market, nanzheng, bureau, fire):
    make_enrolment(make_object(nanzheng, "只有一个部门"), bureau)
    assert found(nanzheng) == 1
    assert found(nanzheng) == 1
    candidate = candidate_of(market)
    assert candidate.departments == sorted([bureau.pk, fire.pk])
    assert candidate.count == 2


def test_a_dismissed_one_comes_back_only_with_other_departments(market, nanzheng, admin):
    found(nanzheng)
    with scope(nanzheng, member=admin):
        with pytest.raises(MoveRefused, match="理由"):
            decide(candidate_of(market), "dismiss_candidate", actor=admin, note="")
        decide(candidate_of(market), "dismiss_candidate", actor=admin, note="检查内容互不相关")
    assert found(nanzheng) == 0
    make_enrolment(market, make_department(nanzheng, "区住建局"))
    assert found(nanzheng) == 1
    assert candidate_of(market).count == 3


def test_an_accepted_one_stays_accepted(market, nanzheng, admin):
    found(nanzheng)
    with scope(nanzheng, member=admin):
        decide(candidate_of(market), "accept_candidate", actor=admin, note="")
    make_enrolment(market, make_department(nanzheng, "区住建局"))
    assert found(nanzheng) == 0
    assert candidate_of(market).state == "accepted"


def test_a_candidate_lapses_and_returns_with_its_reason(market, nanzheng, fire):
    found(nanzheng)
    with scope(nanzheng):
        theirs = market.enrolments.select_related("object").get(department=fire)
        move_enrolment(theirs, "end", actor=None, today=TODAY, note="不再监管")
    assert found(nanzheng) == 0
    assert candidate_of(market).state == "lapsed"
    with scope(nanzheng):
        move_enrolment(fresh(theirs), "enrol_again", actor=None, today=TODAY)
    assert found(nanzheng) == 1


def test_what_is_gone_is_no_candidate(market, nanzheng):
    with scope(nanzheng):
        move_object(market, "cancel", actor=None, today=TODAY, note="市场关闭")
    assert found(nanzheng) == 0


@pytest.mark.usefixtures("no_second_factor")
def test_candidates_are_decided_on_their_page(market, nanzheng, admin, officer, sign_in):
    found(nanzheng)
    candidate = candidate_of(market)
    browser = sign_in(admin)
    assert "联合检查候选" in browser.get("/610703/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert "区市场监管局、区消防救援大队都在册监管" in page or "区消防救援大队、区市场监管局都在册监管" in page
    assert browser.post(f"{PAGE}{candidate.pk}/accept_candidate/", {"note": ""}).status_code == 302
    assert "大河坎农贸市场" not in browser.get(PAGE).content.decode()
    assert "大河坎农贸市场" in browser.get(f"{PAGE}?state=accepted&q=农贸").content.decode()
    reader = sign_in(officer)
    assert reader.get(f"{PAGE}?state=accepted&department={officer.hat.department_id}").status_code == 200
    assert reader.get(f"{PAGE}{candidate.pk}/reopen/").status_code == 403
