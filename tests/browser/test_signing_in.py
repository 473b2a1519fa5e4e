"""Signing in: the second factor, the first password, the hats, and the end of an idle session."""

from tests.browser.people import HANTAI, HANZHONG, make_person

LET_AN_HOUR_PASS = """
from django.contrib.sessions.backends.cache import SessionStore
session = SessionStore({key!r})
session["seen"] = session["seen"] | {{"at": session["seen"]["at"] - 3600}}
session.save()
"""


def test_a_coordinator_sets_up_a_second_factor_and_signs_in_with_it(site, desk):
    person = make_person(site, "second-factor", "district_admin", place=HANTAI)
    desk.open("/account/login/")
    desk.look("sign-in")
    desk.sign_in(person.username, person.password)
    assert desk.path == "/account/second-factor/totp/activate/"
    desk.look("second-factor-set-up")
    secret = desk.page.locator(".facts code").inner_text()
    desk.fill(code=desk.code(secret))
    desk.press("启用")
    desk.look("second-factor")
    desk.open("/")
    assert desk.path == "/610702/"

    desk.sign_out()
    desk.sign_in(person.username, person.password)
    desk.look("second-factor-asked")
    desk.fill(code="000000")
    desk.press("登录")
    assert "验证码" in desk.text()
    desk.fill(code=desk.code(secret))
    desk.press("登录")
    assert desk.path == "/610702/"


def test_the_first_password_is_changed_before_anything_else(site, desk):
    person = make_person(site, "first-password", "officer", department="首次登录科", must_change_password=True)
    desk.sign_in(person.username, person.password)
    assert desk.path == "/account/password/change/"
    desk.look("first-password")
    desk.open("/610703/")
    assert desk.path == "/account/password/change/"
    desk.fill(oldpassword=person.password, password1="12345678", password2="12345678")
    desk.press("修改密码")
    assert desk.page.locator(".errorlist").count() >= 1
    desk.look("weak-password")
    desk.fill(oldpassword=person.password, password1="Quiet-River-77", password2="Quiet-River-77")
    desk.press("修改密码")
    desk.open("/")
    assert desk.path == "/610703/"


def test_a_member_changes_the_place_and_the_hat(site, desk):
    person = make_person(site, "two-hats", "officer", department="两顶帽子科", more_hats=((HANZHONG, "leader"),))
    desk.sign_in(person.username, person.password)
    assert desk.path == "/610700/"
    desk.page.locator(".bar-place summary").click()
    desk.look("places")
    desk.page.locator(".bar-place .menu-panel button", has_text="南郑区").click()
    assert desk.path == "/610703/"
    assert "已切换" in desk.text()
    desk.open("/")
    assert desk.path == "/610703/"


def test_a_stranger_finds_nothing(site, desk):
    person = make_person(site, "stranger", "officer", department="外来科")
    desk.sign_in(person.username, person.password)
    desk.open("/152522/", status=404)
    desk.look("not-found")


def test_an_idle_session_ends_and_signing_in_again_returns_to_the_page(site, desk):
    person = make_person(site, "idle", "officer", department="午休科")
    desk.sign_in(person.username, person.password)
    page = desk.path
    key = next(cookie["value"] for cookie in desk.context.cookies() if cookie["name"] == "sessionid")
    site.python(LET_AN_HOUR_PASS.format(key=key))
    desk.page.reload()
    assert desk.path == "/account/login/"
    assert "长时间没有操作" in desk.text()
    desk.fill(login=person.username, password=person.password)
    desk.press("登录")
    assert desk.path == page
