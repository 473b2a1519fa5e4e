"""Everything of a department moves to another on a date."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import resolve, reverse

from common.models import JobRun, Notice
from common.refusals import Refused
from common.workflow import MoveRefused
from directory.models import LiaisonEntry, Responsible, Transfer, TransferLine
from directory.services import coordination, grants, transfers
from directory.tasks import run_transfer
from directory.transfer import holdings, movers
from tenancy.models import CoordinatorFunction, Department, DepartmentGrant, Membership
from tests.factories.directory import acting
from tests.factories.tenancy import give_hat, make_department, make_member
from tests.factories.worklist import tasks_of

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def new_bureau(nanzheng):
    return make_department(nanzheng, "区综合监管局")


@pytest.fixture
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: TODAY)


def transfer(bureau, new_bureau, **values):
    values = {"effective_on": TODAY, "basis": "机构改革方案", **values}
    return Transfer(tenant=bureau.tenant, source=bureau, target=new_bureau, **values)


def run(row, admin):
    transfers.draft_transfer(row, actor=admin, today=TODAY)
    transfers.schedule_transfer(row, actor=admin, today=TODAY)
    return transfers.run_transfer(row)


def test_everything_moves_and_the_report_says_what(nanzheng, today, admin, officer, bureau, new_bureau):
    team = make_department(nanzheng, "执法大队", parent=bureau)
    with acting(admin):
        coordination.assign_function(bureau, actor=admin, function="overall")
        grants.grant(bureau, actor=admin, member=officer, permission="roster.manage")
        Responsible.objects.of(nanzheng).create(department=bureau, duty="first", name="局长", starts_on="2024-01-01")
        Responsible.objects.of(nanzheng).create(department=bureau, duty="direct", name="科员", starts_on="2024-01-01")
        row = run(transfer(bureau, new_bureau), admin)

        assert row.state == "done"
        assert holdings(nanzheng, bureau) == []
        assert Membership.objects.of(nanzheng).get(pk=officer.hat.pk).ends_on == YESTERDAY
        assert Membership.objects.of(nanzheng).get(department=new_bureau).starts_on == TODAY
        assert CoordinatorFunction.objects.of(nanzheng).get().department == new_bureau
        assert DepartmentGrant.objects.of(nanzheng).get().content_object == new_bureau
        assert Department.objects.of(nanzheng).get(pk=team.pk).parent == new_bureau
        assert [one.name for one in Responsible.objects.of(nanzheng).filter(department=new_bureau)] == ["科员"]
        kinds = list(TransferLine.objects.of(nanzheng).values_list("kind", flat=True))
        assert kinds == ["memberships", "responsibles", "responsibles", "functions", "grants", "parts"]


def test_the_preview_counts_what_will_move(nanzheng, today, admin, officer, bureau, new_bureau):
    with acting(admin):
        assert [(mover.kind, number) for mover, number in holdings(nanzheng, bureau)] == [("memberships", 1)]


def test_a_number_of_the_preview_leads_to_the_list_it_counts(
    nanzheng, admin, officer, bureau, new_bureau, no_second_factor, sign_in
):
    client = sign_in(admin)
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
    address = f"/610703/members/?department={bureau.pk}"
    assert f'<a href="{address}">1</a>' in client.get(row.get_absolute_url()).content.decode()
    assert [one.pk for one in client.get(address).context["rows"]] == [officer.pk]


def test_the_lists_that_a_preview_leads_to_are_narrowed_by_department():
    views = [resolve(reverse(mover.page, args=["610703"])).func.view_class for mover in movers() if mover.page]
    assert len(views) > 5
    assert all("department" in view.filterset_class.base_filters for view in views)


def line(tenant, department):
    return LiaisonEntry.objects.of(tenant).create(
        department=department,
        leader="甲",
        leader_mobile="19900000001",
        liaison="乙",
        liaison_mobile="19900000002",
        confirmed_on=TODAY,
    )


def test_the_line_of_the_roster_goes_over_unless_there_is_one(nanzheng, today, admin, bureau, new_bureau):
    third = make_department(nanzheng, "区司法局")
    with acting(admin):
        line(nanzheng, bureau)
        run(transfer(bureau, new_bureau), admin)
        moved = LiaisonEntry.objects.of(nanzheng).get()
        assert moved.department == new_bureau
        line(nanzheng, third)
        row = run(transfer(third, new_bureau), admin)
        assert LiaisonEntry.objects.of(nanzheng).get() == moved
        assert TransferLine.objects.of(nanzheng).get(transfer=row).note == "划入部门已有联络表，原联络表撤下"


def test_who_drafted_it_is_told(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin):
        row = run(transfer(bureau, new_bureau), admin)
        notice = Notice.objects.of(nanzheng).get(member=admin)
        assert notice.url == row.get_absolute_url()


def test_the_job_runs_it_once_and_says_how_far_it_is(nanzheng, today, admin, officer, bureau, new_bureau):
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
        transfers.schedule_transfer(row, actor=admin, today=TODAY)
        assert row.state == "running"
        job = JobRun.objects.of(nanzheng).get(name="directory.run_transfer")
        for _time in range(2):
            run_transfer(job)
        assert Transfer.objects.of(nanzheng).get().state == "done"
        assert job.total == len(movers())


def test_who_has_the_role_there_already_only_leaves(nanzheng, today, admin, officer, bureau, new_bureau):
    old = officer.hat
    give_hat(officer, nanzheng, "officer", new_bureau)
    with acting(admin):
        run(transfer(bureau, new_bureau), admin)
        assert Membership.objects.of(nanzheng).filter(member=officer, ends_on__isnull=True).count() == 1
        assert Membership.objects.of(nanzheng).get(pk=old.pk).ends_on == YESTERDAY
        assert TransferLine.objects.of(nanzheng).get().note == "在划入部门已有相同任职，原任职到期"


def test_a_hat_that_begins_later_begins_there(nanzheng, today, admin, bureau, new_bureau):
    person = make_member(nanzheng, "officer", make_department(nanzheng, "区司法局"))
    later = give_hat(person, nanzheng, "officer", bureau, starts_on=TODAY + timedelta(days=9))
    with acting(admin):
        run(transfer(bureau, new_bureau), admin)
        moved = Membership.objects.of(nanzheng).get(pk=later.pk)
        assert (moved.department, moved.starts_on) == (new_bureau, TODAY + timedelta(days=9))


def test_the_source_ends_when_asked(nanzheng, today, admin, officer, bureau, new_bureau):
    with acting(admin):
        run(transfer(bureau, new_bureau, ends_source=True), admin)
        assert Department.objects.of(nanzheng).get(pk=bureau.pk).ended_on == TODAY


def test_a_target_below_the_source_takes_its_place_in_the_tree(nanzheng, today, admin, bureau):
    part = make_department(nanzheng, "执法大队", parent=bureau)
    with acting(admin):
        run(transfer(bureau, part), admin)
        assert Department.objects.of(nanzheng).get(pk=part.pk).parent is None


def test_it_runs_on_its_date_and_not_before(nanzheng, today, admin, officer, bureau, new_bureau):
    on = TODAY + timedelta(days=5)
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau, effective_on=on), actor=admin, today=TODAY)
        transfers.schedule_transfer(row, actor=admin, today=TODAY)
        assert row.state == "scheduled"
        assert transfers.start_due_transfers(nanzheng, today=TODAY) == []
        assert transfers.start_due_transfers(nanzheng, today=on) == [row]
        assert transfers.start_due_transfers(nanzheng, today=on) == []


def test_it_runs_once(nanzheng, today, admin, officer, bureau, new_bureau):
    with acting(admin):
        row = run(transfer(bureau, new_bureau), admin)
        with pytest.raises(MoveRefused):
            transfers.run_transfer(row)


def test_it_is_all_or_nothing(nanzheng, today, admin, officer, bureau, new_bureau, monkeypatch):
    def broken(*_args, **_values):
        raise Refused("坏了")

    monkeypatch.setattr(transfers, "end_department", broken)
    with acting(admin):
        with pytest.raises(Refused):
            run(transfer(bureau, new_bureau, ends_source=True), admin)
        assert Membership.objects.of(nanzheng).get(pk=officer.hat.pk).ends_on is None
        assert not TransferLine.objects.of(nanzheng).exists()


def test_it_may_be_cancelled_before_its_date_with_a_reason(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
        with pytest.raises(MoveRefused, match="须填写理由"):
            transfers.cancel_transfer(row, actor=admin, note="")
        assert transfers.cancel_transfer(row, actor=admin, note="方案调整").state == "cancelled"


def test_one_open_transfer_a_department(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin):
        transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
        with pytest.raises(Refused, match="未完成的划转"):
            transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)


def test_a_transfer_does_not_reach_back(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin), pytest.raises(transfers.TransferRefused, match="不能早于今天"):
        row = transfer(bureau, new_bureau, effective_on=YESTERDAY)
        transfers.draft_transfer(row, actor=admin, today=TODAY)


def test_a_transfer_names_its_basis(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin), pytest.raises(ValidationError):
        transfers.draft_transfer(transfer(bureau, new_bureau, basis=""), actor=admin, today=TODAY)


def test_a_department_does_not_move_to_itself_nor_to_an_ended_one(nanzheng, today, admin, bureau):
    ended = make_department(nanzheng, "旧局", ended_on=YESTERDAY)
    with acting(admin):
        with pytest.raises(Refused, match="不能是同一个部门"):
            transfers.draft_transfer(transfer(bureau, bureau), actor=admin, today=TODAY)
        with pytest.raises(transfers.TransferRefused, match="已撤并"):
            transfers.draft_transfer(transfer(bureau, ended), actor=admin, today=TODAY)


def test_a_draft_waits_on_the_workbench_until_its_day(nanzheng, today, admin, bureau, new_bureau):
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
        (task,) = tasks_of(admin, nanzheng, TODAY, "directory.transfers")
    assert (task.url, task.due.on) == (row.get_absolute_url(), TODAY)


def test_an_officer_transfers_nothing(nanzheng, today, admin, officer, bureau, new_bureau):
    with acting(admin):
        row = transfers.draft_transfer(transfer(bureau, new_bureau), actor=admin, today=TODAY)
    with acting(officer), pytest.raises(MoveRefused):
        transfers.schedule_transfer(row, actor=officer, today=TODAY)
