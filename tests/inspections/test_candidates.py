"""Candidates for joint checking in plans: put in, extended, given back (R052)."""

import pytest

from inspections.models import PlanEntry
from inspections.queries.candidates import entries_of_group
from inspections.queries.pools import pool_of
from inspections.services.candidates import CandidatesRefused, JointEntry, add_candidates, plan_candidates
from inspections.services.entries import copy_entries, remove_entry
from inspections.services.plans import discard_plan
from registry.models import JointCandidate
from registry.services.candidates import accept_many, find_candidates
from tests.factories.directory import acting
from tests.factories.plans import YEAR, make_entry, make_plan
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object
from tests.factories.tenancy import make_department
from tests.factories.worklist import tasks_of

LIST = "/610703/objects/candidates/"
PAGE = "/610703/plans/candidates/"


@pytest.fixture
def fire(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


@pytest.fixture
def markets(nanzheng, bureau, fire):
    """Two places that both departments check, and one that fire and housing alone do."""
    found = [make_object(nanzheng, name, kind="place") for name in ("大河坎农贸市场", "梁山农贸市场", "协税集市")]
    housing = make_department(nanzheng, "区住建局")
    for row in found[:2]:
        make_enrolment(row, bureau)
        make_enrolment(row, fire)
    make_enrolment(found[2], fire)
    make_enrolment(found[2], housing)
    return found


@pytest.fixture
def candidates(markets, nanzheng, admin):
    """Accepted, in the order of the places."""
    with acting(admin):
        find_candidates(nanzheng, today=TODAY)
        rows = list(JointCandidate.objects.of(nanzheng).select_related("object").order_by("object__pk"))
        accept_many(rows, actor=admin, note="同一场所多部门检查")
        return [fresh(one) for one in rows]


@pytest.fixture
def joint():
    return JointEntry(
        "农贸市场联合检查", TODAY.replace(year=YEAR, month=3, day=1), TODAY.replace(year=YEAR, month=6, day=30)
    )


@pytest.fixture
def entry(plan, candidates, joint, officer):
    with acting(officer):
        return plan_candidates(plan, candidates[:1], joint, actor=officer)


@pytest.mark.usefixtures("no_second_factor")
def test_many_are_accepted_with_one_reason(markets, nanzheng, admin, sign_in):
    with acting(admin):
        find_candidates(nanzheng, today=TODAY)
        numbers = list(JointCandidate.objects.of(nanzheng).order_by("pk").values_list("pk", flat=True))
    browser = sign_in(admin)
    assert "批量采纳" in browser.get(LIST).content.decode()
    assert "已选 3 个对象" in browser.get(f"{LIST}accept/", {"row": numbers}).content.decode()
    assert "必填" in browser.post(f"{LIST}accept/", {"row": numbers, "note": ""}).content.decode()
    assert browser.post(f"{LIST}accept/", {"row": numbers, "note": "多部门检查同一场所"}).status_code == 302
    with acting(admin):
        assert set(JointCandidate.objects.of(nanzheng).values_list("state", flat=True)) == {"accepted"}


def test_the_department_puts_accepted_ones_into_its_plan(plan, candidates, officer, fire, sign_in):
    with acting(officer):
        tasks = tasks_of(officer, plan.tenant, TODAY, "registry.accepted")
        assert [task.about for task in tasks] == ["2个对象已采纳为联合检查对象"]
    browser = sign_in(officer)
    listed = browser.get(f"{LIST}?state=accepted").content.decode()
    assert PAGE in listed
    assert PAGE not in browser.get(LIST).content.decode()
    numbers = [one.pk for one in candidates[:2]]
    form = {"row": numbers, "plan": plan.pk, "title": "农贸市场联合检查"}
    assert "另立一项计划的，须填写这一栏" in browser.post(PAGE, form).content.decode()
    days = {"starts_on": f"{YEAR}-03-01", "ends_on": f"{YEAR}-06-30"}
    made = browser.post(PAGE, form | days)
    assert made.status_code == 302, made.content.decode()
    with acting(officer):
        entry = PlanEntry.objects.of(plan.tenant_id).get(plan=plan)
        assert {str(row) for row in pool_of(plan.tenant, entry.pool_query)} == {"大河坎农贸市场", "梁山农贸市场"}
        assert [line.department_id for line in entry.lines.order_by("position")] == [plan.department_id, fire.pk]
    assert entry.covers_all
    assert "由哪些联合检查候选组成" in browser.get(entry.get_absolute_url()).content.decode()
    planned = browser.get(f"{LIST}?planned={entry.pk}").content.decode()
    assert "大河坎农贸市场" in planned
    assert browser.get(f"{PAGE}{entry.pk}/").headers["Location"] == entry.get_absolute_url()
    assert browser.get(f"{PAGE}{entry.pk + 1000}/").status_code == 404
    assert "大河坎农贸市场" not in browser.get(f"{LIST}?state=accepted").content.decode()


def test_more_are_added_to_an_entry_of_candidates_alone(entry, plan, candidates, officer):
    other = make_entry(plan, number=99)
    with acting(officer):
        with pytest.raises(CandidatesRefused, match="请另立一项"):
            add_candidates(other, candidates[1:2], actor=officer)
        add_candidates(entry, candidates[1:2], actor=officer)
        assert pool_of(plan.tenant, entry.pool_query).count() == 2
        assert fresh(entry).objects_text == "大河坎农贸市场、梁山农贸市场"


def test_who_checks_none_of_them_does_not_lead(plan, candidates, joint, officer):
    with acting(officer):
        with pytest.raises(CandidatesRefused, match="不能由它牵头"):
            plan_candidates(plan, candidates[2:], joint, actor=officer)
        with pytest.raises(CandidatesRefused, match="还没有选择候选"):
            plan_candidates(plan, [], joint, actor=officer)


def test_one_is_in_one_plan(entry, plan, candidates, joint, officer):
    with acting(officer), pytest.raises(CandidatesRefused, match="或者已列入计划"):
        plan_candidates(plan, [fresh(candidates[0])], joint, actor=officer)


def test_they_wait_again_when_their_entry_is_gone_and_no_copy_of_it_is_left(entry, plan, candidates, officer, bureau):
    later = make_plan(bureau, officer, year=YEAR + 1)
    with acting(officer):
        copy_entries(plan, later, years=1)
        remove_entry(entry, actor=officer)
        assert fresh(candidates[0]).state == "planned"
        assert [one.plan_id for one in entries_of_group(plan.tenant, candidates_group(candidates))] == [later.pk]
        discard_plan(later, actor=officer)
        assert fresh(candidates[0]).state == "accepted"


def candidates_group(candidates):
    return fresh(candidates[0]).planned_in
