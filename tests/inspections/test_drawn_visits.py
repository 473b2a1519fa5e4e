"""An accepted draw becomes visits in one go: sections, items, checklists, paired officers (R095, R096)."""

from datetime import date

import pytest
from django.utils import timezone

from inspections.models import Draw, DrawnObject, DrawnOfficer, DrawOfficer, InspectionTask, Replacement, Visit
from inspections.queries.records import entries_of
from inspections.queries.visits import visits_for
from inspections.services.drawn_visits import schedule_visits
from inspections.services.visits import VisitRefused, staff_section
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.plans import make_entry, make_plan
from tests.factories.registry import make_object
from tests.factories.tenancy import make_member
from tests.factories.visits import make_cast, make_joint, officers_of, section_of
from tests.factories.worklist import tasks_of


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def draw(cast):
    """Three objects drawn, the first replaced by the third; two officers of each department for each."""
    tenant = cast.lead.tenant
    entry = make_entry(make_plan(cast.lead), (cast.other,))
    objects = [make_object(tenant, f"汉中第{number}餐饮有限公司") for number in range(3)]
    with scope(tenant):
        for line in entry.lines.all():
            line.items.create(tenant_id=tenant.pk, item_version=cast.version)
        task = InspectionTask.objects.of(tenant).create(
            entry=entry,
            department=cast.lead,
            number="南抽〔2027〕1号",
            round=1,
            title="餐饮单位联合检查第一轮",
            starts_on=date(2027, 3, 1),
            ends_on=date(2027, 4, 30),
        )
        made = Draw.objects.of(tenant).create(task=task, attempt=1, prepared_at=timezone.now())
        drawn = [_draw(made, row, rank) for rank, row in enumerate(objects, 1)]
        for department in (cast.lead, cast.other):
            for officer in officers_of(department):
                _pair(made, officer, drawn)
        Replacement.objects.of(tenant).create(
            drawn=drawn[0], successor=drawn[2], reason="已停业", decided_at=timezone.now(), decided_by=cast.approver
        )
    return made


def _draw(draw, row, rank):
    return DrawnObject.objects.of(draw.tenant_id).create(
        draw=draw, object=row, code=f"C{rank}", salt=b"s", leaf=bytes([rank]), stratum=1, rank=rank
    )


def _pair(draw, officer, drawn):
    chosen = DrawOfficer.objects.of(draw.tenant_id).create(
        draw=draw,
        department=officer.department,
        officer=officer,
        name=officer.name,
        certificate_number=officer.certificate.number,
        leaf=b"x",
    )
    for one in drawn:
        DrawnOfficer.objects.of(draw.tenant_id).create(drawn=one, officer=chosen)


def test_every_standing_object_gets_its_visit_once(cast, draw):
    with acting(cast.approver) as actor:
        assert schedule_visits(draw, actor=actor) == 2
        assert schedule_visits(draw, actor=actor) == 0
        visits = list(draw.task.visits.order_by("serial"))
        assert [one.number for one in visits] == ["联检〔2027〕1号", "联检〔2027〕2号"]
        assert {one.object.name for one in visits} == {"汉中第1餐饮有限公司", "汉中第2餐饮有限公司"}
        for visit in visits:
            sections = list(visit.sections.all())
            assert len(sections) == 2
            assert all(one.officers.count() == 2 for one in sections)
            assert all(entries_of(one).count() == 2 for one in sections)


def test_mistake_14_nobody_picks_the_officers_of_a_drawn_visit(cast, draw):
    with acting(cast.approver) as actor:
        schedule_visits(draw, actor=actor)
        section = section_of(draw.task.visits.first(), cast.lead)
        with pytest.raises(VisitRefused, match="人员由抽取确定"):
            staff_section(section, officers_of(cast.lead), actor=actor)


def test_mistake_16_an_officer_knows_before_it_only_of_drawn_visits_he_goes_on(cast, draw, sign_in):
    """DOMAIN 5.3, drawn list before visit."""
    with acting(cast.approver) as approver:
        schedule_visits(draw, actor=approver)
        assert visits_for(approver, cast.lead.tenant).count() == 2
    with acting(cast.lead_officers[0]) as paired:
        assert visits_for(paired, cast.lead.tenant).count() == 2
        assert len(waiting_for(paired)) == 2
    with acting(make_member(cast.lead.tenant, "officer", cast.lead)) as colleague:
        assert not visits_for(colleague, cast.lead.tenant).exists()
        assert not waiting_for(colleague)
        page = Visit.objects.of(cast.lead.tenant).first().get_absolute_url()
    assert sign_in(cast.lead_officers[0]).get(page).status_code == 200
    assert sign_in(colleague).get(page).status_code == 404


def waiting_for(member):
    """What the workbench has of drawn visits that wait for the lead."""
    Visit.objects.of(member.hat.tenant).filter(state="scheduled").update(state="approved")
    return tasks_of(member, member.hat.tenant, timezone.localdate(), "inspections.lead_visits")


def test_points_of_a_joint_checklist_in_the_plan_reach_every_visit(draw, cast, admin):
    joint = make_joint(cast, admin)
    with acting(cast.approver):
        licence = joint.entries.order_by("position").first()
        draw.task.entry.points.create(tenant_id=draw.tenant_id, point=licence)
        schedule_visits(draw, actor=None)
        visit = Visit.objects.of(draw.tenant_id).filter(drawn__draw=draw).first()
    section = section_of(visit, cast.lead)
    with acting(cast.approver):
        assert [str(one) for one in entries_of(section)] == ["营业执照是否悬挂"]
