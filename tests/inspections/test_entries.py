"""Entries: what is refused, what an entry still lacks, the menu of checklists, the strata, the pool and its quotas."""

from decimal import Decimal

import pytest

from directory.services.writing import RuleBroken
from inspections.models import PlanEntry, PlanLimits, PlanStratum
from inspections.queries import entries as of_entries
from inspections.queries.entries import limits_of, problems_of, questions_of, versions_open_to, with_parts
from inspections.queries.pools import measure_entry, pool_of, pool_words
from inspections.quotas import Figures, shares_of, total_of
from inspections.services import entries
from inspections.services.entries import EntryContent, LineContent, Pick
from registry.models import SupervisedObject
from tenancy.scope import scope
from tests.factories.plans import item_in_force, make_entry, ready_entry
from tests.factories.registry import TODAY, make_object
from tests.factories.tenancy import make_department, make_member
from tests.inspections.test_plans import refusal


def content(entry, *lines, **values) -> EntryContent:
    return EntryContent(values, lines or [LineContent(entry.department, "对餐饮服务单位的监管")])


def problems(entry) -> list[str]:
    with scope(entry.tenant_id):
        row = with_parts(PlanEntry.objects.of(entry.tenant_id)).get(pk=entry.pk)
        return problems_of(row, measure_entry(row, TODAY), limits_of(row.tenant))


def change(entry, **values) -> None:
    with scope(entry.tenant_id):
        PlanEntry.objects.of(entry.tenant_id).filter(pk=entry.pk).update(**values)


def test_a_complete_entry_lacks_nothing(ready):
    assert problems(ready) == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"pool_query": ""}, "没有选定对象范围，请在“对象范围”里至少选一个条件。"),
        ({"pool_query": "kind=product"}, "对象范围内没有存续的监管对象，请调整范围或先补充名录。"),
        ({"sample_ratio": None}, "没有填写检查数量或抽查比例，请填写其一，或设定分层标准。"),
        ({"frequency": None}, "没有填写每年检查几次，请填写频次。"),
        (
            {"sample_ratio": None, "sample_count": 9},
            "检查数量9户，多于对象范围内的3户，请改正数量或范围。",
        ),
        (
            {"apart_reason": "mode_fixed", "apart_basis": "《药品管理法》"},
            "已写明不参加联合抽查，却安排了配合部门，请去掉其中一样。",
        ),
    ],
)
def test_what_is_missing_is_said_with_what_to_do(ready, values, sentence):
    change(ready, **values)
    assert sentence in problems(ready)


def test_general_items_keep_to_the_limits_of_the_place(ready):
    change(ready, grade="general", sample_count=3, quantity_rule="larger", frequency=4)
    with scope(ready.tenant_id):
        PlanLimits.objects.of(ready.tenant_id).create(most_ratio="0.02", most_count=2, most_frequency=2)
    assert problems(ready) == [
        "一般事项抽查比例不超过2%，现为3%，请调低，或确认事项等级。",
        "一般事项检查数量不超过2户，现为3户，请调低，或确认事项等级。",
        "一般事项每年检查不超过2次，现为4次，请调低，或确认事项等级。",
    ]


def test_key_items_have_no_limit(ready):
    change(ready, grade="key", sample_ratio=1, frequency=12)
    with scope(ready.tenant_id):
        PlanLimits.objects.of(ready.tenant_id).create(most_ratio="0.02", most_frequency=2)
    assert problems(ready) == []


def test_a_single_department_needs_a_lawful_reason(plan, version):
    alone = ready_entry(plan, version, ())
    assert any(text.startswith("没有配合部门。联合检查是常态") for text in problems(alone))


def test_mistake_04_a_department_inspects_only_what_is_its_own(plan, version, nanzheng):
    stranger = make_department(nanzheng, "区税务局")
    entry = ready_entry(plan, version, (stranger,))
    assert any("里没有区税务局的职责，不能由它检查" in text for text in problems(entry))


def test_mistake_04_cooperating_is_no_blank_cheque(ready, housing, monkeypatch):
    monkeypatch.setattr(of_entries, "has_own_basis", lambda version, department: department != housing.pk)
    (text,) = problems(ready)
    assert text.endswith("没有自己的设定依据，配合不等于有权检查，请先补齐清单。")


def test_mistake_18_an_exempt_item_is_not_dragged_into_a_joint_visit(plan, bureau, housing, nanzheng):
    make_object(nanzheng)
    exempt = item_in_force(
        bureau, (housing,), exemption_reason="mode_fixed", exemption_basis="《药品管理法》", content="对药品经营的监管"
    )
    entry = ready_entry(plan, exempt, (housing,))
    assert (
        problems(entry)
        == ["事项“对药品经营的监管”不纳入联合抽查（法律法规对检查方式有明确规定），不能并入联合检查，请单列。"] * 2
    )


# --- writing ----------------------------------------------------------------------------------------------------------


def test_the_first_line_is_the_leads_own(plan, housing, officer):
    values = {"title": "联合检查", "objects_text": "餐饮单位"}
    with scope(plan.tenant, member=officer):
        act = lambda: entries.add_entry(plan, EntryContent(values, [LineContent(housing, "消防")]), actor=officer)  # noqa: E731
        assert refusal(entries.EntryRefused, act) == "第一行应是牵头部门自己的监管事项，请补上。"


def test_a_department_stands_once_in_an_entry(entry, housing, officer):
    lead = LineContent(entry.department, "餐饮")
    twice = content(entry, lead, LineContent(housing, "燃气"), LineContent(housing, "消防"))
    with scope(entry.tenant_id, member=officer):
        sentence = refusal(entries.EntryRefused, lambda: entries.change_entry(entry, twice, actor=officer))
    assert sentence == "同一部门在一项计划中只能填一行，请把它的事项合并填写。"


def test_two_figures_need_a_rule(entry, officer):
    both = content(entry, sample_count=20, quantity_rule="")
    with scope(entry.tenant_id, member=officer):
        sentence = refusal(RuleBroken, lambda: entries.change_entry(entry, both, actor=officer))
    assert sentence == "比例和数量都填写时，请选定按哪一个执行。"


def test_another_departments_draft_is_not_mine_to_write(entry, housing, nanzheng):
    stranger = make_member(nanzheng, "officer", housing)
    with scope(nanzheng, member=stranger):
        act = lambda: entries.change_entry(entry, content(entry), actor=stranger)  # noqa: E731
        assert "您只能编制本部门牵头的计划" in refusal(entries.EntryRefused, act)


def test_what_was_submitted_does_not_change(handed_in, officer):
    with scope(handed_in.tenant, member=officer):
        entry = handed_in.entries.get()
        act = lambda: entries.change_entry(entry, content(entry), actor=officer)  # noqa: E731
        assert "已不是草稿" in refusal(entries.EntryRefused, act)


def test_entries_move_up_when_one_is_taken_out(plan, housing, officer):
    first, second = (make_entry(plan, (housing,), number=number) for number in (1, 2))
    with scope(plan.tenant, member=officer):
        entries.remove_entry(first, actor=officer)
        assert plan.entries.get().pk == second.pk
        assert plan.entries.get().number == 1


def test_lines_that_stay_keep_the_items_they_rest_on(ready, housing, officer):
    lines = [LineContent(ready.department, "餐饮"), LineContent(housing, "燃气", min_officers=3, domain="燃气")]
    with scope(ready.tenant_id, member=officer):
        entries.change_entry(ready, content(ready, *lines), actor=officer)
        line = ready.lines.get(department=housing)
        assert (line.min_officers, line.domain, line.items.count()) == (3, "燃气", 1)


# --- the menu ---------------------------------------------------------------------------------------------------------


def test_a_tick_brings_the_department_with_its_own_matter(plan, version, housing, officer):
    entry = make_entry(plan)
    with scope(plan.tenant, member=officer):
        offered = versions_open_to(plan.tenant, [plan.department]).get()
        entries.compose(entry, [Pick(plan.department, offered), Pick(housing, offered)], actor=officer)
        line = entry.lines.get(department=housing)
        assert line.role == "cooperating"
        assert line.content == "对市场主体登记注册事项、年度报告公示信息的监管"
        assert PlanEntry.objects.of(plan.tenant).get(pk=entry.pk).grade == "key"


def test_a_tick_for_a_department_without_a_part_is_refused(plan, version, nanzheng, officer):
    stranger, entry = make_department(nanzheng, "区税务局"), make_entry(plan)
    with scope(nanzheng, member=officer):
        act = lambda: entries.compose(entry, [Pick(stranger, version)], actor=officer)  # noqa: E731
        assert "里没有区税务局的职责，不能由它检查" in refusal(entries.EntryRefused, act)
        version.state = "superseded"
        act = lambda: entries.compose(entry, [Pick(plan.department, version)], actor=officer)  # noqa: E731
        assert "已不是现行版本" in refusal(entries.EntryRefused, act)


# --- strata and quotas ------------------------------------------------------------------------------------------------


def stratum(entry, value: str, ratio: str, basis: str = "risk_level", **values) -> PlanStratum:
    return PlanStratum(tenant_id=entry.tenant_id, entry=entry, basis=basis, value=value, ratio=Decimal(ratio), **values)


def test_strata_go_by_one_basis_and_draw_something(entry, officer):
    with scope(entry.tenant_id, member=officer):
        mixed = [stratum(entry, "1", "0.3"), stratum(entry, "A", "0.01", "credit_grade")]
        act = lambda: entries.set_strata(entry, mixed, actor=officer)  # noqa: E731
        assert "混用了信用等级和风险等级" in refusal(entries.EntryRefused, act)
        act = lambda: entries.set_strata(entry, [stratum(entry, "3", "0")], actor=officer)  # noqa: E731
        assert "各层的抽查比例都是0" in refusal(entries.EntryRefused, act)


def test_what_has_no_level_is_its_own_stratum(ready, officer):
    with scope(ready.tenant_id, member=officer):
        entries.set_strata(ready, [stratum(ready, "1", "0.5"), stratum(ready, "", "0.01")], actor=officer)
        row = with_parts(PlanEntry.objects.of(ready.tenant_id)).get(pk=ready.pk)
        measured = measure_entry(row, TODAY)
    assert [(word, share.size, share.quota) for word, share in measured.strata] == [("未评级", 3, 1)]


def test_mistake_12_a_ratio_never_rounds_down_to_nothing():
    assert total_of(20, Figures(ratio=Decimal("0.03"))) == 1
    assert total_of(3, Figures(ratio=Decimal("0.002"))) == 1
    assert total_of(0, Figures(ratio=Decimal("0.03"))) == 0


@pytest.mark.parametrize(("rule", "drawn"), [("ratio", 30), ("count", 50), ("larger", 50)])
def test_mistake_12_ratio_and_number_that_disagree_follow_the_rule_chosen(rule, drawn):
    assert total_of(1000, Figures(50, Decimal("0.03"), rule)) == drawn


def test_mistake_12_a_pool_smaller_than_the_number_is_drawn_whole():
    assert total_of(7, Figures(count=20)) == 7


def test_every_stratum_that_is_drawn_at_all_draws_one():
    shares = shares_of(
        {"1": 2, "2": 40, "3": 1000}, {"1": Decimal(1), "3": Decimal("0.001")}, Figures(ratio=Decimal("0.1"))
    )
    assert [share.quota for share in shares] == [2, 4, 1]


def test_a_number_is_divided_among_the_strata():
    shares = shares_of({"A": 100, "D": 100}, {"A": Decimal("0.1"), "D": Decimal("0.3")}, Figures(count=20))
    assert [share.quota for share in shares] == [5, 15]
    few = shares_of({"A": 100, "D": 100}, {"A": Decimal("0.1"), "D": Decimal("0.3")}, Figures(count=1))
    assert [share.quota for share in few] == [1, 1]


def test_the_pool_is_what_the_list_shows_without_those_gone(nanzheng):
    kept, gone = make_object(nanzheng, "汉中甲餐饮有限公司"), make_object(nanzheng, "汉中乙餐饮有限公司")
    make_object(nanzheng, "大河坎加油站", kind="product")
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).filter(pk=gone.pk).update(state="cancelled")
        assert list(pool_of(nanzheng, "kind=enterprise")) == [kept]
        assert pool_words(nanzheng, "kind=enterprise") == [("类别", "企业")]


def test_wording_asks_until_the_figures_are_filled_in(entry):
    change(entry, quantity_text="按专项计划确定", sample_ratio=None, frequency=None)
    with scope(entry.tenant_id):
        row = PlanEntry.objects.of(entry.tenant_id).get(pk=entry.pk)
        assert "原文“按专项计划确定”：“按专项计划”留给以后确定，请按年度计划填写。" in questions_of(row)
    change(entry, sample_ratio=Decimal("0.03"), frequency=1)
    with scope(entry.tenant_id):
        assert questions_of(PlanEntry.objects.of(entry.tenant_id).get(pk=entry.pk)) == []
