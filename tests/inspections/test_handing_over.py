"""A finding of another department's concern becomes a clue there, one for each department (R130, R131)."""

import pytest

from clues.services import ClueRefused, return_clue
from inspections.queries.findings import clues_of_finding
from inspections.services import findings
from inspections.services.findings import FindingRefused, Problem
from inspections.services.handing_over import Handing, hand_over_finding, take_back_finding
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.tenancy import make_member
from tests.factories.visits import fill, make_cast, on_site, section_of

WHY = Handing("燃气使用安全属于住建部门职责", "《城镇燃气管理条例》第二十八条")


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def writer(cast):
    return cast.lead_officers[0]


@pytest.fixture
def finding(cast, writer):
    section = section_of(on_site(cast), cast.lead)
    fill(section, writer)
    problem = Problem("后厨燃气软管老化", "《城镇燃气管理条例》第二十八条", "general")
    with acting(writer):
        return findings.add_finding(section, problem, actor=writer)


@pytest.fixture
def receiver(cast):
    return make_member(cast.other.tenant, "department_admin", cast.other)


def test_a_clue_carries_the_fact_and_the_hashes_of_the_evidence(cast, finding, writer):
    with acting(writer):
        clue = hand_over_finding(finding, cast.other, WHY, actor=writer)
        evidence = list(finding.section.evidence.all())
        assert list(clues_of_finding(finding)) == [clue]
    assert (clue.fact, clue.object_id, clue.from_department_id) == (finding.fact, finding.object_id, cast.lead.pk)
    assert [one["sha256"] for one in clue.evidence] == [one.sha256 for one in evidence]
    assert fresh(finding).state == "open"


def test_a_department_gets_one_clue_of_a_finding(cast, finding, writer):
    with acting(writer):
        hand_over_finding(finding, cast.other, WHY, actor=writer)
        with pytest.raises(ClueRefused, match="不必重复移送"):
            hand_over_finding(finding, cast.other, WHY, actor=writer)


def test_another_department_does_not_send_it(cast, finding):
    stranger = cast.other_officers[0]
    with acting(stranger), pytest.raises(FindingRefused, match="有权限的人员移送"):
        hand_over_finding(finding, cast.lead, WHY, actor=stranger)


def test_what_is_left_to_another_department_comes_back_when_it_is_returned(cast, finding, writer, receiver):
    with acting(writer):
        clue = hand_over_finding(finding, cast.other, Handing(WHY.reason, leaves=True), actor=writer)
        assert fresh(finding).state == "copied_to_other"
        with pytest.raises(FindingRefused, match="对方退回后"):
            take_back_finding(finding, actor=writer, note="自己处理")
    with acting(receiver):
        return_clue(clue, actor=receiver, note="属于市场监管部门")
    with acting(writer):
        take_back_finding(finding, actor=writer, note="自己处理")
    back = fresh(finding)
    assert (back.state, back.copied_to_id) == ("open", None)


def test_the_page_of_a_finding_sends_it_and_shows_where_it_is(cast, finding, writer, receiver, sign_in):
    client = sign_in(writer)
    address = f"/610703/findings/{finding.pk}/"
    assert finding.fact in client.get(f"{address}hand_over_finding/").content.decode()
    empty = client.post(f"{address}hand_over_finding/", {"department": cast.other.pk, "own_part": "keep"})
    assert empty.status_code == 422
    given = {"department": cast.other.pk, "reason": WHY.reason, "own_part": "leave"}
    assert client.post(f"{address}hand_over_finding/", given).status_code == 302
    page = client.get(address).content.decode()
    assert "移送其他部门的线索" in page
    assert "待接收" in page
    assert fresh(finding).copied_to_id == cast.other.pk
    assert client.post(f"{address}take_back_finding/", {"note": "自己处理"}).status_code == 422


def test_an_officer_of_another_department_is_offered_no_such_button(cast, finding, sign_in):
    client = sign_in(cast.other_officers[0])
    address = f"/610703/findings/{finding.pk}/"
    assert "移送其他部门" not in client.get(address).content.decode()
    given = {"department": cast.other.pk, "reason": "x", "own_part": "keep"}
    assert client.post(f"{address}hand_over_finding/", given).status_code == 403
