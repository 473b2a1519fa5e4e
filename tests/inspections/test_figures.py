"""What a leader's workbench counts, and the lists its figures open."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.worklist import Desk, figures_for
from inspections.models import Visit
from inspections.services import findings
from inspections.services.findings import Demand, Problem
from publication.models import Duty
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.plans import make_entry, make_plan
from tests.factories.registry import make_object
from tests.factories.tenancy import make_member
from tests.factories.visits import make_cast, on_site, section_of

pytestmark = pytest.mark.usefixtures("no_second_factor")

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=30)


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def visit(cast):
    return on_site(cast)


@pytest.fixture
def leader(nanzheng):
    return make_member(nanzheng, "leader")


def figures(leader, on=TODAY):
    place = leader.hat.tenant
    with scope(place, member=leader):
        return {figure.label: figure for figure in figures_for(Desk(leader, place, on))}


def shown(leader, on=TODAY):
    return {label: figure.value for label, figure in figures(leader, on).items()}


def test_where_nothing_is_done_nothing_is_late(leader):
    assert shown(leader) == {
        "逾期未公示": "0",
        "到期未办结的检查": "0",
        "联合检查占比（已安排）": "—",
        "未办结的问题": "0",
        "逾期未改正": "0",
        "年度计划完成": "—",
        "计划未覆盖的对象": "0",
    }


def test_a_visit_that_is_not_closed_in_time_is_counted_and_listed(visit, leader, sign_in):
    assert shown(leader)["到期未办结的检查"] == "0"
    assert shown(leader)["联合检查占比（已安排）"] == "100%"
    with scope(visit.tenant):
        day = TODAY - timedelta(days=1)
        Visit.objects.of(visit.tenant).filter(pk=visit.pk).update(starts_on=day, ends_on=day)
    found = figures(leader)
    assert found["到期未办结的检查"].value == "1"
    browser = sign_in(leader)
    for label in ("到期未办结的检查", "联合检查占比（已安排）"):
        assert [row.pk for row in browser.get(found[label].url).context["rows"]] == [visit.pk]
    assert not browser.get("/610703/visits/", {"is_late": "false"}).context["rows"]
    assert not browser.get("/610703/visits/", {"is_joint": "false"}).context["rows"]


def test_problems_and_orders_to_correct_are_counted_and_listed(visit, cast, leader, sign_in):
    section, writer = section_of(visit, cast.lead), cast.lead_officers[0]
    with acting(writer):
        problem = Problem("未在住所醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", "minor")
        finding = findings.add_finding(section, problem, actor=writer)
        demand = Demand("十日内悬挂", "《市场主体登记管理条例》第四十八条", TODAY + timedelta(days=10))
        order = findings.order_correction(section, [finding], demand, actor=writer)
    found = figures(leader, LATER)
    assert (found["未办结的问题"].value, found["逾期未改正"].value) == ("1", "1")
    assert shown(leader)["逾期未改正"] == "0"
    browser = sign_in(leader)
    assert [row.pk for row in browser.get(found["未办结的问题"].url).context["rows"]] == [finding.pk]
    assert [row.pk for row in browser.get(found["逾期未改正"].url).context["rows"]] == [order.pk]


def test_what_is_not_published_in_time_is_counted_and_listed(leader, bureau, sign_in):
    place = leader.hat.tenant
    owed = {"kind": "item_list", "title": "结果", "department": bureau, "opened_at": timezone.now()}
    with scope(place):
        days = (TODAY - timedelta(days=1), LATER)
        late, _early = (Duty.objects.of(place).create(**owed, ref=str(day), due_on=day) for day in days)
    found = figures(leader)["逾期未公示"]
    assert found.value == "1"
    assert [row.pk for row in sign_in(leader).get(found.url).context["rows"]] == [late.pk]


def test_objects_that_no_plan_of_the_year_visits_are_counted_and_listed(cast, leader, sign_in, nanzheng):
    """Of three in business one is visited by plan, one by a visit of its own; what is closed down does not count."""
    entry = make_entry(make_plan(cast.lead, year=TODAY.year))
    on_site(cast, entry=entry)
    single = make_object(nanzheng, "陕西单独检查有限公司")
    on_site(cast, object=single)
    never = make_object(nanzheng, "陕西从未检查有限公司")
    make_object(nanzheng, "陕西已经注销有限公司", state="cancelled")
    figure = figures(leader)["计划未覆盖的对象"]
    assert (figure.value, figure.note) == ("2", "2 / 3 户")
    page = sign_in(leader).get(figure.url).content.decode()
    assert all(one.name in page for one in (single, never))
    assert cast.subject.name not in page
    assert "陕西已经注销" not in page
    narrowed = sign_in(leader).get(f"{figure.url}?q=从未检查").content.decode()
    assert never.name in narrowed
    assert single.name not in narrowed
