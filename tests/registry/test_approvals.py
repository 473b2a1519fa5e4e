"""Approval joined to supervision: a decision files the object, and the supervisors enrol it and are told (R054)."""

import pytest

from common.models import Notice
from common.refusals import Refused
from registry.models import ApprovalEvent, ApprovalRoute, ObjectEnrolment, SupervisedObject
from registry.services.approvals import ApprovalRefused, add_route, record_approval
from tenancy.scope import scope
from tests.factories.registry import TODAY, make_enrolment, make_object, uscc
from tests.factories.tenancy import make_department, make_member

PAGE = "/610703/objects/approvals/"
FOOD = "食品经营许可"


@pytest.fixture
def desk(nanzheng):
    """The approving department."""
    return make_department(nanzheng, "区行政审批局")


@pytest.fixture
def route(nanzheng, desk, bureau):
    with scope(nanzheng):
        row = ApprovalRoute(tenant=nanzheng, matter=FOOD, department=desk, supervisor=bureau, basis="食品安全监管")
        return add_route(row, actor=None)


def told(desk, described=None, **values):
    tenant = desk.tenant
    described = described or {"name": "南郑区新开面馆", "kind": "sole_trader", "uscc": uscc(8)}
    event = ApprovalEvent(
        tenant=tenant,
        department=desk,
        **{"kind": "licence", "matter": FOOD, "permit_number": "JY26", "decided_on": TODAY, **values},
    )
    with scope(tenant):
        return record_approval(event, SupervisedObject(tenant=tenant, **described), actor=None)


def enrolment_of(row):
    with scope(row.tenant_id):
        return ObjectEnrolment.objects.of(row.tenant_id).get(object=row)


def test_a_licence_files_a_new_object_and_tells_its_supervisor(route, desk, bureau, nanzheng):
    chief = make_member(nanzheng, "department_admin", bureau)
    event = told(desk)
    enrolment = enrolment_of(event.object)
    assert (enrolment.department_id, enrolment.permit_number, enrolment.source) == (bureau.pk, "JY26", "approval")
    assert (enrolment.basis, event.object.source) == ("食品安全监管", "approval")
    with scope(nanzheng, member=chief):
        assert "JY26" in Notice.objects.of(nanzheng).get(member=chief).body


def test_a_change_updates_what_is_on_file(route, desk, bureau, nanzheng):
    row = make_object(nanzheng, "南郑区新开面馆", kind="sole_trader", uscc=uscc(8))
    make_enrolment(row, bureau, permit_number="JY25")
    event = told(desk, kind="change")
    assert event.object == row
    assert enrolment_of(row).permit_number == "JY26"


def test_a_cancellation_ends_what_rests_on_the_permit(route, desk, bureau, nanzheng):
    row = told(desk).object
    told(desk, kind="cancellation", permit_number="别的证")
    assert enrolment_of(row).state == "enrolled"
    told(desk, kind="cancellation")
    assert enrolment_of(row).state == "ended"
    told(desk, permit_number="JY27")
    assert (enrolment_of(row).state, enrolment_of(row).permit_number) == ("enrolled", "JY27")


def test_what_leads_nowhere_is_refused(desk):
    with pytest.raises(ApprovalRefused, match="还没有对应的监管部门"):
        told(desk)


def test_an_unknown_permit_holder_cannot_lose_it(route, desk):
    with pytest.raises(ApprovalRefused, match="没有这个对象"):
        told(desk, kind="cancellation")


def test_a_route_is_kept_once(route, desk, bureau, nanzheng):
    with scope(nanzheng), pytest.raises(Refused, match="已经对应"):
        add_route(ApprovalRoute(tenant=nanzheng, matter=FOOD, department=desk, supervisor=bureau), actor=None)


def test_the_way_on_the_pages(desk, bureau, nanzheng, officer, sign_in):
    clerk = sign_in(make_member(nanzheng, "officer", desk))
    filled = {"matter": FOOD, "supervisor": bureau.pk, "basis": "食品安全监管"}
    assert clerk.post(f"{PAGE}routes/new/", filled).status_code == 302
    assert FOOD in clerk.get(f"{PAGE}routes/").content.decode()
    decision = {
        "kind": "licence",
        "matter": FOOD,
        "permit_number": "JY26107030001",
        "decided_on": "2026-11-20",
        "valid_until": "2031-11-19",
        "object_kind": "sole_trader",
        "name": "南郑区新开面馆",
        "uscc": uscc(8),
    }
    done = clerk.post(f"{PAGE}new/", decision)
    assert done.status_code == 302, done.content.decode()
    file = clerk.get(done.url).content.decode()
    assert "JY26107030001" in file
    assert "区市场监管局" in file
    listed = clerk.get(PAGE).content.decode()
    assert "南郑区新开面馆" in listed
    assert "2031-11-19" in listed
    with scope(nanzheng):
        route = ApprovalRoute.objects.of(nanzheng).get()
    assert sign_in(officer).get(f"{PAGE}routes/{route.pk}/remove/").status_code == 403
    assert clerk.post(f"{PAGE}routes/{route.pk}/remove/", {"note": ""}).status_code == 302
    assert clerk.post(f"{PAGE}new/", decision).status_code == 422
