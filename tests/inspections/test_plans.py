"""A department's plan from the first entry to the public, and back: drafts, approval by another, new versions."""

from datetime import date

import pytest
from django.utils import timezone

from common.workflow import MoveRefused
from directory.services.writing import RuleBroken
from inspections.models import AnnualPlan, ConsolidatedPlan, PlanEntry
from inspections.queries.plans import included_plans, missing_departments, open_consolidated
from inspections.services import consolidated as of_place
from inspections.services import plans
from inspections.services.release import ReleaseRefused
from publication.models import PublicRecord
from publication.services.duties import publish_duty
from tenancy.scope import scope
from tests.factories.plans import YEAR, check_duty, item_in_force, make_entry, make_plan, ready_entry
from tests.factories.registry import fresh
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of


def refusal(kind, act) -> str:
    with pytest.raises(kind) as caught:
        act()
    return str(caught.value)


def test_a_department_begins_its_own_plan_and_no_other(nanzheng, bureau, housing, officer):
    with scope(nanzheng, member=officer):
        plan = plans.begin_plan(bureau, YEAR, actor=officer)
        assert (plan.state, plan.version, plan.created_by) == ("draft", 1, officer)
        sentence = refusal(plans.PlanRefused, lambda: plans.begin_plan(housing, YEAR, actor=officer))
        assert sentence == "您只能编制本部门牵头的计划，其他部门的计划请由该部门编制。"
        assert "已有一份计划正在编制" in refusal(RuleBroken, lambda: plans.begin_plan(bureau, YEAR, actor=officer))


def test_an_empty_plan_is_not_submitted(plan, officer):
    with scope(plan.tenant, member=officer):
        sentence = refusal(plans.PlanRefused, lambda: plans.submit_plan(plan, actor=officer))
    assert sentence == "计划里还没有一项内容，请先添加或导入。"


def test_what_is_incomplete_is_named_with_its_number(plan, housing, officer):
    make_entry(plan, (housing,), number=1)
    with scope(plan.tenant, member=officer):
        sentence = refusal(plans.PlanRefused, lambda: plans.submit_plan(plan, actor=officer))
    assert sentence == "还有1项计划需要补正。第1项：没有选定对象范围，请在“对象范围”里至少选一个条件。"


def test_days_outside_the_year_are_refused(plan, ready, officer):
    with scope(plan.tenant, member=officer):
        PlanEntry.objects.of(plan.tenant).filter(pk=ready.pk).update(ends_on=date(YEAR + 1, 1, 5))
        sentence = refusal(plans.PlanRefused, lambda: plans.submit_plan(plan, actor=officer))
    assert sentence.endswith("检查时间不在2027年度内，请改正。")


def test_the_author_does_not_approve(plan, ready, officer):
    author = make_member(plan.tenant, "department_admin", plan.department)
    with scope(plan.tenant, member=author):
        AnnualPlan.objects.of(plan.tenant).filter(pk=plan.pk).update(created_by=author)
        own = AnnualPlan.objects.of(plan.tenant).get(pk=plan.pk)
        plans.submit_plan(own, actor=author)
        sentence = refusal(plans.PlanRefused, lambda: plans.approve_plan(own, actor=author))
    assert sentence == "编制人不能审定自己的计划，请由本部门另一名负责人审定。"


def test_a_plan_goes_back_with_a_reason(plan, ready, officer, head):
    with scope(plan.tenant, member=head):
        plans.submit_plan(plan, actor=officer)
        assert "须填写理由" in refusal(MoveRefused, lambda: plans.return_plan(plan, actor=head, note=""))
        assert plans.return_plan(plan, actor=head, note="比例偏低").state == "draft"


def test_the_author_is_told_why_a_plan_came_back(handed_in, admin, officer, sign_in, no_second_factor, nanzheng):
    coordinator, author = sign_in(admin), sign_in(officer)
    back = {"note": "第1项比例偏低，请说明依据"}
    assert coordinator.post(f"{handed_in.get_absolute_url()}send_back/", back).status_code == 302
    with scope(nanzheng):
        (line,) = tasks_of(officer, nanzheng, timezone.localdate(), "inspections.drafts")
    assert (line.what, line.url) == ("修改退回的计划", handed_in.get_absolute_url())
    page = author.get(line.url).content.decode()
    assert page.index("已退回，请修改后重新提交") < page.index("第1项比例偏低，请说明依据") < page.index("计划内容")
    assert author.post(f"{handed_in.get_absolute_url()}submit/", {"note": "已说明"}).status_code == 302
    assert "已退回，请修改后重新提交" not in author.get(line.url).content.decode()


def test_an_empty_draft_is_not_offered_to_be_handed_in(plan, officer, sign_in):
    page = sign_in(officer).get(plan.get_absolute_url()).content.decode()
    assert f"{plan.get_absolute_url()}submit/" not in page
    assert f"{plan.get_absolute_url()}entries/new/" in page
    assert f"/610703/plans/import/?year={plan.year}" in page
    assert "提交前还须补正" not in page


def test_what_is_not_public_yet_leads_to_its_publication(handed_in, admin, officer, head, sign_in, no_second_factor):
    client = sign_in(admin)
    with scope(handed_in.tenant, member=admin):
        place = open_consolidated(handed_in.tenant, handed_in.year)
    assert client.post(f"{place.get_absolute_url()}approve_consolidated/", {"note": ""}).status_code == 302
    page = client.get(place.get_absolute_url()).content.decode()
    assert "办理公示任务" in page
    assert "publish_consolidated" not in page
    with scope(handed_in.tenant, member=officer):
        publish_duty(check_duty(handed_in.tenant, "inspection_plan", officer, head), actor=head)
    assert f"{place.get_absolute_url()}publish_consolidated/" in client.get(place.get_absolute_url()).content.decode()


def test_an_approved_plan_joins_the_plan_of_the_place(handed_in, housing, nanzheng):
    with scope(nanzheng):
        of_year = open_consolidated(nanzheng, YEAR)
        assert [str(one) for one in included_plans(of_year)] == ["区市场监管局2027年度综合监管计划"]
        assert missing_departments(of_year) == []


def test_the_coordinator_does_not_approve_an_own_plan(handed_in, admin, nanzheng):
    with scope(nanzheng, member=admin):
        AnnualPlan.objects.of(nanzheng).update(created_by=admin)
        of_year = open_consolidated(nanzheng, YEAR)
        act = lambda: of_place.approve_consolidated(of_year, actor=admin)  # noqa: E731
        assert "编制人不能批准" in refusal(of_place.ConsolidatedRefused, act)


def test_nothing_is_approved_before_a_department_handed_in(nanzheng, admin, coordinating):
    with scope(nanzheng, member=admin):
        of_year = of_place.gather(nanzheng, YEAR, actor=admin)
        act = lambda: of_place.approve_consolidated(of_year, actor=admin)  # noqa: E731
        assert refusal(of_place.ConsolidatedRefused, act) == "还没有部门审定的计划，请等部门报送后再批准。"


def test_where_nobody_coordinates_it_says_where_to_name_one(handed_in, coordinating, nanzheng, admin):
    with scope(nanzheng, member=admin):
        coordinating.delete()
        of_year = open_consolidated(nanzheng, YEAR)
        act = lambda: of_place.approve_consolidated(of_year, actor=admin)  # noqa: E731
        assert "请先在“统筹职能”里指定" in refusal(ReleaseRefused, act)


def test_a_plan_sent_back_opens_the_approved_plan_of_the_place_again(handed_in, admin, nanzheng):
    with scope(nanzheng, member=admin):
        of_year = open_consolidated(nanzheng, YEAR)
        of_place.approve_consolidated(of_year, actor=admin)
        plan = AnnualPlan.objects.of(nanzheng).get(pk=handed_in.pk)
        assert plan.state == "coordinator_approved"
        of_place.send_back_plan(plan, actor=admin, note="与住建局的检查重复")
        assert fresh(of_year).state == "composing"
        assert not included_plans(fresh(of_year)).exists()
        assert plan.approved_at is None


def test_two_people_stand_between_approval_and_the_public(handed_in, admin, nanzheng):
    with scope(nanzheng, member=admin):
        of_year = open_consolidated(nanzheng, YEAR)
        of_place.approve_consolidated(of_year, actor=admin)
        act = lambda: of_place.publish_consolidated(of_year, actor=admin)  # noqa: E731
        assert "还没有经两人拟稿、核对" in refusal(ReleaseRefused, act)


def test_the_published_plan_shows_the_form_and_no_strata(published, nanzheng):
    with scope(nanzheng):
        shown = PublicRecord.objects.of(nanzheng).get(kind="inspection_plan").snapshot
    assert published.state == "published"
    assert shown["version"] == "第1版"
    (entry,) = shown["entries"]
    assert [line["part"] for line in entry["lines"]] == ["牵头部门", "配合部门"]
    assert entry["quantity"] == "比例3%，每年1次"
    assert entry["period"] == "2027年3月1日至10月31日"
    assert set(entry) == {"number", "title", "lines", "objects", "quantity", "period"}


def test_of_an_unannounced_check_only_the_year_is_told(plan, ready, nanzheng, officer, head, admin, coordinating):
    with scope(nanzheng, member=head):
        PlanEntry.objects.of(nanzheng).update(is_unannounced=True)
        plans.submit_plan(plan, actor=officer)
        plans.approve_plan(plan, actor=head)
        of_year = open_consolidated(nanzheng, YEAR)
        of_place.approve_consolidated(of_year, actor=admin)
        duty = check_duty(nanzheng, "inspection_plan", officer, head)
    assert duty.snapshot["entries"][0]["period"] == "2027年度内"


def test_what_was_published_from_the_ledger_is_followed(handed_in, admin, officer, head, nanzheng):
    with scope(nanzheng, member=admin):
        of_place.approve_consolidated(open_consolidated(nanzheng, YEAR), actor=admin)
        assert of_place.follow_publication(nanzheng) == 0
        duty = check_duty(nanzheng, "inspection_plan", officer, head)
        publish_duty(duty, actor=head)
        assert of_place.follow_publication(nanzheng) == 1
        assert fresh(handed_in).state == "published"


def test_a_draft_is_not_changed_by_a_new_version(plan, officer):
    with scope(plan.tenant, member=officer):
        sentence = refusal(plans.PlanRefused, lambda: plans.change_plan(plan, reason="增加", actor=officer))
    assert "草稿请直接修改" in sentence


def test_a_published_plan_changes_only_by_a_new_version(published, officer, head, admin, nanzheng):
    with scope(nanzheng, member=officer):
        sentence = refusal(plans.PlanRefused, lambda: plans.change_plan(published, reason=" ", actor=officer))
        assert sentence == "变更已公示的计划须写明理由。"
        draft = plans.change_plan(published, reason="增加夜间检查", actor=officer)
        copied = draft.entries.get()
        assert copied.continues == published.entries.get()
        assert copied.lines.count() == 2 and copied.lines.first().items.count() == 1
        assert fresh(published).state == "published"
        plans.submit_plan(draft, actor=officer)
        plans.approve_plan(draft, actor=head)
        of_year = open_consolidated(nanzheng, YEAR)
        assert of_year.version == 2
        of_place.approve_consolidated(of_year, actor=admin)
        publish_duty(check_duty(nanzheng, "inspection_plan", officer, head), actor=head)
        of_place.publish_consolidated(of_year, actor=admin)
        assert fresh(published).state == "superseded"
        assert fresh(draft).state == "published"
        assert ConsolidatedPlan.objects.of(nanzheng).get(version=1).state == "superseded"
        shown = PublicRecord.objects.of(nanzheng).get(kind="inspection_plan").snapshot
        assert shown["change"] == "区市场监管局：增加夜间检查"


def test_a_new_version_shows_what_it_changes(published, officer, head, housing, sign_in, no_second_factor):
    with scope(published.tenant, member=officer):
        draft = plans.change_plan(published, reason="增加夜间检查", actor=officer)
        PlanEntry.objects.of(published.tenant).filter(plan=draft).update(frequency=2, title="餐饮单位夜间联合检查")
        draft.entries.get().lines.filter(department=housing).update(content="夜间用气安全")
        make_entry(draft, number=2, title="气瓶充装检查")
    page = sign_in(head).get(draft.get_absolute_url()).content.decode()
    assert "修改“餐饮单位夜间联合检查”" in page
    assert "综合监管计划名称：由“餐饮单位联合检查”改为“餐饮单位夜间联合检查”" in page
    assert "检查数量（比例、频次）：由“比例3%，每年1次”改为“比例3%，每年2次”" in page
    assert f"{housing}：由“配合部门：对餐饮服务单位的监管（{housing}）”改为“配合部门：夜间用气安全”" in page
    assert "新增“气瓶充装检查”" in page
    assert "与上一版相比" not in sign_in(head).get(published.get_absolute_url()).content.decode()


def test_mistake_19_last_years_plan_goes_on_only_as_a_draft(published, officer, nanzheng):
    with scope(nanzheng, member=officer):
        copied = plans.copy_plan(published, YEAR + 1, actor=officer)
        assert (copied.state, copied.version, copied.approved_by) == ("draft", 1, None)
        entry = copied.entries.get()
        assert (entry.starts_on, entry.ends_on) == (date(YEAR + 1, 3, 1), date(YEAR + 1, 10, 31))
        assert entry.continues is None
        assert "复制到以后的年度" in refusal(plans.PlanRefused, lambda: plans.copy_plan(published, YEAR, actor=officer))


def test_only_a_draft_is_thrown_away(published, plan, officer, nanzheng):
    with scope(nanzheng, member=officer):
        assert "不能删除" in refusal(plans.PlanRefused, lambda: plans.discard_plan(published, actor=officer))
        draft = plans.change_plan(published, reason="增加夜间检查", actor=officer)
        plans.discard_plan(draft, actor=officer)
        assert AnnualPlan.objects.of(nanzheng).count() == 1


def test_a_published_year_is_not_begun_again(published, bureau, officer):
    with scope(bureau.tenant, member=officer):
        sentence = refusal(plans.PlanRefused, lambda: plans.begin_plan(bureau, YEAR, actor=officer))
    assert "办理“变更”" in sentence


def test_an_outsider_approves_nothing(handed_in, outsider, nanzheng):
    with scope(nanzheng):
        of_year = open_consolidated(nanzheng, YEAR)
        assert not outsider.may("plans.approve", handed_in)
        with pytest.raises(MoveRefused):
            of_place.reopen_consolidated(of_year, actor=outsider, note="看看")


def test_a_late_newcomer_reopens_what_was_approved(handed_in, housing, version, officer, admin, nanzheng):
    with scope(nanzheng, member=admin):
        of_year = open_consolidated(nanzheng, YEAR)
        of_place.approve_consolidated(of_year, actor=admin)
        of_place.gather(nanzheng, YEAR, actor=None)
        assert fresh(of_year).state == "composing"


def test_two_departments_plans_stand_in_one(handed_in, housing, bureau, nanzheng, admin):
    lead = item_in_force(housing, (bureau,), content="对燃气经营企业安全经营情况的监管")
    author = make_member(nanzheng, "officer", housing)
    approver = make_member(nanzheng, "department_admin", housing)
    second = make_plan(housing, author)
    ready_entry(second, lead, (bureau,), number=1)
    with scope(nanzheng, member=approver):
        plans.submit_plan(second, actor=author)
        plans.approve_plan(second, actor=approver)
        assert included_plans(open_consolidated(nanzheng, YEAR)).count() == 2
