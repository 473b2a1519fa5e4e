"""A closed section owes the public its result; told, checked and published, it is found by company and by place."""

import pytest
from django.test import Client

from inspections.services.at_the_door import end_at_the_door
from publication.models import Duty
from publication.services import duties, objections
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place
from tests.factories.visits import Cast, closed, fill, make_cast, on_site, section_of, signed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def cast(committed) -> Cast:
    nanzheng = open_place(610703000000)
    return make_cast(make_department(nanzheng, "区市场监管局"), make_department(nanzheng, "区人社局"))


def results(tenant):
    return Duty.objects.of(tenant).filter(kind="inspection_result")


@pytest.fixture
def duty(cast) -> Duty:
    """The lead's section of a visit without problems, closed."""
    section = section_of(on_site(cast), cast.lead)
    closed(signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0]), cast.lead_officers[0])
    with scope(section.tenant):
        return results(section.tenant).select_related("department", "tenant").get()


def made_public(duty: Duty, cast: Cast) -> None:
    author, checker = cast.lead_officers[0], make_member(duty.tenant, "department_admin", cast.lead)
    with scope(duty.tenant, member=author):
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=author)
        objections.tell_subject(duty, on=duty.opened_at.date(), how="现场签收", actor=author)
        duty.refresh_from_db()
    with scope(duty.tenant, member=checker):
        duties.check(duty, actor=checker)
        duties.publish_duty(duty, actor=checker)


def test_mistake_29_no_problem_found_is_published_too(duty, cast):
    assert duty.snapshot["result"] == "未发现问题"
    made_public(duty, cast)
    visitor = Client()
    company = visitor.get(f"/open/companies/?code={cast.subject.uscc}").content.decode()
    assert "南郑区老石桥面皮店检查结果（区市场监管局）" in company
    found = visitor.get("/open/610703/inspection_result/list/?q=未发现问题").content.decode()
    assert "南郑区老石桥面皮店" in found
    address = company.split('href="/open/610703/')[1].split('"')[0]
    page = visitor.get(f"/open/610703/{address}").content.decode()
    assert "未发现问题" in page
    assert "行政复议" in page


def test_who_lets_nobody_in_is_published_too(cast):
    visit, writer = on_site(cast), cast.lead_officers[0]
    with scope(visit.tenant, member=writer):
        end_at_the_door(visit, "meet_refusal", actor=writer, note="负责人拒绝开门")
        duty = results(visit.tenant).select_related("department", "tenant").get()
    made_public(duty, cast)
    found = Client().get("/open/610703/inspection_result/list/?q=不配合检查情节严重").content.decode()
    assert "南郑区老石桥面皮店" in found


def test_mistake_26_nothing_personal_is_in_a_result(duty, cast):
    whole = " ".join(str(value) for value in duty.snapshot.values())
    assert "0916-5512345" not in whole
    assert "大河坎镇" not in whole
    assert "王五" not in whole


def test_each_department_owes_its_own(duty, cast):
    assert duty.department == cast.lead
    with scope(duty.tenant):
        assert duty.due_on is not None
        assert results(duty.tenant).count() == 1
