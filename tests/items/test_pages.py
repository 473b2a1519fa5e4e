"""The pages of items, through the door people use."""

import pytest

from items.models import CoSignature, ItemVersion
from publication.models import Duty
from tenancy.scope import scope
from tests.factories.items import VALUES, sent

BASE = "/610703/items/"


def filled(lead, tax, **values):
    """The form as a browser sends it, with one cooperating line."""
    lines = {
        "lines-TOTAL_FORMS": "2",
        "lines-INITIAL_FORMS": "0",
        "lines-0-department": str(tax.pk),
        "lines-0-content": "对市场主体缴税情况的监管",
        "lines-0-bases": "《中华人民共和国企业所得税法》等",
        "lines-1-department": "",
        "lines-1-content": "",
        "lines-1-bases": "",
    }
    return {**VALUES, "department": str(lead.pk), "bases": "《中华人民共和国劳动法》第八十五条", **lines, **values}


def test_an_item_is_drafted_on_its_form_and_stands_in_the_list(nanzheng, author, labour, tax, sign_in):
    browser = sign_in(author)
    response = browser.post(f"{BASE}new/", filled(labour, tax))
    assert response.status_code == 302, response.content.decode()
    page = browser.get(BASE).content.decode()
    for word in ("区人力资源和社会保障局", "《中华人民共和国劳动法》第八十五条", "区税务局", "区级", "起草"):
        assert word in page
    detail = browser.get(response.url).content.decode()
    assert "送审" in detail
    assert "《中华人民共和国企业所得税法》等”只写了名称" in detail


def test_what_was_typed_stays_and_the_fault_stands_beside_its_line(author, labour, tax, sign_in):
    page = sign_in(author).post(f"{BASE}new/", filled(labour, tax, **{"lines-0-content": ""}))
    assert page.status_code == 422
    text = page.content.decode()
    assert text.count("请写明这个部门检查什么。") == 2  # on top with a way to it, and beside it
    assert '<a href="#id_lines-0-content">配合部门 1 配合部门监管事项</a>' in text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (lambda lead, tax: {"lines-1-department": tax.pk, "lines-1-content": "缴费"}, "同一配合部门只能填一行"),
        (lambda lead, tax: {"lines-1-department": lead.pk, "lines-1-content": "用工"}, "牵头部门不能同时是配合部门"),
        (
            lambda lead, tax: {
                "lines-0-department": "",
                "lines-0-content": "",
                "lines-1-department": lead.pk,
                "lines-1-content": "用工",
            },
            "牵头部门不能同时是配合部门",
        ),
    ],
)
def test_what_the_rules_refuse_of_a_line_stands_beside_the_field_of_that_line(
    author, labour, tax, sign_in, changed, sentence
):
    page = sign_in(author).post(f"{BASE}new/", filled(labour, tax, **changed(labour, tax)))
    assert page.status_code == 422
    form = page.context["form"]
    assert not form.errors
    assert sentence in form.lines[1].errors["department"][0]
    assert '<a href="#id_lines-1-department">配合部门 2 配合监管部门</a>' in page.content.decode()


def test_an_empty_form_is_refused_with_reasons(author, sign_in):
    data = {"lines-TOTAL_FORMS": "0", "lines-INITIAL_FORMS": "0"}
    assert sign_in(author).post(f"{BASE}new/", data).status_code == 422


def test_the_lines_of_a_draft_come_back_into_its_form(draft, author, sign_in):
    page = sign_in(author).get(f"{BASE}{draft.pk}/edit/").content.decode()
    assert page.count("《中华人民共和国公司法》") == 2


@pytest.mark.usefixtures("no_second_factor")
def test_the_whole_way_on_the_pages(draft, author, signers, reviewer, admin, sign_in):
    nanzheng = draft.tenant
    address = f"{BASE}{draft.pk}/"
    assert sign_in(author).post(f"{address}send/", {"note": ""}).status_code == 302
    for signer in signers:
        browser = sign_in(signer)
        with scope(nanzheng):
            signature = CoSignature.objects.of(nanzheng).get(department=signer.hat.department)
        assert "会签监管事项" in browser.get("/610703/").content.decode()
        assert "（本部门）" in browser.get(f"{BASE}signatures/{signature.pk}/").content.decode()
        signed = browser.post(f"{BASE}signatures/{signature.pk}/", {"opinion": "agree", "note": ""})
        assert signed.status_code == 302
    legal = sign_in(reviewer)
    assert "合法性审核" in legal.get("/610703/").content.decode()
    assert legal.post(f"{address}clear/", {"note": ""}).status_code == 302
    chief = sign_in(admin)
    assert chief.post(f"{address}approve/", {"note": ""}).status_code == 302
    assert chief.post(f"{address}enforce/", {"note": ""}).status_code == 302
    with scope(nanzheng):
        assert ItemVersion.objects.of(nanzheng).get().state == "in_force"
        assert Duty.objects.of(nanzheng).get().kind == "item_list"
    revised = sign_in(author).post(f"{address}revise/", {"trigger": "law", "note": "劳动法修订"})
    assert revised.status_code == 302
    page = sign_in(author).get(revised.url.removesuffix("edit/")).content.decode()
    assert "与第1版相比" in page


def test_a_refused_step_says_why_on_its_page(draft, author, nanzheng, sign_in):
    sent(draft, author)
    page = sign_in(author).post(f"{BASE}{draft.pk}/take_back/", {"note": ""})
    assert page.status_code == 422


@pytest.mark.parametrize("page", ["edit", "send", "discard", "take_back"])
def test_another_department_may_look_but_not_touch(draft, officer, page, sign_in):
    browser = sign_in(officer)
    assert browser.get(f"{BASE}{draft.pk}/").status_code == 200
    assert browser.get(f"{BASE}{draft.pk}/{page}/").status_code == 403


def test_gaps_name_what_is_missing(draft, officer, sign_in):
    page = sign_in(officer).get(f"{BASE}gaps/").content.decode()
    assert "牵头部门联络人" in page


def test_the_steps_and_batches_of_a_place_are_set_by_its_administrator(no_second_factor, admin, officer, sign_in):
    browser = sign_in(admin)
    assert browser.post(f"{BASE}chain/", {"co_sign": "1", "legality": "2", "co_sign_days": "7"}).status_code == 302
    batch = {"name": "2026年第一批", "release_on": "2026-12-01", "announcement": ""}
    assert browser.post(f"{BASE}batches/new/", batch).status_code == 302
    assert "2026年第一批" in browser.get(f"{BASE}batches/").content.decode()
    assert sign_in(officer).get(f"{BASE}chain/").status_code == 403


def test_an_outsider_gets_404(outsider, draft, sign_in):
    visitor = sign_in(outsider)
    for address in ("", f"{draft.pk}/", "gaps/"):
        assert visitor.get(f"{BASE}{address}").status_code == 404


def test_of_many_moves_the_rarer_ones_stand_in_one_menu(no_second_factor, admin, officer, sign_in):
    page = sign_in(admin).get(BASE)
    shown = [move.label for move in page.context["moves"] if not move.is_in_menu]
    assert shown == ["起草事项", "导入"]
    menu = page.content.decode().split('class="menu-panel"')
    assert any("办理环节</a>" in part.split("</ul>")[0] for part in menu)
    few = sign_in(officer).get(f"{BASE}laws/")
    assert not [move for move in few.context["moves"] if move.is_in_menu]
