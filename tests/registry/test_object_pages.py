"""The pages of the library, through the door people use."""

from datetime import date

import pytest

from registry.kinds import ObjectKind
from registry.models import ObjectEnrolment, ObjectPerson, ObjectRelation, SupervisedObject, TagAssignment
from registry.views.objects import ObjectsPage
from tenancy.models import AuditEntry
from tenancy.scope import scope
from tests.factories.registry import TODAY, fresh, make_enrolment, make_object, uscc
from tests.factories.tenancy import make_department, make_member, open_place

BASE = "/610703/objects/"


@pytest.fixture
def fire(nanzheng):
    return make_department(nanzheng, "区消防救援大队")


@pytest.fixture
def fireman(nanzheng, fire):
    return make_member(nanzheng, "department_admin", fire)


@pytest.fixture
def company(nanzheng, bureau):
    return make_object(nanzheng, "陕西华信（汉中）科技有限公司", uscc=uscc(99), department=bureau)


def page(browser, address=""):
    response = browser.get(f"{BASE}{address}")
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def test_an_object_is_added_by_its_department_and_stands_in_list_search_and_file(nanzheng, officer, sign_in):
    browser = sign_in(officer)
    assert "农民专业合作社" in page(browser, "new/")
    filled = {"name": "汉中绿源食品有限公司", "uscc": uscc(5), "industry": "5211", "detail_capital": "300"}
    response = browser.post(f"{BASE}new/enterprise/", filled)
    assert response.status_code == 302, response.content.decode()
    file = browser.get(response.url).content.decode()
    for word in ("汉中绿源食品有限公司", "5211 百货零售", "300", "区市场监管局", "办案员 新建对象档案"):
        assert word in file
    assert "汉中绿源食品有限公司" in page(browser, "?q=lvyuan") or "汉中绿源食品有限公司" in page(browser, "?q=lysp")
    assert "汉中绿源食品有限公司" in browser.get("/610703/search/?q=绿源").content.decode()


@pytest.mark.parametrize("kind", ObjectKind.values)
def test_every_kind_has_a_form(officer, kind, sign_in):
    assert "名称" in page(sign_in(officer), f"new/{kind}/")


def test_a_double_is_shown_before_it_is_kept(nanzheng, company, officer, sign_in):
    browser = sign_in(officer)
    typed = {"name": "陕西华信(汉中)科技有限公司"}
    refused = browser.post(f"{BASE}new/enterprise/", typed)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "可能是同一个对象" in text
    assert uscc(99) in text
    assert browser.post(f"{BASE}new/enterprise/", typed | {"is_another": "on"}).status_code == 302
    with scope(nanzheng):
        assert SupervisedObject.objects.of(nanzheng).count() == 2


def test_what_is_wrong_stands_beside_its_field(officer, sign_in):
    refused = sign_in(officer).post(f"{BASE}new/enterprise/", {"name": "甲", "industry": "零售", "uscc": "1"})
    text = refused.content.decode()
    assert refused.status_code == 422
    assert "对应多个行业" in text
    wrong = sign_in(officer).post(f"{BASE}new/enterprise/", {"name": "甲乙", "uscc": "1", "detail_capital": "多"})
    assert "统一社会信用代码应为18位，这里是1位" in wrong.content.decode()
    wrong = sign_in(officer).post(f"{BASE}new/enterprise/", {"name": "甲乙", "detail_capital": "多"})
    assert "不是数字" in wrong.content.decode()
    wrong = sign_in(officer).post(f"{BASE}new/enterprise/", {"name": "甲乙", "detail_founded_on": "2099-01-01"})
    assert "“2099-01-01”还没有到，请核对年份" in wrong.content.decode()


def test_the_keeper_changes_and_confirms_and_others_may_not(company, officer, fireman, sign_in):
    address = f"{BASE}{company.pk}/"
    browser = sign_in(officer)
    assert company.name in browser.get(f"{address}edit/").content.decode()
    changed = browser.post(
        f"{address}edit/", {"name": "陕西华信数字科技有限公司", "uscc": company.uscc, "code_permit": "JY1、JY2"}
    )
    assert changed.status_code == 302, changed.content.decode()
    assert browser.post(f"{address}confirm/").status_code == 302
    assert fresh(company).former_names == ["陕西华信（汉中）科技有限公司"]
    stranger = sign_in(fireman)
    for part in ("edit", "confirm", "cancel", "relate"):
        assert stranger.get(f"{address}{part}/").status_code == 403
    assert "JY2" in stranger.get(address).content.decode()


def test_a_department_enrols_keeps_and_ends_its_own(nanzheng, company, fire, fireman, officer, sign_in):
    browser = sign_in(fireman)
    filled = {"basis": "消防安全重点单位监管", "contact": "王五", "contact_mobile": "13911112222", "note": "夜间不开门"}
    assert browser.post(f"{BASE}{company.pk}/enrol/", filled).status_code == 302
    with scope(nanzheng):
        enrolment = ObjectEnrolment.objects.of(nanzheng).get(department=fire)
    mine, theirs = page(browser, f"{company.pk}/"), page(sign_in(officer), f"{company.pk}/")
    assert "13911112222" in mine
    assert "消防安全重点单位监管" in theirs
    assert "13911112222" not in theirs
    assert "夜间不开门" not in theirs
    address = f"/610703/enrolments/{enrolment.pk}/"
    assert browser.post(address, filled | {"grade": "重点"}).status_code == 302
    assert sign_in(officer).get(address).status_code == 403
    assert browser.post(f"{address}end/", {"note": ""}).status_code == 422
    assert browser.post(f"{address}end/", {"note": "已搬离"}).status_code == 302
    assert browser.post(f"{address}enrol_again/", {"note": ""}).status_code == 302
    assert fresh(enrolment).state == "enrolled"


def test_a_cancelled_object_is_out_and_says_so(company, bureau, officer, sign_in):
    enrolment = make_enrolment(company, bureau)
    browser = sign_in(officer)
    assert browser.post(f"{BASE}{company.pk}/cancel/", {"note": "登记机关核准注销"}).status_code == 302
    assert fresh(enrolment).state == "ended"
    file = page(browser, f"{company.pk}/")
    assert "注销" in file
    assert "移出名录（区市场监管局）" in file


def test_ticked_objects_are_enrolled_and_tagged_together(nanzheng, company, bureau, officer, sign_in):
    other = make_object(nanzheng, "南郑区城关小学", kind="school")
    browser = sign_in(officer)
    ticked = f"?row={company.pk}&row={other.pk}"
    assert "已选 2 个对象" in page(browser, f"enrol/{ticked}")
    rows = {"row": [company.pk, other.pk]}
    assert browser.post(f"{BASE}enrol/", rows | {"basis": "食品安全监管"}).status_code == 302
    assert browser.post(f"{BASE}tags/new/", {"name": "学校食堂", "meaning": "集中用餐"}).status_code == 302
    with scope(nanzheng):
        assert ObjectEnrolment.objects.of(nanzheng).filter(department=bureau).count() == 2
        tag = bureau.object_tags.get()
    given = rows | {"tag": tag.pk, "reason": "2026年春季排查"}
    assert browser.post(f"{BASE}tag/", given).status_code == 302
    assert browser.post(f"{BASE}tag/", given).status_code == 302
    with scope(nanzheng):
        assert TagAssignment.objects.of(nanzheng).count() == 2
        assignment = TagAssignment.objects.of(nanzheng).filter(object=other).get()
    assert "南郑区城关小学" in page(browser, f"?tag={tag.pk}")
    assert "2026年春季排查" in page(browser, f"{other.pk}/")
    assert browser.post(f"{BASE}taggings/{assignment.pk}/take/", {"note": "误标"}).status_code == 302
    assert "南郑区城关小学" not in page(browser, f"?tag={tag.pk}")
    assert browser.post(f"{BASE}tags/{tag.pk}/retire/", {"note": ""}).status_code == 302


def test_an_empty_tick_list_says_what_to_do(officer, sign_in):
    assert "还没有选择对象" in page(sign_in(officer), "enrol/")
    assert sign_in(officer).post(f"{BASE}enrol/", {"basis": "监管"}).status_code == 422


def test_relations_are_read_from_both_sides(nanzheng, company, officer, sign_in):
    lift = make_object(nanzheng, "大河坎商厦3号电梯", kind="facility")
    browser = sign_in(officer)
    assert browser.post(f"{BASE}{company.pk}/relate/", {"kind": "uses", "second": "没有的"}).status_code == 422
    done = browser.post(f"{BASE}{company.pk}/relate/", {"kind": "uses", "second": lift.name})
    assert done.status_code == 302, done.content.decode()
    assert lift.name in page(browser, f"{company.pk}/")
    assert "由其使用" in page(browser, f"{lift.pk}/")
    with scope(nanzheng):
        relation = ObjectRelation.objects.of(nanzheng).get()
    assert browser.post(f"{BASE}relations/{relation.pk}/end/", {"note": "设备拆除"}).status_code == 302


def test_persons_are_shown_for_a_stated_purpose_only(nanzheng, company, officer, sign_in):
    browser = sign_in(officer)
    person = {"name": "周海平", "role": "legal_representative", "identity_tail": "123X"}
    assert browser.post(f"{BASE}{company.pk}/persons/new/", person).status_code == 302
    address = f"{BASE}{company.pk}/persons/"
    assert "周海平" not in browser.get(address).content.decode()
    assert "周海平" not in browser.get(f"{BASE}{company.pk}/").content.decode()
    assert browser.post(address, {"purpose": "看"}).status_code == 422
    shown = browser.post(address, {"purpose": "办理食品案件，核实法定代表人"})
    assert "周海平" in shown.content.decode()
    with scope(nanzheng):
        assert ObjectPerson.objects.of(nanzheng).count() == 1
        entry = AuditEntry.objects.of(nanzheng).get(verb="registry.open_persons")
    assert entry.note == "办理食品案件，核实法定代表人"


def test_a_home_and_its_owner_are_masked_for_others(nanzheng, bureau, officer, fireman, sign_in):
    trader = make_object(
        nanzheng,
        "南郑区老街小吃店",
        kind="sole_trader",
        department=bureau,
        address="大河坎镇汉山路5号2单元301室",
        detail={"operator": "李大山", "mobile": "13900001111", "is_home": True},
    )
    mine, theirs = page(sign_in(officer), f"{trader.pk}/"), page(sign_in(fireman), f"{trader.pk}/")
    assert "李大山" in mine
    assert "301室" in mine
    for secret in ("李大山", "301室", "13900001111"):
        assert secret not in theirs
    assert "李＊＊" in theirs


def test_the_place_above_reads_the_list_and_the_outline(nanzheng, hanzhong, company, sign_in):
    leader = make_member(hanzhong, "leader")
    browser = sign_in(leader)
    assert company.name in browser.get("/610700/objects/?q=华信").content.decode()
    assert company.name in browser.get(f"/610700/objects/?place={nanzheng.pk}").content.decode()
    file = browser.get(f"/610700/objects/{company.pk}/").content.decode()
    assert company.name in file
    assert "办案员" not in file
    assert browser.get(f"/610700/objects/{company.pk}/edit/").status_code in (403, 404)


@pytest.mark.parametrize(
    ("query", "is_there"),
    [
        ("kind=enterprise", True),
        ("kind=school", False),
        ("state=active", True),
        ("state=cancelled", False),
        ("address=江南西路", True),
        ("industry=F", True),
        ("industry=52", True),
        ("industry=A", False),
        ("shared=none", False),
        ("shared=many", True),
        ("freshness=stale", False),
        ("q=华信&kind=enterprise", True),
        ("q=" + "xx", False),
    ],
)
def test_the_list_is_narrowed(nanzheng, bureau, fire, officer, query, is_there, sign_in):
    row = make_object(nanzheng, "陕西华信科技有限公司", industry_id="5211", address="江南西路12号", department=bureau)
    make_enrolment(row, bureau)
    make_enrolment(row, fire)
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).update(verified_on=max(TODAY, row.verified_on))
    assert (row.name in page(sign_in(officer), f"?{query}")) == is_there


def test_the_list_is_sorted_by_name_and_turned_in_that_order(nanzheng, officer, sign_in, monkeypatch):
    for name in ("丙店", "甲-店", "乙店", "乙店", "丁店"):
        make_object(nanzheng, name, kind="sole_trader")
    monkeypatch.setattr(ObjectsPage, "page_size", 2)
    browser = sign_in(officer)

    def names(address: str) -> tuple[list[str], dict]:
        context = browser.get(address).context
        return [row.name for row in context["rows"]], context["pager"]

    in_order = sorted(["丙店", "甲店", "乙店", "乙店", "丁店"])
    for sort, wanted in (("name", in_order), ("-name", in_order[::-1])):
        found, address = [], f"/610703/objects/?sort={sort}"
        while address:
            shown, pager = names(address)
            found.append(shown)
            last, address = address, pager["has_next"] and pager["next_url"]
        assert [name.replace("-", "") for page in found for name in page] == wanted
        assert names(names(last)[1]["previous_url"])[0] == found[1]


@pytest.mark.parametrize("query", ["sort=verified_on", "sort=verified_on&q=店"])
@pytest.mark.parametrize("code", [610703000000, 610700000000])
def test_the_list_is_sorted_by_the_last_look_and_who_was_never_looked_at_comes_first(
    nanzheng, hanzhong, officer, sign_in, monkeypatch, query, code
):
    """A city asks for what lies longest in all its counties, not county by county."""
    hantai = open_place(610702000000)
    days = {"甲店": None, "乙店": date(2024, 5, 1), "丙店": date(2025, 1, 1), "丁店": date(2025, 1, 1), "戊店": None}
    for name, day in days.items():
        place = hantai if code != nanzheng.pk and name in "乙店丁店" else nanzheng
        row = make_object(place, name, kind="sole_trader")
        with scope(place):
            SupervisedObject.objects.of(place).filter(pk=row.pk).update(verified_on=day)
    monkeypatch.setattr(ObjectsPage, "page_size", 2)
    above = make_member(hanzhong, "officer", make_department(hanzhong, "市市场监管局"))
    browser = sign_in(officer if code == nanzheng.pk else above)

    def shown(address: str) -> tuple[list[date | None], dict]:
        context = browser.get(address).context
        return [row.verified_on for row in context["rows"]], context["pager"]

    rising = [None, None, date(2024, 5, 1), date(2025, 1, 1), date(2025, 1, 1)]
    for asked, wanted in ((query, rising), (query.replace("=v", "=-v"), rising[::-1])):
        found, address = [], f"/{str(code)[:6]}/objects/?{asked}"
        while address:
            days, pager = shown(address)
            found.append(days)
            last, address = address, pager["has_next"] and pager["next_url"]
        assert [day for page in found for day in page] == wanted
        assert shown(shown(last)[1]["previous_url"])[0] == found[1]


@pytest.mark.parametrize(
    "key", ["x", "610703000000-", "９-甲-1", "1-甲-99999999999999999999", "1-2", "1-某日-2", "1-2026%2D1%2D2-3"]
)
def test_a_key_that_makes_no_sense_begins_at_the_first_page(nanzheng, officer, sign_in, key):
    make_object(nanzheng, "甲店", kind="sole_trader")
    for sort in ("name", "verified_on"):
        assert "甲店" in sign_in(officer).get(f"/610703/objects/?sort={sort}&before={key}").content.decode()


@pytest.mark.parametrize("query", ["", "q=连锁"])
def test_a_long_list_is_turned_by_key(nanzheng, officer, query, sign_in):
    with scope(nanzheng):
        SupervisedObject.objects.of(nanzheng).bulk_create(
            SupervisedObject(
                tenant=nanzheng, kind="place", name=f"连锁店{n:03d}号", name_key=f"连锁店{n}", search_key=f"连锁店{n}"
            )
            for n in range(120)
        )
    browser = sign_in(officer)
    first = browser.get(f"{BASE}?{query}")
    assert "连锁店119号" in first.content.decode()
    second = browser.get(first.context["pager"]["next_url"])
    assert "连锁店069号" in second.content.decode()
    assert first.context["pager"]["count_text"] == "120"
    back = browser.get(second.context["pager"]["previous_url"])
    assert [row.pk for row in back.context["rows"]] == [row.pk for row in first.context["rows"]]


def test_an_outsider_gets_404(company, outsider, sign_in):
    assert sign_in(outsider).get(f"{BASE}{company.pk}/").status_code == 404


def test_the_companys_code_opens_its_file_for_officials_only(nanzheng, officer, company, sign_in, client):
    assert 'class="subject-code"' in page(sign_in(officer), f"{company.pk}/")
    answer = client.get(f"{BASE}{company.pk}/")
    assert answer.headers["Location"].startswith("/account/login/")
