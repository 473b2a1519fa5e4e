"""When a department's duties pass to another, its part of the library goes along (R013)."""

from directory.transfer import movers
from registry.models import ApprovalRoute, ObjectTag, QualityCampaign, SupervisedObject
from registry.movers import handing_over
from registry.services.approvals import add_route
from registry.services.quality import open_campaign
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object
from tests.factories.tenancy import make_department

OURS = {"object_files", "enrolments", "object_tags", "verifications", "approval_routes"}


def passed(tenant, source, target):
    """Everything of the library moves, as in a transfer; what is left with the source, by kind."""
    with scope(tenant):
        ours = [mover for mover in movers() if mover.kind in OURS]
        moved = {mover.kind: [str(one.label) for one in mover.move(tenant, source, target, TODAY)] for mover in ours}
        return moved, {mover.kind: mover.count(tenant, source) for mover in ours}


def test_everything_of_the_library_goes_over(nanzheng, bureau):
    target = make_department(nanzheng, "区综合执法局")
    shared, own = (
        make_object(nanzheng, "两家都管", department=bureau),
        make_object(nanzheng, "一家管", department=bureau),
    )
    ours, theirs, only = make_enrolment(shared, bureau), make_enrolment(shared, target), make_enrolment(own, bureau)
    with scope(nanzheng):
        for department in (bureau, target):
            ObjectTag.objects.of(nanzheng).create(name="重点", department=department)
            add_route(
                ApprovalRoute(tenant=nanzheng, matter="许可", department=bureau, supervisor=department), actor=None
            )
        SupervisedObject.objects.of(nanzheng).update(verified_on=None)
        campaign = QualityCampaign(tenant=nanzheng, name="核实", stale_before=TODAY, starts_on=TODAY, due_on=TODAY)
        open_campaign(campaign, actor=None)
    moved, left = passed(nanzheng, bureau, target)
    assert left == dict.fromkeys(OURS, 0)
    assert {kind: len(rows) for kind, rows in moved.items()} == {
        "object_files": 2,
        "enrolments": 2,
        "object_tags": 1,
        "verifications": 2,
        "approval_routes": 2,
    }
    assert (fresh(ours).state, fresh(theirs).state) == ("ended", "enrolled")
    assert fresh(only).department_id == target.pk
    with scope(nanzheng):
        assert sorted(handing_over.tags_of(nanzheng, target).values_list("name", flat=True)) == [
            "重点",
            "重点·区市场监管局",
        ]
        assert ApprovalRoute.objects.of(nanzheng).get().department_id == target.pk
