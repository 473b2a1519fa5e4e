"""Questions drawn up once: they answer as the query would, keep the walls, and outlive their connection."""

import pytest
from django.db import connection, transaction
from django.db.models import Value
from django.db.utils import ProgrammingError

from tenancy.models import Department, Membership, Region
from tenancy.prepared import Blank, Question, columns, instances
from tenancy.scope import scope
from tests.factories.tenancy import make_department

NAMES = "SELECT count(*) FROM pg_prepared_statements WHERE name = %s"


def departments() -> Question:
    rows = Department.objects.of(Value(Blank.PLACE)).filter(name__contains="100%").order_by("name")
    return Question.of(rows.values_list("name"))


@pytest.fixture
def named(nanzheng, abaga):
    for place in (nanzheng, abaga):
        make_department(place, f"{place}100%监管局")


@pytest.mark.usefixtures("named")
def test_a_question_is_prepared_once_and_answers_whoever_asks(nanzheng, abaga, django_assert_num_queries):
    question = departments()
    for place in (nanzheng, abaga):
        with scope(place), django_assert_num_queries(1):
            assert question.ask({Blank.PLACE: place.pk}) == [(f"{place}100%监管局",)]
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [question.name])
        assert cursor.fetchone() == (1,)


@pytest.mark.usefixtures("named")
def test_a_prepared_question_stays_behind_the_wall(nanzheng, abaga):
    question = departments()
    with scope(abaga):
        assert len(question.ask({Blank.PLACE: abaga.pk})) == 1
        assert question.ask({Blank.PLACE: nanzheng.pk}) == []
    assert question.ask({Blank.PLACE: abaga.pk}) == []


@pytest.mark.usefixtures("named")
def test_behind_a_pooler_nothing_is_prepared(nanzheng, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    rows = Department.objects.of(Value(Blank.PLACE)).filter(name__contains="100%").exclude(name="另一个")
    question = Question.of(rows.values_list("tenant_id"))
    with scope(nanzheng):
        assert question.ask({Blank.PLACE: nanzheng.pk}) == [(nanzheng.pk,)]
    with connection.cursor() as cursor:
        cursor.execute(NAMES, [question.name])
        assert cursor.fetchone() == (0,)


def test_a_question_that_could_not_be_prepared_is_prepared_the_next_time(db, nanzheng):
    question = Question("SELECT name FROM made_later WHERE %s IS NOT NULL", (Blank.TODAY,))
    with pytest.raises(ProgrammingError), transaction.atomic():
        question.ask({})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE made_later (name text)")
    assert question.ask({}) == []


def test_rows_of_several_models_come_back_as_such(officer, admin, nanzheng, bureau):
    parts = (Membership, ""), (Region, "tenant__"), (Department, "department__")
    rows = Membership.objects.of(Value(Blank.PLACE)).order_by("pk")
    question = Question.of(rows.values_list(*columns(*parts)))
    with scope(nanzheng):
        found = [
            tuple(instances(row, Membership, Region, Department)) for row in question.ask({Blank.PLACE: nanzheng.pk})
        ]
        assert {(hat.member_id, place, department) for hat, place, department in found} == {
            (officer.pk, nanzheng, bureau),
            (admin.pk, nanzheng, None),
        }
        for hat, _place, department in found:
            assert vars(Membership.objects.of(nanzheng).get(pk=hat.pk)).keys() == vars(hat).keys()
            assert department is None or department.kinds == bureau.kinds
