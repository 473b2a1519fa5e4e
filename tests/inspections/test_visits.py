"""Arranging visits, going there, ending them; who may know of them (R099–R105)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from common.models import Document
from inspections.models import Visit
from inspections.queries.cautions import of_object, similar_or_recent
from inspections.queries.visits import visits_for
from inspections.services import visit_changes, visits
from inspections.services.visits import LATE_APPROVAL_RULE, VisitRefused
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import (
    closed,
    fill,
    make_cast,
    officers_of,
    on_site,
    parts_of,
    planned,
    section_of,
    signed,
    unsaved_visit,
)

TODAY = timezone.localdate()


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


def papers(visit) -> set[str]:
    with scope(visit.tenant_id):
        return set(Document.objects.of(visit.tenant_id).values_list("maker", flat=True))


def test_a_visit_is_numbered_and_has_a_section_for_every_department(cast):
    visit = planned(cast)
    assert visit.number == f"联检〔{TODAY.year}〕1号"
    with scope(visit.tenant_id):
        assert {one.department for one in visit.sections.all()} == {cast.lead, cast.other}
        assert all(one.officers.count() == 2 for one in visit.sections.all())


def test_whoever_prepared_a_visit_does_not_approve_it(cast):
    visit = planned(cast)
    with acting(cast.lead_officers[0]) as preparer, pytest.raises(VisitRefused, match="不能批准自己报批"):
        visits.approve_visit(visit, actor=preparer)


def test_an_approved_visit_has_its_form(cast):
    visit = planned(cast)
    with acting(cast.approver) as approver:
        visits.approve_visit(visit, actor=approver)
    assert visit.state == "approved"
    assert papers(visit) == {"inspections.visit_approval"}


def test_mistake_04_a_department_without_its_own_basis_cannot_inspect_the_item(cast, nanzheng):
    stranger = make_department(nanzheng, "区文化和旅游局")
    part = visits.Part(stranger, [cast.version])
    with acting(cast.lead_officers[0]) as actor, pytest.raises(VisitRefused, match="没有自己的依据"):
        visits.plan_visit(unsaved_visit(cast), [*parts_of(cast), part], actor=actor)


def test_mistake_15_fewer_than_two_certified_officers_cannot_be_approved(cast):
    visit = planned(cast)
    section = section_of(visit, cast.other)
    with acting(cast.approver) as approver:
        section.officers.first().delete()
        with pytest.raises(VisitRefused, match="只有1名符合条件"):
            visits.approve_visit(visit, actor=approver)


def test_mistake_16_an_unannounced_visit_sends_no_notice_and_an_ordinary_one_does(cast):
    secret = planned(cast, is_unannounced=True, why_unannounced="防止转移证据")
    ordinary = planned(cast)
    with acting(cast.approver) as approver:
        for visit in (secret, ordinary):
            visits.approve_visit(visit, actor=approver)
    with acting(cast.lead_officers[0]) as actor:
        with pytest.raises(VisitRefused, match="不预先通知，不能再发通知"):
            visits.notify_visit(secret, materials="", contact="张三", actor=actor)
        with pytest.raises(VisitRefused, match="须事先通知对象"):
            visits.withhold_notice(ordinary, actor=actor)
        visits.withhold_notice(secret, actor=actor)
    assert secret.state == "unannounced"
    assert "inspections.visit_notice" not in papers(secret)


def test_off_site_first_needs_a_reason_to_come(bureau, housing, own_files):
    cast = make_cast(bureau, housing, techniques=["on_site", "off_site"])
    with acting(cast.lead_officers[0]) as actor:
        with pytest.raises(VisitRefused, match="应先以非现场方式检查"):
            visits.plan_visit(unsaved_visit(cast), parts_of(cast), actor=actor)
        visit = visits.plan_visit(unsaved_visit(cast, why_on_site="须核对现场用工"), parts_of(cast), actor=actor)
    assert visit.state == "scheduled"


def test_only_an_officer_of_the_visit_arrives(cast):
    visit = on_site(cast)
    assert visit.state == "on_site"
    other = planned(cast)
    with acting(cast.approver) as approver:
        visits.approve_visit(other, actor=approver)
        visits.notify_visit(other, materials="", contact="张三", actor=approver)
        with pytest.raises(VisitRefused, match="不在检查人员名单内"):
            visits.arrive(other, actor=approver)


def test_arriving_twice_changes_nothing(cast):
    visit = on_site(cast)
    first = visit.arrived_at
    with acting(cast.other_officers[0]) as actor:
        assert visits.arrive(visit, actor=actor).arrived_at == first


def test_mistake_21_the_lead_closes_for_nobody(cast):
    visit = on_site(cast)
    lead, other = section_of(visit, cast.lead), section_of(visit, cast.other)
    closed(signed(fill(lead, cast.lead_officers[0]), cast.lead_officers[0]), cast.lead_officers[0])
    unsigned = f"还有部门没有完成签字：{cast.other}"
    with acting(cast.lead_officers[0]) as actor, pytest.raises(VisitRefused, match=unsigned):
        visits.leave_site(visit, actor=actor)
    done = signed(fill(other, cast.other_officers[0]), cast.other_officers[0])
    with acting(cast.lead_officers[0]) as actor:
        visits.leave_site(visit, actor=actor)
        with pytest.raises(VisitRefused, match="牵头部门不能代办"):
            visits.close_visit(visit, actor=actor)
    closed(done, cast.other_officers[1])
    with acting(cast.lead_officers[0]) as actor:
        assert visits.close_visit(visit, actor=actor).state == "closed"


def test_an_emergency_begins_on_site_and_is_approved_within_three_working_days(cast):
    visit = unsaved_visit(cast, emergency_reason="群众反映正在泄漏")
    with acting(cast.lead_officers[0]) as actor:
        visits.enter_emergency(visit, parts_of(cast), actor=actor)
        clock = running_clock(LATE_APPROVAL_RULE.name, visit)
    assert visit.state == "on_site"
    assert (clock.length, clock.unit) == (3, "working_day")
    with acting(cast.approver) as approver:
        visits.approve_afterwards(visit, actor=approver)
        assert running_clock(LATE_APPROVAL_RULE.name, visit) is None
        with pytest.raises(VisitRefused, match="不需要补办审批"):
            visits.approve_afterwards(visit, actor=approver)


def test_a_similar_open_visit_is_told_and_not_forbidden(cast):
    first = planned(cast)
    with acting(cast.lead_officers[0]) as actor:
        occasion = of_object(cast.subject, TODAY, TODAY + timedelta(days=3))
        found = similar_or_recent(occasion, actor, TODAY)
        assert [(one.pk, one.is_same_item) for one in found] == [(first.pk, True)]
        assert visits.plan_visit(unsaved_visit(cast), parts_of(cast), actor=actor).serial == 2


def test_a_postponed_visit_is_approved_again(cast):
    visit = planned(cast)
    with acting(cast.approver) as approver:
        visits.approve_visit(visit, actor=approver)
    with acting(cast.lead_officers[0]) as actor:
        visits.VISIT_WORKFLOW.take(visit, "postpone_visit", actor=actor, note="停电")
        later = TODAY + timedelta(days=7)
        visit_changes.reschedule_visit(visit, starts_on=later, ends_on=later, actor=actor, note="对象申请")
    assert (visit.state, visit.approved_by) == ("scheduled", None)


def test_before_the_visit_only_those_who_take_part_know_of_it(cast, nanzheng, admin):
    """DOMAIN 5.3, drawn list before visit."""
    planned(cast)
    elsewhere = make_member(nanzheng, "officer", make_department(nanzheng, "区水利局"))
    leader = make_member(nanzheng, "leader")
    knows = {}
    for member in (cast.lead_officers[1], cast.other_officers[1], admin, elsewhere, leader):
        with acting(member):
            knows[member] = visits_for(member, nanzheng).count()
    assert list(knows.values()) == [1, 1, 1, 0, 0]


def test_once_somebody_stands_at_the_door_every_official_knows(cast, nanzheng):
    on_site(cast)
    with acting(make_member(nanzheng, "leader")) as leader:
        assert visits_for(leader, nanzheng).count() == 1


def test_officers_of_another_department_are_not_named(cast):
    section = section_of(planned(cast), cast.other)
    with acting(cast.approver) as approver, pytest.raises(VisitRefused, match="的执法人员"):
        visits.staff_section(section, officers_of(cast.lead), actor=approver)


def test_another_place_sees_no_visit(cast, abaga):
    planned(cast)
    with scope(abaga):
        assert not Visit.objects.of(abaga).exists()
