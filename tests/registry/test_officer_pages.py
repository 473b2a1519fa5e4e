"""The pages of the officer library, through the door people use."""

import pytest
from django.utils import timezone

from publication.models import Duty
from publication.services import duties
from registry.models import (
    Certificate,
    Expert,
    Interest,
    Officer,
    Secondment,
    SecondmentOffer,
    ThirdPartyBody,
    Training,
)
from registry.services.officer_list import owe_officer_list
from registry.uscc import check_mark
from tenancy.models import CoordinatorFunction
from tenancy.scope import scope
from tests.factories.officers import make_officer
from tests.factories.tenancy import make_department, make_member

BASE = "/610703/"
CODE = "91610133MA6U7QHC8" + check_mark("91610133MA6U7QHC8")
CERTIFICATE = {
    "number": "61070301999",
    "issuing_body": "区司法局",
    "domains_0": ["食品", "药品"],
    "domains_1": "冷链、食品",
}


@pytest.fixture
def keeper(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau)


@pytest.fixture
def librarian(nanzheng):
    return make_member(nanzheng, "officer_librarian", make_department(nanzheng, "区司法局"))


@pytest.fixture
def liang(bureau):
    return make_officer(bureau, days=5000)


def test_an_officer_is_registered_with_a_certificate_and_may_be_drawn(nanzheng, bureau, keeper, sign_in):
    browser = sign_in(keeper)
    person = {"name": "梁书远", "department": bureau.pk, "job_kind": "civil_servant", "starts_on": "2026-01-01"}
    term = {"certificate_starts_on": "2024-01-01", "certificate_ends_on": "2099-01-01"}
    response = browser.post(f"{BASE}officers/add/", {**person, **CERTIFICATE, **term, "specialties": "冷链，会计"})
    assert response.status_code == 302, response.content.decode()
    page = browser.get(f"{BASE}officers/").content.decode()
    for words in ("梁书远", "61070301999", "食品、药品、冷链", "可抽取"):
        assert words in page
    with scope(nanzheng):
        assert Officer.objects.of(nanzheng).get().specialties == ["冷链", "会计"]


def test_half_a_certificate_is_refused_beside_its_fields(bureau, keeper, sign_in):
    person = {"name": "梁书远", "department": bureau.pk, "job_kind": "civil_servant", "starts_on": "2026-01-01"}
    response = sign_in(keeper).post(f"{BASE}officers/add/", {**person, "number": "61070301999"})
    assert response.status_code == 422
    assert response.content.decode().count("填了证号的，这一项也须填写。") >= 4


def test_the_list_says_why_somebody_may_not_be_drawn(bureau, liang, keeper, sign_in):
    make_officer(bureau, "石敬之", days=-4000)
    make_officer(bureau, "鲁安然", days=None)
    browser = sign_in(keeper)
    page = browser.get(f"{BASE}officers/?fitness=unfit").content.decode()
    assert "换证前不得执法" in page
    assert "请先登记证件" in page
    assert "梁书远" not in page
    assert "梁书远" in browser.get(f"{BASE}officers/?domain=食品&q=梁").content.decode()
    assert "没有符合条件的记录" in browser.get(f"{BASE}officers/?domain=药品").content.decode()


@pytest.mark.parametrize(
    "query", ["ending=90", "hours=short", "hours=done", "specialty=x", "fitness=left", "job_kind=daily", "q=6107"]
)
def test_every_filter_answers(liang, keeper, sign_in, query):
    assert sign_in(keeper).get(f"{BASE}officers/?{query}").status_code == 200


def test_the_life_of_an_officer_on_its_pages(nanzheng, liang, keeper, sign_in):
    browser = sign_in(keeper)
    own = f"{BASE}officers/{liang.pk}/"
    posts = [
        (f"{own}certificates/add/", {**CERTIFICATE, "starts_on": "2026-01-01", "ends_on": "2098-01-01"}),
        (f"{own}training/", {"held_on": "2026-03-01", "topic": "执法轮训", "organiser": "区司法局", "hours": "20"}),
        (f"{own}interests/add/", {"organisation": "汉风园", "relation": "relative", "declared_on": "2026-01-01"}),
        (f"{own}suspend/", {"suspended_on": "2026-01-01", "reason": "核查"}),
        (f"{own}reinstate/", {"note": "核查无误"}),
        (
            f"{own}change/",
            {"name": "梁书远", "department": liang.department_id, "job_kind": "daily", "starts_on": "2026-01-01"},
        ),
        (f"{own}end/", {"on": "2099-01-01", "reason": "退休"}),
    ]
    for address, data in posts:
        assert browser.get(address).status_code == 200, address
        assert browser.post(address, data).status_code == 302, address
    page = browser.get(own).content.decode()
    for words in ("61070301999", "执法轮训", "汉风园", "暂停执法", "恢复执法", "离库"):
        assert words in page
    with scope(nanzheng):
        number = Certificate.objects.of(nanzheng).get(number="61070301999").pk
        declared = Interest.objects.of(nanzheng).get().pk
        assert Training.objects.of(nanzheng).get().hours == 20
    fixed = {**CERTIFICATE, "starts_on": "2026-01-01", "ends_on": "2097-01-01"}
    assert browser.post(f"{BASE}certificates/{number}/correct/", fixed).status_code == 302
    assert (
        browser.post(f"{BASE}certificates/{number}/revoke/", {"on": "2026-06-01", "reason": "遗失"}).status_code == 302
    )
    assert browser.post(f"{BASE}interests/{declared}/end/", {"on": "2026-06-01", "note": ""}).status_code == 302
    assert "2026-06-01注销：遗失" in browser.get(own).content.decode()


def test_interests_are_for_the_officer_and_his_unit(liang, keeper, librarian, officer, sign_in, nanzheng):
    sign_in(keeper).post(
        f"{BASE}officers/{liang.pk}/interests/add/",
        {"organisation": "汉风园", "relation": "relative", "declared_on": "2026-01-01"},
    )
    stranger = make_member(nanzheng, "officer", make_department(nanzheng, "区税务局"))
    for member, seen in ((keeper, True), (librarian, True), (officer, False), (stranger, False)):
        page = sign_in(member).get(f"{BASE}officers/{liang.pk}/").content.decode()
        assert ("汉风园" in page) == seen, member.name
    assert sign_in(stranger).get(f"{BASE}officers/{liang.pk}/interests/add/").status_code == 403


def test_another_department_is_not_kept(nanzheng, liang, sign_in):
    other = make_member(nanzheng, "department_admin", make_department(nanzheng, "区税务局"))
    browser = sign_in(other)
    assert browser.get(f"{BASE}officers/{liang.pk}/").status_code == 200
    assert browser.get(f"{BASE}officers/{liang.pk}/end/").status_code == 403


def test_experts_and_third_parties_are_kept_by_their_departments(nanzheng, bureau, keeper, sign_in):
    browser = sign_in(keeper)
    term = {"department": bureau.pk, "domains_0": ["食品"], "starts_on": "2026-01-01", "ends_on": "2099-01-01"}
    expert = {"name": "费明远", "employer": "检验中心", "title": "高级工程师", **term}
    body = {"name": "衡准检测", "uscc": CODE, "kind": "testing", "accreditation": "CMA 1", "scope": "食品检测", **term}
    for folder, model, data in (("experts", Expert, expert), ("third-parties", ThirdPartyBody, body)):
        response = browser.post(f"{BASE}{folder}/add/", data)
        assert response.status_code == 302, response.content.decode()
        assert browser.post(f"{response.url}change/", {**data, "contact": "0916-5512345"}).status_code == 302
        tie = {"organisation": "汉风园", "relation": "contract", "declared_on": "2026-01-01"}
        assert browser.post(f"{response.url}interests/add/", tie).status_code == 302
        assert "汉风园" in browser.get(response.url).content.decode()
        assert data["name"] in browser.get(f"{BASE}{folder}/?term=current").content.decode()
        with scope(nanzheng):
            assert model.objects.of(nanzheng).get().contact == "0916-5512345"
    wrong = browser.post(f"{BASE}third-parties/add/", {**body, "uscc": CODE[:-1] + "?"})
    assert "校验不通过" in wrong.content.decode()


def test_coverage_opens_the_officers_behind_each_figure(liang, keeper, sign_in):
    browser = sign_in(keeper)
    page = browser.get(f"{BASE}officers/coverage/").content.decode()
    address = f"{BASE}officers/?fitness=fit&amp;department={liang.department_id}&amp;domain=%E9%A3%9F%E5%93%81"
    assert address in page
    assert "梁书远" in browser.get(address.replace("&amp;", "&")).content.decode()


def test_an_officer_is_lent_on_the_pages_and_recalled(nanzheng, hanzhong, liang, librarian, sign_in):
    browser = sign_in(librarian)
    offer = {
        "to_place": hanzhong.pk,
        "domains": ["食品"],
        "task": "联合检查",
        "document_number": "南司借〔2026〕1号",
        "starts_on": "2027-01-01",
        "ends_on": "2027-02-01",
    }
    response = browser.post(f"{BASE}officers/{liang.pk}/lend/", offer)
    assert response.status_code == 302, response.content.decode()
    assert "已发出，待对方答复" in browser.get(response.url).content.decode()
    assert "等待借调答复" in browser.get(BASE).content.decode()
    assert "汉中市" in browser.get(f"{BASE}secondments/").content.decode()
    assert browser.post(f"{response.url}recall/", {"note": ""}).status_code == 422
    assert browser.post(f"{response.url}recall/", {"note": "改期"}).status_code == 302
    with scope(nanzheng):
        assert Secondment.objects.of(nanzheng).get().state == "recalled"


@pytest.fixture
def offers(nanzheng, hanzhong):
    """Two officers of the city waiting for an answer."""
    terms = {
        "domains": ["城镇燃气"],
        "task": "检查",
        "document_number": "1号",
        "starts_on": "2027-01-01",
        "ends_on": "2027-02-01",
    }
    person = {
        "from_place": hanzhong,
        "from_department": "市局",
        "job_kind": "civil_servant",
        "issuing_body": "市司法局",
    }
    days = {"certificate_starts_on": "2024-01-01", "certificate_ends_on": "2029-01-01"}
    with scope(nanzheng):
        return [
            SecondmentOffer.objects.of(nanzheng).create(
                name=name, from_number=number, certificate_number=f"6107000{number}", **terms, **person, **days
            )
            for number, name in enumerate(("欧阳景和", "司徒远"), start=1)
        ]


def test_offers_of_other_places_are_answered(nanzheng, bureau, offers, librarian, sign_in):
    browser = sign_in(librarian)
    assert "答复借调函" in browser.get(BASE).content.decode()
    taken, declined = (f"{BASE}secondments/offers/{offer.pk}/" for offer in offers)
    assert "欧阳景和" in browser.get(f"{BASE}secondments/offers/").content.decode()
    assert "接收" in browser.get(taken).content.decode()
    response = browser.post(f"{taken}accept/", {"department": bureau.pk})
    assert response.status_code == 302
    assert "借自汉中市" in browser.get(f"{BASE}officers/").content.decode()
    assert browser.post(f"{declined}decline/", {"note": ""}).status_code == 422
    assert browser.post(f"{declined}decline/", {"note": "人手已够"}).status_code == 302
    with scope(nanzheng):
        assert {row.state for row in SecondmentOffer.objects.of(nanzheng)} == {"accepted", "declined"}


# --- what is public ---------------------------------------------------------------------------------------------------


@pytest.fixture
def public_list(nanzheng, liang, librarian):
    """The list, prepared by the librarian and checked by another person of the department."""
    justice = librarian.hat.department
    reviewer = make_member(nanzheng, "legal_reviewer", justice)
    with scope(nanzheng, member=librarian):
        CoordinatorFunction.objects.of(nanzheng).create(function="legality", department=justice)
        duty = owe_officer_list(nanzheng, actor=librarian, today=timezone.localdate())
        duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=librarian)
        duties.check(duty, actor=reviewer)
        duties.publish_duty(duty, actor=reviewer)
    return liang.certificate.number


def test_what_is_public_already_is_not_owed_again(nanzheng, public_list, bureau):
    with scope(nanzheng):
        assert owe_officer_list(nanzheng, actor=None, today=timezone.localdate()) is None
    make_officer(bureau, "邹文博", days=4000)
    with scope(nanzheng):
        assert owe_officer_list(nanzheng, actor=None, today=timezone.localdate()) is not None
        assert owe_officer_list(nanzheng, actor=None, today=timezone.localdate()) is not None
        assert Duty.objects.of(nanzheng).count() == 2


def test_the_librarian_asks_for_the_list(nanzheng, liang, librarian, sign_in):
    with scope(nanzheng):
        CoordinatorFunction.objects.of(nanzheng).create(function="legality", department=librarian.hat.department)
    response = sign_in(librarian).post(f"{BASE}officers/publish/", {"note": ""})
    assert response.status_code == 302
    page = sign_in(librarian).get(response.url).content.decode()
    assert "拟稿" in page
    assert liang.certificate.number in page
