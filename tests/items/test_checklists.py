"""Checklists, their conflicts, scenarios, merging and collections: services and pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from common.models import Notice
from common.refusals import Refused
from directory.demo.loading import load_demo
from directory.services.writing import RuleBroken
from items.demo.checking import CHECKLISTS, load_checklists
from items.demo.loading import load_items
from items.models import (
    Campaign,
    Checklist,
    ChecklistEntry,
    EntryConflict,
    ItemVersion,
    JointChecklist,
    JointEntry,
    Scenario,
    SharedFact,
    Submission,
    SupervisionDomain,
)
from items.queries.checklists import facts_with_use, items_of_scenario, merge_table, open_conflicts, timing_of
from items.services import campaigns, checklists, scenarios, steps
from items.services.checklists import EntryContent
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member

BASE = "/610703/"
TODAY = timezone.localdate()


def entry(text="营业执照公示", rule="亮照经营", **values) -> EntryContent:
    return EntryContent(text, rule, "《市场主体登记管理条例》第三十六条", **values)


@pytest.fixture
def in_force(approved, admin):
    """The worked example in force: 人社 leads, 市场监管 and 税务 cooperate."""
    with scope(approved.tenant, member=admin):
        steps.enforce(approved, actor=admin, today=TODAY)
        return ItemVersion.objects.of(approved.tenant).select_related("tenant", "item").get(pk=approved.pk)


@pytest.fixture
def labour_admin(nanzheng, labour):
    return make_member(nanzheng, "department_admin", labour)


def made(version, department, admin, *entries) -> Checklist:
    """A checklist in force."""
    with scope(version.tenant):
        row = checklists.draft_checklist(version, department=department, entries=entries, actor=None)
    with scope(version.tenant, member=admin):
        return checklists.enforce_checklist(row, actor=admin, today=TODAY)


@pytest.fixture
def both(in_force, labour, bureau, labour_admin, market_signer):
    """Two departments ask about the licence with figures that disagree, and each something of its own."""
    first = made(in_force, labour, labour_admin, entry(rule="公示不少于2处"), entry("劳动合同订立", "一个月内订立"))
    second = made(
        in_force, bureau, market_signer, entry("是否公示营业执照", "公示不少于1处"), entry("年度报告", "按期")
    )
    return first, second


def test_a_department_without_a_part_makes_no_checklist(in_force, officer, nanzheng):
    stranger = make_department(nanzheng, "区民政局")
    with scope(nanzheng), pytest.raises(checklists.ChecklistRefused, match="不是这个事项的牵头或配合部门"):
        checklists.draft_checklist(in_force, department=stranger, entries=[], actor=None)


def test_a_version_in_force_stays_as_it_is_and_a_revision_supersedes_it(
    in_force, labour, author, labour_admin, nanzheng
):
    first = made(in_force, labour, labour_admin, entry())
    with scope(nanzheng, member=author):
        with pytest.raises(checklists.ChecklistRefused, match="检查表已启用，不能直接改"):
            checklists.change_entries(first, [entry("别的")], actor=author)
        with pytest.raises(DatabaseError), transaction.atomic():
            ChecklistEntry.objects.of(nanzheng).filter(checklist=first).update(rule="改了")
        second = checklists.revise_checklist(first, actor=author)
        with pytest.raises(RuleBroken, match="已有本部门的检查表草稿"):
            checklists.revise_checklist(first, actor=author)
        checklists.change_entries(second, [entry(rule="新标准")], actor=author)
        with pytest.raises(checklists.ChecklistRefused, match="起草人不能启用"):
            checklists.enforce_checklist(second, actor=author, today=TODAY)
    with scope(nanzheng, member=labour_admin):
        checklists.enforce_checklist(second, actor=labour_admin, today=TODAY)
        states = dict(Checklist.objects.of(nanzheng).values_list("number", "state"))
    assert states == {1: "superseded", 2: "in_force"}


def test_an_empty_checklist_is_not_put_in_force(in_force, labour, labour_admin, nanzheng):
    with scope(nanzheng, member=labour_admin):
        row = checklists.draft_checklist(in_force, department=labour, entries=[], actor=None)
        with pytest.raises(checklists.ChecklistRefused, match="还没有要点"):
            checklists.enforce_checklist(row, actor=labour_admin, today=TODAY)


def test_facts_count_the_departments_that_ask(in_force, labour, bureau, labour_admin, market_signer, admin, nanzheng):
    with scope(nanzheng, member=admin):
        licence = checklists.add_fact(nanzheng, name="营业执照", hint="正副本", actor=admin)
    made(in_force, labour, labour_admin, entry(fact=licence))
    made(in_force, bureau, market_signer, entry("登记事项", fact=licence))
    with scope(nanzheng):
        assert facts_with_use(nanzheng).get().departments == 2


# --- merging ----------------------------------------------------------------------------------------------------------


def test_exempt_and_triggered_items_stay_out_of_a_joint_visit(in_force):
    assert timing_of(in_force).is_joint
    in_force.exemption_reason, in_force.exemption_basis = "special_campaign", "专项行动"
    assert "不纳入联合抽查" in timing_of(in_force).against
    in_force.exemption_reason, in_force.regime = "", "triggered"
    assert "线索" in timing_of(in_force).against


@pytest.fixture
def scenario(in_force, labour, admin, nanzheng) -> Scenario:
    with scope(nanzheng, member=admin):
        row = Scenario(tenant=nanzheng, name="规范用工一件事", subject="用人单位", department=labour)
        return scenarios.keep_scenario(row, [in_force.item], actor=admin)


def test_what_asks_the_same_is_merged_once_and_keeps_every_departments_part(nanzheng, both, scenario, admin):
    with scope(nanzheng, member=admin):
        table = merge_table(nanzheng, items_of_scenario(scenario))
        assert (len(table.same), len(table.single), table.saved) == (1, 2, 1)
        assert table.same[0].group.disagrees
        lead = table.same[0].entries[1]
        joint = scenarios.make_joint_checklist(nanzheng, scenario, table, {0: lead.pk}, actor=admin)
        asked = list(JointEntry.objects.of(nanzheng).filter(joint=joint))
        assert asked[0].text == lead.text
        assert [one.parts.count() for one in asked] == [2, 1, 1]
        again = scenarios.make_joint_checklist(nanzheng, scenario, table, {0: scenarios.APART}, actor=admin)
        assert (again.number, again.entries.count()) == (2, 4)
        with pytest.raises(DatabaseError), transaction.atomic():
            JointChecklist.objects.of(nanzheng).filter(pk=joint.pk).update(title="改了")


def test_nothing_to_ask_makes_no_joint_checklist(nanzheng, scenario, admin):
    with scope(nanzheng, member=admin), pytest.raises(scenarios.ScenarioRefused, match="还没有启用的检查表"):
        table = merge_table(nanzheng, items_of_scenario(scenario))
        scenarios.make_joint_checklist(nanzheng, scenario, table, {}, actor=admin)


# --- conflicts --------------------------------------------------------------------------------------------------------


@pytest.fixture
def conflict(both, bureau, author, nanzheng) -> EntryConflict:
    first, second = both
    with scope(nanzheng, member=author):
        row = EntryConflict(
            tenant=nanzheng,
            first=first.entries.first(),
            second=second.entries.first(),
            question="公示几处",
            department=bureau,
            due_on=TODAY + timedelta(days=20),
        )
        return checklists.raise_conflict(row, actor=author, today=TODAY)


def test_a_conflict_is_shown_until_the_standard_is_revised(nanzheng, conflict, both, market_signer, author):
    _first, second = both
    with scope(nanzheng, member=market_signer):
        assert Notice.objects.of(nanzheng).filter(member=market_signer, kind="items.conflict").exists()
        assert open_conflicts(nanzheng, [conflict.second_id]).get() == conflict
        with pytest.raises(checklists.ChecklistRefused, match="还没有启用修订后的版本"):
            checklists.settle_conflict(conflict, "settle_conflict", actor=market_signer, note="统一为2处")
        checklists.revise_checklist(second, actor=None)
        draft = Checklist.objects.of(nanzheng).get(state="draft")
        checklists.enforce_checklist(draft, actor=market_signer, today=TODAY)
        fresh = (
            EntryConflict.objects.of(nanzheng)
            .select_related("first__checklist", "second__checklist", "department")
            .get()
        )
        checklists.settle_conflict(fresh, "settle_conflict", actor=market_signer, note="统一为2处")
        assert not open_conflicts(nanzheng).exists()
        assert EntryConflict.objects.of(nanzheng).get().answer == "统一为2处"


@pytest.mark.parametrize(
    ("changes", "why"),
    [({"due_on": TODAY - timedelta(days=1)}, "不能早于今天"), ({"department": "tax"}, "两个要点所属的部门之一")],
)
def test_a_conflict_names_a_day_to_come_and_one_of_the_two(nanzheng, both, tax, bureau, author, changes, why):
    first, second = both
    values = {"department": bureau, "due_on": TODAY} | changes
    values["department"] = tax if values["department"] == "tax" else bureau
    with scope(nanzheng, member=author), pytest.raises(Refused, match=why):
        row = EntryConflict(tenant=nanzheng, first=first.entries.first(), second=second.entries.first(), **values)
        checklists.raise_conflict(row, actor=author, today=TODAY)


def test_a_conflict_is_raised_once_while_it_is_open(nanzheng, conflict, author):
    again = EntryConflict(
        tenant=nanzheng,
        first=conflict.first,
        second=conflict.second,
        question="公示几处",
        department=conflict.department,
        due_on=conflict.due_on,
    )
    with scope(nanzheng, member=author), pytest.raises(RuleBroken, match="这两个要点的冲突已经提出，正在修订"):
        checklists.raise_conflict(again, actor=author, today=TODAY)


# --- collections ------------------------------------------------------------------------------------------------------


@pytest.fixture
def campaign(nanzheng, admin, labour, tax, labour_admin) -> Campaign:
    with scope(nanzheng, member=admin):
        row = Campaign(tenant=nanzheng, name="清单征集", request="请报附件1", due_on=TODAY + timedelta(days=7))
        return campaigns.start_campaign(row, [labour, tax], actor=admin, today=TODAY)


def test_reminders_go_to_those_who_have_handed_in_nothing(nanzheng, campaign, labour, labour_admin, admin):
    with scope(nanzheng, member=labour_admin):
        mine = Submission.objects.of(nanzheng).select_related("campaign").get(department=labour)
        with pytest.raises(campaigns.CampaignRefused, match="请上传报送材料"):
            campaigns.submit(mine, files=[], note="", actor=labour_admin, at=timezone.now())
        campaigns.submit(mine, files=[], note="已填报", actor=labour_admin, at=timezone.now())
    with scope(nanzheng, member=admin):
        assert campaigns.remind_all(nanzheng, today=TODAY) == 1
        assert campaigns.remind_all(nanzheng, today=TODAY) == 0
        assert campaigns.remind_all(nanzheng, today=TODAY + timedelta(days=1)) == 0
        campaigns.answer_submission(mine, "return_submission", actor=admin, note="缺盖章件", today=TODAY)
        assert Notice.objects.of(nanzheng).filter(member=labour_admin, body__contains="缺盖章件").exists()
        campaigns.close_campaign(campaign, actor=admin, note="到期", today=TODAY)
        assert campaigns.remind_all(nanzheng, today=TODAY + timedelta(days=7)) == 0
        with pytest.raises(campaigns.CampaignRefused, match="这次征集已于"):
            campaigns.close_campaign(campaign, actor=admin, note="再来", today=TODAY)
    with scope(nanzheng, member=labour_admin), pytest.raises(campaigns.CampaignRefused, match="已结束"):
        late = Submission.objects.of(nanzheng).select_related("campaign").get(department=labour)
        campaigns.submit(late, files=[], note="补报", actor=labour_admin, at=timezone.now())


@pytest.mark.parametrize(
    ("left", "is_day"), [(8, False), (7, True), (3, True), (1, True), (0, True), (-1, False), (-7, True)]
)
def test_the_days_of_reminding(left, is_day):
    assert campaigns.is_reminder_day(TODAY + timedelta(days=left), TODAY) is is_day


# --- pages ------------------------------------------------------------------------------------------------------------


def formset(*rows) -> dict[str, str]:
    data = {"entries-TOTAL_FORMS": str(len(rows)), "entries-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        data |= {f"entries-{number}-{name}": value for name, value in row.items()}
    return data


def test_a_checklist_is_made_on_its_pages(in_force, labour, author, labour_admin, sign_in, nanzheng):
    browser = sign_in(author)
    response = browser.post(f"{BASE}checklists/new/", {"item": in_force.pk, "department": labour.pk})
    assert response.status_code == 302, response.content.decode()
    assert browser.get(response.url).status_code == 200
    half = browser.post(response.url, formset({"text": "劳动合同"}))
    assert "请写明怎样算合格。" in half.content.decode()
    whole = {"text": "劳动合同", "rule": "一个月内订立", "basis": "《劳动合同法》第十条", "technique": "documents"}
    saved = browser.post(response.url, formset(whole, {"text": ""}))
    assert saved.status_code == 302
    assert browser.get(f"{saved.url}enforce/").status_code == 403
    chief = sign_in(labour_admin)
    assert "启用" in chief.get(saved.url).content.decode()
    assert chief.post(f"{saved.url}enforce/", {"note": ""}).status_code == 302
    assert "对用人单位依法用工情况的监管检查表" in browser.get(f"{BASE}checklists/?q=劳动合同").content.decode()
    revised = browser.post(f"{saved.url}revise/", {})
    assert revised.status_code == 302
    assert "一个月内订立" in browser.get(revised.url).content.decode()


@pytest.mark.usefixtures("no_second_factor")
def test_a_scenario_is_made_merged_and_taken_home(in_force, both, labour, admin, author, sign_in, nanzheng):
    browser = sign_in(admin)
    data = {"name": "规范用工一件事", "subject": "用人单位", "department": labour.pk, "items": [in_force.item_id]}
    response = browser.post(f"{BASE}scenarios/new/", data)
    assert response.status_code == 302, response.content.decode()
    assert "可以合并" in browser.get(response.url).content.decode()
    merge = f"{response.url}merge/"
    page = browser.get(merge).content.decode()
    assert "全部合并可少问1个" in page
    assert "合格标准里的数字不一致" in page
    with scope(nanzheng):
        first = ChecklistEntry.objects.of(nanzheng).filter(text="营业执照公示").get()
    assert sign_in(author).post(merge, {"take_0": first.pk}).status_code == 403
    assert browser.post(merge, {"take_0": ""}).status_code == 422
    joint = browser.post(merge, {"take_0": first.pk})
    assert joint.status_code == 302
    shown = browser.get(joint.url).content.decode()
    assert "公示不少于1处" in shown
    assert "公示不少于2处" in shown
    assert browser.get(f"{joint.url}file.xlsx").content.startswith(b"PK")
    assert browser.post(f"{response.url}change/", {**data, "subject": "企业"}).status_code == 302
    assert "企业" in browser.get(f"{BASE}scenarios/").content.decode()


def test_a_conflict_is_raised_seen_and_settled_on_pages(both, bureau, author, market_signer, sign_in, nanzheng):
    with scope(nanzheng):
        keys = [one.entries.first().pk for one in both]
    browser = sign_in(author)
    address = f"{BASE}conflicts/new/{keys[0]}/{keys[1]}/"
    assert "公示不少于2处" in browser.get(address).content.decode()
    given = {"question": "公示几处不一致", "department": bureau.pk, "due_on": (TODAY + timedelta(days=9)).isoformat()}
    raised = browser.post(address, given)
    assert raised.status_code == 302, raised.content.decode()
    assert "公示几处不一致" in browser.get(both[0].get_absolute_url()).content.decode()
    chief = sign_in(market_signer)
    assert "统一检查标准" in chief.get(BASE).content.decode()
    assert "还没有启用修订后的版本" in chief.post(f"{raised.url}settle/", {"note": "2处"}).content.decode()
    assert sign_in(author).get(f"{raised.url}settle/").status_code == 403
    assert "公示几处不一致" in browser.get(f"{BASE}conflicts/").content.decode()


@pytest.mark.usefixtures("no_second_factor", "own_files")
def test_a_collection_from_notice_to_confirmation(labour, tax, labour_admin, admin, author, sign_in, nanzheng):
    browser = sign_in(admin)
    data = {"name": "清单征集", "request": "请报附件1", "due_on": TODAY.isoformat(), "departments": [labour.pk, tax.pk]}
    response = browser.post(f"{BASE}collections/new/", data)
    assert response.status_code == 302, response.content.decode()
    department = sign_in(labour_admin)
    assert "报送材料" in department.get(BASE).content.decode()
    with scope(nanzheng):
        mine = Submission.objects.of(nanzheng).get(department=labour).pk
        other = Submission.objects.of(nanzheng).get(department=tax).pk
    assert department.get(f"{BASE}submissions/{other}/submit/").status_code == 403
    paper = SimpleUploadedFile(
        "附件1.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n", "application/pdf"
    )
    sent = department.post(f"{BASE}submissions/{mine}/submit/", {"files": paper, "note": ""})
    assert sent.status_code == 302, sent.content.decode()
    assert "附件1.pdf" in browser.get(response.url).content.decode()
    assert browser.post(f"{BASE}submissions/{mine}/return/", {"note": "缺电子版"}).status_code == 302
    again = department.get(f"{BASE}submissions/{mine}/submit/").content.decode()
    assert all(words in again for words in ("缺电子版", "附件1.pdf")), "why it came back, and what was handed in"
    assert department.post(f"{BASE}submissions/{mine}/submit/", {"note": "已补电子版"}).status_code == 302
    assert browser.post(f"{BASE}submissions/{mine}/accept/", {"note": ""}).status_code == 302
    assert browser.post(f"{BASE}submissions/{mine}/return/", {"note": ""}).status_code == 422
    assert browser.post(f"{response.url}remind/", {}).status_code == 302
    assert "1次，最近" in browser.get(response.url).content.decode()
    assert "1 / 2" in browser.get(f"{BASE}collections/").content.decode()
    assert browser.post(f"{response.url}close/", {"note": "到期"}).status_code == 302


@pytest.mark.usefixtures("no_second_factor")
def test_the_catalogue_of_domains_and_an_own_one(in_force, admin, author, sign_in, nanzheng):
    browser = sign_in(admin)
    page = browser.get(f"{BASE}domains/").content.decode()
    for word in ("危险化学品", "自建房安全", "储能"):
        assert word in page
    assert "目录里已有" in browser.post(f"{BASE}domains/new/", {"name": "储能"}).content.decode()
    assert browser.post(f"{BASE}domains/new/", {"name": "茶产业", "reasons": ["problem_prone"]}).status_code == 302
    assert "茶产业" in sign_in(author).get(f"{BASE}domains/").content.decode()
    with scope(nanzheng):
        own = SupervisionDomain.objects.of(nanzheng).get()
    assert browser.get(f"{BASE}domains/{own.pk}/merge/").status_code == 200


def test_shared_facts_have_their_page(author, sign_in, nanzheng):
    browser = sign_in(author)
    assert browser.post(f"{BASE}facts/new/", {"name": "营业执照", "hint": "正副本"}).status_code == 302
    assert "营业执照" in browser.get(f"{BASE}facts/").content.decode()
    assert "已有同名" in browser.post(f"{BASE}facts/new/", {"name": "营业执照", "hint": ""}).content.decode()
    with scope(nanzheng):
        assert SharedFact.objects.of(nanzheng).count() == 1


def test_an_outsider_gets_404(outsider, both, sign_in):
    visitor = sign_in(outsider)
    for address in ("checklists/", f"checklists/{both[0].pk}/", "scenarios/", "conflicts/", "collections/", "domains/"):
        assert visitor.get(f"{BASE}{address}").status_code == 404


@pytest.mark.django_db
def test_the_demonstration_shows_a_scenario_merged():
    load_demo("Correct-Horse-9", TODAY)
    load_items()
    assert load_checklists() == len(CHECKLISTS)
    assert load_checklists() == 0
    with scope(610703000000) as here:
        for joint in JointChecklist.objects.of(here.tenant):
            assert joint.entries.count() < joint.asked_before
        assert EntryConflict.objects.of(here.tenant).exists()
        assert Submission.objects.of(here.tenant).filter(state="accepted").count() == 1
