"""Every refusal says why in a sentence a clerk can read; here are those that no other test meets."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from common.refusals import Refused
from directory.services.writing import RuleBroken
from items.models import Campaign, ItemBatch, MatterStatement, Scenario, Submission, SupervisionDomain
from items.queries.claims import comparison_of
from items.services import campaigns, checklists, claims, domains, matters, scenarios, settings, steps
from items.services.checklists import EntryContent
from items.services.claims import Assignment
from items.services.responsibilities import approve_many
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force, offered_to
from tests.factories.tenancy import make_department, make_member
from tests.items.test_annex import LEAD, POLICE, TAX, table
from tests.items.test_imports import complaints, reported
from tests.items.test_matters import raised

TODAY = date(2026, 11, 23)
POINT = EntryContent("营业执照公示", "亮照经营", "《市场主体登记管理条例》第三十六条")


def refused(words, kind=Refused):
    return pytest.raises(kind, match=words)


# --- files ------------------------------------------------------------------------------------------------------------


def test_a_row_of_the_form_says_what_is_wrong_with_it(nanzheng, admin, labour, tax):
    lead = [*LEAD[:2], labour.name, *LEAD[3:]]
    tax_line = [tax.name, *TAX[1:]]
    long = [*lead[:3], "查" * 1001, *lead[4:], *tax_line]
    rows = [
        [*lead, *tax_line],
        ["", "", "", "", "", "", "", "", *tax_line],
        [*lead[:3], "另一个监管事项的检查", *lead[4:], *tax_line],
        [*lead, *POLICE],
        long,
    ]
    with scope(nanzheng, member=admin):
        found = complaints(reported(nanzheng, admin, table(*rows)))
    for words in ("同一配合部门写了两行", "前面已有同一部门的同一事项", "文字太长（1001字，最多1000字）"):
        assert any(words in why for why in found), words


# --- the place's own words --------------------------------------------------------------------------------------------


def test_names_are_given_once(nanzheng, labour, admin):
    version = make_item_in_force(labour, [make_department(nanzheng, "区住建局")])
    with scope(nanzheng, member=admin):
        batch = ItemBatch(tenant=nanzheng, name="第一批", release_on=TODAY)
        settings.add_batch(batch, actor=admin)
        with refused("本地区已有同名批次", RuleBroken):
            settings.add_batch(ItemBatch(tenant=nanzheng, name="第一批", release_on=TODAY), actor=admin)
        checklists.add_fact(nanzheng, name="营业执照", hint="", actor=admin)
        with refused("已有同名的共用事实，请直接选用", RuleBroken):
            checklists.add_fact(nanzheng, name="营业执照", hint="", actor=admin)
        with refused("目录里已有“食品”"):
            domains.add_domain(SupervisionDomain(tenant=nanzheng, name="食品"), actor=admin)
        matter = {"tenant": nanzheng, "name": "规范用工一件事", "subject": "用人单位", "department": labour}
        with refused("请至少选择一个事项"):
            scenarios.keep_scenario(Scenario(**matter), [], actor=admin)
        scenarios.keep_scenario(Scenario(**matter), [version.item], actor=admin)
        with refused("已有同名的“一件事”", RuleBroken):
            scenarios.keep_scenario(Scenario(**matter), [version.item], actor=admin)


# --- checklists and collections ---------------------------------------------------------------------------------------


def test_a_checklist_is_its_departments_own(nanzheng, labour, tax, tax_signer, admin):
    version = make_item_in_force(labour, [tax])
    with scope(nanzheng, member=tax_signer):
        with refused("您只能起草本部门的检查表"):
            checklists.draft_checklist(version, department=labour, entries=[POINT], actor=tax_signer)
        row = checklists.draft_checklist(version, department=labour, entries=[POINT], actor=None)
        with refused("您只能修改本部门的检查表"):
            checklists.change_entries(row, [POINT], actor=tax_signer)
    with scope(nanzheng, member=admin):
        steps.repeal(version, actor=admin, today=TODAY, note="不再需要")
        with refused("这个事项已不在清单里，检查表不再修订"):
            checklists.current_version(row)


def test_a_collection_asks_somebody_by_a_day_to_come_and_is_over_when_it_is(nanzheng, labour, admin, author):
    def started(departments, due):
        row = Campaign(tenant=nanzheng, name="征集", request="报送附件1", due_on=due)
        return campaigns.start_campaign(row, departments, actor=admin, today=TODAY)

    with scope(nanzheng, member=admin):
        with refused("请至少选择一个部门"):
            started([], TODAY)
        with refused("截止日期不能早于今天"):
            started([labour], TODAY - timedelta(days=1))
        campaigns.close_campaign(started([labour], TODAY), actor=admin, note="到期", today=TODAY)
        row = Submission.objects.of(nanzheng).select_related("campaign").get()
        with refused("这次征集已结束，请与统筹部门联系"):
            campaigns.submit(row, files=[], note="已填", actor=author, at=timezone.now())


# --- claims -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def claim(hanzhong, nanzheng):
    lead, other, third = (make_department(hanzhong, name) for name in ("市人社局", "市税务局", "市公安局"))
    make_item_in_force(lead, [other, third], supervision_levels=["city", "county"])
    return offered_to(nanzheng)


def test_two_departments_above_are_not_one_here(claim, labour, tax, admin):
    with scope(claim.tenant, member=admin), refused("两个上级配合部门对应到了同一个本地部门"):
        lines = {line.department_id: tax for line in claim.offered.lines.all()}
        claims.accept(claim, Assignment(labour, lines), actor=admin)


@pytest.mark.usefixtures("no_second_factor")
def test_that_they_are_not_one_is_said_beside_both(claim, labour, tax, admin, sign_in):
    with scope(claim.tenant):
        names = [f"line_{line.department_id}" for line in claim.offered.lines.all()]
    given = {"lead": labour.pk, **dict.fromkeys(names, tax.pk)}
    answer = sign_in(admin).post(f"{claim.get_absolute_url()}accept/", given)
    assert answer.status_code == 422
    assert sorted(answer.context["form"].errors) == sorted(names)


def test_a_local_item_stands_for_one_above(claim, labour, tax, admin, hanzhong):
    version = make_item_in_force(labour, [tax])
    with scope(claim.tenant, member=admin):
        claims.link(claim, version, actor=admin)
    lead = make_department(hanzhong, "市住建局")
    make_item_in_force(
        lead, [make_department(hanzhong, "市民政局")], supervision_levels=["city", "county"], content="另"
    )
    with scope(claim.tenant, member=admin):
        (second,) = claims.receive_offers(claim.tenant)
        with refused("这个本地事项已经对应另一个上级事项，请另选"):
            claims.link(second, version, actor=admin)
        steps.repeal(version, actor=admin, today=TODAY, note="不再需要")
        linked = type(claim).objects.of(claim.tenant).select_related("tenant", "offered", "base").get(pk=claim.pk)
        assert comparison_of(linked) is None
        with refused("本地事项已经废止，请在认领页了结"):
            claims.reconcile(linked, {}, actor=admin)


# --- unclear matters, people ------------------------------------------------------------------------------------------


def test_a_matter_is_put_to_somebody_and_heard_while_it_is_open(nanzheng, bureau, labour, decider, market_signer):
    matter = raised(nanzheng, bureau, market_signer)
    with scope(nanzheng, member=decider):
        matters.put_in_charge(matter, labour, actor=decider)
        with refused("请至少选择一个征询部门"):
            matters.consult(matter, [], actor=decider)
        matters.consult(matter, [bureau], actor=decider)
        row = MatterStatement.objects.of(nanzheng).select_related("matter", "department").get()
    with scope(nanzheng, member=market_signer):
        matters.state_position(row, matters.Position("other", "不属于登记事项"), actor=market_signer)
    with scope(nanzheng, member=decider):
        decision = matters.Decision(labour, "由人社局负责", "南编办〔2026〕4号", TODAY)
        matters.decide_matter(matter, decision, actor=decider)
    with scope(nanzheng, member=market_signer), refused("这个事项现在不在征询中，意见不能再改"):
        matters.state_position(row, matters.Position("own", "还是我们"), actor=market_signer)


def test_there_must_be_somebody_to_approve(nanzheng):
    leader = make_member(nanzheng, "leader")
    with scope(nanzheng, member=leader), refused("所选的承办人都不在待批准状态"):
        approve_many([], actor=leader, today=TODAY)


def test_no_refusal_of_the_items_is_without_a_sentence_in_chinese():
    services = Path(steps.__file__).parent
    raised_bare = [
        f"{file.name}:{number}"
        for file in services.glob("*.py")
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if line.strip().startswith("raise ") and line.strip().endswith(("Refused", "Refused()"))
    ]
    assert raised_bare == []
