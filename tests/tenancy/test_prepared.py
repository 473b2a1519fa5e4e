"""Questions drawn up once: they answer as the query would, keep the walls, and outlive their connection."""

from datetime import date

import pytest
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction
from django.db.models import BinaryField, DateField, DecimalField, FloatField, JSONField, Model, TextField, Value
from django.db.models.functions import Cast, Upper
from django.db.utils import ProgrammingError

from tenancy.models import Department, Membership
from tenancy.prepared import Blank, Question, Rows, Together
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


def test_rows_come_back_with_what_was_joined_and_annotated(officer, admin, nanzheng, bureau, django_assert_num_queries):
    hats = Membership.objects.of(Value(Blank.PLACE)).select_related("tenant", "department").order_by("pk")
    rows = Rows(hats.annotate(name=Upper("role")))
    with scope(nanzheng):
        with django_assert_num_queries(1):
            found = rows.ask({Blank.PLACE: nanzheng.pk})
            assert {(hat.member_id, hat.tenant, hat.department, hat.name) for hat in found} == {
                (officer.pk, nanzheng, bureau, "OFFICER"),
                (admin.pk, nanzheng, None, "DISTRICT_ADMIN"),
            }
        assert {tuple(hat.department.kinds) for hat in found if hat.department} == {tuple(bureau.kinds)}
        assert [vars(hat).keys() for hat in Membership.objects.of(nanzheng).order_by("pk")] == [
            vars(hat).keys() - {"name"} for hat in found
        ]


def test_rows_that_cannot_be_are_not_asked_for(nanzheng, django_assert_num_queries):
    with scope(nanzheng), django_assert_num_queries(0):
        assert Rows(Membership.objects.of(Value(Blank.PLACE)).none()).ask({Blank.PLACE: nanzheng.pk}) == []


def test_rows_of_several_queries_come_together_as_they_would_alone(
    officer, admin, nanzheng, monkeypatch, django_assert_num_queries
):
    hats = Membership.objects.of(Value(Blank.PLACE)).select_related("tenant", "department", "member").order_by("-pk")
    hats = hats.annotate(
        asked_at=TransactionNow(),
        today=Cast(Value(Blank.TODAY), DateField()),
        share=Cast(Value("0.10"), DecimalField(max_digits=4, decimal_places=2)),
        odds=Cast(Value("0.1"), FloatField()),
        told=Cast(Value('{"说明": [0.5, null]}'), JSONField()),
        words=Cast(Value("{甲,乙}"), ArrayField(TextField())),
    )
    known = {Blank.PLACE: nanzheng.pk, Blank.TODAY: date(2026, 11, 22)}
    with scope(nanzheng):
        alone = Rows(hats).ask(known)
        together = Together([hats.none(), hats, hats.filter(role="leader"), hats[:1]])
        together.ask(known)  # which prepares
        with django_assert_num_queries(2):
            found = together.ask(known)
        monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
        pooled = together.ask(known)
    expected = [[], [told(one) for one in alone], [], [told(alone[0])]]
    assert [[told(one) for one in rows] for rows in found] == expected
    assert [[told(one) for one in rows] for rows in pooled] == expected


def test_queries_that_cannot_have_rows_are_not_asked_together(nanzheng, django_assert_num_queries):
    with scope(nanzheng), django_assert_num_queries(0):
        assert Together([Membership.objects.of(Value(Blank.PLACE)).none()]).ask({Blank.PLACE: nanzheng.pk}) == [[]]


def told(row: Model) -> dict:
    """Everything a row knows, joined ones as well."""
    known = {name: value for name, value in vars(row).items() if name != "_state"}
    return known | {name: told(joined) for name, joined in row._state.fields_cache.items() if joined}


@pytest.mark.parametrize("field", [BinaryField(), ArrayField(DateField())])
def test_what_json_does_not_bring_back_is_refused_before_anybody_asks(field):
    with pytest.raises(TypeError, match="does not come back from JSON"):
        Together([Membership.objects.of(Value(Blank.PLACE)).annotate(bytes=Cast(Value("{}"), field))])
