"""Special campaigns: never without reason, approval by another, filing, publication; a result at the end (R094)."""

from datetime import date

import pytest
from freezegun import freeze_time

from common.workflow import MoveRefused
from inspections.models import Campaign
from inspections.services import campaigns
from inspections.services.entries import EntryContent, LineContent, Pick, add_entry, compose
from inspections.services.release import ReleaseRefused
from publication.models import PublicRecord
from publication.services.duties import publish_duty
from tenancy.scope import scope
from tests.factories.plans import check_duty
from tests.factories.registry import make_object
from tests.factories.worklist import tasks_of
from tests.inspections.test_plans import refusal


@pytest.fixture
def campaign(nanzheng, bureau, housing, officer):
    row = Campaign(
        tenant=nanzheng,
        department=bureau,
        title="燃气器具质量专项整治",
        pattern="work_safety",
        reason="入冬以来燃气事故多发",
        evidence="2026年10月以来投诉举报23件，抽检不合格率12%",
        starts_on=date(2026, 12, 1),
        ends_on=date(2027, 2, 28),
    )
    with scope(nanzheng, member=officer):
        return campaigns.keep_campaign(row, [bureau, housing], actor=officer)


@pytest.fixture
def arranged(campaign, version, housing, officer, nanzheng):
    make_object(nanzheng)
    values = {
        "title": "燃气器具经销单位检查",
        "objects_text": "燃气器具经销单位",
        "pool_query": "kind=enterprise",
        "sample_count": 1,
        "frequency": 1,
        "starts_on": date(2026, 12, 1),
        "ends_on": date(2027, 2, 28),
    }
    lines = [LineContent(campaign.department, "燃气器具质量"), LineContent(housing, "燃气使用安全")]
    with scope(nanzheng, member=officer):
        entry = add_entry(campaign, EntryContent(values, lines), actor=officer)
        compose(entry, [Pick(line.department, version) for line in lines], actor=officer)
    return campaign


def test_the_lead_is_no_participant(campaign, housing):
    with scope(campaign.tenant):
        assert [party.department for party in campaign.parties.all()] == [housing]


def test_a_campaign_says_what_it_checks_before_it_is_submitted(campaign, officer):
    with scope(campaign.tenant, member=officer):
        sentence = refusal(campaigns.CampaignRefused, lambda: campaigns.submit_campaign(campaign, actor=officer))
    assert sentence == "还没有检查安排，请先添加检查什么、查谁、查多少。"


def test_mistake_19_a_campaign_opens_only_approved_filed_and_public(arranged, officer, head, admin, nanzheng):
    with scope(nanzheng, member=admin):
        campaigns.submit_campaign(arranged, actor=officer)
        with pytest.raises(MoveRefused):
            campaigns.approve_campaign(arranged, actor=head)
        campaigns.approve_campaign(arranged, actor=admin)
        filing = {
            "filed_with": "汉中市市场监管局",
            "filing_number": "汉市监专〔2026〕3号",
            "filed_on": date(2026, 11, 25),
        }
        campaigns.file_campaign(arranged, **filing, actor=officer)
        sentence = refusal(ReleaseRefused, lambda: campaigns.publish_campaign(arranged, actor=admin))
        assert "还没有经两人拟稿、核对并公示" in sentence
        assert campaigns.follow_campaigns(nanzheng) == 0
        publish_duty(check_duty(nanzheng, "inspection_campaign", officer, head), actor=head)
        assert campaigns.follow_campaigns(nanzheng) == 1
        shown = PublicRecord.objects.of(nanzheng).get(kind="inspection_campaign").snapshot
        assert shown["filing"] == "汉中市市场监管局 汉市监专〔2026〕3号"
        assert "投诉举报23件" not in str(shown)
        running = Campaign.objects.of(nanzheng).select_related("tenant", "department").get()
        with freeze_time("2027-01-10"):
            early = refusal(
                campaigns.CampaignRefused, lambda: campaigns.report_campaign(running, result="查1户", actor=officer)
            )
        assert early == "专项整治还没有结束，请在结束后报告结果。"
        with freeze_time("2027-03-01 10:00:00"):
            reported = campaigns.report_campaign(running, result="检查1户，发现问题2个，均已整改。", actor=officer)
        assert reported.state == "reported"


def test_the_author_does_not_approve_a_campaign(arranged, officer, admin, nanzheng):
    with scope(nanzheng, member=admin):
        campaigns.submit_campaign(arranged, actor=officer)
        Campaign.objects.of(nanzheng).update(created_by=admin)
        own = Campaign.objects.of(nanzheng).get()
        sentence = refusal(campaigns.CampaignRefused, lambda: campaigns.approve_campaign(own, actor=admin))
    assert sentence == "编制人不能批准自己的专项整治，请由另一名有权人员批准。"


def test_an_incomplete_entry_is_named_with_what_it_lacks(arranged, officer):
    with scope(arranged.tenant, member=officer):
        arranged.entries.update(pool_query="")
        sentence = refusal(campaigns.CampaignRefused, lambda: campaigns.submit_campaign(arranged, actor=officer))
    assert sentence.startswith("第1项检查安排需要补正：")


def test_what_was_submitted_is_not_rewritten(arranged, officer, admin, nanzheng):
    with scope(nanzheng, member=officer):
        campaigns.submit_campaign(arranged, actor=officer)
        sentence = refusal(campaigns.CampaignRefused, lambda: campaigns.keep_campaign(arranged, [], actor=officer))
        assert "已不是草稿" in sentence


def test_another_departments_campaign_is_not_mine(campaign, housing, officer, nanzheng):
    with scope(nanzheng, member=officer):
        campaign.department = housing
        sentence = refusal(campaigns.CampaignRefused, lambda: campaigns.keep_campaign(campaign, [], actor=officer))
        assert sentence == "您只能编制本部门牵头的专项整治。"


def steps(member, place, day) -> list[str]:
    with scope(place):
        return [task.what for task in tasks_of(member, place, day, "inspections.campaign_steps")]


def test_each_step_of_a_campaign_waits_on_the_workbench(
    arranged, officer, head, admin, nanzheng, sign_in, no_second_factor
):
    client, day = sign_in(officer), date(2026, 12, 1)
    assert steps(officer, nanzheng, day) == ["完善专项整治草稿"]
    with scope(nanzheng, member=officer):
        campaigns.submit_campaign(arranged, actor=officer)
    assert steps(officer, nanzheng, day) == []
    sign_in(admin).post(f"{arranged.get_absolute_url()}return/", {"note": "请写明抽查依据"})
    assert steps(officer, nanzheng, day) == ["完善专项整治草稿"]
    page = client.get(arranged.get_absolute_url()).content.decode()
    assert page.index("已退回，请修改后重新提交") < page.index("请写明抽查依据") < page.index("<h2>检查安排")
    client.post(f"{arranged.get_absolute_url()}submit/", {"note": ""})
    sign_in(admin).post(f"{arranged.get_absolute_url()}approve/", {"note": ""})
    assert steps(officer, nanzheng, day) == ["登记专项整治备案"]
    filing = {"filed_with": "市住建局", "filing_number": "汉建备〔2026〕12号", "filed_on": "2026-12-01"}
    client.post(f"{arranged.get_absolute_url()}file/", filing)
    page = sign_in(admin).get(arranged.get_absolute_url()).content.decode()
    assert "办理公示任务" in page
    assert f"{arranged.get_absolute_url()}publish/" not in page
    with scope(nanzheng, member=head):
        publish_duty(check_duty(nanzheng, "inspection_campaign", officer, head), actor=head)
    sign_in(admin).post(f"{arranged.get_absolute_url()}publish/", {"note": ""})
    assert steps(officer, nanzheng, day) == []
    assert steps(officer, nanzheng, date(2027, 3, 1)) == ["报告专项整治结果"]
    report = f"{arranged.get_absolute_url()}report/"
    with freeze_time("2027-02-28 03:00"):
        assert report not in sign_in(officer).get(arranged.get_absolute_url()).content.decode()
    with freeze_time("2027-03-01 03:00"):
        assert report in sign_in(officer).get(arranged.get_absolute_url()).content.decode()
