"""One's own page, the look, and the frame around both."""

import pytest

from portal.templatetags.devices import device
from tests.factories.tenancy import give_hat, make_member


def test_a_member_reads_who_they_are(sign_in, nanzheng, bureau):
    member = make_member(nanzheng, "officer", bureau, name="张敏", employee_number="0815")
    page = sign_in(member).get("/me/").content.decode()
    for words in ("张敏", "0815", "执法人员", "南郑区", "修改密码", "登录设备"):
        assert words in page


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get("/me/").headers["Location"].startswith("/account/login/")


def test_the_frame_keeps_the_place_on_ones_own_page(sign_in, officer):
    page = sign_in(officer).get("/me/").content.decode()
    assert 'href="/610703/"' in page


def test_the_switcher_offers_the_other_hats_only(sign_in, officer, nanzheng, hanzhong):
    other = give_hat(officer, hanzhong, "leader")
    page = sign_in(officer).get("/610703/").content.decode()
    assert f'action="/hat/{other.pk}/"' in page
    assert page.count('action="/hat/') == 1


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("auto", ""), ("<script>", "")])
def test_the_look_is_kept_in_a_cookie(client, db, chosen, kept):
    response = client.post("/theme/", {"theme": chosen, "next": "/me/"})
    assert response.headers["Location"] == "/me/"
    assert response.cookies["theme"].value == kept


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
def test_changing_the_look_leads_nowhere_else(client, db, elsewhere):
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere}).headers["Location"] == "/"


def test_a_dark_page_says_so_before_any_script(client, db):
    client.cookies["theme"] = "dark"
    assert 'data-bs-theme="dark"' in client.get("/account/login/").content.decode()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge（Windows）"),
        ("Mozilla/5.0 (X11; Linux x86_64; Kylin) AppleWebKit/537.36 Chrome/108.0 Safari/537.36", "Chrome（麒麟）"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari（iPhone）"),
        ("curl/8.0", "其他浏览器"),
    ],
)  # fmt: skip
def test_a_device_is_named_as_its_owner_knows_it(user_agent, words):
    assert device(user_agent) == words
