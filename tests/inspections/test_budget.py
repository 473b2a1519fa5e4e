"""The visit budget: every visit counted once, within and outside of the caps, asked at plan, draw and pass (R090)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from common.attachments import attachments_of
from common.refusals import Refused
from inspections.models import BudgetExemption, CapRule, UpperVisit
from inspections.queries.budget import (
    Asking,
    Load,
    against_pass,
    cap_words,
    capped,
    check,
    lacks_ground,
    loads_of,
    over_or_at,
    standing_of,
)
from inspections.services.budget import BudgetRefused, add_rule, end_rule, note_upper_visit, put_outside
from inspections.services.passes import PassRefused, issue_pass
from inspections.services.visits import (
    VisitRefused,
    approve_afterwards,
    approve_visit,
    arrive,
    enter_emergency,
    notify_visit,
)
from registry.models import SupervisedObject
from registry.services.merging import merge_objects
from tenancy.scope import scope
from tests.factories.budget import make_cap, make_visit
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import make_cast, parts_of, planned, unsaved_visit

YEAR = 2026
PAGE = "/610703/budget/"


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng)


@pytest.fixture
def housing(nanzheng):
    return make_department(nanzheng, "区住建局")


@pytest.fixture
def place(nanzheng, firm):
    with scope(nanzheng):
        yield nanzheng


def pool(place):
    return SupervisedObject.objects.of(place)


def paper():
    return SimpleUploadedFile("举报登记表.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")


def put_out(visit, actor, ground="complaint", evidence=None):
    row = BudgetExemption(
        tenant=visit.tenant, visit=visit, ground=ground, note="12345转办〔2026〕88号", department=visit.department
    )
    return put_outside(row, evidence or paper(), actor=actor)


def test_mistake_17_a_joint_visit_counts_once_and_a_triggered_one_does_not_vanish(
    place, firm, bureau, housing, admin, own_files
):
    make_visit(firm, [bureau, housing])
    triggered = make_visit(firm, [housing])
    make_visit(firm, [bureau], state="notified")
    put_out(triggered, admin)
    assert loads_of(place, [firm.pk], YEAR) == {firm.pk: Load(firm.pk, 1, 1, 1, 0)}
    make_cap(place, 2)
    assert [(one.used, one.left) for one in over_or_at(place, YEAR)] == [(2, 0)]


def test_what_did_not_happen_is_not_counted(place, firm, bureau):
    for state in ("cancelled", "subject_unreachable"):
        make_visit(firm, [bureau], state=state)
    make_visit(firm, [bureau], on=date(2025, 12, 31))
    make_visit(firm, [bureau], state="refused")
    assert loads_of(place, [firm.pk], YEAR) == {firm.pk: Load(firm.pk, 1)}


def test_each_department_has_its_own_count(place, firm, bureau, housing):
    make_visit(firm, [bureau, housing])
    make_visit(firm, [bureau])
    rule = make_cap(place, 2, "each")
    assert [(one.department_id, one.used) for one in over_or_at(place, YEAR)] == [(bureau.pk, 2)]
    assert capped(place, pool(place), Asking(YEAR, [bureau.pk])) == {firm.pk}
    assert capped(place, pool(place), Asking(YEAR, [housing.pk])) == set()
    assert {(one.department_id, one.left) for one in standing_of(firm, YEAR)} == {(bureau.pk, 0), (housing.pk, 1)}
    assert (str(rule), rule.words_for("区住建局")) == ("每个部门分别计算每年最多2次", "区住建局每年最多2次")


def test_a_cap_of_one_department_and_of_a_kind_of_objects(place, firm, bureau, housing):
    school = make_object(place, "南郑区第一小学", kind="school")
    for row in (firm, school):
        make_visit(row, [bureau])
    make_cap(place, 1, "one", department=housing)
    assert check(place, pool(place), Asking(YEAR, [bureau.pk])) == []
    make_cap(place, 1, kinds=["school"])
    assert capped(place, pool(place), Asking(YEAR, [bureau.pk])) == {school.pk}


def test_what_is_asked_alone_may_be_too_much(place, firm, bureau):
    rule = make_cap(place, 2)
    assert [(one.rule, one.object_id) for one in check(place, pool(place), Asking(YEAR, [bureau.pk], times=3))] == [
        (rule, None)
    ]
    assert check(place, pool(place), Asking(YEAR, [bureau.pk], times=2)) == []


def test_a_ground_outside_the_cap_is_not_held_against_it(place, firm, bureau):
    make_visit(firm, [bureau])
    make_cap(place, 1, grounds=["complaint"])
    assert check(place, pool(place), Asking(YEAR, [bureau.pk], ground="complaint")) == []
    assert len(check(place, pool(place), Asking(YEAR, [bureau.pk], ground="media"))) == 1


def test_levels_count_together_or_alone(place, firm, bureau, admin):
    make_visit(firm, [bureau])
    upper = UpperVisit(
        tenant=place, object=firm, level="city", body="汉中市应急管理局", matter="安全生产", done_on=date(2026, 6, 1)
    )
    note_upper_visit(upper, actor=admin)
    make_cap(place, 2, level="county")
    assert over_or_at(place, YEAR) == []
    make_cap(place, 2)
    assert [one.used for one in over_or_at(place, YEAR)] == [2]
    upper.pk = None
    with pytest.raises(Refused, match="这个机关当天的检查已经登记"):
        note_upper_visit(upper, actor=admin)
    upper.level = "county"
    with pytest.raises(BudgetRefused, match="本级部门的检查由系统自动计次"):
        note_upper_visit(upper, actor=admin)


def test_a_merged_file_carries_its_visits(place, firm, bureau):
    other = make_object(place, "陕西华信科技公司")
    make_visit(other, [bureau])
    merge_objects(firm, other, actor=None, reason="同一企业")
    assert loads_of(place, [firm.pk], YEAR)[firm.pk].within == 1


def test_a_pool_is_checked_by_as_many_statements_as_there_are_caps(place, bureau, django_assert_num_queries):
    for number in range(5):
        make_visit(make_object(place, f"陕西第{number}商贸有限公司"), [bureau])
    make_cap(place, 1)
    with django_assert_num_queries(3):
        assert len(capped(place, pool(place), Asking(YEAR, [bureau.pk]))) == 5


def test_outside_only_with_ground_paper_and_standing(place, firm, bureau, housing, admin, own_files):
    visit = make_visit(firm, [bureau])
    stranger = make_member(place, "department_admin", housing)
    row = BudgetExemption(tenant=place, visit=visit, ground="media", note="省台报道", department=housing)
    with pytest.raises(BudgetRefused, match="只有参加这次检查的部门"):
        put_outside(row, paper(), actor=stranger)
    with pytest.raises(BudgetRefused, match="请上传依据材料") as refused:
        put_outside(row, None, actor=admin)
    assert refused.value.field == "evidence"
    kept = put_out(visit, admin)
    assert [one.name for one in attachments_of(kept)] == ["举报登记表.pdf"]
    with pytest.raises(BudgetRefused, match="不能重复认定"):
        put_out(visit, admin)


@pytest.mark.usefixtures("no_second_factor", "own_files")
def test_a_count_is_not_talked_away_afterwards(nanzheng, firm, bureau, admin, sign_in):
    chief = make_member(nanzheng, "department_admin", bureau)
    done, afar = make_visit(firm, [bureau]), make_visit(firm, [bureau], state="settled_off_site")
    file = f"{PAGE}objects/{firm.pk}/?year=2026"
    page = sign_in(chief).get(file).content.decode()
    assert page.count("没有进门，不计次") == 1
    assert "认定不计入…" not in page
    assert done.get_absolute_url() in page
    reason = {"ground": "complaint", "note": "12345转办〔2026〕88号"}
    late = sign_in(chief).post(f"{PAGE}visits/{done.pk}/outside/", reason | {"evidence": paper()})
    assert "请把依据材料交统筹部门，由统筹部门认定" in late.content.decode()
    needless = sign_in(admin).post(f"{PAGE}visits/{afar.pk}/outside/", reason | {"evidence": paper()})
    assert "本来就不计次，不必认定" in needless.content.decode()
    assert f"visits/{done.pk}/outside/" in sign_in(admin).get(file).content.decode()
    kept = sign_in(admin).post(f"{PAGE}visits/{done.pk}/outside/", reason | {"evidence": paper()})
    assert kept.status_code == 302


def test_a_plan_is_told_what_the_caps_say(place, firm, bureau):
    make_visit(firm, [bureau])
    make_cap(place, 1)
    (once,) = cap_words(place, pool(place), Asking(YEAR, [bureau.pk]))
    assert once.startswith("有1户已无剩余次数")
    (twice,) = cap_words(place, pool(place), Asking(YEAR, [bureau.pk], times=2))
    assert twice == "每户每年检查2次，超过“各部门合计每年最多1次”。请降低频次，或与其他检查合并。"


def test_a_cap_names_its_department_and_ends(place, admin, bureau):
    rule = CapRule(tenant=place, scope="one", most=2, basis="南政办发〔2026〕12号", first_year=2026)
    with pytest.raises(Refused, match="须选定部门") as refused:
        add_rule(rule, actor=admin)
    assert refused.value.field == "department"
    rule.department = bureau
    add_rule(rule, actor=admin)
    with pytest.raises(Refused, match="终止年度不能早于起始年度"):
        end_rule(rule, last_year=2025, actor=admin)


@pytest.mark.usefixtures("no_second_factor", "own_files")
def test_the_pages(nanzheng, firm, bureau, housing, admin, officer, sign_in):
    visit = make_visit(firm, [bureau, housing])
    client = sign_in(admin)
    assert "没有达到上限的对象" in client.get(PAGE).content.decode()
    filled = {
        "scope": "together",
        "most": "1",
        "basis": "南政办发〔2026〕12号",
        "first_year": "2026",
        "grounds": "media",
    }
    assert client.post(f"{PAGE}caps/new/", filled | {"scope": "one"}).status_code == 422
    assert client.post(f"{PAGE}caps/new/", filled).status_code == 302
    assert "媒体曝光" in client.get(f"{PAGE}caps/").content.decode()
    page = client.get(f"{PAGE}?year=2026").content.decode()
    assert firm.name in page
    assert "1/1" in page
    file = client.get(f"{PAGE}objects/{firm.pk}/?year=2026").content.decode()
    assert "区市场监管局、区住建局" in file
    outside = f"{PAGE}visits/{visit.pk}/outside/"
    reason = {"ground": "media", "note": "省台3月报道"}
    assert client.post(outside, reason).status_code == 422
    assert client.post(outside, reason | {"evidence": paper()}).status_code == 302
    assert "省台3月报道" in client.get(f"{PAGE}objects/{firm.pk}/?year=2026").content.decode()
    assert "没有达到上限的对象" in client.get(f"{PAGE}?year=2026").content.decode()
    watcher = sign_in(officer)
    assert firm.name in watcher.get(f"{PAGE}objects/{firm.pk}/?year=2026").content.decode()
    assert watcher.get(f"{PAGE}caps/new/").status_code == 403


@pytest.mark.usefixtures("no_second_factor")
def test_mistake_16_a_visit_to_come_is_shown_only_to_who_takes_part(nanzheng, firm, bureau, housing, sign_in):
    make_visit(firm, [bureau], state="approved", on=date(2026, 12, 1))
    page = f"{PAGE}objects/{firm.pk}/?year=2026"
    assert "联合检查" in sign_in(make_member(nanzheng, "department_admin", bureau)).get(page).content.decode()
    assert "联合检查" not in sign_in(make_member(nanzheng, "department_admin", housing)).get(page).content.decode()


# --- the pass -------------------------------------------------------------------------------------------------------


@pytest.fixture
def ready(nanzheng, bureau, housing, own_files):
    """A joint visit whose subject was told, ready for its pass, and who issues it."""
    cast = make_cast(bureau, housing)
    visit = planned(cast)
    with scope(nanzheng, member=cast.approver):
        approve_visit(visit, actor=cast.approver)
    actor = cast.lead_officers[0]
    with scope(nanzheng, member=actor):
        notify_visit(visit, materials="", contact="张三 0916-5512345", actor=actor)
        yield visit, actor


def test_no_pass_above_the_cap_and_the_refusal_says_which_how_many_and_what_next(ready, bureau):
    visit, actor = ready
    make_cap(visit.tenant, 2, first_year=visit.year)
    for _number in range(2):
        make_visit(visit.object, [bureau], on=visit.starts_on)
    with pytest.raises(PassRefused) as refused:
        issue_pass(visit, contact=visit.contact, actor=actor)
    sentence = str(refused.value)
    assert "各部门合计每年最多2次”，已有2次" in sentence
    assert "改用非现场方式" in sentence
    assert "上传依据材料" in sentence
    assert visit.state == "notified"


def test_a_ground_with_evidence_lets_the_visit_in_and_both_counts_stay_visible(ready, bureau):
    visit, actor = ready
    make_cap(visit.tenant, 1, first_year=visit.year)
    make_visit(visit.object, [bureau], on=visit.starts_on)
    with pytest.raises(PassRefused, match="已达上限"):
        issue_pass(visit, contact=visit.contact, actor=actor)
    put_out(visit, actor)
    issue_pass(visit, contact=visit.contact, actor=actor)
    (load,) = loads_of(visit.tenant, [visit.object_id], visit.year).values()
    assert (load.within, load.outside) == (1, 1)


def test_a_visit_that_is_only_planned_takes_nobodys_turn_at_the_pass(ready, bureau):
    visit, actor = ready
    make_cap(visit.tenant, 1, first_year=visit.year)
    make_visit(visit.object, [bureau], state="notified", on=visit.starts_on)
    assert against_pass(visit) == []
    issue_pass(visit, contact=visit.contact, actor=actor)


def test_a_cap_on_each_department_asks_only_for_those_who_come(ready, bureau, nanzheng):
    visit = ready[0]
    stranger = make_department(nanzheng, "区应急管理局")
    make_cap(visit.tenant, 1, "each", first_year=visit.year)
    make_visit(visit.object, [stranger], on=visit.starts_on)
    assert against_pass(visit) == []
    make_visit(visit.object, [bureau], on=visit.starts_on)
    (breach,) = against_pass(visit)
    assert breach.department_id == bureau.pk


def test_the_visit_and_its_pass_show_what_is_left_within_and_outside(ready, sign_in):
    visit, actor = ready
    make_cap(visit.tenant, 3, first_year=visit.year)
    issued = issue_pass(visit, contact=visit.contact, actor=actor)
    browser = sign_in(actor)
    for address in (visit.get_absolute_url(), f"/610703/visits/passes/{issued.pk}/"):
        page = browser.get(address).content.decode()
        assert "剩余2次" in page
        assert "计入上限1次，不计入0次" in page
    assert timezone.localtime(issued.valid_until).strftime("%H:%M") == "23:59"
    assert timezone.localtime(issued.valid_until).date() == visit.ends_on


# --- through the door without a pass ----------------------------------------------------------------------------------


def test_nobody_arrives_without_a_pass_above_a_cap(ready, bureau):
    visit, actor = ready
    make_cap(visit.tenant, 1, first_year=visit.year)
    make_visit(visit.object, [bureau], on=visit.starts_on)
    with pytest.raises(VisitRefused, match="没有检查码不能入企检查") as refused:
        arrive(visit, actor=actor)
    assert "已有1次" in str(refused.value)
    put_out(visit, actor)
    assert arrive(visit, actor=actor).beyond_caps == ""


def test_an_arrival_that_a_phone_tells_afterwards_is_kept_and_a_ground_is_due(ready, bureau):
    visit, actor = ready
    make_cap(visit.tenant, 1, first_year=visit.year)
    make_visit(visit.object, [bureau], on=visit.starts_on)
    arrive(visit, actor=actor, at=timezone.now())
    assert "每年最多1次”，已有1次" in visit.beyond_caps
    assert lacks_ground(visit)
    put_out(visit, actor)
    assert not lacks_ground(visit)


def test_an_emergency_is_let_in_above_a_cap_and_approved_only_with_a_ground(
    nanzheng, bureau, housing, own_files, sign_in
):
    cast = make_cast(bureau, housing)
    visit = unsaved_visit(cast, emergency_reason="群众反映正在泄漏")
    make_cap(nanzheng, 1, first_year=visit.starts_on.year)
    make_visit(cast.subject, [bureau], on=visit.starts_on)
    with scope(nanzheng, member=cast.lead_officers[0]):
        enter_emergency(visit, parts_of(cast), actor=cast.lead_officers[0])
    assert visit.state == "on_site"
    page = sign_in(cast.approver).get(visit.get_absolute_url()).content.decode()
    assert "到场时已达上限" in page
    assert "认定不计入上限…" in page
    with scope(nanzheng, member=cast.approver):
        with pytest.raises(VisitRefused, match="认定不计入上限并上传依据材料，再办理"):
            approve_afterwards(visit, actor=cast.approver)
        put_out(visit, cast.approver, ground="emergency")
        assert approve_afterwards(visit, actor=cast.approver).approved_by == cast.approver


def test_a_visit_within_the_caps_is_not_marked(ready):
    visit, actor = ready
    make_cap(visit.tenant, 2, first_year=visit.year)
    assert arrive(visit, actor=actor).beyond_caps == ""
