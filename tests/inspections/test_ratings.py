"""Rating of a visit by the company: once, by the code of its own letter, read as counts by the coordinator alone."""

from datetime import timedelta

import pytest
from django.db import ProgrammingError, connections
from django.utils import timezone

from common.exports.files import may_fetch
from common.models import Document
from inspections.documents.ratings import rating_letters
from inspections.models import RatingCode, Visit, VisitPass, VisitRating
from inspections.queries.ratings import ratings_by_department
from inspections.services.passes import issue_pass
from inspections.services.ratings import Kept, Marks, RatingRefused, mail_codes, rate_visit
from inspections.services.visits import approve_visit, arrive, notify_visit
from inspections.states import SECTIONS_CLOSING
from tenancy.scope import scope
from tests.committed import owner_cursor
from tests.factories.budget import make_visit
from tests.factories.registry import make_object
from tests.factories.tenancy import make_department
from tests.factories.visits import make_cast, planned

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "public"]),
    pytest.mark.usefixtures("committed"),
]
GOOD = Marks(5, True, True, False)
ANSWERS = {"score": "5", "certificates_shown": "yes", "within_list": "yes", "asked_for_more": "no"}


@pytest.fixture
def cast(committed, nanzheng, bureau, own_files):
    return make_cast(bureau, make_department(nanzheng, "区人社局"))


@pytest.fixture
def visited(cast):
    """A visit the officers have left; its pass is in their hands, no letter was made."""
    visit, actor = planned(cast), cast.lead_officers[0]
    with scope(visit.tenant, member=cast.approver):
        approve_visit(visit, actor=cast.approver)
    with scope(visit.tenant, member=actor):
        notify_visit(visit, materials="", contact="张三 0916-5512345", actor=actor)
        issue_pass(visit, contact=visit.contact, actor=actor)
        arrive(visit, actor=actor)
        Visit.objects.of(visit.tenant).filter(pk=visit.pk).update(state=SECTIONS_CLOSING, left_at=timezone.now())
    return visit


@pytest.fixture
def invited(visited, admin):
    """The code of the letter to the company."""
    with scope(visited.tenant, member=admin):
        mail_codes(visited.tenant, actor=admin)
        return RatingCode.objects.of(visited.tenant).select_related("visit", "mailing").get()


def rate(invited, marks=GOOD, **other):
    return rate_visit(invited.visit.year, invited.visit.serial, other.get("code", invited.code), marks)


def test_a_visit_is_rated_once_and_only_with_its_own_code(invited):
    assert rate(invited, code="AAAAAAAAAA") == Kept.UNKNOWN
    assert rate(invited) == Kept.KEPT
    assert rate(invited, Marks(1, False, False, True)) == Kept.AGAIN
    with scope(invited.tenant_id):
        rating = VisitRating.objects.of(invited.tenant_id).get()
        assert (rating.score, rating.visit_id, rating.rated_on) == (5, invited.visit_id, timezone.localdate())


def test_the_code_of_the_pass_that_officers_hold_rates_nothing(visited, invited):
    passes = VisitPass.objects.of(visited.tenant_id)
    with scope(visited.tenant_id):
        codes = list(passes.filter(visit=visited).values_list("code", flat=True))
    assert invited.code not in codes
    assert {rate(invited, code=code) for code in [*codes, "AAAAAAAA"]} == {Kept.UNKNOWN}


def test_nobody_is_asked_twice_nor_before_the_officers_left(visited, invited, admin):
    with scope(visited.tenant, member=admin), pytest.raises(RatingRefused, match="没有待发评议函的检查"):
        mail_codes(visited.tenant, actor=admin)


def test_the_letter_holds_the_code_and_only_the_coordinator_opens_it(invited, admin, cast):
    place = invited.tenant_id
    with scope(place):
        letters = rating_letters(invited.mailing)["letters"]
        paper = Document.objects.of(place).get(maker="inspections.rating_letters")
        assert [one["code"] for one in letters] == [invited.code]
        assert may_fetch(paper, admin)
        rated_ones = (*cast.lead_officers, cast.approver)
        assert not any(may_fetch(paper, member) for member in rated_ones)


def test_no_page_of_the_rated_departments_shows_the_code(invited, cast, sign_in):
    visit = invited.visit
    for member in (cast.lead_officers[0], cast.approver):
        browser = sign_in(member)
        assert browser.get("/610703/visits/ratings/mail/").status_code == 403
        for section in ("", "visits/", f"visits/{visit.pk}/", "jobs/", "publication/"):
            page = browser.get(f"/610703/{section}").content.decode()
            assert invited.code not in page
            assert "评议" not in page


def test_the_coordinator_makes_the_letters_on_a_page(visited, admin, sign_in, no_second_factor):
    browser = sign_in(admin)
    assert "发评议函（1家）" in browser.get("/610703/visits/ratings/").content.decode()
    page = browser.get("/610703/visits/ratings/mail/").content.decode()
    assert "不得经被评议的部门和检查人员转交" in page
    answer = browser.post("/610703/visits/ratings/mail/")
    assert answer.status_code == 302
    with scope(visited.tenant_id):
        code = RatingCode.objects.of(visited.tenant_id).get().code
    page = browser.get("/610703/visits/ratings/").content.decode()
    assert "评议函.pdf" in page
    assert code not in page


def test_the_public_role_writes_a_rating_and_reads_none(invited):
    rate(invited)
    for table in ("visitrating", "ratingcode"):
        with connections["public"].cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(f"SELECT * FROM inspections_{table}")


def test_the_company_rates_from_its_phone_without_signing_in(invited, client):
    page = client.get("/pass/rate/")
    assert page.status_code == 200
    assert "不记录姓名" in page.content.decode()
    given = ANSWERS | {"number": invited.visit.number, "code": invited.code.lower()}
    refused = client.post("/pass/rate/", given | {"code": "AAAAAAAAAA"})
    assert refused.status_code == 422
    assert "检查编号和评议码对不上" in refused.content.decode()
    assert client.post("/pass/rate/", given | {"score": ""}).status_code == 422
    assert "已收到您的评议" in client.post("/pass/rate/", given).content.decode()
    assert "只能评议一次" in client.post("/pass/rate/", given).content.decode()


def test_an_official_who_is_signed_in_rates_nothing_even_with_the_code(invited, cast, sign_in):
    given = ANSWERS | {"number": invited.visit.number, "code": invited.code}
    answer = sign_in(cast.lead_officers[0]).post("/pass/rate/", given)
    assert answer.status_code == 422
    assert "工作人员不能代为评议" in answer.content.decode()
    with scope(invited.tenant_id):
        assert not VisitRating.objects.of(invited.tenant_id).exists()


def test_who_tries_too_often_waits(invited, client):
    given = ANSWERS | {"number": invited.visit.number, "code": "AAAAAAAAAA"}
    for _number in range(10):
        client.post("/pass/rate/", given)
    answer = client.post("/pass/rate/", given | {"code": invited.code})
    assert "过于频繁" in answer.content.decode()
    with scope(invited.tenant_id):
        assert not VisitRating.objects.of(invited.tenant_id).exists()


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


def test_the_rated_department_sees_nothing(invited, cast, sign_in):
    rate(invited, Marks(1, False, False, True))
    for member in (cast.lead_officers[0], cast.approver):
        browser = sign_in(member)
        assert browser.get("/610703/visits/ratings/").status_code in (403, 404)
        for address in (invited.visit.get_absolute_url(), "/610703/", "/610703/visits/"):
            assert "评议" not in browser.get(address).content.decode()


def test_late_ratings_are_not_kept(invited):
    with owner_cursor() as cursor:
        cursor.execute("ALTER TABLE inspections_ratingmailing DISABLE TRIGGER USER")
        cursor.execute("UPDATE inspections_ratingmailing SET made_at = %s", [timezone.now() - timedelta(days=61)])
        cursor.execute("ALTER TABLE inspections_ratingmailing ENABLE TRIGGER USER")
    assert rate(invited) == Kept.LATE
