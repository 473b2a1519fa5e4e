"""The second step: demanded per role by the place, proved before the session begins, kept secret at rest."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from tenancy.models import AuditEntry, TenantSettings
from tenancy.scope import scope
from tenancy.services import reset_second_factor
from tests.factories.tenancy import PASSWORD, make_member

ACTIVATE = "/account/second-factor/totp/activate/"
AUTHENTICATE = "/account/second-factor/authenticate/"


def code_for(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def set_up(client: Client) -> str:
    """Walk through the page that sets up the telephone; returns its secret."""
    secret = client.get(ACTIVATE).context["form"].secret
    response = client.post(ACTIVATE, {"code": code_for(secret)})
    assert response.status_code == 302, response.content.decode()
    return secret


def type_password(member) -> Client:
    client = Client()
    client.post("/account/login/", {"login": member.username, "password": PASSWORD})
    return client


def verbs(tenant) -> list[str]:
    with scope(tenant):
        return list(AuditEntry.objects.of(tenant).order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def enrolled(admin, sign_in, frozen_time):
    """The district admin with a telephone set up, and its secret."""
    secret = set_up(sign_in(admin))
    frozen_time.tick(timedelta(minutes=2))
    return admin, secret


def test_a_role_that_must_have_two_steps_sets_them_up_first(admin, sign_in):
    client = sign_in(admin)
    assert client.get("/610703/").headers["Location"] == ACTIVATE
    assert client.get("/").headers["Location"] == "/610703/"
    assert "启用后才能继续办理业务" in client.get(ACTIVATE).content.decode()
    set_up(client)
    assert "继续办理业务" in client.get("/account/second-factor/recovery-codes/").content.decode()
    assert client.get("/610703/").status_code == 200


def test_other_roles_need_not(officer, sign_in):
    assert sign_in(officer).get("/610703/").status_code == 200


def test_the_place_decides_which_roles_must(admin, officer, nanzheng, sign_in):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=["officer"])
    assert sign_in(admin).get("/610703/").status_code == 200
    assert sign_in(officer).get("/610703/").headers["Location"] == ACTIVATE


def test_the_password_alone_opens_nothing(enrolled):
    member, _ = enrolled
    client = type_password(member)
    assert client.get("/610703/").headers["Location"] == "/account/login/?next=/610703/"
    for path in ("/account/second-factor/", ACTIVATE, "/account/sessions/", "/account/password/change/"):
        assert client.get(path).headers["Location"].startswith("/account/login/")
    assert client.get("/account/login/").headers["Location"] == AUTHENTICATE


def test_password_and_code_open_the_door(enrolled):
    member, secret = enrolled
    client = type_password(member)
    pending = client.session.session_key
    assert client.post(AUTHENTICATE, {"code": code_for(secret)}).headers["Location"] == "/"
    assert client.get("/610703/").status_code == 200
    assert client.session.session_key != pending


def test_a_code_works_once(enrolled):
    member, secret = enrolled
    code = code_for(secret)
    assert type_password(member).post(AUTHENTICATE, {"code": code}).status_code == 302
    assert type_password(member).post(AUTHENTICATE, {"code": code}).status_code == 200


def test_a_recovery_code_opens_the_door_once(enrolled):
    member, _ = enrolled
    with scope(member=member):
        codes = Authenticator.objects.get(user=member, type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert type_password(member).post(AUTHENTICATE, {"code": codes[3]}).status_code == 302
    assert type_password(member).post(AUTHENTICATE, {"code": codes[3]}).status_code == 200


def test_the_code_of_another_member_is_refused(enrolled, nanzheng, sign_in):
    other = make_member(nanzheng, "auditor")
    secret = set_up(sign_in(other))
    member, _ = enrolled
    assert type_password(member).post(AUTHENTICATE, {"code": code_for(secret)}).status_code == 200


def test_wrong_codes_lock_like_wrong_passwords(enrolled, nanzheng):
    member, secret = enrolled
    client = type_password(member)
    answers = [client.post(AUTHENTICATE, {"code": "000000"}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert client.post(AUTHENTICATE, {"code": code_for(secret)}).headers["Location"] == "/account/login/"
    assert verbs(nanzheng)[-6:] == [*["account.wrong_code"] * 5, "account.locked"]


def test_the_right_password_does_not_forget_wrong_codes(enrolled):
    member, _ = enrolled
    for _round in range(4):
        assert type_password(member).post(AUTHENTICATE, {"code": "000000"}).status_code == 200
    assert type_password(member).post(AUTHENTICATE, {"code": "000000"}).status_code == 429


def test_a_half_finished_sign_in_runs_out(enrolled, frozen_time):
    member, secret = enrolled
    client = type_password(member)
    frozen_time.tick(timedelta(minutes=16))
    assert client.post(AUTHENTICATE, {"code": code_for(secret)}).headers["Location"] == "/account/login/"


def test_setting_up_again_later_asks_for_the_password(officer, sign_in, frozen_time):
    client = sign_in(officer)
    frozen_time.tick(timedelta(minutes=10))
    assert client.get(ACTIVATE).headers["Location"].startswith("/account/reauthenticate/?next=")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert client.get(ACTIVATE).status_code == 200


def test_the_password_asked_for_again_must_be_right(officer, sign_in, frozen_time):
    client = sign_in(officer)
    frozen_time.tick(timedelta(minutes=10))
    answers = [client.post("/account/reauthenticate/", {"password": "Wrong-Password-1"}) for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert client.get("/610703/").headers["Location"].startswith("/account/login/")


def test_a_member_whose_role_demands_it_cannot_switch_it_off(enrolled, sign_in):
    member, secret = enrolled
    client = type_password(member)
    client.post(AUTHENTICATE, {"code": code_for(secret)})
    refused = client.post("/account/second-factor/totp/deactivate/")
    assert "不能停用" in refused.content.decode()
    with scope(member=member):
        assert Authenticator.objects.filter(user=member, type="totp").exists()


def test_others_may_switch_it_off_and_the_ledger_knows(officer, nanzheng, sign_in):
    client = sign_in(officer)
    set_up(client)
    assert client.post("/account/second-factor/totp/deactivate/").status_code == 302
    assert verbs(nanzheng) == [
        "account.sign_in",
        "account.second_factor_added",
        "account.second_factor_added",
        "account.second_factor_removed",
        "account.second_factor_removed",
    ]


def test_sessions_opened_with_the_password_alone_end(admin, sign_in, django_capture_on_commit_callbacks):
    stolen, own = sign_in(admin), sign_in(admin)
    with django_capture_on_commit_callbacks(execute=True):
        set_up(own)
    assert own.get("/610703/").status_code == 200
    assert stolen.get("/610703/").headers["Location"].startswith("/account/login/")


def test_secrets_are_encrypted_and_seen_by_their_member_and_place_only(enrolled, nanzheng, hanzhong, abaga):
    member, secret = enrolled
    with scope(member=member):
        rows = list(Authenticator.objects.all())
    assert secret not in str([row.data for row in rows])
    assert len(rows) == 2
    with scope(nanzheng):
        assert Authenticator.objects.count() == 2
    for stranger in (scope(), scope(abaga), scope(hanzhong, down=True)):
        with stranger:
            assert Authenticator.objects.count() == 0


def test_a_rotated_key_still_reads_them(enrolled, settings):
    member, secret = enrolled
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-secret-key-of-at-least-fifty-characters-12345678"
    assert type_password(member).post(AUTHENTICATE, {"code": code_for(secret)}).status_code == 302


def test_the_security_officer_helps_who_lost_the_telephone(enrolled, nanzheng):
    member, _ = enrolled
    helper = make_member(nanzheng, "security_officer")
    with scope(nanzheng, member=helper):
        reset_second_factor(member, actor=helper)
    client = type_password(member)
    assert client.get("/610703/").headers["Location"] == ACTIVATE
    with scope(nanzheng):
        entry = AuditEntry.objects.of(nanzheng).filter(verb="account.second_factor_reset").get()
        assert (entry.actor, entry.row_id) == (helper, str(member.pk))
