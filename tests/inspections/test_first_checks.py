"""审管联动 (R054): the first check an approval asked for is made by closing a section, and its result flows back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.models import Notice
from registry.models import ApprovalEvent, ApprovalRoute, FollowUp
from registry.services.approvals import add_route, record_approval
from registry.services.follow_ups import CHECK_RULE
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import closed, fill, make_cast, on_site, section_of, signed

TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def desk(nanzheng):
    return make_department(nanzheng, "区行政审批局")


@pytest.fixture
def approved(nanzheng, cast, desk):
    """A function: the subject of the visit is licensed on a day; the lead owes a first check."""
    with scope(nanzheng):
        route = ApprovalRoute(tenant=nanzheng, matter="食品经营许可", department=desk, supervisor=cast.lead)
        route.check_days = 20
        add_route(route, actor=None)

    def decide(on):
        event = ApprovalEvent(
            tenant=nanzheng, department=desk, kind="licence", matter=route.matter, permit_number="JY26", decided_on=on
        )
        with scope(nanzheng):
            record_approval(event, cast.subject, actor=None)
            return FollowUp.objects.of(nanzheng).get(kind="first_check")

    return decide


def check(cast, department, officer):
    return closed(signed(fill(section_of(on_site(cast), department), officer), officer), officer)


def test_a_closed_section_is_the_first_check_and_the_approving_department_hears_of_it(cast, desk, approved):
    chief = make_member(desk.tenant, "department_admin", desk)
    owed = approved(TODAY - timedelta(days=3))
    section = check(cast, cast.lead, cast.lead_officers[0])
    with acting(chief):
        owed.refresh_from_db()
        assert (owed.state, owed.done_on) == ("done", TODAY)
        assert owed.result == f"{section.visit.number}检查结果：未发现问题。"
        assert running_clock(CHECK_RULE.name, owed) is None
        assert Notice.objects.of(desk.tenant).get(member=chief, kind="registry.approval").url == owed.get_absolute_url()


def test_another_departments_check_is_not_the_first_one(cast, approved):
    owed = approved(TODAY - timedelta(days=3))
    check(cast, cast.other, cast.other_officers[0])
    with scope(owed.tenant_id):
        owed.refresh_from_db()
    assert owed.state == "due"


def test_a_first_check_that_is_owed_leads_to_the_form_of_a_visit(cast, approved, sign_in):
    owed = approved(TODAY)
    page = sign_in(cast.lead_officers[0]).get(owed.get_absolute_url()).content.decode()
    assert f"/610703/visits/new/{cast.subject.pk}/" in page
