"""Visits for tests: two departments at one company, each with two officers who have accounts."""

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from inspections.models import SectionOfficer, Visit, VisitSection
from inspections.queries.records import points_of
from inspections.results import EntryOutcome, SignerRole
from inspections.services import closing, records, signing, visits
from inspections.services.closing import Outcome
from inspections.services.records import Answer, Capture
from inspections.services.signing import Signing
from items.models import ItemVersion, JointChecklist, Scenario, SharedFact
from items.queries.checklists import items_of_scenario, merge_table
from items.services import scenarios
from items.services.checklists import EntryContent, draft_checklist, enforce_checklist
from registry.models import SupervisedObject
from tenancy.models import Department, Member
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force
from tests.factories.officers import make_officer
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_member

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


@dataclass
class Cast:
    """Who is at the company: two departments with two officers each, and the lead's administrator."""

    lead: Department
    other: Department
    lead_officers: list[Member]
    other_officers: list[Member]
    approver: Member
    version: ItemVersion
    subject: SupervisedObject


def image(name: str = "sign.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, "image/png")


def photo(extra: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("photo.png", PNG + extra, "image/png")


def make_checklist(version: ItemVersion, department: Department, fact: SharedFact | None = None) -> None:
    """Two points in force: the first about a shared fact."""
    actor = make_member(version.tenant, "department_admin", department)
    entries = [
        EntryContent("营业执照是否悬挂", "亮照经营", "《市场主体登记管理条例》第三十六条", "营业执照", fact=fact),
        EntryContent("劳动合同是否订立", "一个月内订立", "《劳动合同法》第十条", "劳动合同"),
    ]
    with scope(version.tenant, member=actor):
        draft = draft_checklist(version, department=department, entries=entries, actor=None)
        enforce_checklist(draft, actor=actor, today=timezone.localdate())


def make_cast(lead: Department, other: Department, **values: Any) -> Cast:
    tenant = lead.tenant
    version = make_item_in_force(lead, [other], **values)
    with scope(tenant):
        fact = SharedFact.objects.of(tenant).create(name="营业执照")
    for department in (lead, other):
        make_checklist(version, department, fact)
    crews = [_crew(department) for department in (lead, other)]
    approver = make_member(tenant, "department_admin", lead)
    subject = make_object(tenant, "南郑区老石桥面皮店", uscc=uscc())
    return Cast(lead, other, crews[0], crews[1], approver, version, subject)


def make_joint(cast: Cast, actor: Member) -> JointChecklist:
    """The two points of both departments, each asked once."""
    tenant = cast.lead.tenant
    with scope(tenant, member=actor):
        scenario = Scenario(tenant=tenant, name="开餐馆", subject="餐饮服务单位", department=cast.lead)
        scenario = scenarios.keep_scenario(scenario, [cast.version.item], actor=actor)
        table = merge_table(tenant, items_of_scenario(scenario))
        taken = {place: same.entries[0].pk for place, same in enumerate(table.same)}
        return scenarios.make_joint_checklist(tenant, scenario, table, taken, actor=actor)


def _crew(department: Department) -> list[Member]:
    members = [make_member(department.tenant, "officer", department) for _number in range(2)]
    for member in members:
        make_officer(department, member.name, member=member)
    return members


def unsaved_visit(cast: Cast, **values: Any) -> Visit:
    today = timezone.localdate()
    given = {"origin": "clue", "title": "用工联合检查", "starts_on": today, "ends_on": today, "object": cast.subject}
    return Visit(tenant=cast.lead.tenant, department=cast.lead, **(given | values))


def parts_of(cast: Cast, departments: list[Department] | None = None) -> list[visits.Part]:
    chosen = [cast.lead, cast.other] if departments is None else departments
    return [visits.Part(one, [cast.version], officers_of(one), domain="") for one in chosen]


def officers_of(department: Department) -> list[Any]:
    return list(department.officers.prefetch_related("certificates").order_by("pk"))


def planned(cast: Cast, departments: list[Department] | None = None, **values: Any) -> Visit:
    actor = cast.lead_officers[0]
    with scope(cast.lead.tenant, member=actor):
        return visits.plan_visit(unsaved_visit(cast, **values), parts_of(cast, departments), actor=actor)


def on_site(cast: Cast, departments: list[Department] | None = None, **values: Any) -> Visit:
    """Approved, the subject told, the lead's first officer at the door."""
    visit = noticed(cast, departments, **values)
    actor = cast.lead_officers[0]
    with scope(visit.tenant, member=actor):
        return visits.arrive(visit, actor=actor)


def noticed(cast: Cast, departments: list[Department] | None = None, **values: Any) -> Visit:
    """Approved, and the subject told."""
    visit = planned(cast, departments, **values)
    with scope(visit.tenant, member=cast.approver):
        visits.approve_visit(visit, actor=cast.approver)
    actor = cast.lead_officers[0]
    with scope(visit.tenant, member=actor):
        visits.notify_visit(visit, materials="营业执照", contact="张三 0916-5512345", actor=actor)
    return visit


def section_of(visit: Visit, department: Department) -> VisitSection:
    with scope(visit.tenant_id):
        rows = VisitSection.objects.of(visit.tenant_id).select_related("visit__object", "department", "tenant")
        return rows.get(visit=visit, department=department)


def fill(section: VisitSection, actor: Member, outcome: str = EntryOutcome.PASS, note: str = "") -> VisitSection:
    """Every point answered, one photo, a statement, the account; the record finished."""
    with scope(section.tenant_id, member=actor):
        for point in points_of(section):
            seen = point.answer.pk if point.answer else None
            records.answer(section, point.entry, Answer(outcome, note, seen), actor=actor)
        capture = Capture("photo", "门头照片", "大河坎镇南环路96号", timezone.now())
        records.add_evidence(section, photo(str(section.pk).encode()), capture, actor=actor)
        records.add_statement(section, "无异议", given_by="王五", given_at=timezone.now(), actor=actor)
        records.write_account(section, techniques=["on_site"], account="现场正常经营。", actor=actor)
        return records.finish_record(section, actor=actor)


def officers_sign(section: VisitSection, actor: Member) -> None:
    with scope(section.tenant_id, member=actor):
        for officer in SectionOfficer.objects.of(section.tenant_id).filter(section=section):
            signed = Signing(SignerRole.OFFICER, officer.name, timezone.now(), officer)
            signing.sign(section, image(), signed, actor=actor)


def signed(section: VisitSection, actor: Member) -> VisitSection:
    officers_sign(section, actor)
    with scope(section.tenant_id, member=actor):
        signing.sign(section, image(), Signing(SignerRole.SUBJECT, "王五", timezone.now()), actor=actor)
    return again(section)


def closed(section: VisitSection, actor: Member, result: str = "no_problem") -> VisitSection:
    with scope(section.tenant_id, member=actor):
        closing.set_result(section, Outcome(result, "none"), actor=actor)
        closing.decide_publication(section, choice="publish", note="", actor=actor)
        closing.close_section(section, actor=actor)
    return again(section)


def again(section: VisitSection) -> VisitSection:
    """The section as it stands now."""
    with scope(section.tenant_id):
        rows = VisitSection.objects.of(section.tenant_id).select_related("visit__object", "department", "tenant")
        return rows.get(pk=section.pk)
