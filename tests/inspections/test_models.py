"""What the database itself refuses in plans."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from inspections.models import AnnualPlan, ConsolidatedPlan, PlanEntry, PlanSeason, StratumDefault
from tenancy.scope import scope
from tests.factories.plans import YEAR, make_entry, make_plan


def refused(make, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def changed(row, **values):
    """Writes the values past every service, as a slip in the code would."""

    def write():
        with scope(row.tenant_id):
            type(row).objects.of(row.tenant_id).filter(pk=row.pk).update(**values)

    return write


def test_a_department_prepares_one_version_at_a_time(plan, bureau, officer):
    refused(lambda: make_plan(bureau, officer, version=2, previous=plan, change_reason="增加对象"), "in_preparation")


def test_a_change_cites_its_version_and_says_why(bureau, officer):
    standing = make_plan(bureau, officer, state="published")
    refused(lambda: make_plan(bureau, officer, version=2, change_reason="增加对象"), "change_says_why")
    refused(lambda: make_plan(bureau, officer, version=2, previous=standing), "change_says_why")


def test_the_author_cannot_stand_as_approver(plan, officer):
    refused(changed(plan, approved_by=officer), "approved_by_another")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"ends_on": date(YEAR, 1, 1)}, "ends_after_start"),
        ({"sample_ratio": 0}, "ratio_is_share"),
        ({"sample_ratio": "1.5"}, "ratio_is_share"),
        ({"sample_count": 20}, "two_figures_need_rule"),
        ({"frequency": 0}, "plan_entry_paced"),
        ({"apart_reason": "mode_fixed"}, "apart_has_basis"),
        ({"apart_basis": "《药品管理法》"}, "apart_has_basis"),
        ({"origin": "whim"}, "origin_known"),
        ({"plan": None}, "plan_entry_of_one"),
    ],
)
def test_an_entry_that_contradicts_itself_is_not_kept(entry, values, constraint):
    refused(changed(entry, **values), constraint)


def test_number_and_ratio_stand_together_once_a_rule_decides(entry):
    changed(entry, sample_count=20, quantity_rule="larger")()
    with scope(entry.tenant_id):
        assert PlanEntry.objects.of(entry.tenant_id).get().quantity_rule == "larger"


def test_mistake_15_a_department_brings_at_least_two_officers(entry):
    with scope(entry.tenant_id):
        line = entry.lines.first()
    refused(changed(line, min_officers=1), "two_officers")


def test_an_entry_has_one_lead_and_each_department_once(entry, housing):
    with scope(entry.tenant_id):
        second = entry.lines.get(department=housing)
        refused(changed(second, role="lead"), "one_lead")
        refused(changed(second, department=entry.department), "once_a_department")


def test_other_days_than_the_usual_need_a_reason(nanzheng):
    with scope(nanzheng):
        seasons = PlanSeason.objects.of(nanzheng)
        seasons.create(year=2027, opens_on=date(2026, 12, 1), due_on=date(2027, 1, 31))
        late = {"year": 2024, "opens_on": date(2023, 12, 1), "due_on": date(2024, 2, 23)}
        refused(lambda: seasons.create(**late), "other_days_need_reason")
        assert seasons.create(**late, reason="区政府办通知延期").pk


def test_a_grade_belongs_to_its_basis(nanzheng):
    with scope(nanzheng):
        defaults = StratumDefault.objects.of(nanzheng)
        refused(lambda: defaults.create(basis="risk_level", value="A", ratio="0.1"), "stratum_default_known")
        assert str(defaults.create(basis="risk_level", value="1", ratio="0.3")) == "一级（最高）"
        assert str(defaults.create(basis="risk_level", value="", ratio="0.05")) == "未评级"
        assert str(defaults.create(basis="credit_grade", value="A", ratio="0.01")) == "A级"


def test_a_place_prepares_one_consolidated_plan_at_a_time(nanzheng):
    with scope(nanzheng):
        plans = ConsolidatedPlan.objects.of(nanzheng)
        plans.create(year=YEAR)
        refused(lambda: plans.create(year=YEAR, version=2), "consolidated_one_in_preparation")


def test_entries_of_a_plan_are_numbered_once(plan, entry):
    refused(lambda: make_entry(plan, number=entry.number), "plan_entry_number")


def test_a_plan_says_whose_and_of_which_year_it_is(plan):
    assert str(plan) == "区市场监管局2027年度综合监管计划"
    assert isinstance(plan, AnnualPlan) and plan.version_word == "第1版"
