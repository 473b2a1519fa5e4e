"""What concerns several fields stands beside each of them."""

import pytest
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from common.refusals import Refused, fields_of
from directory.services.writing import RuleBroken, keep
from registry.models import Expert
from tenancy.scope import scope

pytestmark = pytest.mark.usefixtures("no_second_factor")


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        (CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="one"), ("ends_on", "starts_on")),
        (CheckConstraint(condition=Q(text="") | ~Q(kind__in=["a"]), name="two"), ("text", "kind")),
        (UniqueConstraint(fields=["tenant", "kind", "code"], name="three"), ("kind", "code")),
        (UniqueConstraint(fields=["tenant", "code"], condition=~Q(code=""), name="four"), ("code",)),
    ],
)
def test_a_rule_names_its_fields(rule, names):
    assert fields_of(rule) == names


def test_a_refusal_may_name_several_fields():
    assert Refused("不行", field=("a", "b")).fields == ("a", "b")
    assert Refused("不行", field="a").fields == ("a",)
    assert Refused("不行").field is None


WRONG = {"starts_on": "2026-12-02", "ends_on": "2026-12-01"}


def test_days_in_the_wrong_order_are_said_beside_both(admin, bureau, sign_in):
    given = {"name": "甲", "employer": "学院", "department": bureau.pk, "domains": ["食品"]} | WRONG
    answer = sign_in(admin).post("/610703/experts/add/", given)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert not form.non_field_errors()
    assert form.errors["starts_on"] == form.errors["ends_on"]


def test_a_rule_the_database_broke_names_its_fields(nanzheng, bureau):
    with scope(nanzheng), pytest.raises(RuleBroken) as refusal:
        keep(Expert(tenant=nanzheng, name="甲", employer="学院", department=bureau, domains=["食品"], **WRONG))
    assert set(refusal.value.fields) == {"starts_on", "ends_on"}
