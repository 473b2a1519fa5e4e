"""The inbox: unread notices stand in the bar, opening one marks it read."""

import pytest

from common.models import Notice
from common.notices import notify, unread_count
from tenancy.scope import scope

INBOX = "/610703/inbox/"


@pytest.fixture
def reader(officer, no_second_factor, sign_in):
    return sign_in(officer)


@pytest.fixture
def notice(nanzheng, officer) -> Notice:
    with scope(nanzheng):
        return notify(officer, nanzheng, "导出已完成", kind="probe.told", body="共十行", url="/610703/")[0]


def test_an_unread_notice_is_counted_in_the_bar_and_shown_in_the_inbox(reader, notice):
    page = reader.get(INBOX).content.decode()
    assert "导出已完成" in page and "共十行" in page
    assert '<span class="count">1</span>' in page


def test_opening_a_notice_marks_it_read_and_goes_where_it_leads(reader, notice, nanzheng, officer):
    answer = reader.post(f"{INBOX}{notice.pk}/read/")
    assert answer.url == "/610703/"
    with scope(nanzheng):
        assert unread_count(officer, nanzheng) == 0
    assert "导出已完成" not in reader.get(f"{INBOX}?unread=1").content.decode()


def test_reading_needs_a_post(reader, notice):
    assert reader.get(f"{INBOX}{notice.pk}/read/").status_code == 405


def test_all_are_marked_read_at_once(reader, notice, nanzheng, officer):
    reader.post(f"{INBOX}read/")
    with scope(nanzheng):
        assert unread_count(officer, nanzheng) == 0


def test_nobody_opens_the_notice_of_another(notice, admin, outsider, no_second_factor, sign_in):
    assert "导出已完成" not in sign_in(admin).get(INBOX).content.decode()
    assert sign_in(admin).post(f"{INBOX}{notice.pk}/read/").status_code == 404
    assert sign_in(outsider).get(INBOX).status_code == 404


def test_the_buttons_among_the_rows_carry_the_token_that_a_post_needs(reader, notice):
    rows = reader.get(INBOX, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in rows
    assert rows.count("csrfmiddlewaretoken") == 2  # reading one, reading all
    assert 'formmethod="post"' in rows


def test_an_empty_inbox_says_what_will_come(reader):
    assert "没有消息" in reader.get(INBOX).content.decode()
