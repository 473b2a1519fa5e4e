"""The overlap engine: what can be one visit, what that saves, what law keeps apart (R088, R089; DOMAIN 5.2 no. 18)."""

from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import timezone

from common.exports import Asked
from common.models import Notice
from common.refusals import Refused
from inspections.merging import Planned, groups, pairs
from inspections.models import AnnualPlan, MergeProposal, PlanEntry, PlanStratum
from inspections.queries.overlaps import Bits, joint_shares
from inspections.queries.pools import measure_entry, pool_of
from inspections.services import merges, visits
from inspections.services.merges import MergeRefused, agree, decline, find_merges, joint_query, merge
from registry.filters.objects import ObjectFilter
from registry.queries.objects import objects_of
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.ledgers import make_grade
from tests.factories.plans import item_in_force, make_entry, make_plan
from tests.factories.registry import make_enrolment, make_object
from tests.factories.tenancy import make_department, make_member
from tests.factories.visits import closed, fill, make_cast, on_site, section_of, signed
from tests.factories.worklist import tasks_of

YEAR = 2027
TODAY = date(2026, 12, 10)
PAGE = "/610703/merges/"


def planned(number, pool, visits=10, start=1, end=12, technique="on_site"):
    return Planned(number, date(YEAR, start, 1), date(YEAR, end, 28), technique, pool, visits)


def test_the_saving_is_what_the_others_need_not_come():
    """Ten objects each, half of them common: both go to five of them, so five visits are enough."""
    (found,) = pairs([planned(1, 0b1111111111), planned(2, 0b111111111100000)])
    assert (found.common, found.saved) == (5, 5)


def test_days_techniques_and_objects_must_meet():
    one = planned(1, 0b1111, end=5)
    for other in (planned(2, 0b1111, start=6), planned(2, 0b1111, technique="off_site"), planned(2, 0b11110000)):
        assert list(pairs([one, other])) == []
    assert [found.numbers for found in pairs([one, planned(2, 0b1111, technique="sampling")])] == [(1, 2)]


def test_three_departments_make_one_group():
    entries = [planned(1, 0b1111111), planned(2, 0b1111111), planned(3, 0b1111111, start=3), planned(4, 0b1 << 20)]
    (group,) = groups(entries)
    assert (group.numbers, group.saved, group.starts_on) == ((1, 2, 3), 20, date(YEAR, 3, 1))


def test_a_group_does_not_grow_where_it_would_save_less():
    entries = [planned(1, 0b1111111111, 100), planned(2, 0b1111111111, 100), planned(3, 0b1, 1)]
    assert [group.numbers for group in groups(entries)] == [(1, 2)]


def test_who_was_refused_stays_apart():
    entries = [planned(1, 0b1111), planned(2, 0b1111)]
    assert groups(entries, {frozenset({1, 2})}) == []


@pytest.fixture
def housing(nanzheng):
    return make_department(nanzheng, "区住建局")


@pytest.fixture
def firms(nanzheng, bureau, housing):
    """Eight firms of the bureau, of which six are the other department's too, which has two more."""
    rows = [make_object(nanzheng, f"陕西第{number}餐饮有限公司") for number in range(10)]
    for row in rows[:8]:
        make_enrolment(row, bureau)
    for row in rows[2:]:
        make_enrolment(row, housing)
    return rows


@pytest.fixture
def two(firms, bureau, housing):
    """An entry of each department about its own objects: the bureau visits four of eight, the other all."""
    own = {"sample_ratio": None, "pool_query": f"department={bureau.pk}", "sample_count": 4, "title": "餐饮检查"}
    other = {"sample_ratio": "1", "pool_query": f"department={housing.pk}", "title": "燃气检查"}
    return make_entry(make_plan(bureau), **own), make_entry(make_plan(housing), **other)


@pytest.fixture
def place(nanzheng, two):
    with scope(nanzheng):
        yield nanzheng


def proposal(place) -> MergeProposal:
    find_merges(place, YEAR, today=TODAY)
    return MergeProposal.objects.of(place).select_related("tenant").get(state="proposed")


def member(found, department):
    return found.members.select_related("proposal", "department").get(department=department)


def test_the_pool_as_bits_is_the_pool(place, firms, two):
    bits = Bits(place)
    one, other = (bits.of(entry.pool_query) for entry in two)
    assert (one.bit_count(), other.bit_count(), (one & other).bit_count()) == (8, 8, 6)


def test_the_plans_of_a_year_are_compared(place, two, bureau, housing):
    found = proposal(place)
    assert (found.common, found.saved) == (6, 3)
    assert [(one.department, one.expected) for one in found.members.all()] == [(housing, 6), (bureau, 3)]
    assert find_merges(place, YEAR, today=TODAY) == 1
    assert MergeProposal.objects.of(place).count() == 1


def test_mistake_18_what_law_keeps_apart_is_not_merged(place, two):
    entry = PlanEntry.objects.of(place).filter(pk=two[1].pk)
    entry.update(apart_reason="special_demands", apart_basis="《条例》第九条")
    assert find_merges(place, YEAR, today=TODAY) == 0


def test_mistake_18_an_entry_that_rests_on_an_exempt_item_is_not_merged(place, two, bureau, housing):
    grounds = {"exemption_reason": "special_demands", "exemption_basis": "《药品管理法》第九十九条"}
    exempt, common = (
        item_in_force(bureau, (housing,), **grounds),
        item_in_force(bureau, (housing,), content="对食品经营的监管"),
    )
    line = two[0].lines.get()
    rests = line.items.create(tenant_id=place.pk, item_version=common)
    assert find_merges(place, YEAR, today=TODAY) == 1
    line.items.filter(pk=rests.pk).update(item_version=exempt)
    assert find_merges(place, YEAR, today=TODAY) == 0


def test_a_proposal_lapses_when_its_plans_no_longer_meet(place, two):
    proposal(place)
    PlanEntry.objects.of(place).filter(pk=two[1].pk).update(starts_on=date(YEAR, 11, 1), ends_on=date(YEAR, 12, 1))
    assert find_merges(place, YEAR, today=TODAY) == 0
    assert MergeProposal.objects.of(place).get().state == "superseded"


def test_a_refusal_says_why_to_the_coordinator_and_is_not_proposed_again(place, two, housing, bureau, admin, sign_in):
    found = proposal(place)
    chief = make_member(place, "department_admin", housing)
    with pytest.raises(Refused, match="须填写理由"):
        decline(member(found, housing), actor=chief, note="")
    with pytest.raises(Refused, match="身份不能办理"):
        agree(member(found, bureau), actor=chief)
    decline(member(found, housing), actor=chief, note="需停气检测，不能同时进行")
    found.refresh_from_db()
    assert (found.state, found.refusal) == ("kept_apart", "区住建局：需停气检测，不能同时进行")
    assert find_merges(place, YEAR, today=TODAY) == 0
    with pytest.raises(MergeRefused, match="不再需要答复"):
        agree(member(found, bureau), actor=make_member(place, "department_admin", bureau))


def test_one_joint_entry_is_composed_and_the_rest_stays(place, two, housing, bureau, admin, firms):
    found = proposal(place)
    joint = merge(found, actor=admin)
    assert (joint.department, joint.sample_count, joint.title) == (housing, 6, "燃气检查、餐饮检查（联合）")
    assert [line.department for line in joint.lines.order_by("position")] == [housing, bureau]
    assert {row.pk for row in pool_of(place, joint.pool_query)} == {row.pk for row in firms[2:8]}
    own, other = (PlanEntry.objects.of(place).get(pk=entry.pk) for entry in two)
    assert {row.pk for row in pool_of(place, own.pool_query)} == {row.pk for row in firms[:2]}
    assert (own.sample_count, other.sample_ratio) == (1, 1)
    found.refresh_from_db()
    assert (found.state, found.joint) == ("merged", joint)
    assert find_merges(place, YEAR, today=TODAY) == 0


def stratum(entry: PlanEntry, value: str, ratio: str, basis: str = "credit_grade", **more) -> None:
    PlanStratum.objects.of(entry.tenant_id).create(entry=entry, basis=basis, value=value, ratio=ratio, **more)


def test_a_joint_entry_draws_of_each_grade_as_much_as_the_strictest_plan(place, two, admin, firms):
    own, other = two
    for row in firms[2:8]:
        make_grade(row, "D")
    PlanEntry.objects.of(place).filter(pk=other.pk).update(sample_ratio="0.2")
    stratum(own, "A", "0.1")
    stratum(own, "D", "1", frequency=2)
    stratum(other, "D", "0.5")
    stratum(other, "C", "0.3")
    joint = merge(proposal(place), actor=admin)
    ratios = {row.value: row.ratio for row in joint.strata.all()}
    assert ratios == {"A": Decimal("0.2"), "B": Decimal("0.2"), "C": Decimal("0.3"), "D": 1, "": Decimal("0.2")}
    assert joint.strata.get(value="D").frequency == 2
    assert measure_entry(joint, TODAY).drawn == 6


def test_plans_with_strata_of_two_kinds_are_not_merged(place, two, admin):
    found = proposal(place)
    stratum(two[0], "D", "1")
    stratum(two[1], "3", "1", basis="risk_level")
    with pytest.raises(MergeRefused, match="有的按信用等级、有的按风险等级分层，合不成一个"):
        merge(found, actor=admin)


def test_an_entry_that_is_wholly_in_the_joint_one_goes(place, two, admin):
    PlanEntry.objects.of(place).filter(pk=two[0].pk).update(pool_query=two[1].pool_query)
    joint = merge(proposal(place), actor=admin)
    assert list(PlanEntry.objects.of(place)) == [joint]
    assert MergeProposal.objects.of(place).get().members.filter(entry=None).count() == 2


def test_what_changed_meanwhile_is_not_merged(place, two, admin):
    found = proposal(place)
    PlanEntry.objects.of(place).filter(pk=two[0].pk).update(apart_reason="mode_fixed", apart_basis="《条例》")
    with pytest.raises(MergeRefused, match="请重新查找"):
        merge(found, actor=admin)


def test_pools_too_long_to_be_said_together_are_not_merged(place, two, admin, monkeypatch):
    found = proposal(place)
    joint = joint_query([two[0].pool_query, two[1].pool_query])
    monkeypatch.setattr(merges, "LONGEST_QUERY", len(joint) - 1)
    with pytest.raises(MergeRefused, match="几项计划的对象范围条件太长"):
        merge(found, actor=admin)
    monkeypatch.setattr(merges, "LONGEST_QUERY", len(joint))
    with pytest.raises(MergeRefused, match="余下对象的条件太长"):
        merge(found, actor=admin)


def test_only_the_coordinator_merges(place, two, officer):
    with pytest.raises(Refused, match="身份不能办理"):
        merge(proposal(place), actor=officer)


def test_how_far_joint_is_the_norm(place, two, admin, bureau, housing):
    assert [(one.name, one.planned.percent, one.single) for one in joint_shares(place, YEAR, TODAY)] == [
        ("区住建局", 0, 1),
        ("区市场监管局", 0, 1),
    ]
    merge(proposal(place), actor=admin)
    shares = {one.name: (one.planned.joint, one.planned.all) for one in joint_shares(place, YEAR, TODAY)}
    assert shares == {"区住建局": (6, 8), "区市场监管局": (0, 1)}


def test_the_board_counts_visits_as_planned_and_as_made(two, place, admin, bureau, housing, own_files, sign_in):
    """Of two visits of this year, neither drawn, one is joint and carried out."""
    merge(proposal(place), actor=admin)
    browser = sign_in(make_member(place, "department_admin", housing))
    year = timezone.localdate().year
    planned = browser.get(f"/610703/plans/joint/?year={YEAR}").content.decode()
    assert ("66%" in planned, "6/9次" in planned) == (True, True)
    cast = make_cast(bureau, housing)
    visit = on_site(cast)
    on_site(cast, [cast.lead], object=make_object(place, "陕西单独检查有限公司"))
    board = f"/610703/plans/?year={year}"
    for department, crew in ((cast.lead, cast.lead_officers), (cast.other, cast.other_officers)):
        signed(fill(section_of(visit, department), crew[0]), crew[0])
    with acting(cast.lead_officers[0]) as writer:
        visits.leave_site(visit, actor=writer)
    for department, crew in ((cast.lead, cast.lead_officers), (cast.other, cast.other_officers)):
        closed(section_of(visit, department), crew[0])
    with acting(cast.lead_officers[0]) as writer:
        visits.close_visit(visit, actor=writer)
    page = browser.get(board).content.decode()
    assert f"plans/joint/?year={year}" in page
    assert ("100%" in page, "1/1次" in page) == (True, True)
    said = browser.get(f"{PAGE}?year={year}").content.decode()
    assert "已开展1次，其中联合检查1次" in said
    assert "<span>南郑区</span>" in said


def test_the_list_of_objects_shows_a_joint_pool(place, firms, two):
    query = QueryDict(joint_query([entry.pool_query for entry in two]))
    rows = ObjectFilter(query, queryset=objects_of(place), request=Asked(place, None, query)).qs
    assert rows.count() == 6


@pytest.mark.usefixtures("no_second_factor")
def test_the_studio(nanzheng, two, admin, bureau, housing, sign_in):
    with scope(nanzheng):
        found = proposal(nanzheng)
        asked = member(found, bureau)
    client = sign_in(admin)
    page = client.get(f"{PAGE}?year={YEAR}").content.decode()
    assert "燃气检查" in page
    assert "3次" in page
    assert client.post(f"{PAGE}find/?year={YEAR}").status_code == 302
    assert f"{housing}、{bureau}还没有答复，合成后不再等待" in client.get(f"{PAGE}{found.pk}/accept/").content.decode()
    assert "少进门" in client.get(f"{PAGE}{found.pk}/").content.decode()
    chief = sign_in(make_member(nanzheng, "department_admin", bureau))
    assert chief.post(f"{PAGE}answers/{asked.pk}/agree/", {"note": ""}).status_code == 302
    assert chief.post(f"{PAGE}{found.pk}/accept/", {"note": ""}).status_code == 403
    assert client.post(f"{PAGE}{found.pk}/accept/", {"title": "餐饮燃气“综合查一次”", "note": ""}).status_code == 302
    assert "已合并" in client.get(f"{PAGE}{found.pk}/").content.decode()


def test_the_workbench_asks_each_department_and_then_the_coordinator(place, two, bureau, housing):
    found = proposal(place)
    signers = [make_member(place, "department_admin", department) for department in (bureau, housing)]
    coordinator = make_member(place, "district_admin")
    for signer in signers:
        assert not any("合成联合检查" in task.what for task in waiting(coordinator, place))
        (task,) = [task for task in waiting(signer, place) if task.url == found.get_absolute_url()]
        assert (task.what, "可少进门3次" in task.about) == ("答复合并建议", True)
        agree(member(found, signer.hat.department), actor=signer)
        assert found.get_absolute_url() not in {task.url for task in waiting(signer, place)}
    (task,) = [task for task in waiting(coordinator, place) if task.url == found.get_absolute_url()]
    assert task.what == "合成联合检查"


def waiting(who, place):
    return tasks_of(who, place, TODAY)


def test_the_studio_turns_from_year_to_year(place, two, admin, sign_in, no_second_factor):
    proposal(place)
    browser = sign_in(admin)
    page = browser.get(f"{PAGE}?year={YEAR - 1}").content.decode()
    assert f'href="?year={YEAR}"' in page
    assert "没有发现可以合并的检查" in page
    page = browser.get(f"{PAGE}?year={YEAR}").content.decode()
    assert f'<a href="?year={YEAR}" aria-current="page">' in page
    assert "没有发现可以合并的检查" not in page


@pytest.mark.usefixtures("no_second_factor")
def test_editing_an_entry_keeps_what_a_merge_decided(nanzheng, two, admin, bureau, housing, sign_in):
    with scope(nanzheng):
        joint = merge(proposal(nanzheng), actor=admin)
        own = PlanEntry.objects.of(nanzheng).get(pk=two[0].pk)
    for entry, department in ((joint, housing), (own, bureau)):
        chief = sign_in(make_member(nanzheng, "department_admin", department))
        shown = chief.get(entry.get_absolute_url()).content.decode()
        assert f"监管部门：{housing}" in shown
        form = chief.get(f"{entry.get_absolute_url()}edit/")
        assert "合并检查时定下的范围，修改时保持不变" in form.content.decode()
        given = {name: value for name, value in form.context["form"].initial.items() if value not in (None, "")}
        lines = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
        kept = {"pool_department": department.pk, "ends_on": f"{YEAR}-09-30"}
        answer = chief.post(f"{entry.get_absolute_url()}edit/", given | lines | kept)
        assert answer.status_code == 302, answer.context["form"].errors
        with scope(nanzheng):
            saved = PlanEntry.objects.of(nanzheng).get(pk=entry.pk)
            assert saved.ends_on == date(YEAR, 9, 30)
            assert pool_rows(nanzheng, saved) == pool_rows(nanzheng, entry)


def pool_rows(place, entry) -> set[int]:
    return {row.pk for row in pool_of(place, entry.pool_query)}


@pytest.mark.usefixtures("no_second_factor")
def test_everybody_learns_what_became_of_the_entries(nanzheng, two, admin, bureau, housing, sign_in):
    chief = make_member(nanzheng, "department_admin", bureau)
    with scope(nanzheng):
        PlanEntry.objects.of(nanzheng).filter(pk=two[0].pk).update(pool_query=f"department={housing.pk}")
        joint = merge(proposal(nanzheng), actor=admin, title="餐饮燃气联合检查")
        plan = AnnualPlan.objects.of(nanzheng).get(department=bureau)
        told = Notice.objects.of(nanzheng).get(member=chief, kind="inspections.merged")
    assert told.subject == "“餐饮检查”已合成联合检查"
    assert "列入区住建局的年度计划" in told.body
    client = sign_in(chief)
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "“餐饮检查”已合成联合检查，列入区住建局的计划：" in page
    assert joint.get_absolute_url() in page
    assert client.post(f"{plan.get_absolute_url()}submit/", {"note": ""}).status_code == 302
    shown = client.get(told.url).content.decode()
    assert joint.get_absolute_url() in shown
    assert "未答复" in shown
    assert "待答复" not in shown


def test_what_an_entry_leaves_to_the_joint_one_is_said_in_the_plan(place, two, admin):
    joint = merge(proposal(place), actor=admin)
    own = PlanEntry.objects.of(place).get(pk=two[0].pk)
    assert own.objects_text == f"全区持证餐饮服务单位（已列入“{joint.title}”的除外）"
