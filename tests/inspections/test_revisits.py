"""Going again: after an order to correct, and after a case at an object of level 1 (R106, R163)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.clocks.running import running_clock
from inspections.models import Visit
from inspections.queries.budget import loads_of, standing_of
from inspections.services import findings, visits
from inspections.services.cases import CaseRefused, close_case
from inspections.services.findings import CORRECT_RULE, VERIFY_RULE, Case, Demand, FindingRefused, Problem
from inspections.services.revisits import POST_CASE_RULE, RevisitRefused, plan_revisit
from tests.factories.budget import make_cap
from tests.factories.directory import acting
from tests.factories.ledgers import make_level
from tests.factories.registry import fresh, make_object
from tests.factories.visits import closed, fill, make_cast, officers_of, on_site, parts_of, section_of, signed
from tests.factories.worklist import tasks_of

PLACE = "/610703"
TODAY = timezone.localdate()
DEMAND = Demand("十日内悬挂营业执照", "《市场主体登记管理条例》第四十八条", TODAY + timedelta(days=10))


@pytest.fixture
def cast(bureau, housing, own_files):
    return make_cast(bureau, housing)


@pytest.fixture
def writer(cast):
    return cast.lead_officers[0]


@pytest.fixture
def finding(cast, writer):
    section = section_of(on_site(cast, [cast.lead]), cast.lead)
    with acting(writer):
        problem = Problem("未在住所醒目位置悬挂营业执照", "《市场主体登记管理条例》第三十六条", "general")
        return findings.add_finding(section, problem, actor=writer)


@pytest.fixture
def order(finding, writer):
    with acting(writer):
        return findings.order_correction(finding.section, [finding], DEMAND, actor=writer)


@pytest.fixture
def overdue(order, writer):
    """Its day was yesterday, and nothing came."""
    with acting(writer):
        yesterday = TODAY - timedelta(days=1)
        order.update(issued_on=yesterday, due_on=yesterday)
    return order


def asked(cast, **values):
    today = TODAY.isoformat()
    given = {"title": "复查", "starts_on": today, "ends_on": today, "versions": [cast.version.pk]}
    with acting(cast.lead_officers[0]):
        return given | {"officers": [one.pk for one in officers_of(cast.lead)], **values}


def arranged(cast, browser, address):
    """By the form, as the department's officer does it."""
    response = browser.post(address, asked(cast))
    assert response.status_code == 302, response.content.decode()
    number = int(response.headers["Location"].rstrip("/").rsplit("/", 1)[1])
    with acting(cast.lead_officers[0]):
        return Visit.objects.of(cast.lead.tenant_id).select_related("tenant", "object", "department").get(pk=number)


def gone_to(cast, visit, *others):
    """Approved, told, visited, signed by all who came, and closed by the lead."""
    with acting(cast.approver) as approver:
        visits.approve_visit(visit, actor=approver)
    writer = cast.lead_officers[0]
    with acting(writer):
        visits.notify_visit(visit, materials="", contact="张三 0916-5512345", actor=writer)
        visits.arrive(visit, actor=writer)
    section = signed(fill(section_of(visit, cast.lead), writer), writer)
    for one in others:
        signed(fill(section_of(visit, cast.other), one), one)
    with acting(writer):
        visits.leave_site(visit, actor=writer)
    closed(section, writer)


def lines(cast, *keys):
    with acting(cast.lead_officers[0]) as writer:
        return [task.what for task in tasks_of(writer, writer.hat.tenant, TODAY, *keys)]


def text_of(browser, row):
    return browser.get(row.get_absolute_url()).content.decode()


def test_nobody_goes_again_before_the_day_without_news(order, cast, writer, sign_in):
    browser = sign_in(writer)
    assert "安排复查检查" not in text_of(browser, order)
    refused = browser.post(f"{order.get_absolute_url()}revisit_order/", asked(cast))
    assert refused.status_code == 422
    assert "未到，也没有收到改正情况" in refused.content.decode()
    with acting(writer):
        findings.submit_correction(order, text="已悬挂", files=[], actor=writer)
    assert "安排复查检查" in text_of(browser, order)


def test_an_overdue_order_is_gone_to_and_confirmed(overdue, finding, cast, writer, sign_in):
    assert lines(cast, "inspections.orders") == ["逾期未改正，安排复查检查"]
    browser = sign_in(writer)
    address = f"{overdue.get_absolute_url()}revisit_order/"
    assert "复查：用工联合检查" in browser.get(address).content.decode()
    visit = arranged(cast, browser, address)
    assert (visit.get_origin_display(), visit.state) == ("复查和案后回查", "scheduled")
    assert visit.number in text_of(browser, overdue)
    assert visit.number in text_of(browser, finding)
    assert overdue.get_absolute_url() in text_of(browser, visit)
    with acting(writer):
        first = overdue.section.visit.number
    assert f"检查 {first}" not in text_of(browser, visit), "going again is no repeated check of what it goes to see"
    assert lines(cast, "inspections.orders", "inspections.corrections") == ["等待复查检查"]
    assert "已经安排了复查检查" in browser.post(address, asked(cast)).content.decode()
    with acting(writer), pytest.raises(FindingRefused, match="先由检查人员办结"):
        findings.verify_correction(overdue, text="好了", actor=writer)
    gone_to(cast, visit)
    assert lines(cast, "inspections.orders") == ["复查检查已办结，确认是否改正"]
    said = browser.post(f"{overdue.get_absolute_url()}verify_correction/", {"text": "现场复查已悬挂"})
    assert said.status_code == 302
    with acting(writer):
        assert fresh(finding).state == "closed"
        assert running_clock(CORRECT_RULE.name, overdue) is None
        assert overdue.revisits.get().outcome == "corrected"
    assert lines(cast, "inspections.orders", "inspections.corrections") == []


def test_what_was_found_unchanged_goes_up_the_ladder(overdue, finding, cast, writer, sign_in):
    browser = sign_in(writer)
    gone_to(cast, arranged(cast, browser, f"{overdue.get_absolute_url()}revisit_order/"))
    later = {"text": "仍未悬挂", "due_on": (TODAY + timedelta(days=5)).isoformat()}
    assert browser.post(f"{overdue.get_absolute_url()}fail_correction/", later).status_code == 302
    page = text_of(browser, overdue)
    assert "仍未改正的，登记立案" in page
    assert "未改正" in page
    with acting(writer), pytest.raises(FindingRefused, match="安排复查检查"):
        findings.verify_correction(overdue, text="x", actor=writer)
    case = {"case_number": "南市监立〔2026〕3号", "case_unit": "区综合行政执法大队"}
    assert browser.post(f"{finding.get_absolute_url()}file_case/", case).status_code == 302
    with acting(writer):
        clocks = [running_clock(rule.name, overdue) for rule in (CORRECT_RULE, VERIFY_RULE, POST_CASE_RULE)]
    assert clocks == [None, None, None]


@pytest.fixture
def beside(finding, overdue, writer):
    """Another order of the same visit, due in ten days."""
    with acting(writer):
        problem = Problem("劳动合同未订立", "《劳动合同法》第十条", "general")
        other = findings.add_finding(finding.section, problem, actor=writer)
        return findings.order_correction(finding.section, [other], DEMAND, actor=writer)


def test_one_return_visit_looks_after_several_orders_each_with_its_own_outcome(overdue, beside, cast, writer, sign_in):
    browser = sign_in(writer)
    address = f"{overdue.get_absolute_url()}revisit_order/"
    assert "一并复查的责令改正" in browser.get(address).content.decode()
    too_early = browser.post(address, asked(cast, also=[beside.pk])).content.decode()
    assert "推迟检查开始日期" in too_early
    with acting(writer):
        findings.submit_correction(beside, text="已签订", files=[], actor=writer)
    response = browser.post(address, asked(cast, also=[beside.pk]))
    assert response.status_code == 302
    with acting(writer):
        visit = (
            Visit.objects.of(overdue.tenant_id)
            .select_related("tenant", "object", "department")
            .get(revisits__order=beside)
        )
    shown = text_of(browser, visit)
    assert overdue.get_absolute_url() in shown
    assert beside.get_absolute_url() in shown
    gone_to(cast, visit)
    said = {"text": "现场复查已悬挂"}
    assert browser.post(f"{overdue.get_absolute_url()}verify_correction/", said).status_code == 302
    later = {"text": "仍未签订", "due_on": (TODAY + timedelta(days=5)).isoformat()}
    assert browser.post(f"{beside.get_absolute_url()}fail_correction/", later).status_code == 302
    with acting(writer):
        outcomes = {row.order_id: row.outcome for row in visit.revisits.all()}
    assert outcomes == {overdue.pk: "corrected", beside.pk: "not_corrected"}


@pytest.fixture
def joint_orders(cast, writer):
    """Two departments, each with an order from one joint visit whose day was yesterday."""
    visit, orders = on_site(cast), []
    for department, officers in ((cast.lead, cast.lead_officers), (cast.other, cast.other_officers)):
        with acting(officers[0]) as actor:
            problem = Problem("未悬挂营业执照", "《市场主体登记管理条例》第三十六条", "general")
            found = findings.add_finding(section_of(visit, department), problem, actor=actor)
            order = findings.order_correction(found.section, [found], DEMAND, actor=actor)
            order.update(issued_on=TODAY - timedelta(days=1), due_on=TODAY - timedelta(days=1))
            orders.append(order)
    return orders


def test_departments_that_ordered_at_one_object_go_again_together(joint_orders, cast, writer, sign_in):
    own, theirs = joint_orders
    browser = sign_in(writer)
    address = f"{own.get_absolute_url()}revisit_order/"
    form = browser.get(address).context["form"]
    assert form.fields["also"].initial == [theirs.pk]
    response = browser.post(address, asked(cast, also=[theirs.pk]))
    assert response.status_code == 302, response.content.decode()
    with acting(writer):
        again = Visit.objects.of(own.tenant_id).select_related("tenant", "object", "department").latest("pk")
        assert [one.department for one in again.sections.order_by("pk")] == [cast.lead, cast.other]
    colleague = cast.other_officers[0]
    partner = sign_in(colleague)
    assert theirs.get_absolute_url() in text_of(partner, again)
    assert "revisit_order" not in text_of(partner, theirs)
    assert lines(cast, "inspections.orders", "inspections.corrections") == ["等待复查检查"]
    with acting(colleague):
        visits.staff_section(section_of(again, cast.other), officers_of(cast.other), actor=colleague)
    gone_to(cast, again, colleague)
    with acting(colleague), pytest.raises(FindingRefused, match="先由检查人员办结"):
        findings.verify_correction(theirs, text="好了", actor=colleague)
    closed(section_of(again, cast.other), colleague)
    said = {"text": "现场复查已悬挂"}
    assert sign_in(colleague).post(f"{theirs.get_absolute_url()}verify_correction/", said).status_code == 302
    with acting(writer):
        outcomes = {row.order_id: row.outcome for row in again.revisits.all()}
        assert outcomes == {own.pk: "", theirs.pk: "corrected"}
    assert sign_in(writer).post(f"{own.get_absolute_url()}verify_correction/", said).status_code == 302


def test_mistake_17_a_joint_return_visit_counts_once_against_the_caps(joint_orders, cast, writer, sign_in):
    own, theirs = joint_orders
    place, subject = cast.lead.tenant, own.section.visit.object
    with acting(writer):
        make_cap(place, 5)
        make_cap(place, 5, "each")
        before = loads_of(place, [subject.pk], TODAY.year)[subject.pk].within
    response = sign_in(writer).post(f"{own.get_absolute_url()}revisit_order/", asked(cast, also=[theirs.pk]))
    assert response.status_code == 302, response.content.decode()
    with acting(writer):
        assert loads_of(place, [subject.pk], TODAY.year)[subject.pk].within == before + 1
        used = {(one.rule.scope, one.department_id): one.used for one in standing_of(subject, TODAY.year)}
    assert used == {
        ("together", None): before + 1,
        ("each", cast.lead.pk): before + 1,
        ("each", cast.other.pk): before + 1,
    }


def test_who_leaves_out_the_order_of_another_department_gives_it_a_reason(joint_orders, cast, writer, sign_in):
    own, theirs = joint_orders
    browser, address = sign_in(writer), f"{own.get_absolute_url()}revisit_order/"
    refused = browser.post(address, asked(cast))
    assert refused.status_code == 422
    assert "区住房和城乡建设管理局对同一对象也有责令改正等待复查" in refused.context["form"].errors["why_apart"][0]
    with acting(writer):
        assert not Visit.objects.of(own.tenant_id).filter(revisits__order=own).exists()
    reason = "只核对本局的证照材料，不进入工地"
    assert browser.post(address, asked(cast, why_apart=reason)).status_code == 302
    with acting(writer):
        again = Visit.objects.of(own.tenant_id).get(revisits__order=own)
    page = text_of(sign_in(cast.other_officers[0]), theirs)
    assert f"{cast.lead}：{reason}" in page
    assert again.number not in page
    assert "其他部门复查时没有一并复查" not in text_of(browser, own)
    for approver in (cast.approver, writer):
        assert reason in text_of(sign_in(approver), again), "who approves it reads why"


def test_what_may_not_be_verified_yet_needs_no_reason_to_be_left_out(joint_orders, cast, writer, sign_in):
    own, theirs = joint_orders
    with acting(cast.other_officers[0]):
        theirs.update(due_on=TODAY + timedelta(days=9))
    assert sign_in(writer).post(f"{own.get_absolute_url()}revisit_order/", asked(cast)).status_code == 302
    assert "没有一并复查" not in text_of(sign_in(cast.other_officers[0]), theirs)


def test_the_order_of_a_department_that_does_not_come_is_not_verified(joint_orders, cast, writer):
    own, theirs = joint_orders
    with acting(writer), pytest.raises(RevisitRefused, match="区住房和城乡建设管理局的责令改正的，该部门须一同检查"):
        visit = Visit(tenant=cast.lead.tenant, title="复查", starts_on=TODAY, ends_on=TODAY)
        plan_revisit(own, visit, parts_of(cast, [cast.lead]), actor=writer, also=[theirs])


def test_an_order_nobody_else_may_read_is_not_offered_to_others(joint_orders, overdue, cast, sign_in):
    """The lead went there alone once more; the other department knows nothing of that order."""
    colleague = cast.other_officers[0]
    page = sign_in(colleague).get(f"{joint_orders[1].get_absolute_url()}revisit_order/")
    assert page.context["form"].fields["also"].initial == [joint_orders[0].pk]


def test_orders_to_another_object_are_not_gone_to_together(overdue, order, cast, writer):
    with acting(writer):
        visit = Visit(tenant=cast.lead.tenant, title="复查", starts_on=TODAY, ends_on=TODAY)
        elsewhere = on_site(cast, [cast.lead], object=make_object(cast.lead.tenant, "南郑区另一家面皮店"))
        section = section_of(elsewhere, cast.lead)
        problem = Problem("未悬挂", "《市场主体登记管理条例》第三十六条", "general")
        found = findings.add_finding(section, problem, actor=writer)
        other = findings.order_correction(section, [found], DEMAND, actor=writer)
        with pytest.raises(RevisitRefused, match="同一对象"):
            plan_revisit(overdue, visit, [], actor=writer, also=[other])


def test_a_cancelled_return_visit_leaves_the_way_free(overdue, cast, writer, sign_in):
    browser = sign_in(writer)
    address = f"{overdue.get_absolute_url()}revisit_order/"
    first = arranged(cast, browser, address)
    said = sign_in(cast.approver).post(f"{first.get_absolute_url()}cancel_visit/", {"note": "对象来电已停业"})
    assert said.status_code == 302
    assert lines(cast, "inspections.orders") == ["逾期未改正，安排复查检查"]
    assert arranged(cast, browser, address).pk != first.pk
    with acting(writer):
        assert list(overdue.revisits.values_list("outcome", flat=True)) == ["", "in_vain"]


def test_only_the_department_that_ordered_arranges_it(overdue, cast):
    today = {"starts_on": TODAY, "ends_on": TODAY}
    with acting(cast.other_officers[0]) as stranger, pytest.raises(RevisitRefused, match="安排，请联系该部门"):
        plan_revisit(overdue, Visit(tenant=cast.lead.tenant, title="复查", **today), [], actor=stranger)


def test_another_department_neither_arranges_it_nor_learns_of_it(overdue, cast, writer, sign_in):
    visit = arranged(cast, sign_in(writer), f"{overdue.get_absolute_url()}revisit_order/")
    stranger = sign_in(cast.other_officers[0])
    assert stranger.get(f"{overdue.get_absolute_url()}revisit_order/").status_code in (403, 404)
    assert stranger.get(visit.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("level", ["1", "3"])
def test_after_a_case_at_an_object_of_level_1_somebody_looks_again(finding, cast, writer, sign_in, level):
    make_level(cast.subject, level)
    browser = sign_in(writer)
    with acting(writer):
        findings.file_case(finding, Case("南市监立〔2026〕3号", "区综合行政执法大队"), actor=writer)
        assert running_clock(POST_CASE_RULE.name, finding) is None
    assert lines(cast, "inspections.post_case", "inspections.cases") == ["等待结案"]
    early = browser.post(f"{finding.get_absolute_url()}revisit_case/", asked(cast)).content.decode()
    assert "案件尚未结案，请先登记结案" in early
    end = {"closed_on": TODAY.isoformat(), "decision": "南市监罚〔2026〕3号：罚款2000元"}
    assert browser.post(f"{finding.get_absolute_url()}close_case/", end).status_code == 302
    assert "南市监罚〔2026〕3号" in text_of(browser, finding)
    assert lines(cast, "inspections.cases") == []
    with acting(writer):
        clock = running_clock(POST_CASE_RULE.name, finding)
    is_owed = clock is not None
    assert is_owed is (level == "1")
    assert clock is None or timezone.localdate(clock.started_at) == TODAY
    assert lines(cast, "inspections.post_case") == (["安排案后回查"] if is_owed else [])
    visit = arranged(cast, browser, f"{finding.get_absolute_url()}revisit_case/")
    assert "案后回查" in text_of(browser, visit)
    assert lines(cast, "inspections.post_case") == []
    gone_to(cast, visit)
    with acting(writer):
        assert running_clock(POST_CASE_RULE.name, finding) is None
        assert finding.revisits.get().get_outcome_display() == "已回查"
    assert "已回查" in text_of(browser, finding)


def test_a_case_ends_once_with_a_decision_and_not_before_it_was_filed(finding, cast, writer, sign_in):
    browser = sign_in(writer)
    address = f"{finding.get_absolute_url()}close_case/"
    end = {"closed_on": TODAY.isoformat(), "decision": "不予处罚"}
    assert "只有已立案的问题可以登记结案" in browser.post(address, end).content.decode()
    with acting(writer):
        findings.file_case(finding, Case("南市监立〔2026〕3号", "区综合行政执法大队"), actor=writer)
    early = end | {"closed_on": (TODAY - timedelta(days=1)).isoformat()}
    assert "结案日期须在立案移送之日" in browser.post(address, early).content.decode()
    with acting(writer), pytest.raises(CaseRefused, match="请写明案件的处理决定"):
        close_case(finding, closed_on=TODAY, decision=" ", actor=writer)
    with acting(cast.other_officers[0]) as stranger, pytest.raises(CaseRefused, match="有权限的人员登记结案"):
        close_case(finding, closed_on=TODAY, decision="不予处罚", actor=stranger)
    assert browser.post(address, end).status_code == 302
    assert "不必重复登记" in browser.post(address, end).content.decode()
