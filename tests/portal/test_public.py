"""The public site shows what is published, all of it, and nothing else."""

from dataclasses import replace

import pytest
from django.db import DatabaseError, connections
from django.test import Client

from portal.views import public_doors as doors
from publication import kinds
from publication.models import PublicRecord
from publication.services.ledger import Publication, publish, withdraw
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member, open_place

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "public"])

NOTICE = kinds.Kind("notice", "检查结果", {"outcome": kinds.Field("结果")}, "public/_fields.html")


@pytest.fixture
def published(committed, monkeypatch):
    """A function that publishes a notice of 南郑区 and returns the record."""
    monkeypatch.setitem(kinds.KINDS, NOTICE.name, NOTICE)
    nanzheng = open_place(610703000000)
    bureau = make_department(nanzheng, "区市场监管局")
    admin = make_member(nanzheng, "district_admin")

    def make(title="汉中华信商贸有限公司检查结果", outcome="未发现问题", ref="1", reason="") -> PublicRecord:
        with scope(nanzheng, member=admin):
            notice = Publication(
                "notice", ref, title, {"outcome": outcome}, "《行政处罚法》", department=bureau, reason=reason
            )
            publish(nanzheng, notice, actor=admin)
            return PublicRecord.objects.of(nanzheng).get(ref=ref)

    make.tenant, make.admin = nanzheng, admin
    return make


def test_anyone_finds_a_record_by_search_by_place_and_reads_it(published):
    record, visitor = published(), Client()
    address = f"/open/610703/{record.pk}/"
    assert address in visitor.get("/open/search/?q=华信 未发现").content.decode()
    assert address in visitor.get("/open/610703/").content.decode()
    page = visitor.get(address)
    assert "未发现问题" in page.content.decode()
    assert page["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("typed", ["hzhx", "HXSM", "hxsm 未发现"])
def test_mistake_56_a_record_is_found_by_pinyin_initials(published, typed):
    record = published()
    assert f"/open/610703/{record.pk}/" in Client().get("/open/search/", {"q": typed}).content.decode()
    assert "没有找到" in Client().get("/open/search/", {"q": "zzqq"}).content.decode()


def test_the_home_opens_four_doors_and_each_leads_somewhere(published):
    visitor = Client()
    home = visitor.get("/open/").content.decode()
    for word, address in (("清单", "lists"), ("计划", "plans"), ("结果", "results"), ("我要反映", "report")):
        assert f'href="/open/doors/{address}/"' in home, word
        assert word in home
        page = visitor.get(f"/open/doors/{address}/")
        assert page.status_code == 200, word
    assert visitor.get("/open/doors/nothing/").status_code == 404


def test_a_door_shows_the_newest_of_its_kinds_and_the_places(published, monkeypatch):
    monkeypatch.setitem(doors.DOORS, "results", replace(doors.DOORS["results"], kinds=("notice",)))
    record = published()
    page = Client().get("/open/doors/results/").content.decode()
    assert f"/open/610703/{record.pk}/" in page
    assert 'href="/open/610703/notice/list/"' in page


def test_an_unchanged_page_is_not_sent_twice(published):
    published()
    visitor = Client()
    tag = visitor.get("/open/610703/")["ETag"]
    assert visitor.get("/open/610703/", headers={"If-None-Match": tag}).status_code == 304


def test_a_correction_says_why_and_when_on_the_present_text_and_on_the_old_one(published):
    published(outcome="旧内容")
    record = published(outcome="新内容", reason="检查日期笔误，联系人电话19900001234")
    visitor, address = Client(), f"/open/610703/{record.pk}/"
    day = f"{record.changed_at:%Y}年"
    present = visitor.get(address).content.decode()
    assert f"本信息已于{day}" in present
    assert "更正：检查日期笔误，联系人电话199****1234" in present
    old = visitor.get(f"{address}?version=1").content.decode()
    assert "旧内容" in old
    assert "的旧版本" in old
    assert "更正：检查日期笔误" in old


def test_versions_stay_readable_until_the_record_is_taken_down(published):
    published(outcome="旧内容")
    record = published(outcome="新内容")
    visitor, address = Client(), f"/open/610703/{record.pk}/"
    assert "旧内容" in visitor.get(f"{address}?version=1").content.decode()
    assert visitor.get(f"{address}data.json").json()["snapshot"] == {"outcome": "新内容"}
    with scope(published.tenant, member=published.admin):
        withdraw(record, ground="repair", basis="信用修复", actor=published.admin)
    tombstone = visitor.get(f"{address}?version=1").content.decode()
    assert "依法撤下" in tombstone
    assert "旧内容" not in tombstone
    assert "华信" not in tombstone
    assert visitor.get(f"{address}data.json").status_code == 404
    nothing = visitor.get("/open/search/?q=华信").content.decode()
    assert "没有找到" in nothing
    assert "按统一社会信用代码查企业" in nothing


def test_a_place_that_does_not_take_part_has_no_page(published):
    published()
    assert Client().get("/open/152522/").status_code == 404
    assert Client().get("/open/000000/").status_code == 404


@pytest.mark.parametrize("address", ["/open/152522/", "/open/610703/1/", "/open/610703/notice/list/x"])
def test_an_address_with_nothing_behind_it_leads_back_into_the_public_site(published, address):
    answer = Client().get(address)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "回到公示首页" in page
    assert 'action="/open/search/"' in page
    for word in ("不在您的权限范围内", "回到待办", "仅供履行监管职责的工作人员使用"):
        assert word not in page
    assert "回到待办" in Client().get("/nothing-here/").content.decode()


def test_the_public_role_reads_no_ledger_of_what_was_taken_down_and_no_actor(published):
    record = published()
    with scope(published.tenant, member=published.admin):
        withdraw(record, ground="court", basis="判决", actor=published.admin)
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM (SELECT id FROM publication_ledgerentry) AS visible")
        assert cursor.fetchone() == (0,)
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute("SELECT actor_id FROM publication_ledgerentry")
