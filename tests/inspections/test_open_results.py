"""A closed section owes the public its result; told, checked and published, it is found by company and by place."""

from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from common.clocks.running import running_clock
from inspections.models import VisitSection
from inspections.services import signing
from inspections.services.at_the_door import end_at_the_door
from publication.models import Duty, PublicRecord
from publication.services import duties, objections
from publication.services.ledger import withdraw
from registry.models import ObjectIdentifier
from tenancy.scope import scope
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department, make_member, open_place
from tests.factories.visits import Cast, closed, fill, make_cast, on_site, section_of, signed
from tests.factories.worklist import tasks_of

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
    return owed(cast)


def owed(cast: Cast) -> Duty:
    """What the lead owes the public after a visit to the subject of the cast."""
    section = section_of(on_site(cast), cast.lead)
    closed(signed(fill(section, cast.lead_officers[0]), cast.lead_officers[0]), cast.lead_officers[0])
    with scope(section.tenant):
        return results(section.tenant).select_related("department", "tenant").get()


def without_credit_code(cast: Cast, name: str, kind: str, *codes: str) -> Cast:
    """The same people at an object that is no company, with its numbers."""
    tenant = cast.lead.tenant
    subject = make_object(tenant, name, kind=kind)
    with scope(tenant):
        for code in codes:
            ObjectIdentifier.objects.of(tenant).create(tenant=tenant, object=subject, kind="equipment", value=code)
    return replace(cast, subject=subject)


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


def test_mistake_26_the_persons_of_the_record_are_known_and_officers_stay_named(duty, cast):
    with scope(duty.tenant):
        section = VisitSection.objects.of(duty.tenant).get(department=cast.lead)
        signed_by = section.signatures.get(role="subject").name
        officers = [one.name for one in section.officers.all()]
    assert signed_by in duty.persons
    assert not set(officers) & set(duty.persons)
    made_public(duty, cast)
    with scope(duty.tenant):
        shown = PublicRecord.objects.of(duty.tenant).get().snapshot
    assert all(name in shown["officers"] for name in officers)


def test_a_corrected_record_makes_the_correction_of_what_is_public_owed(duty, cast):
    made_public(duty, cast)
    writer = cast.lead_officers[0]
    with scope(duty.tenant, member=writer):
        section = VisitSection.objects.of(duty.tenant).get(department=cast.lead)
        signing.correct_record(section, text="门牌应为南环路69号", reason="笔误", actor=writer)
        owed_now = results(duty.tenant).select_related("department", "tenant").get(state="due")
        assert running_clock("publication.correct", owed_now) is not None
        lines = tasks_of(writer, duty.tenant, timezone.localdate(), "publication.duties")
        assert "更正：拟稿" in [line.what for line in lines]
    made_public(owed_now, cast)
    company = Client().get(f"/open/companies/?code={cast.subject.uscc}").content.decode()
    address = company.split('href="/open/610703/')[1].split('"')[0]
    page = Client().get(f"/open/610703/{address}").content.decode()
    assert "更正：更正检查笔录：笔误" in page
    assert "更正：门牌应为南环路69号（笔误）" in page


def test_a_corrected_record_changes_what_is_not_public_yet(duty, cast):
    writer = cast.lead_officers[0]
    with scope(duty.tenant, member=writer):
        section = VisitSection.objects.of(duty.tenant).get(department=cast.lead)
        signing.correct_record(section, text="门牌应为南环路69号", reason="笔误", actor=writer)
        only = results(duty.tenant).get()
    assert "门牌应为南环路69号" in only.snapshot["corrections"]
    assert not only.is_correction


def test_a_corrected_record_does_not_bring_back_what_a_court_had_taken_down(duty, cast):
    made_public(duty, cast)
    writer, chief = cast.lead_officers[0], make_member(duty.tenant, "district_admin")
    with scope(duty.tenant, member=chief):
        withdraw(PublicRecord.objects.of(duty.tenant).get(), ground="court", basis="判决", actor=chief)
    with scope(duty.tenant, member=writer):
        section = VisitSection.objects.of(duty.tenant).get(department=cast.lead)
        signing.correct_record(section, text="门牌应为南环路69号", reason="笔误", actor=writer)
        assert not results(duty.tenant).exclude(pk=duty.pk).exists()


def test_a_lift_is_found_by_the_number_on_its_plate(cast):
    lift = without_credit_code(cast, "大河坎小区2号电梯", "facility", "3110-610700-Ab2")
    duty = owed(lift)
    assert duty.subject_code == duty.snapshot["subject_code"] == "3110-610700-Ab2"
    made_public(duty, lift)
    for typed in ("3110-610700-Ab2", " 3110-610700-Ab2 "):
        found = Client().get("/open/companies/", {"code": typed}).content.decode()
        assert "大河坎小区2号电梯检查结果" in found, typed
    assert "没有查到" in Client().get("/open/companies/?code=3110").content.decode()
    assert "检查结果（" not in Client().get("/open/companies/?code=").content.decode()


def test_what_has_no_number_at_all_is_found_by_the_code_on_its_result(cast):
    river = without_credit_code(cast, "濂水河南郑段", "area")
    duty = owed(river)
    assert duty.subject_code == f"610703000000-{river.subject.pk}"
    made_public(duty, river)
    found = Client().get("/open/companies/", {"code": duty.subject_code}).content.decode()
    assert "濂水河南郑段检查结果" in found


def test_a_number_of_the_greatest_length_is_kept_whole(cast):
    lift = without_credit_code(cast, "2号电梯", "facility", "9" * 120)
    duty = owed(lift)
    made_public(duty, lift)
    assert "2号电梯检查结果" in Client().get("/open/companies/", {"code": "9" * 120}).content.decode()


def test_a_company_is_found_however_its_code_is_typed(duty, cast):
    made_public(duty, cast)
    for typed in (cast.subject.uscc.lower(), " ".join([cast.subject.uscc[:8], cast.subject.uscc[8:]])):
        found = Client().get("/open/companies/", {"code": typed}).content.decode()
        assert "老石桥面皮店检查结果" in found, typed


def test_the_list_is_narrowed_by_item(duty, cast):
    made_public(duty, cast)
    address, item = "/open/610703/inspection_result/list/", "第1号　对用人单位依法用工情况的监管"
    assert duty.snapshot["items"] == item
    page = Client().get(address).content.decode()
    assert f'<option value="{item}">' in page
    found = Client().get(address, {"item": item}).content.decode()
    assert "老石桥面皮店检查结果" in found
    assert f'<option value="{item}" selected>' in found
    for other in ("第2号　对燃气经营企业的监管", cast.subject.name):
        assert "没有符合条件" in Client().get(address, {"item": other}).content.decode()
    csv = b"".join(Client().get("/open/610703/inspection_result/list.csv", {"item": item}).streaming_content).decode()
    assert csv.splitlines()[0].count("对象代码") == 1
    assert "老石桥面皮店" in csv


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
