"""Plans and visits by a joint checklist: ticked, asked once, filled in by each department (R031, R040, R093)."""

import pytest
from django.utils import timezone

from inspections.models import MergeProposal, PlanEntry, PlanLimits, PlanPoint, VisitPoint
from inspections.queries.entries import problems_of, with_parts
from inspections.queries.pools import Measure
from inspections.queries.records import entries_of, points_of
from inspections.services import entries as plan_entries
from inspections.services import records, visits
from inspections.services.entries import EntryRefused, LineContent, Pick, change_entry, compose, copy_entries
from inspections.services.merges import find_merges, merge
from inspections.services.points import compose_joint
from inspections.services.records import Answer
from items.models import Checklist, ChecklistEntry, JointEntry
from items.services.checklists import EntryContent, change_entries, enforce_checklist, revise_checklist
from tests.factories.directory import acting
from tests.factories.plans import YEAR, make_entry, make_plan
from tests.factories.registry import make_enrolment, make_object
from tests.factories.tenancy import make_member
from tests.factories.visits import make_cast, make_joint, officers_of, on_site, parts_of, section_of, unsaved_visit

TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def joint(cast, admin):
    """Licence and contract, each asked once for both departments."""
    return make_joint(cast, admin)


@pytest.fixture
def writer(cast):
    return cast.lead_officers[0]


@pytest.fixture
def entry(cast, writer):
    return make_entry(make_plan(cast.lead, writer))


def points_in(joint):
    return list(JointEntry.objects.of(joint.tenant_id).filter(joint=joint).prefetch_related("parts__checklist"))


def test_an_entry_is_composed_from_the_joint_checklist(entry, joint, cast, writer, sign_in):
    browser = sign_in(writer)
    assert "按联合检查表编制" in browser.get(entry.get_absolute_url()).content.decode()
    address = f"{entry.get_absolute_url()}joint/"
    page = browser.get(address).content.decode()
    assert joint.title in page
    assert "亮照经营" in page
    with acting(writer):
        licence, contract = points_in(joint)
    given = {"joint": joint.pk, "points": [licence.pk], "departments": [cast.other.pk]}
    assert "牵头部门自己也须参加" in browser.post(address, given).content.decode()
    both = given | {"departments": [cast.lead.pk, cast.other.pk]}
    assert browser.post(address, both).status_code == 302
    said = browser.get(entry.get_absolute_url()).content.decode()
    assert licence.text in said
    assert contract.text not in said
    with acting(writer):
        lines = {line.department_id: line.items.get().checklist for line in entry.lines.all()}
        assert {number: one.department_id for number, one in lines.items()} == {n: n for n in lines}
        assert set(lines) == {cast.lead.pk, cast.other.pk}
    assert browser.get(f"{address}?joint=0").status_code == 404


def test_copies_keep_the_points_and_the_plain_menu_drops_them(entry, joint, cast, writer):
    with acting(writer):
        compose_joint(entry, points_in(joint), [cast.lead, cast.other], actor=writer)
        later = make_plan(cast.lead, writer, year=YEAR + 1)
        copy_entries(entry.plan, later, years=1)
        assert PlanPoint.objects.of(later.tenant_id).filter(entry__plan=later).count() == 2
        compose(entry, [Pick(cast.lead, cast.version)], actor=writer)
        assert not entry.points.exists()


def test_a_department_without_a_point_does_not_come_along(entry, joint, cast, writer, nanzheng):
    with acting(writer), pytest.raises(EntryRefused, match="没有勾选任何要点"):
        compose_joint(entry, [], [cast.lead], actor=writer)


def test_a_renewed_checklist_is_said_and_not_composed_from(entry, joint, cast, writer):
    approver = make_member(cast.lead.tenant, "department_admin", cast.lead)
    with acting(writer):
        compose_joint(entry, points_in(joint), [cast.lead, cast.other], actor=writer)
        table = Checklist.objects.of(cast.lead.tenant_id).get(department=cast.lead, state="in_force")
        draft = revise_checklist(table, actor=writer)
        change_entries(draft, [EntryContent("营业执照", "新标准", "新条款", "执照")], actor=writer)
    with acting(approver):
        enforce_checklist(draft, actor=approver, today=TODAY)
    with acting(writer):
        row = with_parts(PlanEntry.objects.of(entry.tenant_id)).get(pk=entry.pk)
        said = problems_of(row, Measure(1, (), 1, 1), PlanLimits(tenant=entry.tenant))
        assert any("请在合并工作台重新编制" in one for one in said)
        with pytest.raises(EntryRefused, match="请先在合并工作台重新编制联合检查表"):
            compose_joint(entry, points_in(joint), [cast.lead, cast.other], actor=writer)


def test_a_visit_goes_by_the_joint_checklist_and_asks_once(joint, cast, writer, sign_in):
    today = TODAY.isoformat()
    with acting(writer):
        officers = [one.pk for one in officers_of(cast.lead)]
    form = {"title": "开餐馆联合检查", "origin": "special", "starts_on": today, "ends_on": today, "joint": joint.pk}
    form |= {"versions": [cast.version.pk], "departments": [cast.other.pk], "officers": officers}
    browser = sign_in(writer)
    made = browser.post(f"/610703/visits/new/{cast.subject.pk}/", form)
    assert made.status_code == 302, made.content.decode()
    assert joint.title in browser.get(made.headers["Location"]).content.decode()
    with acting(writer):
        assert VisitPoint.objects.of(joint.tenant_id).count() == 2


def test_each_section_has_what_was_ticked_and_takes_over_what_was_asked_beside_it(joint, cast, writer):
    visit = on_site(cast)
    with acting(writer):
        licence = points_in(joint)[0]
        VisitPoint.objects.of(visit.tenant_id).create(visit=visit, point=licence)
    section, beside = section_of(visit, cast.lead), section_of(visit, cast.other)
    with acting(writer):
        own = entries_of(section).get()
        assert own.text == "营业执照是否悬挂"
        records.answer(section, own, Answer("pass"), actor=writer)
    with acting(cast.other_officers[0]):
        point = points_of(beside, TODAY)[0]
        assert [offer.section_id for offer in point.offers] == [section.pk]
        assert len(points_of(beside, TODAY)) == 1


def test_a_joint_checklist_of_other_items_is_refused(joint, cast, writer):
    with acting(writer):
        for table in Checklist.objects.of(joint.tenant_id).filter(state="in_force"):
            Checklist.objects.of(joint.tenant_id).filter(pk=table.pk).update(state="superseded")
        with pytest.raises(visits.VisitRefused, match="联合检查表里没有所选部门"):
            visits.plan_visit(unsaved_visit(cast), parts_of(cast), actor=writer, joint=joint)


def point_of(department, joint) -> JointEntry:
    """One more point, of this department alone."""
    own = ChecklistEntry.objects.of(joint.tenant_id).filter(checklist__department=department).last()
    alone = JointEntry.objects.of(joint.tenant_id).create(joint=joint, position=9, text="只归一个部门的要点")
    alone.links.create(tenant_id=joint.tenant_id, entry=own)
    return alone


def test_a_single_visit_takes_the_points_of_the_departments_that_come(joint, cast, writer):
    """A point that only the other department has is not the visit's."""
    with acting(writer):
        alone = point_of(cast.other, joint)
        parts = parts_of(cast, [cast.lead])
        visit = visits.plan_visit(unsaved_visit(cast), parts, actor=writer, joint=joint)
        assert {one.point for one in visit.points.all()} == set(points_in(joint)) - {alone}


def test_a_department_that_leaves_an_entry_takes_its_points_along(entry, joint, cast, writer):
    with acting(writer):
        shared, alone = points_in(joint), point_of(cast.other, joint)
        compose_joint(entry, [*shared, alone], [cast.lead, cast.other], actor=writer)
        change_entry(entry, plan_entries.EntryContent({}, [LineContent(cast.lead, "对用工单位的监管")]), actor=writer)
        assert [one.point for one in entry.points.all()] == shared


@pytest.fixture
def two(cast, writer, entry):
    """The entry, and one of the other department about the same firms in the same days."""
    other = make_entry(make_plan(cast.other))
    for number in range(4):
        firm = make_object(cast.lead.tenant, f"陕西第{number}餐饮有限公司")
        make_enrolment(firm, cast.lead)
    with acting(writer):
        same = {"pool_query": f"department={cast.lead.pk}", "sample_ratio": "1"}
        PlanEntry.objects.of(entry.tenant_id).filter(pk__in=[entry.pk, other.pk]).update(**same)
    return entry, other


def merged(tenant, actor) -> PlanEntry:
    find_merges(tenant, YEAR, today=TODAY)
    return merge(MergeProposal.objects.of(tenant).get(state="proposed"), actor=actor)


def test_a_joint_entry_keeps_the_points_of_each_entry_it_is_made_of(two, joint, cast, writer, admin):
    """One ticked the licence, the other the contract."""
    own, other = two
    with acting(writer):
        licence, contract = points_in(joint)
        compose_joint(own, [licence], [cast.lead, cast.other], actor=writer)
        compose_joint(other, [contract], [cast.other], actor=None)
    with acting(admin):
        made = merged(cast.lead.tenant, admin)
        assert {one.point for one in made.points.all()} == {licence, contract}


def test_an_entry_by_whole_checklists_loses_no_point_to_one_that_ticked_some(two, joint, cast, writer, admin):
    own, other = two
    with acting(writer):
        licence, contract = points_in(joint)
        compose_joint(own, [licence], [cast.lead], actor=writer)
        compose(other, [Pick(cast.other, cast.version)], actor=None)
    with acting(admin):
        made = merged(cast.lead.tenant, admin)
        assert {one.point for one in made.points.all()} == {licence, contract}
