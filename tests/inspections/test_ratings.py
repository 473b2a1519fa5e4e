"""Rating of a visit by the company: once, by whoever holds the pass, read as counts by the coordinator alone."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import ProgrammingError, connections
from django.utils import timezone

from inspections.models import Visit, VisitPass, VisitRating
from inspections.queries.ratings import ratings_by_department
from inspections.services.passes import issue_pass, revoke_pass
from inspections.services.ratings import Kept, Marks, rate_visit
from inspections.services.visits import approve_visit, arrive, notify_visit
from tenancy.scope import scope
from tests.committed import owner_cursor
from tests.factories.budget import make_visit
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department
from tests.factories.visits import make_cast, planned

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])
GOOD = Marks(5, True, True, False)
ANSWERS = {"score": "5", "certificates_shown": "yes", "within_list": "yes", "asked_for_more": "no"}


@pytest.fixture(autouse=True)
def _no_tries_before(committed):
    cache.clear()


@pytest.fixture
def cast(committed, nanzheng, bureau, own_files):
    return make_cast(bureau, make_department(nanzheng, "区人社局"))


@pytest.fixture
def issued(cast):
    """A pass in force; nobody has come yet."""
    visit = planned(cast)
    with scope(visit.tenant, member=cast.approver):
        approve_visit(visit, actor=cast.approver)
    actor = cast.lead_officers[0]
    with scope(visit.tenant, member=actor):
        notify_visit(visit, materials="", contact="张三 0916-5512345", actor=actor)
        return issue_pass(visit, contact=visit.contact, actor=actor)


@pytest.fixture
def arrived(issued, cast):
    with scope(issued.tenant_id, member=cast.lead_officers[0]):
        arrive(issued.visit, actor=cast.lead_officers[0])
    return issued


def rate(issued, marks=GOOD, **other):
    return rate_visit(issued.visit.year, issued.visit.serial, other.get("code", issued.code), marks)


def test_a_visit_is_rated_once_and_only_with_its_own_code(arrived):
    assert rate(arrived, code="AAAAAAAA") == Kept.UNKNOWN
    assert rate(arrived) == Kept.KEPT
    assert rate(arrived, Marks(1, False, False, True)) == Kept.AGAIN
    with scope(arrived.tenant_id):
        rating = VisitRating.objects.of(arrived.tenant_id).get()
        assert (rating.score, rating.visit_id, rating.rated_on) == (5, arrived.visit_id, timezone.localdate())


def test_nobody_rates_before_the_officers_came_nor_with_a_pass_taken_back(issued, cast):
    assert rate(issued) == Kept.EARLY
    actor = cast.lead_officers[0]
    with scope(issued.tenant_id, member=actor):
        revoke_pass(issued, reason="改期", actor=actor)
    assert rate(issued) == Kept.UNKNOWN


def test_the_public_role_writes_a_rating_and_reads_none(arrived):
    rate(arrived)
    with connections["public"].cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("SELECT * FROM inspections_visitrating")


def test_the_company_rates_from_its_phone_without_signing_in(arrived, client):
    page = client.get("/pass/rate/")
    assert page.status_code == 200
    assert "不记录姓名" in page.content.decode()
    given = ANSWERS | {"number": arrived.visit.number, "code": arrived.code.lower()}
    refused = client.post("/pass/rate/", given | {"code": "AAAAAAAA"})
    assert refused.status_code == 422
    assert "没有这个编号和短码" in refused.content.decode()
    assert client.post("/pass/rate/", given | {"score": ""}).status_code == 422
    assert "已收到您的评议" in client.post("/pass/rate/", given).content.decode()
    assert "只能评议一次" in client.post("/pass/rate/", given).content.decode()


def test_who_tries_too_often_waits(arrived, client):
    given = ANSWERS | {"number": arrived.visit.number, "code": "AAAAAAAA"}
    for _number in range(10):
        client.post("/pass/rate/", given)
    answer = client.post("/pass/rate/", given | {"code": arrived.code})
    assert "过于频繁" in answer.content.decode()
    with scope(arrived.tenant_id):
        assert not VisitRating.objects.of(arrived.tenant_id).exists()


def rated(place, departments, count, score):
    """So many visits by these departments, each rated."""
    year = timezone.localdate().year
    for number in range(count):
        row = make_object(place, f"汉中第{number}分{score}茶楼{departments[0].pk}")
        visit = make_visit(row, departments, on=timezone.localdate())
        with scope(place):
            Visit.objects.of(place).filter(pk=visit.pk).update(year=year)
            VisitRating.objects.of(place).create(
                visit=visit,
                score=score,
                certificates_shown=True,
                within_list=True,
                asked_for_more=score < 2,
                rated_on=timezone.localdate(),
            )


def test_mistake_31_the_coordinator_sees_departments_and_none_with_too_few(
    committed, nanzheng, bureau, admin, sign_in, no_second_factor
):
    few = make_department(nanzheng, "区应急管理局")
    rated(nanzheng, [bureau], 4, 5)
    rated(nanzheng, [bureau], 1, 1)
    rated(nanzheng, [few], 4, 1)
    with scope(nanzheng):
        small, large = sorted(ratings_by_department(nanzheng, timezone.localdate().year), key=lambda row: row.visits)
    assert (small.department, small.rated, small.average) == ("区应急管理局", None, None)
    assert (large.rated, float(large.average), large.asked) == (5, 4.2, 1)
    page = sign_in(admin).get("/610703/visits/ratings/").content.decode()
    assert "4.2" in page
    assert "不足5份" in page


def test_the_rated_department_sees_nothing(arrived, cast, sign_in):
    rate(arrived, Marks(1, False, False, True))
    for member in (cast.lead_officers[0], cast.approver):
        browser = sign_in(member)
        assert browser.get("/610703/visits/ratings/").status_code in (403, 404)
        for address in (arrived.visit.get_absolute_url(), "/610703/", "/610703/visits/"):
            assert "评议" not in browser.get(address).content.decode()


def test_late_ratings_are_not_kept(arrived):
    gone = timezone.now() - timedelta(days=31)
    with owner_cursor() as cursor:
        cursor.execute("ALTER TABLE inspections_visitpass DISABLE TRIGGER USER")
        cursor.execute("UPDATE inspections_visitpass SET valid_from = %s, valid_until = %s", [gone, gone])
        cursor.execute("ALTER TABLE inspections_visitpass ENABLE TRIGGER USER")
    assert rate(arrived) == Kept.LATE
    with scope(arrived.tenant_id):
        assert VisitPass.objects.of(arrived.tenant_id).exists()
