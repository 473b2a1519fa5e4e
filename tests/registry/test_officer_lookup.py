"""Anyone checks a certificate by its whole number and learns name and validity, nothing else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from publication.services.ledger import Publication, publish
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])


@pytest.fixture
def published(committed) -> Client:
    """A visitor, and a list with one certificate that holds and one that ended yesterday."""
    nanzheng, today = open_place(610703000000), timezone.localdate()
    justice, admin = make_department(nanzheng, "区司法局"), make_member(nanzheng, "district_admin")
    lines = [
        {"number": "61070301001", "name": "梁书远", "valid_until": today.isoformat()},
        {"number": "61070301002", "name": "石敬之", "valid_until": (today - timedelta(days=1)).isoformat()},
    ]
    snapshot = {"list_date": "2026年11月22日", "officer_count": "2", "officers": lines}
    with scope(nanzheng, member=admin):
        name = "南郑区行政执法人员名录"
        publish(nanzheng, Publication("officer_list", "officers", name, snapshot, "公示制度", justice), actor=admin)
    return Client()


def looked_up(visitor: Client, number: str) -> str:
    return visitor.get("/open/officers/", {"number": number}).content.decode()


def test_a_whole_number_tells_name_and_validity(published):
    page = looked_up(published, "６１０７０３０１００１")
    for words in ("证件有效", "梁书远", "南郑区"):
        assert words in page
    assert "石敬之" not in page
    assert "不得执法" in looked_up(published, "61070301002")


@pytest.mark.parametrize("number", ["6107030100", "梁书远", "%", "6107030100100"])
def test_anything_else_finds_nothing(published, number):
    page = looked_up(published, number)
    assert "没有查到" in page
    assert "梁书远</dd>" not in page


def test_the_door_asks_for_a_number_and_may_be_cached(published):
    answer = published.get("/open/officers/")
    assert "没有查到" not in answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "/open/officers/" in published.get("/open/").content.decode()


def test_the_published_list_is_shown(published):
    place = published.get("/open/610703/").content.decode()
    assert "行政执法人员名录" in place
    address = re.search(r"/open/610703/\d+/", place)[0]
    assert "梁书远" in published.get(address).content.decode()
