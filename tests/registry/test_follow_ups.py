"""What a department owes after an approval: told requirements, a first check, and the result flows back (R054)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.models import Clock, Notice
from common.refusals import Refused
from registry.models import ApprovalEvent, ApprovalRoute, FollowUp, SupervisedObject
from registry.services.approvals import add_route, record_approval
from registry.services.follow_ups import FollowUpRefused, finish_follow_up, waive_follow_up
from tenancy.scope import scope
from tests.factories.registry import fresh, uscc
from tests.factories.tenancy import make_department, make_member

PAGE = "/610703/objects/follow-ups/"
FOOD = "食品经营许可"
DECIDED = date(2026, 11, 16)


@pytest.fixture
def desk(nanzheng):
    return make_department(nanzheng, "区行政审批局")


@pytest.fixture
def route(nanzheng, desk, bureau):
    with scope(nanzheng):
        row = ApprovalRoute(tenant=nanzheng, matter=FOOD, department=desk, supervisor=bureau)
        row.notice_days, row.check_days = 3, 20
        return add_route(row, actor=None)


def told(desk, kind="licence"):
    tenant = desk.tenant
    event = ApprovalEvent(
        tenant=tenant, department=desk, kind=kind, matter=FOOD, permit_number="JY26", decided_on=DECIDED
    )
    described = SupervisedObject(tenant=tenant, name="南郑区新开面馆", kind="sole_trader", uscc=uscc(8))
    with scope(tenant):
        return record_approval(event, described, actor=None)


def owed(tenant) -> dict[str, FollowUp]:
    with scope(tenant):
        rows = FollowUp.objects.of(tenant).select_related(
            "event__department", "event__created_by", "object", "department"
        )
        return {f"{row.kind} {row.state}": row for row in rows.order_by("pk")}


def test_a_licence_asks_for_telling_and_for_a_first_check(route, desk, nanzheng):
    told(desk)
    rows = owed(nanzheng)
    assert rows["notice due"].due_on == date(2026, 11, 19)
    assert rows["first_check due"].due_on > date(2026, 12, 10)


def test_a_change_is_told_and_not_checked_for_the_first_time(route, desk, nanzheng):
    told(desk, "change")
    assert list(owed(nanzheng)) == ["notice due"]


def test_a_cancelled_permit_asks_for_nothing_more(route, desk, nanzheng):
    told(desk)
    told(desk, "cancellation")
    assert set(owed(nanzheng)) == {"notice waived", "first_check waived"}
    with scope(nanzheng):
        assert not Clock.objects.of(nanzheng).filter(stopped_at=None, rule__startswith="registry.").exists()


def test_the_result_flows_back_to_whoever_approved(route, desk, bureau, nanzheng):
    chief, clerk = make_member(nanzheng, "department_admin", desk), make_member(nanzheng, "officer", bureau)
    told(desk)
    row = owed(nanzheng)["first_check due"]
    with scope(nanzheng, member=clerk):
        finish_follow_up(row, actor=clerk, on=DECIDED + timedelta(days=2), result="后厨无消毒设施，责令改正")
    with scope(nanzheng, member=chief):
        assert "责令改正" in Notice.objects.of(nanzheng).get(member=chief).body
    assert fresh(row).done_on == DECIDED + timedelta(days=2)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_check_is_not_before_its_approval_nor_tomorrow(route, desk, bureau, nanzheng, days):
    clerk = make_member(nanzheng, "officer", bureau)
    told(desk)
    row = owed(nanzheng)["notice due"]
    with scope(nanzheng, member=clerk), pytest.raises(FollowUpRefused, match="审批决定之后、今天之前"):
        finish_follow_up(row, actor=clerk, on=DECIDED + timedelta(days=days), result="已告知")


def test_waiving_needs_a_reason(route, desk, bureau, nanzheng):
    clerk = make_member(nanzheng, "officer", bureau)
    told(desk)
    with scope(nanzheng, member=clerk), pytest.raises(Refused, match="须填写理由"):
        waive_follow_up(owed(nanzheng)["notice due"], actor=clerk, note=" ")


def test_a_term_of_no_days_is_refused(nanzheng, desk, bureau):
    row = ApprovalRoute(tenant=nanzheng, matter=FOOD, department=desk, supervisor=bureau, check_days=0)
    with scope(nanzheng), pytest.raises(Refused, match="至少为1个工作日"):
        add_route(row, actor=None)


def test_the_way_on_the_pages(route, desk, officer, nanzheng, sign_in):
    told(desk)
    clerk = sign_in(officer)
    assert "首次检查" in clerk.get("/610703/").content.decode()
    assert "新开面馆" in clerk.get(f"{PAGE}?q=面馆&state=due&kind=notice").content.decode()
    rows = owed(nanzheng)
    first, second = rows["notice due"].pk, rows["first_check due"].pk
    assert "登记办理结果" in clerk.get(f"{PAGE}{first}/").content.decode()
    done = {"done_on": timezone.localdate().isoformat(), "result": "送达告知书"}
    assert clerk.post(f"{PAGE}{first}/finish/", done).status_code == 302
    assert clerk.post(f"{PAGE}{second}/waive/", {"note": "转入双随机计划"}).status_code == 302
    assert set(owed(nanzheng)) == {"notice done", "first_check waived"}
    stranger = sign_in(make_member(nanzheng, "officer", make_department(nanzheng, "区文旅局")))
    assert stranger.post(f"{PAGE}{second}/waive/", {"note": "不归我"}).status_code == 422
