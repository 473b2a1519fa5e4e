"""The door: who gets in by which name, what happens to those who guess, and what is written down about it."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tenancy.lockout import forgive
from tenancy.models import AuditEntry, Member
from tenancy.scope import current_scope, scope
from tests.factories.tenancy import PASSWORD, make_member

LOGIN = "/account/login/"


def try_login(name: str, password: str = PASSWORD, client: Client | None = None, **extra):
    return (client or Client()).post(LOGIN, {"login": name, "password": password}, **extra)


def is_signed_in(client: Client) -> bool:
    return client.get("/").headers.get("Location", "").find("/account/login/") == -1


def verbs(tenant) -> list[str]:
    with scope(tenant):
        return list(AuditEntry.objects.of(tenant).order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def zhang(nanzheng, bureau) -> Member:
    return make_member(nanzheng, "officer", bureau, username="Zhang.San", employee_number="A1024", name="张三")


@pytest.mark.parametrize("name", ["Zhang.San", "zhang.san", " zhang.san ", "A1024", "610703/A1024"])
def test_a_member_signs_in_by_name_number_or_place_and_number(zhang, name):
    client = Client()
    response = try_login(name, client=client)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert is_signed_in(client)


@pytest.mark.parametrize(
    "name", ["A1025", "611025/A1024", "610703/", "/", "nobody", "610703/A1024/A1024", "%", "' OR 1=1 --"]
)
def test_other_names_are_nobody(zhang, name):
    response = try_login(name)
    assert response.status_code == 200
    assert "登录名或密码不正确" in response.content.decode()


@pytest.mark.parametrize("name", ["", "a\0b", "名" * 61])
def test_what_is_no_name_is_asked_for_again(db, name):
    assert try_login(name).status_code == 200


def test_a_number_used_in_two_places_needs_its_place(zhang, abaga):
    make_member(abaga, "leader", employee_number="A1024")
    assert try_login("A1024").status_code == 200
    assert try_login("610703/A1024").status_code == 302
    assert try_login("152522/A1024").status_code == 302


def test_a_wrong_password_and_a_wrong_name_get_the_same_answer(zhang):
    def answer(name: str) -> str:
        return try_login(name, "Wrong-Password-1").content.decode().replace(name, "")

    first, second = answer("zhang.san"), answer("zhang.sam")
    assert len(first) == len(second)
    assert "登录名或密码不正确" in first


def test_whoever_failed_acts_for_nobody(zhang):
    """The look-up of a name acts for that member only until the password turns out wrong."""
    with scope():
        assert authenticate(HttpRequest(), username="zhang.san", password="Wrong-Password-1") is None
        assert current_scope().member is None
        assert Member.objects.count() == 0


def test_a_member_who_left_does_not_get_in(zhang, nanzheng):
    with scope(nanzheng):
        Member.objects.filter(pk=zhang.pk).update(is_active=False)
    client = Client()
    assert try_login("zhang.san", client=client).headers["Location"] == "/account/inactive/"
    assert not is_signed_in(client)


def test_a_member_who_is_switched_off_is_out_at_the_next_request(officer, nanzheng, sign_in):
    client = sign_in(officer)
    assert client.get("/610703/").status_code == 200
    with scope(nanzheng):
        Member.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/610703/").headers["Location"].startswith(LOGIN)


def test_five_failures_lock_the_account_for_fifteen_minutes(zhang, nanzheng, frozen_time):
    for _ in range(4):
        assert try_login("zhang.san", "Wrong-Password-1").status_code == 200
    locked = try_login("A1024", "Wrong-Password-1")
    assert locked.status_code == 429
    assert "锁定" in locked.content.decode()
    assert try_login("zhang.san").status_code == 429
    frozen_time.tick(timedelta(minutes=14))
    assert try_login("zhang.san").status_code == 429
    frozen_time.tick(timedelta(minutes=2))
    assert try_login("zhang.san").status_code == 302
    assert verbs(nanzheng) == [*["account.sign_in_failed"] * 4, "account.locked", "account.sign_in"]


def test_attempts_during_the_lock_do_not_prolong_it(zhang, frozen_time):
    for _ in range(5):
        try_login("zhang.san", "Wrong-Password-1")
    frozen_time.tick(timedelta(minutes=10))
    assert try_login("zhang.san", "Wrong-Password-1").status_code == 429
    frozen_time.tick(timedelta(minutes=6))
    assert try_login("zhang.san").status_code == 302


def test_a_stranger_elsewhere_does_not_lock_a_colleague_out(zhang):
    for _ in range(5):
        try_login("zhang.san", "Wrong-Password-1", REMOTE_ADDR="203.0.113.9")
    assert try_login("zhang.san", REMOTE_ADDR="203.0.113.9").status_code == 429
    assert try_login("zhang.san", REMOTE_ADDR="198.51.100.4").status_code == 302


def test_guesses_from_many_addresses_are_stopped_too(zhang):
    for number in range(30):
        try_login("zhang.san", "Wrong-Password-1", REMOTE_ADDR=f"203.0.113.{number}")
    response = try_login("zhang.san", REMOTE_ADDR="203.0.113.99")
    assert response.status_code == 200
    assert "尝试次数过多" in response.content.decode()


def test_a_success_forgets_the_failures(zhang):
    for _ in range(4):
        try_login("zhang.san", "Wrong-Password-1")
    assert try_login("zhang.san").status_code == 302
    assert AccessAttempt.objects.count() == 0


def test_forgiving_unlocks(zhang):
    for _ in range(5):
        try_login("zhang.san", "Wrong-Password-1")
    forgive(zhang)
    assert try_login("zhang.san").status_code == 302


def test_unknown_names_lock_like_known_ones_and_are_not_kept(db):
    answers = [try_login("My-Secret-Password", "Wrong-Password-1").status_code for _ in range(6)]
    assert answers == [200, 200, 200, 200, 429, 429]
    kept = AccessAttempt.objects.get()
    assert "Secret" not in f"{kept.username}{kept.post_data}{kept.get_data}"


def test_forwarded_addresses_count_only_behind_a_proxy(zhang):
    for number in range(5):
        try_login("zhang.san", "Wrong-Password-1", headers={"X-Forwarded-For": f"203.0.113.{number}"})
    assert try_login("zhang.san", headers={"X-Forwarded-For": "203.0.113.77"}).status_code == 429


def test_behind_one_proxy_the_last_forwarded_address_counts(zhang, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(5):
        try_login("zhang.san", "Wrong-Password-1", headers={"X-Forwarded-For": f"10.0.0.{number}, 203.0.113.5"})
    assert try_login("zhang.san", headers={"X-Forwarded-For": "10.9.9.9, 203.0.113.5"}).status_code == 429
    assert try_login("zhang.san", headers={"X-Forwarded-For": "203.0.113.5, 203.0.113.6"}).status_code == 302


def test_the_ledger_names_the_account_and_nothing_personal(zhang, nanzheng):
    client = Client()
    try_login("A1024", "Wrong-Password-1", client)
    try_login("A1024", client=client)
    client.post("/account/logout/")
    with scope(nanzheng):
        entries = list(AuditEntry.objects.of(nanzheng).order_by("pk"))
    assert [entry.verb for entry in entries] == ["account.sign_in_failed", "account.sign_in", "account.sign_out"]
    assert [entry.actor_id for entry in entries] == [None, zhang.pk, zhang.pk]
    assert {(entry.row_kind, entry.row_id, entry.note) for entry in entries} == {("tenancy.member", str(zhang.pk), "")}
    assert "127.0.0.1" not in str([vars(entry) for entry in entries])


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_to_another_site(zhang, target):
    response = Client().post(f"{LOGIN}?next={target}", {"login": "zhang.san", "password": PASSWORD, "next": target})
    assert response.headers["Location"] == "/"


def test_after_signing_in_the_member_gets_the_page_that_was_asked_for(zhang):
    client = Client()
    asked = client.get("/610703/")
    assert asked.headers["Location"] == f"{LOGIN}?next=/610703/"
    assert try_login("zhang.san", client=client, QUERY_STRING="next=/610703/").headers["Location"] == "/610703/"


def test_a_part_of_a_page_sends_the_whole_page_to_the_door(db):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/610703/"}
    response = Client().get("/610703/", headers=headers)
    assert response.headers["HX-Redirect"] == f"{LOGIN}?next=/610703/"


@pytest.mark.parametrize(
    "path",
    [
        "/account/signup/",
        "/account/email/",
        "/account/password/reset/",
        "/account/password/set/",
        "/account/confirm-email/",
        "/account/login/code/confirm/",
        "/account/second-factor/webauthn/",
        "/account/second-factor/trust/",
    ],
)
def test_nobody_signs_up_or_resets_by_mail(officer, sign_in, path):
    assert Client().get(path).status_code == 404
    assert sign_in(officer).get(path).status_code == 404


def test_the_names_of_closed_pages_lead_nowhere():
    for name in ("account_signup", "account_email", "account_reset_password"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_the_first_password_is_changed_before_anything_else(nanzheng, bureau, sign_in):
    newcomer = make_member(nanzheng, "officer", bureau, must_change_password=True)
    client = sign_in(newcomer)
    for path in ("/", "/610703/"):
        assert client.get(path).headers["Location"] == "/account/password/change/"
    same = {"oldpassword": PASSWORD, "password1": PASSWORD, "password2": PASSWORD}
    refused = client.post("/account/password/change/", same)
    assert "新密码不能与原密码相同" in refused.content.decode()
    new = "Battery-Staple-7"
    changed = client.post("/account/password/change/", {**same, "password1": new, "password2": new})
    assert changed.headers["Location"] == "/"
    assert client.get("/610703/").status_code == 200
    assert try_login(newcomer.username).status_code == 200
    assert try_login(newcomer.username, new).status_code == 302
    assert "account.password_changed" in verbs(nanzheng)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Ab-3456", "至少要有 10 个字符"),
        ("abcdefghijkl", "至少三类"),
        ("Qwerty123456", "太常见"),
        ("Zhang.San-2026", "相似"),
    ],
)
def test_weak_passwords_are_refused_with_the_reason(zhang, sign_in, password, reason, settings):
    answers = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = sign_in(zhang).post("/account/password/change/", answers)
    assert response.status_code == 200
    assert reason in response.content.decode()


def test_the_session_key_changes_when_somebody_signs_in(zhang):
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    try_login("zhang.san", client=client)
    assert client.session.session_key != before


def test_signing_out_needs_a_press_of_the_button(officer, sign_in):
    client = sign_in(officer)
    client.get("/account/logout/")
    assert is_signed_in(client)
    client.post("/account/logout/")
    assert not is_signed_in(client)


def test_a_form_without_its_token_is_refused(zhang):
    client = Client(enforce_csrf_checks=True)
    assert try_login("zhang.san", client=client).status_code == 403


def test_failures_are_kept_and_the_last_sign_in_is_known(zhang, nanzheng):
    try_login("zhang.san", "Wrong-Password-1")
    assert AccessAttempt.objects.count() == 1
    try_login("zhang.san")
    with scope(nanzheng):
        assert Member.objects.get(pk=zhang.pk).last_login > timezone.now() - timedelta(minutes=1)
