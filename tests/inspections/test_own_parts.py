"""What the pass and the papers name: each department's own part of an item, on the laws of its own line."""

import pytest

from inspections.documents.visits import visit_approval, visit_notice
from inspections.passes import read_token
from inspections.queries.passes import public_keys
from inspections.queries.visits import own_parts
from inspections.services.passes import issue_pass, pass_facts
from inspections.services.visits import Part, approve_visit, notify_visit, plan_visit
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import make_cast, officers_of, planned, unsaved_visit

LEAD = ("对用人单位依法用工情况的监管", "《中华人民共和国劳动法》第八十五条等")
OTHER = (
    "对市场主体登记注册事项、年度报告公示信息的监管",
    "《中华人民共和国公司法》、《市场主体登记管理条例》",
)


@pytest.fixture
def cast(nanzheng, bureau):
    return make_cast(bureau, make_department(nanzheng, "区人社局"))


@pytest.fixture
def joint(cast):
    return planned(cast)


@pytest.fixture
def alone(cast):
    """A visit of the item's cooperating department, to which nobody else comes."""
    actor = cast.other_officers[0]
    with acting(actor):
        visit = unsaved_visit(cast)
        visit.department = cast.other
        return plan_visit(visit, [Part(cast.other, [cast.version], officers_of(cast.other))], actor=actor)


def laws_of(*parts):
    return [law for _content, bases in parts for law in bases.split("、")]


def test_the_pass_of_a_joint_visit_names_the_part_of_each_department(joint, cast):
    with acting(cast.lead_officers[0]):
        assert list(pass_facts(joint, "kq3v8x2m").items) == [LEAD, OTHER]


def test_a_cooperating_department_that_comes_alone_shows_its_own_part_only(alone, cast):
    with acting(cast.other_officers[0]):
        facts = pass_facts(alone, "kq3v8x2m")
    assert list(facts.items) == [OTHER]
    assert {officer.department for officer in facts.officers} == {"区人社局"}


def test_what_is_signed_carries_the_laws_of_both(joint, cast):
    with acting(cast.approver):
        approve_visit(joint, actor=cast.approver)
    actor = cast.lead_officers[0]
    with acting(actor):
        notify_visit(joint, materials="营业执照", contact="张三 0916-5512345", actor=actor)
        issued = issue_pass(joint, contact=joint.contact, actor=actor)
        assert read_token(issued.token, public_keys())["w"] == [list(LEAD), list(OTHER)]


@pytest.mark.parametrize("paper", [visit_notice, visit_approval])
def test_a_paper_rests_on_the_laws_of_those_who_come(joint, alone, cast, paper):
    with acting(cast.approver):
        assert paper(joint)["bases"] == laws_of(LEAD, OTHER)
    with acting(make_member(cast.other.tenant, "department_admin", cast.other)):
        assert paper(alone)["bases"] == laws_of(OTHER)


def test_parts_are_read_in_as_many_queries_however_many_departments_come(joint, alone, cast, django_assert_num_queries):
    for visit in (joint, alone):
        with acting(cast.approver), django_assert_num_queries(3):
            assert own_parts(visit)
