"""A changed article marks what rests on it, here and below, and opens a task until it is settled (R030)."""

from datetime import date

import pytest

from common.models import Clock, JobRun
from common.workflow import MoveRefused
from directory.services.writing import RuleBroken
from items.bases import article_order, parse_bases
from items.models import AdjustmentTask, Law, LawChange
from items.queries.dependents import LawRef, article_uses, open_adjustments, task_url, unknown_laws
from items.services.checklists import EntryContent, change_entries, draft_checklist, enforce_checklist, revise_checklist
from items.services.laws import (
    AdjustmentRefused,
    add_law,
    keep_unchanged,
    mark_adjusted,
    open_tasks,
    record_change,
    revise_for,
)
from items.tasks import spread_law_change
from tenancy.scope import scope
from tests.factories.claims import change_item, make_item_in_force, put_in_force
from tests.factories.tenancy import make_member

TODAY = date(2026, 11, 23)
LABOUR_LAW = "中华人民共和国劳动法"


@pytest.fixture
def version(labour, tax):
    return make_item_in_force(labour, [tax])


@pytest.fixture
def lawyer(hanzhong):
    return make_member(hanzhong, "district_admin")


def changed(lawyer, article="第八十五条", law=LABOUR_LAW, kind="amended"):
    """The city records a change and its job runs."""
    city = lawyer.hat.tenant
    with scope(city, member=lawyer):
        change = LawChange(
            tenant=city,
            law=Law.objects.above(city).get(name=law),
            article=article,
            kind=kind,
            effective_on=date(2026, 12, 1),
            document="主席令",
            note="改了监督检查的规定",
        )
        record_change(change, actor=lawyer)
        spread_law_change(JobRun.objects.of(city).select_related("tenant").get(name="items.spread_law_change"))
    return change


def tasks(place):
    return list(AdjustmentTask.objects.of(place).select_related("change__law", "tenant", "department"))


def test_a_change_recorded_above_opens_a_task_with_a_clock_below(version, lawyer, labour):
    change = changed(lawyer)
    with scope(version.tenant):
        (task,) = tasks(version.tenant)
        assert (task.change_id, task.subject_id, task.department) == (change.pk, version.pk, labour)
        assert task.due_on is not None
        assert [one.pk for one in open_adjustments(version)] == [task.pk]
        assert open_tasks(version.tenant, change) == []


@pytest.mark.parametrize(
    ("law", "article", "touched"),
    [
        (LABOUR_LAW, "", 1),
        (LABOUR_LAW, "第八十六条", 0),
        ("中华人民共和国公司法", "第三条", 1),  # named without an article: anything in it may matter
        ("中华人民共和国食品安全法", "", 0),
    ],
)
def test_only_what_rests_on_it_is_touched(version, lawyer, law, article, touched):
    changed(lawyer, article, law)
    with scope(version.tenant):
        assert len(tasks(version.tenant)) == touched


def test_a_revision_settles_its_task_when_it_comes_into_force(version, lawyer, admin):
    changed(lawyer)
    with scope(version.tenant, member=admin):
        draft = revise_for(tasks(version.tenant)[0], actor=admin)
        assert (draft.state, draft.trigger) == ("draft", "law")
    put_in_force(draft)
    with scope(version.tenant):
        (task,) = tasks(version.tenant)
        assert task.state == "done"
        assert Clock.objects.of(version.tenant).get(rule="items.adjust").stopped_at is not None


def test_a_revision_for_another_reason_passes_the_task_on(version, lawyer, admin):
    changed(lawyer)
    from_elsewhere = change_item(version, frequency="每年2次")
    with scope(version.tenant):
        (task,) = tasks(version.tenant)
        assert (task.state, task.subject_id) == ("open", from_elsewhere.pk)


def test_no_change_needed_says_why_and_only_the_lead_says_it(version, lawyer, author, tax_signer):
    changed(lawyer)
    with scope(version.tenant, member=tax_signer), pytest.raises(MoveRefused):
        keep_unchanged(tasks(version.tenant)[0], actor=tax_signer, reason="不涉及")
    with scope(version.tenant, member=author):
        with pytest.raises(MoveRefused, match="须填写理由"):
            keep_unchanged(tasks(version.tenant)[0], actor=author, reason="")
        assert keep_unchanged(tasks(version.tenant)[0], actor=author, reason="只改了文字").state == "unneeded"
        assert not open_adjustments(version).exists()


def test_a_version_in_preparation_is_adjusted_where_it_is(draft, lawyer, author):
    changed(lawyer)
    with scope(draft.tenant, member=author):
        (task,) = tasks(draft.tenant)
        with pytest.raises(AdjustmentRefused, match="登记“已调整”"):
            revise_for(task, actor=author)
        assert mark_adjusted(task, actor=author, note="草稿已按新条文修改").state == "done"


def test_the_same_change_is_recorded_once(version, lawyer):
    change = changed(lawyer)
    with scope(lawyer.hat.tenant, member=lawyer), pytest.raises(RuleBroken, match="已经登记过"):
        change.pk, change._state.adding = None, True
        record_change(change, actor=lawyer)


def test_laws_that_no_library_holds_are_named(draft, admin):
    with scope(draft.tenant, member=admin):
        assert unknown_laws(draft.tenant) == []
        add_law(Law(tenant=draft.tenant, name="《陕西省劳动保障条例》"), actor=admin)
        assert Law.objects.of(draft.tenant).get().name == "陕西省劳动保障条例"


def test_the_page_of_a_law_shows_its_articles_in_order(version):
    with scope(version.tenant):
        law = Law.objects.above(version.tenant).get(name=LABOUR_LAW)
        (use,) = article_uses(version.tenant, law)
        assert (use.title, [one.subject_id for one in use.resting]) == ("第八十五条", [version.pk])


def test_articles_sort_by_their_number():
    numbers = ["第八十五条", "第九条", "第一百零三条", "第十条", "第100条", "附则"]
    assert sorted(numbers, key=article_order) == ["第九条", "第十条", "第八十五条", "第100条", "第一百零三条", "附则"]


def test_a_basis_may_name_several_articles():
    (basis,) = parse_bases("《中华人民共和国劳动法》第八十五条、第八十六条")
    assert basis.articles == ("第八十五条", "第八十六条")
    assert LawRef("劳动法", "第八十六条").is_met_by(basis)
    assert not LawRef("劳动法", "第九条").is_met_by(basis)


@pytest.mark.usefixtures("no_second_factor")
def test_the_graph_on_the_pages(version, admin, sign_in):
    browser = sign_in(admin)
    with scope(version.tenant):
        law = Law.objects.above(version.tenant).get(name=LABOUR_LAW)
    address = f"/610703/items/laws/{law.pk}/"
    assert "劳动法" in browser.get("/610703/items/laws/").content.decode()
    assert "对用人单位依法用工情况的监管" in browser.get(address).content.decode()
    given = {
        "article": "第八十五条",
        "kind": "amended",
        "effective_on": "2026-12-01",
        "document": "主席令",
        "note": "改了",
    }
    assert "涉及1项" in browser.get(f"{address}change/").content.decode()
    assert browser.post(f"{address}change/", given).status_code == 302
    with scope(version.tenant):
        spread_law_change(
            JobRun.objects.of(version.tenant).select_related("tenant").get(name="items.spread_law_change")
        )
        (task,) = tasks(version.tenant)
    assert "依据有变动" in browser.get(f"/610703/items/{version.pk}/").content.decode()
    page = f"/610703/items/adjustments/{task.pk}/"
    assert "修订事项" in browser.get(page).content.decode()
    assert browser.post(f"{page}revise/").url.endswith("/edit/")
    assert "查看修订版本" in browser.get(page).content.decode()


def checklist_of(version, labour, basis="《劳动法》第八十五条"):
    """A checklist of the lead in force that rests on the article."""
    entry = EntryContent("是否订立书面劳动合同", "用工之日起1个月内订立", basis)
    other = EntryContent("是否公示", "亮照经营", "《市场主体登记管理条例》第三十六条")
    with scope(version.tenant):
        row = draft_checklist(version, department=labour, entries=[entry, other], actor=None)
        return enforce_checklist(row, actor=make_member(version.tenant, "department_admin", labour), today=TODAY)


def test_a_checklist_that_rests_on_the_article_gets_its_task_and_its_mark(version, lawyer, labour, sign_in):
    checklist = checklist_of(version, labour)
    changed(lawyer)
    with scope(version.tenant):
        (task,) = [one for one in tasks(version.tenant) if one.subject_kind == "items.checklist"]
        assert (task.subject_id, task.department, task.state) == (checklist.pk, labour, "open")
        assert task_url(task) == checklist.get_absolute_url()
    browser = sign_in(make_member(version.tenant, "officer", labour))
    assert "依据有变动" in browser.get(checklist.get_absolute_url()).content.decode()
    assert f"{checklist.get_absolute_url()}revise/" in browser.get(task.get_absolute_url()).content.decode()


@pytest.mark.parametrize(("rule", "state"), [("自用工之日起书面订立", "done"), ("用工之日起1个月内订立", "open")])
def test_only_a_new_checklist_that_was_written_anew_there_settles_the_task(version, lawyer, labour, rule, state):
    checklist = checklist_of(version, labour)
    changed(lawyer)
    with scope(version.tenant):
        admin = make_member(version.tenant, "department_admin", labour)
        draft = revise_checklist(checklist, actor=make_member(version.tenant, "department_admin", labour))
        contents = [
            EntryContent("是否订立书面劳动合同", rule, "《劳动法》第八十五条"),
            EntryContent("是否公示", "亮照经营，年报真实", "《市场主体登记管理条例》第三十六条"),
        ]
        change_entries(draft, contents, actor=None)
        enforce_checklist(draft, actor=admin, today=TODAY)
        (task,) = [one for one in tasks(version.tenant) if one.subject_kind == "items.checklist"]
    assert task.state == state
    assert task.subject_id == (checklist.pk if state == "done" else draft.pk)


def test_a_checklist_on_another_article_is_left_alone(version, lawyer, labour):
    checklist_of(version, labour, basis="《劳动法》第五十条")
    changed(lawyer)
    with scope(version.tenant):
        assert {one.subject_kind for one in tasks(version.tenant)} == {"items.itemversion"}
