"""A department's duties pass to another: its items and what hangs on them go along, and the old stay readable."""

from datetime import date, timedelta

import pytest

from directory.transfer import holdings, movers
from items.models import Campaign, Checklist, CoSignature, ItemVersion, MatterStatement, Responsibility, Submission
from items.queries.versions import co_signatures_of, with_faces
from items.services import campaigns, matters, steps
from items.services.checklists import EntryContent, draft_checklist, enforce_checklist
from items.services.drafts import revise
from items.services.responsibilities import Pick, Terms, approve_duty, propose
from publication.models import Duty
from tenancy.scope import scope
from tests.factories.items import sent
from tests.factories.tenancy import make_department, make_member
from tests.items.test_matters import raised

TODAY = date(2026, 11, 23)
ENTRY = EntryContent("是否订立书面劳动合同", "用工之日起1个月内订立", "《劳动合同法》第十条")


@pytest.fixture
def target(nanzheng):
    return make_department(nanzheng, "区综合执法局")


@pytest.fixture
def in_force(approved, admin):
    with scope(approved.tenant, member=admin):
        return steps.enforce(approved, actor=admin, today=TODAY)


def passed(tenant, source, target):
    """Everything registered moves, as in a transfer: kind → [(label, note)]; nothing is left with the source."""
    with scope(tenant):
        moved = {
            mover.kind: [(one.label, one.note) for one in mover.move(tenant, source, target, TODAY)]
            for mover in movers()
        }
        ours = ("items.", "publication.")
        left = {
            mover.kind: count for mover, count in holdings(tenant, source) if mover.move.__module__.startswith(ours)
        }
    assert left == {}
    return moved


def versions(tenant):
    with scope(tenant):
        return list(with_faces(ItemVersion.objects.of(tenant)).order_by("number"))


def test_an_item_in_force_gets_a_next_version_and_the_old_one_stays(nanzheng, in_force, labour, target):
    moved = passed(nanzheng, labour, target)
    old, new = versions(nanzheng)
    assert (old.state, old.department, old.ended_on) == ("superseded", labour, TODAY)
    assert (new.state, new.department, new.in_force_on) == ("in_force", target, TODAY)
    assert (new.trigger, new.trigger_note) == ("transfer", "职责划转：区人力资源和社会保障局划转到区综合执法局")
    assert new.face.lines == old.face.lines
    assert moved["items"] == [(new.content, "第2版")]
    with scope(nanzheng):
        assert "区综合执法局" in str(Duty.objects.of(nanzheng).get(kind="item_list", state="due").snapshot)


def test_a_cooperating_line_changes_hands(nanzheng, in_force, tax, target):
    passed(nanzheng, tax, target)
    new = versions(nanzheng)[-1]
    assert [line.department for line in new.face.lines] == ["区市场监管局", "区综合执法局"]


def test_a_lead_takes_in_the_line_it_had_and_two_lines_become_one(nanzheng, in_force, labour, bureau, tax):
    passed(nanzheng, labour, tax)
    new = versions(nanzheng)[-1]
    assert (new.department, [line.department for line in new.face.lines]) == (tax, ["区市场监管局"])
    assert "并入牵头事项" in new.division
    assert "《中华人民共和国公司法》" in new.face.basis
    passed(nanzheng, bureau, tax)
    assert versions(nanzheng)[-1].face.lines == ()


def test_two_lines_of_one_department_become_one(nanzheng, in_force, bureau, tax):
    moved = passed(nanzheng, bureau, tax)
    assert [line.department for line in versions(nanzheng)[-1].face.lines] == ["区税务局"]
    assert moved["items"][0][1] == "区税务局的两项配合事项合为一项；第2版"


def test_what_is_on_its_way_goes_back_and_its_signatures_are_void(nanzheng, draft, author, tax, target):
    sent(draft, author)
    moved = passed(nanzheng, tax, target)
    (version,) = versions(nanzheng)
    assert (version.state, [line.department for line in version.face.lines][-1]) == ("draft", "区综合执法局")
    assert moved["items"] == [(version.content, "原在“会签”，退回起草后重新办理")]
    with scope(nanzheng):
        assert not co_signatures_of(version).exists()
        assert CoSignature.objects.of(nanzheng).filter(is_void=True).count() == 2


def test_a_draft_follows_the_version_that_overtook_it(nanzheng, in_force, author, labour, target):
    with scope(nanzheng, member=author):
        revise(in_force, trigger="practice", note="调整", actor=author)
    passed(nanzheng, labour, target)
    assert [(one.number, one.state, one.department) for one in versions(nanzheng)] == [
        (1, "superseded", labour),
        (2, "in_force", target),
        (3, "draft", target),
    ]


def test_who_answers_keeps_answering_in_the_target(nanzheng, in_force, author, admin, labour, target):
    with scope(nanzheng, member=admin):
        approver = make_member(nanzheng, "leader")
        (row,) = propose([Pick(in_force, labour, author)], Terms(TODAY), actor=admin, today=TODAY)
        approve_duty(row, actor=approver, today=TODAY)
    passed(nanzheng, labour, target)
    with scope(nanzheng):
        row = Responsibility.objects.of(nanzheng).get()
        assert (row.state, row.department) == ("active", target)


def test_of_two_checklists_for_an_item_the_target_keeps_its_own(nanzheng, in_force, labour, bureau, tax, target):
    def enforced(department):
        checklist = draft_checklist(in_force, department=department, entries=[ENTRY], actor=None)
        return enforce_checklist(checklist, actor=make_member(nanzheng, "department_admin", department), today=TODAY)

    with scope(nanzheng):
        ours, theirs = enforced(bureau), enforced(tax)
    passed(nanzheng, bureau, tax)
    with scope(nanzheng):
        states = dict(Checklist.objects.of(nanzheng).values_list("pk", "state"))
    assert states == {ours.pk: "superseded", theirs.pk: "in_force"}
    passed(nanzheng, tax, target)
    with scope(nanzheng):
        assert Checklist.objects.of(nanzheng).get(pk=theirs.pk).department == target


def test_open_tasks_go_over_and_none_is_asked_twice(nanzheng, admin, labour, tax, target):
    with scope(nanzheng, member=admin):
        for name, departments in (("一", [labour, target]), ("二", [labour])):
            campaign = Campaign(tenant=nanzheng, name=name, request="报送", due_on=TODAY + timedelta(days=9))
            campaigns.start_campaign(campaign, departments, actor=admin, today=TODAY)
    moved = passed(nanzheng, labour, target)
    assert [note for _label, note in moved["submissions"]] == ["划入部门已有同一任务，不重复办理", ""]
    with scope(nanzheng):
        assert set(Submission.objects.of(nanzheng).values_list("department", flat=True)) == {target.pk}


def test_an_unclear_matter_keeps_somebody_in_charge(nanzheng, bureau, labour, tax, market_signer, decider, target):
    matter = raised(nanzheng, bureau, market_signer)
    with scope(nanzheng, member=decider):
        matters.put_in_charge(matter, labour, actor=decider)
        matters.consult(matter, [labour, tax], actor=decider)
    moved = passed(nanzheng, labour, target)
    assert (len(moved["matters_in_charge"]), len(moved["statements"])) == (1, 1)
    with scope(nanzheng):
        assert set(MatterStatement.objects.of(nanzheng).values_list("department", flat=True)) == {tax.pk, target.pk}
