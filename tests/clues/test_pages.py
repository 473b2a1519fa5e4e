"""Pages of clues: the two departments read them, who oversees sees the state, nobody else anything (5.3)."""

import pytest

from clues.services import return_clue
from common.search import search
from tests.factories.clues import FACT
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.tenancy import make_department, make_member

PAGE = "/610703/clues/"
pytestmark = pytest.mark.usefixtures("no_second_factor")


def page_of(client, path="", status=200):
    response = client.get(f"{PAGE}{path}")
    assert response.status_code == status
    return response.content.decode()


def test_both_departments_read_a_clue(clue, officer, receiver, sign_in):
    for member in (officer, receiver):
        client = sign_in(member)
        assert clue.number in page_of(client)
        assert FACT in page_of(client, f"{clue.pk}/")


def test_another_department_learns_of_nothing(clue, nanzheng, sign_in):
    other = make_member(nanzheng, "department_admin", make_department(nanzheng, "区税务局"))
    client = sign_in(other)
    assert clue.number not in page_of(client)
    page_of(client, f"{clue.pk}/", status=404)
    page_of(client, f"{clue.pk}/accept/", status=404)
    with acting(other):
        assert [one for one in search(other, nanzheng, "老石桥") if one.kind.key == "clues"] == []


def test_who_oversees_sees_the_state_and_the_content_once_it_came_back(clue, admin, receiver, sign_in):
    client = sign_in(admin)
    assert FACT not in page_of(client, f"{clue.pk}/")
    assert "待接收" in page_of(client, f"{clue.pk}/")
    with acting(receiver):
        return_clue(clue, actor=receiver, note="属于市场监管部门")
    assert FACT in page_of(client, f"{clue.pk}/")


def test_a_clue_is_accepted_and_answered_by_form(clue, receiver, sign_in):
    client = sign_in(receiver)
    assert "接收线索" in client.get("/610703/").content.decode()
    assert client.post(f"{PAGE}{clue.pk}/accept/", {"note": ""}).status_code == 302
    empty = client.post(f"{PAGE}{clue.pk}/answer/", {"conclusion": "", "text": ""})
    assert empty.status_code == 422
    given = {"conclusion": "substantiated", "text": "软管已更换"}
    assert client.post(f"{PAGE}{clue.pk}/answer/", given).status_code == 302
    assert "属实" in page_of(client, f"{clue.pk}/")


def test_a_returned_clue_goes_elsewhere_by_form(clue, nanzheng, officer, receiver, sign_in):
    fire = make_department(nanzheng, "区消防救援大队")
    client = sign_in(receiver)
    assert client.post(f"{PAGE}{clue.pk}/return/", {"note": ""}).status_code == 422
    assert client.post(f"{PAGE}{clue.pk}/return/", {"note": "属于消防"}).status_code == 302
    sender = sign_in(officer)
    assert "改送其他部门" in page_of(sender, f"{clue.pk}/")
    moved = sender.post(f"{PAGE}{clue.pk}/redirect/", {"department": fire.pk, "note": "消防通道"})
    assert moved.status_code == 302
    assert fresh(clue).to_department_id == fire.pk


def test_a_return_button_is_offered_once(clue, nanzheng, receiver, sign_in):
    client = sign_in(receiver)
    assert "退回移送部门" in page_of(client, f"{clue.pk}/")
    with acting(receiver):
        clue.returns = 1
        clue.save(update_fields=["returns"])
    assert "退回移送部门" not in page_of(client, f"{clue.pk}/")


def test_the_sender_waits_for_it_on_the_workbench(clue, officer, sign_in):
    assert "等待区住房和城乡建设管理局核查线索" in sign_in(officer).get("/610703/").content.decode()


def test_the_subject_file_tells_the_two_departments_only(clue, firm, nanzheng, officer, sign_in):
    address = f"/610703/objects/{firm.pk}/"
    assert clue.number in sign_in(officer).get(address).content.decode()
    other = make_member(nanzheng, "officer", make_department(nanzheng, "区税务局"))
    assert clue.number not in sign_in(other).get(address).content.decode()
