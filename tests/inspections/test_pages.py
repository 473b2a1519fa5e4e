"""The pages of plans: begin, fill in, measure, tick, stratify, submit; who may open what."""

import pytest
from django.core.exceptions import ValidationError

from inspections.forms.fields import RatioField
from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.plans import open_consolidated
from inspections.services.entries import copy_entries
from tenancy.scope import scope
from tests.factories.plans import make_plan
from tests.factories.registry import make_object

BASE = "/610703/plans/"
FORM = {
    "title": "餐饮联合检查",
    "lead_content": "食品安全",
    "objects_text": "餐饮单位",
    "pool_kind": "enterprise",
    "sample_ratio": "3%",
    "frequency": "1",
    "starts_on": "2027-03-01",
    "ends_on": "2027-10-31",
    "regime": "random",
    "technique": "on_site",
    "origin": "random",
    "lines-TOTAL_FORMS": "1",
    "lines-INITIAL_FORMS": "0",
    "lines-0-min_officers": "2",
}


@pytest.fixture
def at_desk(sign_in, officer, no_second_factor):
    return sign_in(officer)


def test_an_officer_begins_a_plan_and_fills_in_an_entry(at_desk, bureau, housing, nanzheng, version):
    make_object(nanzheng)
    at_desk.post(f"{BASE}new/2027/", {"department": bureau.pk})
    with scope(nanzheng):
        plan = AnnualPlan.objects.of(nanzheng).get()
    line = {"lines-0-department": housing.pk, "lines-0-content": "燃气使用安全"}
    answer = at_desk.post(f"{BASE}{plan.pk}/entries/new/", FORM | line)
    assert answer.status_code == 302, answer.content.decode()
    with scope(nanzheng):
        entry = PlanEntry.objects.of(nanzheng).get()
        assert entry.pool_query == "kind=enterprise"
        assert [one.department for one in entry.lines.all()] == [bureau, housing]
    page = at_desk.get(entry.get_absolute_url()).content.decode()
    assert "没有选定清单里的事项" in page
    picks = [f"{one.pk}-{version.pk}" for one in (bureau, housing)]
    assert at_desk.post(f"{BASE}entries/{entry.pk}/menu/", {"picks": picks}).status_code == 302
    assert "提交前还须补正" not in at_desk.get(entry.get_absolute_url()).content.decode()
    assert at_desk.post(f"{BASE}{plan.pk}/submit/", {}).status_code == 302
    assert at_desk.post(f"{BASE}{plan.pk}/approve/", {}).status_code == 403


def test_what_is_wrong_stands_beside_its_field(at_desk, plan, housing):
    wrong = FORM | {"sample_ratio": "三成", "sample_count": "5", "lines-0-department": housing.pk}
    page = at_desk.post(f"{BASE}{plan.pk}/entries/new/", wrong)
    assert page.status_code == 422
    text = page.content.decode()
    assert "“三成”不是0到100%之间的比例" in text
    assert "请写明这个部门检查什么。" in text
    both = at_desk.post(f"{BASE}{plan.pk}/entries/new/", FORM | {"sample_count": "5"})
    assert "比例和数量都填写时，请选定按哪一个执行。" in both.content.decode()
    alone = FORM | {"lines-0-department": housing.pk, "lines-0-content": "燃气", "lines-0-min_officers": "1"}
    assert "每个部门至少派出两名执法人员。" in at_desk.post(f"{BASE}{plan.pk}/entries/new/", alone).content.decode()
    lead = FORM | {"lines-0-department": plan.department_id, "lines-0-content": "燃气"}
    twice = at_desk.post(f"{BASE}{plan.pk}/entries/new/", lead).context["form"]
    assert "同一部门在一项计划中只能填一行" in twice.lines[0].errors["department"][0]


def test_departments_may_send_groups_and_a_copy_of_the_entry_says_so_too(at_desk, plan, housing, officer):
    given = FORM | {"lines-0-department": housing.pk, "lines-0-content": "燃气", "lines-0-is_by_group": "on"}
    assert at_desk.post(f"{BASE}{plan.pk}/entries/new/", given | {"lead_is_by_group": "on"}).status_code == 302
    with scope(plan.tenant):
        entry = plan.entries.get()
        assert [line.is_by_group for line in entry.lines.order_by("position")] == [True, True]
        target = make_plan(plan.department, officer, year=plan.year + 1)
        copy_entries(plan, target, years=1)
        assert all(line.is_by_group for line in target.entries.get().lines.all())
    assert "，按检查组抽取" in at_desk.get(entry.get_absolute_url()).content.decode()
    form = at_desk.get(f"{BASE}entries/{entry.pk}/edit/").context["form"]
    assert form["lead_is_by_group"].value() and form.lines[0]["is_by_group"].value()
    given |= {"lines-INITIAL_FORMS": "1"}
    assert at_desk.post(f"{BASE}entries/{entry.pk}/edit/", given).status_code == 302
    with scope(plan.tenant):
        assert [line.is_by_group for line in entry.lines.order_by("position")] == [False, True]


def test_the_lead_says_whom_it_sends_as_the_others_do(at_desk, plan, housing):
    sent = {"lead_min_officers": "3", "lead_domain": "食品", "lead_specialties": "冷链、特种设备"}
    assert at_desk.post(f"{BASE}{plan.pk}/entries/new/", FORM | sent).status_code == 302
    with scope(plan.tenant):
        entry = plan.entries.get()
    page = "".join(at_desk.get(entry.get_absolute_url()).content.decode().split())
    assert "至少3人，食品领域，冷链、特种设备" in page
    form = at_desk.get(f"{BASE}entries/{entry.pk}/edit/").context["form"]
    assert (form["lead_domain"].value(), form["lead_min_officers"].value()) == ("食品", 3)
    few = at_desk.post(f"{BASE}entries/{entry.pk}/edit/", FORM | {"lead_min_officers": "1"})
    assert "每个部门至少派出两名执法人员。" in few.content.decode()


def test_the_objects_under_a_key_list_stay_when_an_entry_is_edited(at_desk, plan):
    at_desk.post(f"{BASE}{plan.pk}/entries/new/", FORM | {"pool_key": "yes"})
    with scope(plan.tenant):
        entry = plan.entries.get()
    form = at_desk.get(f"{BASE}entries/{entry.pk}/edit/").context["form"]
    assert form["pool_key"].value() == "yes"
    assert "重点监管：列入重点监管清单" in at_desk.get(entry.get_absolute_url()).content.decode()


def test_the_rail_counts_the_pool_while_one_types(at_desk, nanzheng):
    make_object(nanzheng)
    page = at_desk.get(f"{BASE}measure/", {"pool_kind": "enterprise", "sample_ratio": "2‰", "frequency": "2"})
    text = "".join(page.content.decode().split())
    assert "对象范围</dt><dd>" in text and ">1户</a>" in text
    assert "<dt>全年进门</dt><dd>2次</dd>" in text
    assert "选定对象范围后" in at_desk.get(f"{BASE}measure/", {"sample_ratio": "abc"}).content.decode()


def test_strata_begin_with_the_usual_table(at_desk, ready, nanzheng):
    url = f"{BASE}entries/{ready.pk}/strata/"
    assert "一级（最高）" in at_desk.get(url).content.decode()
    assert at_desk.get(f"{url}?basis=colour").status_code == 404
    values = {"basis": "credit_grade", "strata-TOTAL_FORMS": "5", "strata-INITIAL_FORMS": "5"}
    values |= {f"strata-{number}-value": value for number, value in enumerate(["A", "B", "C", "D", ""])}
    assert at_desk.post(url, values | {"strata-3-ratio": "30%", "strata-3-frequency": "2"}).status_code == 302
    with scope(nanzheng):
        assert [str(row) for row in ready.strata.all()] == ["D级"]
    assert "各层的抽查比例都是0" in at_desk.post(url, values | {"strata-0-ratio": "0"}).content.decode()


def test_the_coordinator_approves_the_plan_of_the_place(handed_in, sign_in, admin, no_second_factor):
    client = sign_in(admin)
    listed = client.get(f"{BASE}place/").content.decode()
    assert "2027年度" in listed
    with scope(handed_in.tenant):
        place = open_consolidated(handed_in.tenant, handed_in.year)
    assert "区市场监管局" in client.get(place.get_absolute_url()).content.decode()
    assert client.post(f"{place.get_absolute_url()}approve_consolidated/", {}).status_code == 302
    page = client.post(f"{place.get_absolute_url()}publish_consolidated/", {})
    assert "请先在“公示”里办完这条公示任务" in page.content.decode()


def test_what_is_public_is_superseded_by_no_button(published, sign_in, admin, no_second_factor):
    with scope(published.tenant):
        (part,) = published.parts.select_related("consolidated")
    page = sign_in(admin).get(part.consolidated.get_absolute_url())
    assert page.status_code == 200
    assert "由新版代替" not in page.content.decode()


def test_a_file_is_written_and_an_unknown_kind_is_none(at_desk, ready):
    assert at_desk.get(f"{BASE}{ready.plan_id}/file/xlsx/")["Content-Type"].endswith("spreadsheetml.sheet")
    assert at_desk.get(f"{BASE}{ready.plan_id}/file/exe/").status_code == 404
    assert at_desk.get(f"{BASE}blank/docx/").status_code == 200


def test_an_outsider_gets_404(sign_in, outsider, plan):
    assert sign_in(outsider).get(f"{BASE}{plan.pk}/").status_code == 404


def test_what_was_never_published_is_not_copied(at_desk, bureau):
    given = {"department": bureau.pk, "is_copy": "on"}
    answer = at_desk.post(f"{BASE}new/2030/", given)
    assert answer.status_code == 422
    assert "上一年度没有已公示的计划，请不勾选复制" in answer.content.decode()


@pytest.mark.parametrize("ratio", ["三成", "120%"])
def test_a_ratio_is_a_share(ratio):
    with pytest.raises(ValidationError, match="之间的比例，请写成"):
        RatioField(label="比例").clean(ratio)
