"""Lists of what is published: to read, to narrow, to follow and to take away."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from common.jobs import enqueue
from common.jobs.worker import run_job
from portal.views import public_lists
from publication import kinds
from publication.models import ExemptionGround, PublicRecord, WithheldCount
from publication.services.ledger import Publication, publish, withdraw
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

NOTICE = kinds.Kind("notice", "检查结果", {"outcome": kinds.Field("结果")}, "public/_fields.html", outcome="outcome")
CODE = "91610703MA6YQ0000X"
LIST = "/open/610703/notice/list/"


@pytest.fixture
def place(committed, monkeypatch):
    monkeypatch.setitem(kinds.KINDS, NOTICE.name, NOTICE)
    return open_place(610703000000)


@pytest.fixture
def published(place):
    """A function that publishes a notice of 南郑区 and returns the record."""
    offices = {name: make_department(place, name) for name in ("区市场监管局", "区应急管理局")}
    admin = make_member(place, "district_admin")

    def make(title, ref, department="区市场监管局", code="", outcome="未发现问题") -> PublicRecord:
        with scope(place, member=admin):
            notice = Publication(
                "notice", ref, title, {"outcome": outcome}, "《行政处罚法》", offices[department], subject_code=code
            )
            publish(place, notice, actor=admin)
            return PublicRecord.objects.of(place).get(ref=ref)

    make.admin = admin
    return make


def test_a_list_is_narrowed_by_department_word_and_day(published):
    published("华信商贸检查结果", "1")
    published("丰源燃气检查结果", "2", "区应急管理局")
    visitor = Client()
    whole = visitor.get(LIST).content.decode()
    assert "华信商贸" in whole
    assert "丰源燃气" in whole
    assert whole.count("未发现问题 · ") == 2, "what it came to stands beside each title"
    narrowed = visitor.get(f"{LIST}?department=区应急管理局").content.decode()
    assert "丰源燃气检查结果" in narrowed
    assert "华信商贸检查结果" not in narrowed
    assert "华信商贸检查结果" not in visitor.get(f"{LIST}?q=丰源").content.decode()
    assert "没有符合条件" in visitor.get(f"{LIST}?until=2020-01-01").content.decode()
    assert "华信商贸检查结果" in visitor.get(f"{LIST}?since=昨天&after=x").content.decode()


def test_a_list_is_rendered_once_until_something_is_published_or_taken_down(published, monkeypatch):
    record, visitor, rendered = published("华信商贸检查结果", "1"), Client(), []
    get_context = public_lists.KindPage.get_context
    monkeypatch.setattr(
        public_lists.KindPage, "get_context", lambda page, **asked: rendered.append(1) or get_context(page, **asked)
    )
    assert visitor.get(LIST).content == visitor.get(LIST).content
    assert len(rendered) == 1
    published("丰源燃气检查结果", "2")
    assert "丰源燃气检查结果" in visitor.get(LIST).content.decode()
    with scope(record.tenant, member=published.admin):
        withdraw(record, ground="repair", basis="信用修复", actor=published.admin)
    assert "华信商贸检查结果" not in visitor.get(LIST).content.decode()


def test_a_list_that_was_rendered_costs_one_question_and_no_transaction(published):
    published("华信商贸检查结果", "1")
    visitor = Client()
    visitor.get(LIST)
    with CaptureQueriesContext(connections["public"]) as public, CaptureQueriesContext(connections["default"]) as own:
        assert "华信商贸检查结果" in visitor.get(LIST).text
    assert len(public) == 1
    assert [one["sql"] for one in own.captured_queries if "set_config" in one["sql"] or "BEGIN" in one["sql"]] == []


def test_who_chose_dark_pages_gets_them_and_nobody_else(published):
    published("华信商贸检查结果", "1")
    dark, light = Client(), Client()
    dark.cookies["theme"] = "dark"
    assert b'data-bs-theme="dark"' in dark.get(LIST).content
    assert b"data-bs-theme" not in light.get(LIST).content
    assert b'data-bs-theme="dark"' in dark.get(LIST).content


def test_a_long_list_is_turned_page_by_page_without_a_gap(published):
    for number in range(23):
        published(f"第{number:02}号检查结果", str(number))
    visitor = Client()
    first = visitor.get(LIST).content.decode()
    following = first.split('rel="next"')[1].split('href="')[1].split('"')[0].replace("&amp;", "&")
    second = visitor.get(f"{LIST}{following}").content.decode()
    for number in range(23):
        assert (f"第{number:02}号" in first) != (f"第{number:02}号" in second)
    assert 'rel="next"' not in second


def test_a_company_is_found_by_its_whole_code_until_it_is_forgotten(published):
    record = published("华信商贸检查结果", "1", code=CODE)
    published("另一家检查结果", "2", code="91610703MA6YQ1111Y")
    visitor = Client()
    page = visitor.get(f"/open/companies/?code={CODE.lower()}").content.decode()
    assert "华信商贸检查结果" in page
    assert "另一家" not in page
    part = visitor.get(f"/open/companies/?code={CODE[:9]}").content.decode()
    assert "没有查到" in part
    assert "请输入完整的18位统一社会信用代码" in part
    with scope(record.tenant, member=published.admin):
        withdraw(record, ground="repair", basis="信用修复", actor=published.admin)
    forgotten = visitor.get(f"/open/companies/?code={CODE}").content.decode()
    assert "没有查到" in forgotten
    assert "请输入完整的18位" not in forgotten


def test_a_list_is_taken_away_as_csv_and_json(published):
    published("=HYPERLINK(1)检查结果", "1", code=CODE)
    published("丰源燃气检查结果", "2")
    visitor = Client()
    text = b"".join(visitor.get(f"{LIST[:-1]}.csv?q=HYPERLINK")).decode("utf-8-sig")
    heading, line = csv.reader(io.StringIO(text))
    assert heading[-1] == "结果"
    assert line[0] == "'=HYPERLINK(1)检查结果"
    assert line[2] == CODE
    assert len(set(heading)) == len(heading), "no column twice"
    assert "." not in line[3], "no microseconds"
    rows = json.loads(b"".join(visitor.get(f"{LIST[:-1]}.json")))
    assert [row["title"] for row in rows] == ["丰源燃气检查结果", "=HYPERLINK(1)检查结果"]
    assert rows[0]["snapshot"] == {"outcome": "未发现问题"}
    assert json.loads(b"".join(visitor.get(f"{LIST[:-1]}.json?q=没有"))) == []


def test_tables_inside_a_record_are_words_in_the_csv(published):
    lines = [{"number": "1", "content": "=燃气安全", "departments": ["区住建局", "区市场监管局"]}, {"number": "2"}]
    published("重点事项清单", "1", outcome=lines)
    text = b"".join(Client().get(f"{LIST[:-1]}.csv")).decode("utf-8-sig")
    _heading, line = csv.reader(io.StringIO(text))
    assert line[-1] == "1；'=燃气安全；区住建局\n区市场监管局\n2"


def test_who_types_a_name_for_a_code_is_led_to_the_search(published):
    published("华信商贸检查结果", "1", code=CODE)
    page = Client().get("/open/companies/", {"code": "华信商贸"}).content.decode()
    address = re.search(r'href="(/open/search/\?q=[^"]+)"', page).group(1)
    assert "华信商贸检查结果" in Client().get(address).content.decode()


def test_a_kind_nobody_knows_has_no_list(place):
    visitor = Client()
    assert visitor.get("/open/610703/other/list/").status_code == 404
    assert visitor.get("/open/610703/other/list.csv").status_code == 404


def test_a_place_is_followed_as_a_feed(published):
    record = published("华信商贸检查结果", "1")
    answer = Client().get("/open/610703/feed.atom")
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = etree.fromstring(answer.content)
    entry = feed.find("{http://www.w3.org/2005/Atom}entry")
    authors = [one.find("{*}author/{*}name").text for one in (feed, entry)]
    assert authors == ["南郑区", "区市场监管局"], "RFC 4287 4.1.1: a feed without an author is none"
    assert entry.find("{http://www.w3.org/2005/Atom}title").text == "华信商贸检查结果"
    assert entry.find("{http://www.w3.org/2005/Atom}link").get("href").endswith(f"/open/610703/{record.pk}/")


def test_search_engines_learn_what_is_public_and_what_is_gone(published):
    shown, gone = published("华信商贸检查结果", "1"), published("丰源燃气检查结果", "2")
    with scope(gone.tenant, member=published.admin):
        withdraw(gone, ground="error", basis="登记有误", actor=published.admin)
    visitor = Client()
    assert "Sitemap: http://testserver/sitemap.xml" in visitor.get("/robots.txt").content.decode()
    assert "/sitemap-records.xml" in visitor.get("/sitemap.xml").content.decode()
    records = visitor.get("/sitemap-records.xml").content.decode()
    assert f"/open/610703/{shown.pk}/" in records
    assert f"/open/610703/{gone.pk}/" not in records


@pytest.mark.parametrize("way", ["withdrawn", "expired"])
def test_mistake_27_what_was_taken_down_or_has_expired_is_found_through_no_door(place, published, way):
    """Repaired, or past its last day: page, versions, data, files, lists, search, company, feed and map forget it."""
    gone = published("华信商贸检查结果", "1", code=CODE, outcome="未亮照经营")
    other = published("丰源检查结果", "2")
    visitor, record = Client(), f"/open/610703/{gone.pk}/"
    doors = [
        "/open/", "/open/doors/results/", "/open/610703/", LIST, f"{LIST}?q=华信", f"{LIST[:-1]}.csv",
        f"{LIST[:-1]}.json", record, f"{record}?version={gone.entry_number}", f"{record}data.json",
        "/open/search/?q=华信", f"/open/companies/?code={CODE}", "/open/610703/feed.atom", "/sitemap-records.xml",
    ]  # fmt: skip

    def read(door: str) -> str:
        answer = visitor.get(door)
        return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()

    told = [door for door in doors if "华信商贸" in read(door) or f"{record}<" in read(door)]
    assert set(doors) - set(told) == {"/open/doors/results/"}, "the test's kind has no door of its own"
    with scope(place, member=published.admin):
        if way == "withdrawn":
            withdraw(gone, ground="repair", basis="华信商贸信用修复决定书", actor=published.admin)
        else:
            yesterday = timezone.localdate() - timedelta(days=1)
            PublicRecord.objects.of(place).filter(pk=gone.pk).update(expires_on=yesterday)
            late = enqueue("publication.expire", place)
    if way == "expired":
        run_job(place.pk, late.pk)
    row = PublicRecord.objects.of(place).using("public").get(pk=gone.pk)
    assert (row.snapshot, row.search_text, row.subject_code, row.basis) == ({}, "", "", ""), (
        "nor is it left in the table"
    )
    for door in doors:
        text = read(door)
        told = ["华信商贸", "未亮照", gone.entry_hash[:16], f"{record}<"] + ([] if "code=" in door else [CODE])
        assert not [word for word in told if word in text], door
    assert "丰源检查结果" in read(f"/open/610703/{other.pk}/")


def test_a_record_describes_itself_in_the_words_of_schema_org(published):
    record = published("</script><b>检查结果", "1", code=CODE)
    page = Client().get(f"/open/610703/{record.pk}/").content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    described = json.loads(block)
    assert described["name"] == "</script><b>检查结果"
    assert described["about"] == {"@type": "Organization", "identifier": CODE}
    lift = published("电梯检查结果", "2", code="610703000000-33")
    page = Client().get(f"/open/610703/{lift.pk}/").content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(block)["about"]["@type"] == "Thing", "a lift is no organisation"
    assert described["publisher"]["name"] == "区市场监管局"


def test_mistake_31_small_counts_of_what_is_kept_back_are_not_shown(place, published):
    with scope(place, member=published.admin):
        for ground, count in ((ExemptionGround.TRADE_SECRET, 2), (ExemptionGround.PRIVACY, 7)):
            WithheldCount.objects.of(place).create(kind="notice", ground=ground, count=count)
        part = {"ground": ExemptionGround.PRIVACY, "is_part": True, "count": 5}
        WithheldCount.objects.of(place).create(kind="notice", **part)
    page = Client().get("/open/610703/withheld/").content.decode()
    assert "不足3" in page
    assert ">7<" in page
    assert ">2<" not in page
    assert '<td>部分内容</td><td class="num">5</td>' in page


def plan_entry(title, quantity, *more) -> dict:
    lines = [{"part": "牵头部门", "department": "区市场监管局", "content": "气瓶充装"}, *more]
    objects, period = "燃气经营企业", "2027年3月1日至11月30日"
    return {"number": "1", "title": title, "lines": lines, "objects": objects, "quantity": quantity, "period": period}


def test_a_plan_that_changes_was_not_wrong_before(place):
    office, admin = make_department(place, "区市场监管局"), make_member(place, "district_admin")
    joined = {"part": "配合部门", "department": "区住建局", "content": "用气安全"}
    first = {"year": "2027", "version": "第1版", "change": "", "entry_count": "2"}
    first["entries"] = [plan_entry("燃气安全联合检查", "比例100%，每年1次"), plan_entry("气瓶充装检查", "3户，每年1次")]
    second = first | {"version": "第2版", "change": "区市场监管局：增加频次"}
    second["entries"] = [plan_entry("燃气安全联合检查", "比例100%，每年2次", joined)]
    with scope(place, member=admin):
        for snapshot in (first, second):
            publish(
                place, Publication("inspection_plan", "2027", "工作计划", snapshot, "指导意见", office), actor=admin
            )
        record = PublicRecord.objects.of(place).get(kind="inspection_plan")
    page = Client().get(f"/open/610703/{record.pk}/").content.decode()
    versions = page[page.index('<ol class="public-versions"') :]
    assert versions.index(" 变更") < versions.index(" 公示")
    assert "更正" not in versions
    assert "检查数量（比例、频次）：由“比例100%，每年1次”改为“比例100%，每年2次”" in versions
    assert "区住建局：新增“配合部门：用气安全”" in versions
    assert "删去“气瓶充装检查”" in versions
