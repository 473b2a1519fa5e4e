"""Who answers for an item: proposed, approved by another, in force on the day, never silently nobody's (R005, R007)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.workflow import MoveRefused
from directory.services.writing import RuleBroken
from items.models import Responsibility
from items.queries.checks import heat_below, heat_of
from items.queries.responsibilities import items_of, seats_of, vacant_versions, versions_in_force
from items.services.responsibilities import (
    AssignmentRefused,
    Pick,
    Terms,
    approve_duty,
    end_duty,
    enforce_responsibilities,
    propose,
    refuse_duty,
)
from tenancy.models import Membership
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force
from tests.factories.registry import make_enrolment, make_object
from tests.factories.tenancy import make_department, make_member
from tests.factories.worklist import tasks_of

TODAY = timezone.localdate()


@pytest.fixture
def version(labour, tax):
    return make_item_in_force(labour, [tax])


@pytest.fixture
def leader(nanzheng):
    return make_member(nanzheng, "leader")


@pytest.fixture
def inspector(nanzheng, labour):
    return make_member(nanzheng, "officer", labour, name="承办员")


def proposed(version, department, member, actor, starts_on=TODAY, **terms):
    with scope(version.tenant, member=actor):
        pick = Pick(version, department, member)
        return propose([pick], Terms(starts_on, **terms), actor=actor, today=TODAY)[0]


def approved(row, leader):
    with scope(row.tenant_id, member=leader):
        return approve_duty(row, actor=leader, today=TODAY)


def test_an_item_is_nobodys_until_every_department_has_somebody(version, labour, tax, inspector, admin, leader):
    tenant = version.tenant
    approved(proposed(version, labour, inspector, admin), leader)
    with scope(tenant):
        lead, cooperating = seats_of(tenant, [version])[version.pk]
        assert (lead.is_vacant, cooperating.is_vacant) == (False, True)
        assert list(vacant_versions(tenant, versions_in_force(tenant))) == [version]
    approved(proposed(version, tax, make_member(tenant, "officer", tax), admin), leader)
    with scope(tenant):
        assert not vacant_versions(tenant, versions_in_force(tenant)).exists()


def test_who_answers_for_an_item_is_granted_it(version, labour, inspector, admin, leader):
    with scope(version.tenant, member=inspector):
        assert not inspector.may("items.respond", version.item)
    row = approved(proposed(version, labour, inspector, admin), leader)
    with scope(version.tenant, member=inspector):
        assert inspector.may("items.respond", version.item)
        assert [one.item for one in items_of(inspector, version.tenant)] == [version.item]
    with scope(version.tenant, member=admin):
        end_duty(row, actor=admin, today=TODAY, note="调岗")
        assert not inspector.may("items.respond", version.item)


def test_the_line_of_who_approves_names_item_department_and_person(version, labour, inspector, admin, leader):
    proposed(version, labour, inspector, admin)
    with scope(version.tenant, member=leader):
        (task,) = tasks_of(leader, version.tenant, TODAY, "items.duties")
    assert task.about == f"{version.content}　{labour} 承办员"


def test_a_future_day_waits_for_the_clock(version, labour, inspector, admin, leader):
    tomorrow = TODAY + timedelta(days=1)
    row = approved(proposed(version, labour, inspector, admin, tomorrow), leader)
    with scope(version.tenant):
        assert row.state == "approved"
        assert enforce_responsibilities(version.tenant, today=TODAY) == 0
        assert enforce_responsibilities(version.tenant, today=tomorrow) == 1
        assert Responsibility.objects.of(version.tenant).get().state == "active"


def test_a_successor_replaces_who_was_responsible(version, labour, inspector, admin, leader):
    first = approved(proposed(version, labour, inspector, admin), leader)
    second = make_member(version.tenant, "officer", labour)
    approved(proposed(version, labour, second, admin), leader)
    with scope(version.tenant):
        assert Responsibility.objects.of(version.tenant).get(pk=first.pk).state == "ended"
        (lead, _cooperating) = seats_of(version.tenant, [version])[version.pk]
        assert [one.member for one in lead.people] == [second]


def test_who_leaves_the_department_answers_no_longer(version, labour, inspector, admin, leader):
    approved(proposed(version, labour, inspector, admin), leader)
    with scope(version.tenant):
        Membership.objects.of(version.tenant).filter(member=inspector).update(ends_on=TODAY)
        assert enforce_responsibilities(version.tenant, today=TODAY + timedelta(days=1)) == 1
        assert Responsibility.objects.of(version.tenant).get().state == "ended"


def test_nobody_approves_what_they_proposed_or_themselves(version, labour, inspector, admin, leader):
    row = proposed(version, labour, inspector, admin)
    with scope(version.tenant, member=admin), pytest.raises(AssignmentRefused, match="其他有权限的人员"):
        approve_duty(row, actor=admin, today=TODAY)
    with scope(version.tenant, member=inspector), pytest.raises(AssignmentRefused):
        approve_duty(row, actor=inspector, today=TODAY)
    with scope(version.tenant, member=leader):
        with pytest.raises(MoveRefused, match="须填写理由"):
            refuse_duty(row, actor=leader, note="")
        assert refuse_duty(row, actor=leader, note="人手不足").state == "refused"


def test_what_may_not_be_proposed(version, labour, tax, bureau, inspector, admin, tax_signer):
    yesterday = TODAY - timedelta(days=1)
    stranger = make_member(version.tenant, "officer", tax)
    for department, member, actor, day, why in (
        (labour, inspector, admin, yesterday, "不能早于今天"),
        (labour, stranger, admin, TODAY, "不在"),
        (bureau, inspector, admin, TODAY, "不是这个事项"),
        (labour, inspector, tax_signer, TODAY, "只能指定本部门"),
    ):
        with pytest.raises(AssignmentRefused, match=why):
            proposed(version, department, member, actor, day)
    proposed(version, labour, inspector, admin)
    with pytest.raises(RuleBroken, match="不必重复指定"):
        proposed(version, labour, inspector, admin)


def test_the_map_names_what_an_item_lacks_and_opens_it(version):
    with scope(version.tenant):
        (row,) = heat_of(version.tenant, lambda permission, version: True)
    missing = {square.check.key: square.url for square in row.squares if square.is_missing}
    assert set(missing) == {"basis", "contact", "person", "objects", "plan"}
    assert missing["objects"] == f"/610703/objects/?department={version.department_id}"
    assert missing["person"] == f"/610703/items/seats/assign/?row={version.pk}"


def test_the_city_sees_what_its_districts_have_not_claimed(hanzhong, nanzheng, labour, tax):
    lead, other = make_department(hanzhong, "市人社局"), make_department(hanzhong, "市税务局")
    upper = make_item_in_force(lead, [other], supervision_levels=["city", "county"])
    with scope(hanzhong, down=True):
        places, (row,) = heat_below(hanzhong)
        assert (places, row.version.pk) == ([nanzheng], upper.pk)
        assert (row.squares[0].is_concerned, row.squares[0].claim, row.squares[0].in_force) == (True, None, False)


def test_a_lead_with_objects_in_its_list_has_something_to_check(version, labour):
    with scope(version.tenant):
        make_enrolment(make_object(version.tenant, "汉中华信商贸有限公司"), labour)
        (row,) = heat_of(version.tenant, lambda permission, version: True)
    assert "objects" not in {square.check.key for square in row.squares if square.is_missing}


def test_the_city_opens_the_map_of_a_district_and_of_no_other_place(version, hanzhong, abaga, sign_in):
    browser = sign_in(make_member(hanzhong, "leader"))
    page = browser.get("/610700/items/heat/below/610703000000/").content.decode()
    assert "南郑区责任热力图" in page
    assert version.content in page
    assert "/610703/items/" not in page
    assert browser.get("/610700/items/heat/below/152522000000/").status_code == 404


@pytest.mark.usefixtures("no_second_factor")
def test_assigning_many_on_the_pages(version, labour, tax, inspector, admin, leader, sign_in):
    browser = sign_in(admin)
    assert "未明确" in browser.get("/610703/items/seats/").content.decode()
    address = f"/610703/items/seats/assign/?row={version.pk}"
    assert "区税务局的承办人" in browser.get(address).content.decode()
    empty = browser.post(address, {"starts_on": TODAY.isoformat()})
    assert "还没有选定任何承办人" in empty.content.decode()
    taxman = make_member(version.tenant, "officer", tax)
    given = {"starts_on": TODAY.isoformat(), f"person_{labour.pk}": inspector.pk, f"person_{tax.pk}": taxman.pk}
    assert browser.post(address, given).status_code == 302
    chief = sign_in(leader)
    assert "批准事项承办人" in chief.get("/610703/").content.decode()
    with scope(version.tenant):
        rows = "&".join(f"row={pk}" for pk in Responsibility.objects.of(version.tenant).values_list("pk", flat=True))
    for page in (f"approve/?{rows}", ""):
        told = chief.get(f"/610703/items/responsibilities/{page}").content.decode()
        assert "承办员" in told
        assert "对用人单位依法用工情况的监管" in told
    assert chief.post(f"/610703/items/responsibilities/approve/?{rows}").status_code == 302
    assert "没有符合条件的记录" in browser.get("/610703/items/seats/?vacant=1").content.decode()
    assert "对用人单位依法用工情况的监管" in sign_in(inspector).get("/610703/items/seats/mine/").content.decode()
    assert "承办人" in browser.get("/610703/items/heat/").content.decode()


def test_who_may_not_mend_a_gap_sees_it_without_a_way_there(version):
    with scope(version.tenant):
        (row,) = heat_of(version.tenant, lambda permission, version: permission != "items.prepare")
    assert {square.check.key for square in row.squares if not square.url} >= {"lead", "basis", "element"}
