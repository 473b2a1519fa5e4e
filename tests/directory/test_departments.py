"""Departments, their functions and the chain of responsibility, through the services."""

from datetime import date

import pytest

from directory.models import Responsible
from directory.queries.departments import upper_departments
from directory.services import coordination, departments, responsibles
from directory.services.writing import RuleBroken
from tenancy.models import AuditEntry, CoordinatorFunction, Department
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member

TODAY = date(2026, 11, 22)


@pytest.fixture
def chief(nanzheng, bureau):
    """Administrator of 区市场监管局."""
    return make_member(nanzheng, "department_admin", bureau, name="部门管理员")


def test_an_administrator_founds_a_department_and_the_ledger_says_what_was_set(nanzheng, admin):
    with acting(admin):
        made = departments.add_department(
            Department(tenant=nanzheng, name="区司法局", kinds=["justice_department"]), actor=admin
        )
        entry = AuditEntry.objects.of(nanzheng).get(verb="directory.add_department")
        assert entry.row_id == str(made.pk)
        assert entry.changes["部门性质"] == ["", "司法行政部门"]


def test_two_open_departments_do_not_share_a_name(nanzheng, admin, bureau):
    with acting(admin), pytest.raises(RuleBroken, match="已有同名部门") as refusal:
        departments.add_department(Department(tenant=nanzheng, name=bureau.name), actor=admin)
    assert refusal.value.field == "name"


def test_a_change_is_recorded_field_by_field(nanzheng, admin, bureau):
    with acting(admin):
        bureau.short_name = "市监局"
        bureau.has_enforcement_force = True
        departments.change_department(bureau, actor=admin)
        entry = AuditEntry.objects.of(nanzheng).get(verb="directory.change_department")
        assert entry.changes == {"简称": ["", "市监局"], "有执法队伍": ["否", "是"]}


def test_a_department_administrator_changes_only_the_own_department(nanzheng, chief, bureau):
    other = make_department(nanzheng, "区司法局")
    with acting(chief):
        bureau.short_name = "市监局"
        departments.change_department(bureau, actor=chief)
        other.short_name = "改名"
        with pytest.raises(departments.NotYourDepartment, match="您只能管理本部门及其下属单位"):
            departments.change_department(other, actor=chief)


def test_a_department_administrator_adds_units_under_the_own_department_only(nanzheng, chief, bureau):
    with acting(chief):
        team = Department(tenant=nanzheng, name="综合执法大队", parent=bureau, kinds=["enforcement_team"])
        assert departments.add_department(team, actor=chief).parent == bureau
        with pytest.raises(departments.NotYourDepartment):
            departments.add_department(Department(tenant=nanzheng, name="新局"), actor=chief)


def test_a_department_is_not_its_own_parent_in_a_circle(nanzheng, admin, bureau):
    team = make_department(nanzheng, "综合执法大队", parent=bureau)
    with acting(admin), pytest.raises(departments.ParentInCircle, match="不能是本部门或本部门的下属单位"):
        bureau.parent = team
        departments.change_department(bureau, actor=admin)


def test_the_counterpart_is_chosen_from_the_places_above(nanzheng, hanzhong, abaga, admin, bureau):
    upper = make_department(hanzhong, "市市场监管局")
    make_department(abaga, "旗市场监管局")
    with acting(admin):
        assert list(upper_departments(nanzheng)) == [upper]
        bureau.counterpart = upper
        assert departments.change_department(bureau, actor=admin).counterpart == upper
        bureau.counterpart = make_department(nanzheng, "区司法局")
        with pytest.raises(departments.CounterpartNotAbove, match="对口部门须是上级地区的部门"):
            departments.change_department(bureau, actor=admin)


def test_a_department_that_holds_something_is_not_ended(nanzheng, admin, officer, bureau):
    with acting(admin), pytest.raises(departments.DepartmentInUse, match="部门名下还有人员任职1项。请先办理职责划转"):
        departments.end_department(bureau, actor=admin, on=TODAY)


def test_an_ended_department_frees_its_name(nanzheng, admin, bureau):
    with acting(admin):
        departments.end_department(bureau, actor=admin, on=TODAY, note="机构改革")
        departments.add_department(Department(tenant=nanzheng, name=bureau.name), actor=admin)
        with pytest.raises(departments.DepartmentInUse, match="已于2026-11-22撤并"):
            departments.end_department(bureau, actor=admin, on=TODAY)


def test_a_function_passes_from_one_department_to_another(nanzheng, admin, bureau):
    justice = make_department(nanzheng, "区司法局")
    with acting(admin):
        coordination.assign_function(bureau, actor=admin, function="legality")
        row = coordination.assign_function(justice, actor=admin, function="legality", basis="职责调整")
        assert CoordinatorFunction.objects.of(nanzheng).get() == row
        entry = AuditEntry.objects.of(nanzheng).filter(verb="directory.assign_function").first()
        assert entry.changes["承担部门"] == [bureau.name, "区司法局"]
        coordination.release_function(row, actor=admin, note="取消")
        assert not CoordinatorFunction.objects.of(nanzheng).exists()


def test_there_is_one_head_at_a_time_and_several_who_supervise(nanzheng, chief, bureau):
    def person(duty, name, starts_on=TODAY):
        return Responsible(tenant=nanzheng, department=bureau, duty=duty, name=name, starts_on=starts_on)

    with acting(chief):
        head = responsibles.name_responsible(person("first", "何局长"), actor=chief)
        responsibles.name_responsible(person("direct", "甲"), actor=chief)
        responsibles.name_responsible(person("direct", "乙"), actor=chief)
        with pytest.raises(RuleBroken, match="只能有一名第一责任人"):
            responsibles.name_responsible(person("first", "新局长"), actor=chief)
        responsibles.end_responsible(head, actor=chief, on=date(2026, 11, 30))
        responsibles.name_responsible(person("first", "新局长", date(2026, 12, 1)), actor=chief)


def test_a_responsible_is_somebody(nanzheng, admin, bureau):
    nobody = Responsible(tenant=nanzheng, department=bureau, duty="main", starts_on=TODAY)
    with acting(admin), pytest.raises(RuleBroken, match="请选择人员"):
        responsibles.name_responsible(nobody, actor=admin)


def test_the_chain_of_another_department_is_not_ours(nanzheng, chief):
    other = make_department(nanzheng, "区司法局")
    row = Responsible(tenant=nanzheng, department=other, duty="main", name="甲", starts_on=TODAY)
    with acting(chief), pytest.raises(responsibles.NotYourChain):
        responsibles.name_responsible(row, actor=chief)
