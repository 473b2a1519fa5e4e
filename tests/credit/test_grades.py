"""Credit grades: which one counts, who gives it, that nobody rewrites it, and what happened beside it (R091, R110)."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from common.refusals import Refused
from credit.models import CreditEvent, CreditGrade, EventKind
from credit.queries import facts_against, grade_of, grades_of
from credit.services import Happened, Source, record_event, record_grade
from directory.services.coordination import assign_function
from registry.models import SupervisedObject
from registry.queries.subject_file import timeline
from registry.services.gradings import GradingRefused
from registry.services.merging import merge_objects, unmerge
from tenancy.scope import scope
from tests.factories.ledgers import make_grade
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_department, make_member

TODAY = date(2026, 11, 22)


@pytest.fixture
def firm(nanzheng):
    return make_object(nanzheng, uscc=uscc())


def counting(row, on=TODAY, domain=""):
    with scope(row.tenant_id):
        return grade_of(row, on, domain)


def test_the_newest_valid_grade_counts(firm):
    make_grade(firm, "B", valid_from=date(2026, 1, 1))
    make_grade(firm, "D", valid_from=date(2026, 5, 1), valid_until=date(2026, 10, 31))
    assert counting(firm, date(2025, 12, 31)) == ""
    assert counting(firm, date(2026, 4, 30)) == "B"
    assert counting(firm, date(2026, 10, 31)) == "D"
    assert counting(firm, date(2026, 11, 1)) == "B"


def test_a_correction_of_the_same_day_goes_before_what_it_corrects(firm):
    make_grade(firm, "D")
    make_grade(firm, "C")
    assert counting(firm) == "C"


def test_the_grade_of_a_domain_goes_before_the_comprehensive_one(firm):
    make_grade(firm, "A", valid_from=date(2026, 11, 1))
    make_grade(firm, "D", scope="食品", valid_from=date(2026, 2, 1))
    assert counting(firm, domain="食品") == "D"
    assert counting(firm, domain="药品") == "A"
    assert counting(firm) == "A"


def test_many_grades_are_read_by_one_statement(nanzheng, django_assert_num_queries):
    rows = [make_object(nanzheng, f"陕西第{number}商贸有限公司") for number in range(4)]
    for row, value in zip(rows, "ABC", strict=False):
        make_grade(row, "D", valid_from=date(2025, 1, 1))
        make_grade(row, value)
    with scope(nanzheng), django_assert_num_queries(1):
        found = dict(grades_of(nanzheng, SupervisedObject.objects.of(nanzheng), TODAY))
    assert found == {rows[0].pk: "A", rows[1].pk: "B", rows[2].pk: "C"}


def test_a_merged_file_brings_its_grade_along_and_takes_it_back(nanzheng, firm):
    other = make_object(nanzheng, "陕西华信科技公司")
    make_grade(other, "C")
    with scope(nanzheng):
        merge = merge_objects(firm, other, actor=None, reason="同一企业")
        assert grade_of(firm, TODAY) == "C"
        unmerge(merge, actor=None, reason="弄错了")
        assert grade_of(firm, TODAY) == ""


def test_history_is_not_rewritten(nanzheng, firm):
    make_grade(firm, "C")
    for statement in ("UPDATE credit_creditgrade SET value = 'A'", "DELETE FROM credit_creditgrade"):
        with scope(nanzheng), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_department_grades_its_domain_and_the_credit_lead_all(nanzheng, firm, bureau):
    chief = make_member(nanzheng, "department_admin", bureau)
    values = {"tenant": nanzheng, "object": firm, "value": "C", "source": "manual", "valid_from": TODAY}
    with scope(nanzheng, member=chief):
        with pytest.raises(GradingRefused, match="统筹管理员评定；本部门请选择所管的领域"):
            record_grade(CreditGrade(**values, department=bureau, reason="两次抽检不合格"), actor=chief)
        record_grade(CreditGrade(**values, department=bureau, reason="两次抽检不合格", scope="食品"), actor=chief)
        assign_function(bureau, actor=None, function="credit")
        record_grade(CreditGrade(**values, department=bureau, reason="两次抽检不合格"), actor=chief)
        assert grade_of(firm, TODAY) == "C"


def test_a_grade_by_hand_says_why_and_ends_after_it_begins(nanzheng, firm):
    with pytest.raises(Refused, match="人工评定须写明理由") as refused:
        make_grade(firm, "C", source="manual")
    assert refused.value.field == "reason"
    with pytest.raises(Refused, match="有效期不能早于生效日期") as refused:
        make_grade(firm, "C", valid_until=date(2025, 1, 1))
    assert refused.value.field == "valid_until"


def test_a_file_merged_into_another_is_graded_no_more(nanzheng, firm):
    other = make_object(nanzheng, "陕西华信科技公司")
    with scope(nanzheng):
        merge_objects(firm, other, actor=None, reason="同一企业")
        other.refresh_from_db()
    with pytest.raises(Refused, match="请到保留的档案中办理"):
        make_grade(other, "C")


def test_mistake_43_one_event_told_by_three_departments_counts_once(nanzheng, firm):
    with scope(nanzheng):
        for name in ("甲局", "乙局", "丙局"):
            department = make_department(nanzheng, name)
            source = Source("inspections.section", name, fact="visit-7:fire-exit")
            what = Happened(EventKind.PROBLEM, TODAY, "安全出口锁闭")
            first = record_event(firm, what, source, department=department)
            assert record_event(firm, what, source, department=department) == first
        assert CreditEvent.objects.of(nanzheng).count() == 3
        objects = SupervisedObject.objects.of(nanzheng)
        assert dict(facts_against(nanzheng, objects, date(2026, 1, 1))) == {firm.pk: 1}


def test_no_problem_found_is_a_good_event(nanzheng, firm, bureau):
    with scope(nanzheng):
        what = Happened(EventKind.NO_PROBLEM, TODAY, "双随机抽查未发现问题")
        event = record_event(firm, what, Source("inspections.visit", "1"), department=bureau)
        assert not event.is_bad
        assert not event.is_publishable
        assert dict(facts_against(nanzheng, SupervisedObject.objects.of(nanzheng), date(2026, 1, 1))) == {}


def test_the_subject_file_tells_grades_to_planners_and_events_to_officers(nanzheng, firm, bureau, officer):
    make_grade(firm, "D")
    chief = make_member(nanzheng, "department_admin", bureau)
    with scope(nanzheng):
        what = Happened(EventKind.PROBLEM, TODAY, "安全出口锁闭")
        record_event(firm, what, Source("inspections.visit", "1"), department=bureau)
    told = {}
    for member in (officer, chief):
        with scope(nanzheng, member=member):
            told[member] = [event.text for event in timeline(member, firm)]
    assert "信用等级：D级（综合）" in told[chief]
    assert not any("D级" in text for text in told[officer])
    assert "检查发现问题" in told[officer]
