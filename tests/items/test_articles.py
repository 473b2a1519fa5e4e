"""Texts of articles: pasted, replaced by their new wording, compared, mended (R030)."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from common.models import JobRun
from items.articles import Piece, compare, split_articles
from items.models import AdjustmentTask, Law, LawArticle, LawChange
from items.queries.wordings import compared, wordings_of
from items.services.laws import AdjustmentRefused, add_articles
from items.tasks import spread_law_change
from tenancy.scope import scope
from tests.factories.claims import make_item_in_force

pytestmark = pytest.mark.usefixtures("no_second_factor")

LABOUR_LAW = "中华人民共和国劳动法"
OLD = "县级以上各级人民政府劳动行政部门依法对用人单位进行监督检查。"
NEW = "县级以上各级人民政府人力资源行政部门依法对用人单位进行监督检查。"
PASTED = f"""
中华人民共和国劳动法
第十一章　监督检查
第八十五条　{OLD}
对违法行为有权制止。

第八十六条　监督检查人员进入用人单位了解情况。
第八十六条之一　可以联合检查。
"""


@pytest.fixture
def version(labour, tax):
    return make_item_in_force(labour, [tax])


@pytest.fixture
def law(version):
    with scope(version.tenant):
        return Law.objects.above(version.tenant).get(name=LABOUR_LAW)


def page_of(law, step=""):
    return f"/610703/items/laws/{law.pk}/{step}"


def test_the_number_before_a_new_wording_is_left_out(admin, version, law, sign_in):
    browser = sign_in(admin)
    assert browser.post(page_of(law, "change/"), change_given(text=f"第八十五条　{NEW}")).status_code == 302
    with scope(version.tenant):
        assert LawChange.objects.of(version.tenant).get().text == NEW


def change_given(**given):
    day = timezone.localdate() - timedelta(days=1)
    return {
        "article": "第八十五条",
        "kind": "amended",
        "effective_on": day.isoformat(),
        "document": "主席令",
        "note": "改了主管部门的名称",
        "text": NEW,
    } | given


def test_a_pasted_law_falls_into_its_articles():
    assert split_articles(PASTED) == {
        "第八十五条": f"{OLD}\n对违法行为有权制止。",
        "第八十六条": "监督检查人员进入用人单位了解情况。",
        "第八十六条之一": "可以联合检查。",
    }


def test_a_line_that_begins_with_a_cited_article_is_no_new_one():
    assert split_articles("第一条 依照\n第二条规定的办理。") == {"第一条": "依照\n第二条规定的办理。"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("第一条 甲\n第一条 乙", "出现了两次，请核对后再贴"),
        ("第一条\n第二条 乙", "没有正文，请核对后再贴"),
        ("第一条 " + "长" * 8_001, "太长，看不出它到哪里为止，请核对分条"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        split_articles(text)


def test_two_wordings_are_read_as_one():
    assert compare("由劳动行政部门检查。", "由人力资源部门检查。") == [
        Piece("=", "由"),
        Piece("-", "劳动行政"),
        Piece("+", "人力资源"),
        Piece("=", "部门检查。"),
    ]


def test_a_place_keeps_the_articles_of_a_law_from_above(admin, version, law, sign_in):
    browser = sign_in(admin)
    assert browser.post(page_of(law, "articles/"), {"articles": PASTED}).status_code == 302
    page = browser.get(page_of(law)).content.decode()
    assert OLD in page
    assert "第八十六条之一" in page
    again = browser.post(page_of(law, "articles/"), {"articles": "第八十五条　别的文字"})
    assert again.status_code == 422
    assert "第八十五条与已收录的条文不同" in again.content.decode()
    assert "没有找到条文" in browser.post(page_of(law, "articles/"), {"articles": "全文"}).content.decode()


def test_a_law_is_added_with_its_articles(admin, nanzheng, sign_in):
    answer = sign_in(admin).post(
        "/610703/items/laws/new/", {"name": "劳动保障条例", "articles": "第一条 甲\n第二条 乙"}
    )
    assert answer.status_code == 302
    with scope(nanzheng):
        rows = LawArticle.objects.of(nanzheng).filter(law__name="劳动保障条例")
        assert sorted(rows.values_list("number", "text")) == [("第一条", "甲"), ("第二条", "乙")]


def test_a_new_wording_is_compared_marks_the_item_and_opens_its_task(admin, version, law, sign_in):
    browser = sign_in(admin)
    browser.post(page_of(law, "articles/"), {"articles": PASTED})
    offered = browser.get(page_of(law, "change/"), {"article": "第八十五条"}).content.decode()
    assert OLD in offered
    assert browser.post(page_of(law, "change/"), change_given()).status_code == 302
    with scope(version.tenant):
        run = JobRun.objects.of(version.tenant).select_related("tenant").get(name="items.spread_law_change")
        spread_law_change(run)
        task = AdjustmentTask.objects.of(version.tenant).get()
    for address in (page_of(law), task.get_absolute_url()):
        page = browser.get(address).content.decode()
        assert "<ins>人力资源</ins>" in page
        assert "<del>劳动</del>" in page
    assert "依据有变动" in browser.get(version.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": f"{OLD}\n对违法行为有权制止。"}, "与现行条文相同"),
        ({"kind": "repealed"}, "只有修改、新立一条时才填新条文"),
        ({"article": ""}, "只有修改、新立一条时才填新条文"),
    ],
)
def test_a_wording_that_is_none_is_refused_beside_its_field(admin, version, law, sign_in, given, said):
    browser = sign_in(admin)
    browser.post(page_of(law, "articles/"), {"articles": PASTED})
    answer = browser.post(page_of(law, "change/"), change_given(**given))
    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["text"])


def test_a_wording_holds_from_its_day_and_a_repealed_article_says_so(admin, version, law):
    place = version.tenant
    with scope(place, member=admin):
        add_articles(law, split_articles(PASTED), place=place, actor=admin, today=date(2026, 1, 1))
        given = {"tenant": place, "law": law, "article": "第八十五条", "document": "主席令", "note": "改"}
        LawChange.objects.of(place).create(**given, kind="amended", effective_on=date(2026, 6, 1), text=NEW)
        last = LawChange.objects.of(place).create(**given, kind="repealed", effective_on=date(2027, 1, 1))
        assert wordings_of(place, law, date(2026, 5, 31))["第八十五条"].text.startswith(OLD)
        assert wordings_of(place, law, date(2026, 6, 1))["第八十五条"].text == NEW
        assert wordings_of(place, law, date(2027, 1, 1))["第八十五条"].is_repealed
        assert last.pk not in compared(place, law)
        with pytest.raises(AdjustmentRefused, match="第八十五条"):
            add_articles(law, {"第八十五条": OLD}, place=place, actor=admin, today=date(2026, 7, 1))


def test_a_slip_is_mended_without_a_task(admin, version, law, sign_in):
    browser = sign_in(admin)
    browser.post(page_of(law, "articles/"), {"articles": PASTED.replace("联合检查", "联合捡查")})
    with scope(version.tenant):
        row = LawArticle.objects.of(version.tenant).get(number="第八十六条之一")
    assert f"/610703/items/articles/{row.pk}/correct/" in browser.get(page_of(law)).content.decode()
    assert browser.post(f"/610703/items/articles/{row.pk}/correct/", {"text": "可以联合检查。"}).status_code == 302
    with scope(version.tenant):
        row.refresh_from_db()
        assert row.text == "可以联合检查。"
        assert not AdjustmentTask.objects.of(version.tenant).exists()


def test_who_records_no_laws_reads_only(author, version, law, sign_in):
    browser = sign_in(author)
    assert "更正录入" not in browser.get(page_of(law)).content.decode()
    assert browser.get(page_of(law, "articles/")).status_code == 403
