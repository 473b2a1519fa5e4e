"""What a replacement, a recusal or a postponement does to the visits that were arranged (R095; 5.2 nos. 14, 16)."""

from datetime import timedelta

import pytest

from common.models import Document, Notice
from inspections.models import DrawnOfficer, SectionOfficer, Visit, VisitPass
from inspections.queries.budget import loads_of
from inspections.services import pairing, replacements
from inspections.services.passes import PassRefused, issue_pass
from inspections.services.visit_changes import postpone_visit, reschedule_visit
from inspections.services.visits import VisitRefused, arrive, notify_visit
from inspections.states import PASS_ISSUED, POSTPONED, REPLACED, SCHEDULED, UNREACHABLE
from registry.models import Officer
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.draws import drawn_rows, make_draw, make_stage
from tests.factories.tenancy import make_member


@pytest.fixture
def stage(nanzheng):
    """A stage whose officers have accounts."""
    made = make_stage(nanzheng)
    with scope(nanzheng):
        for officer in Officer.objects.of(nanzheng):
            member = make_member(nanzheng, "officer", officer.department, name=officer.name)
            Officer.objects.of(nanzheng).filter(pk=officer.pk).update(member=member)
    return made


@pytest.fixture
def drawn(stage):
    """The first of the objects of an accepted draw."""
    return drawn_rows(make_draw(stage, "accepted"))[0]


@pytest.fixture
def as_holder(stage):
    with scope(stage.place, member=stage.holder):
        yield stage.holder


def visit_of(drawn):
    return Visit.objects.of(drawn.tenant_id).select_related("tenant", "object", "department").get(drawn=drawn)


def with_pass(drawn, actor, approver):
    """The visit of a drawn object, approved, the subject told, a pass in force."""
    visit = visit_of(drawn)
    Visit.objects.of(visit.tenant_id).filter(pk=visit.pk).update(state="approved", approved_by=approver)
    notify_visit(visit, materials="营业执照", contact="张三 0916-5512345", actor=actor)
    issue_pass(visit, contact=visit.contact, actor=actor)
    return visit


def test_the_visit_of_a_replaced_object_ends_and_the_successors_is_arranged(stage, drawn, as_holder):
    visit = with_pass(drawn, as_holder, stage.coordinator)
    team = SectionOfficer.objects.of(stage.place).filter(section__visit=visit)
    told = {one.officer.member_id for one in team.select_related("officer")}
    successor = replacements.replace_drawn(drawn, reason="企业已歇业", actor=as_holder)
    visit.refresh_from_db()
    assert visit.state == REPLACED
    taken = VisitPass.objects.of(stage.place).get(visit=visit)
    assert taken.revoked_at is not None
    assert taken.revoke_reason == "企业已歇业"
    made = visit_of(successor)
    assert made.state == SCHEDULED
    assert made.object == successor.object
    assert [section.officers.count() for section in made.sections.all()] == [2, 2]
    assert {one.member_id for one in Notice.objects.of(stage.place).filter(kind="inspections.visit_replaced")} == told
    entry = AuditEntry.objects.of(stage.place).get(verb="inspections.replace_visit")
    assert entry.note == "企业已歇业"
    assert loads_of(stage.place, [visit.object_id], visit.year) == {}


def test_an_object_is_not_replaced_once_somebody_stood_at_the_door(stage, drawn, as_holder):
    visit = visit_of(drawn)
    Visit.objects.of(stage.place).filter(pk=visit.pk).update(state="on_site")
    with pytest.raises(VisitRefused, match="“检查中”，不能再替换对象"):
        replacements.replace_drawn(drawn, reason="企业已歇业", actor=as_holder)
    assert Visit.objects.of(stage.place).count() == 4


def test_a_visit_that_found_nobody_stays_as_it_ended_when_its_object_is_replaced(stage, drawn, as_holder):
    visit = visit_of(drawn)
    Visit.objects.of(stage.place).filter(pk=visit.pk).update(state=UNREACHABLE)
    successor = replacements.replace_drawn(drawn, reason="无法联系", actor=as_holder)
    visit.refresh_from_db()
    assert visit.state == UNREACHABLE
    assert visit_of(successor).state == SCHEDULED


def test_before_the_draw_is_accepted_a_replacement_arranges_nothing(stage):
    drawn = drawn_rows(make_draw(stage, "paired"))[0]
    with scope(stage.place, member=stage.holder):
        replacements.replace_drawn(drawn, reason="企业已歇业", actor=stage.holder)
        assert not Visit.objects.of(stage.place).exists()


def test_mistake_14_the_officers_of_a_visit_follow_a_recusal(stage, drawn, as_holder):
    visit = with_pass(drawn, as_holder, stage.coordinator)
    pair = DrawnOfficer.objects.of(stage.place).filter(drawn=drawn).select_related("officer__officer").first()
    (successor,) = pairing.recuse(pair, reason="与企业负责人是同学", actor=as_holder)
    named = SectionOfficer.objects.of(stage.place).filter(section__visit=visit)
    names = set(named.values_list("officer", flat=True))
    assert pair.officer.officer_id not in names
    assert successor.officer.officer_id in names
    assert len(names) == 4
    assert VisitPass.objects.of(stage.place).get(visit=visit).revoked_at is not None
    assert Document.objects.of(stage.place).filter(maker="inspections.visit_notice", row_id=visit.pk).count() == 2
    told = Notice.objects.of(stage.place).filter(kind="inspections.officer_changed")
    assert {one.member_id for one in told} == {pair.officer.officer.member_id, successor.officer.officer.member_id}


def test_after_a_pass_was_taken_back_another_is_issued_and_one_at_a_time(stage, drawn, as_holder):
    visit = with_pass(drawn, as_holder, stage.coordinator)
    with pytest.raises(PassRefused, match="已有有效的检查码"):
        issue_pass(visit, contact=visit.contact, actor=as_holder)
    pair = DrawnOfficer.objects.of(stage.place).filter(drawn=drawn).first()
    (successor,) = pairing.recuse(pair, reason="与企业负责人是同学", actor=as_holder)
    issued = issue_pass(visit, contact=visit.contact, actor=as_holder)
    assert visit.state == PASS_ISSUED
    assert issued.revoked_at is None
    assert VisitPass.objects.of(stage.place).filter(visit=visit).count() == 2
    assert successor.officer.name


def test_nobody_is_recused_once_the_visit_began(stage, drawn, as_holder):
    Visit.objects.of(stage.place).filter(drawn=drawn).update(state="on_site")
    pair = DrawnOfficer.objects.of(stage.place).filter(drawn=drawn).first()
    with pytest.raises(VisitRefused, match="检查已经开始"):
        pairing.recuse(pair, reason="与企业负责人是同学", actor=as_holder)


def test_a_visit_put_off_loses_its_pass_and_gets_another_on_its_new_day(stage, drawn, as_holder):
    visit = with_pass(drawn, as_holder, stage.coordinator)
    postpone_visit(visit, actor=as_holder, note="企业停电")
    assert visit.state == POSTPONED
    assert VisitPass.objects.of(stage.place).get(visit=visit).revoke_reason == "企业停电"
    days = {"starts_on": visit.ends_on, "ends_on": visit.ends_on + timedelta(days=1)}
    reschedule_visit(visit, **days, actor=as_holder, note="恢复供电")
    Visit.objects.of(stage.place).filter(pk=visit.pk).update(state="notified")
    visit.refresh_from_db()
    issue_pass(visit, contact=visit.contact, actor=as_holder)
    assert visit.state == PASS_ISSUED


def test_who_takes_a_replaced_visits_place_is_told_on_both_pages(stage, drawn, as_holder, sign_in):
    successor = replacements.replace_drawn(drawn, reason="企业已歇业", actor=as_holder)
    visit, made = visit_of(drawn), visit_of(successor)
    browser = sign_in(stage.holder)
    ended = browser.get(visit.get_absolute_url()).content.decode()
    assert "已由递补对象代替" in ended
    assert f"{successor.object}（企业已歇业）" in ended
    assert f"{drawn.object}（企业已歇业）" in browser.get(made.get_absolute_url()).content.decode()
    listed = browser.get(successor.get_absolute_url()).content.decode()
    assert visit.number in listed
    assert made.number in listed
    with pytest.raises(VisitRefused):
        arrive(visit, actor=as_holder)
