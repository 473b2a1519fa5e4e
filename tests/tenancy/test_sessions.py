"""Sessions: they end after idling, are listed and revoked, and two tabs never mix."""

from datetime import date, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from tenancy.hats import SESSION_HATS
from tenancy.models import AuditEntry, Member, Membership, TenantSettings
from tenancy.scope import scope
from tenancy.services import sign_out_everywhere
from tests.factories.tenancy import give_hat, make_department, make_member

HOME = "/610703/"


def is_out(response) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/account/login/")


def test_half_an_hour_without_use_ends_the_session(officer, sign_in, frozen_time):
    client = sign_in(officer)
    client.get(HOME)
    frozen_time.tick(timedelta(minutes=29))
    assert client.get(HOME).status_code == 200
    frozen_time.tick(timedelta(minutes=29))
    assert client.get(HOME).status_code == 200
    frozen_time.tick(timedelta(minutes=31))
    assert is_out(client.get(HOME))
    assert "已自动退出" in client.get("/account/login/").content.decode()


def test_the_place_sets_how_long(officer, nanzheng, sign_in, frozen_time):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(idle_minutes=5)
    client = sign_in(officer)
    client.get(HOME)
    frozen_time.tick(timedelta(minutes=4))
    assert client.get(HOME).status_code == 200
    frozen_time.tick(timedelta(minutes=6))
    assert is_out(client.get(HOME))


def test_pages_outside_of_a_place_follow_the_place_last_visited(officer, nanzheng, sign_in, frozen_time):
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(idle_minutes=5)
    client = sign_in(officer)
    client.get(HOME)
    frozen_time.tick(timedelta(minutes=6))
    assert is_out(client.get("/account/sessions/"))


def test_what_a_page_asks_for_by_itself_is_no_use(officer, sign_in, frozen_time):
    client = sign_in(officer)
    client.get(HOME)
    for _ in range(4):
        frozen_time.tick(timedelta(minutes=7))
        assert client.get(HOME, headers={"X-Poll": "1"}).status_code == 200
    frozen_time.tick(timedelta(minutes=3))
    assert is_out(client.get(HOME, headers={"X-Poll": "1"}))


def test_an_idle_end_is_a_sign_out_in_the_ledger(officer, nanzheng, sign_in, frozen_time):
    client = sign_in(officer)
    frozen_time.tick(timedelta(minutes=31))
    client.get(HOME)
    with scope(nanzheng):
        last = AuditEntry.objects.of(nanzheng).first()
    assert (last.verb, last.actor_id) == ("account.sign_out", officer.pk)


def test_the_cookie_ends_with_the_browser_and_stays_on_this_site(officer, sign_in):
    cookie = sign_in(officer).cookies["sessionid"]
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


def test_own_sessions_are_listed_and_the_others_ended(officer, nanzheng, sign_in):
    here, elsewhere = sign_in(officer), sign_in(officer)
    page = here.get("/account/sessions/")
    assert page.context["session_count"] == 2
    here.post("/account/sessions/")
    assert here.get(HOME).status_code == 200
    assert is_out(elsewhere.get(HOME))
    with scope(nanzheng):
        assert AuditEntry.objects.of(nanzheng).first().verb == "account.sessions_ended"


def row_of(client: Client, member: Member) -> int:
    with scope(member=member):
        return UserSession.objects.get(session_key=client.session.session_key).pk


def test_one_session_is_ended_and_the_rest_stay(officer, sign_in):
    here, lost, elsewhere = (sign_in(officer) for _ in range(3))
    here.post("/account/sessions/", {"session": row_of(lost, officer)})
    assert is_out(lost.get(HOME))
    assert here.get(HOME).status_code == 200
    assert elsewhere.get(HOME).status_code == 200


def test_sessions_of_somebody_else_are_neither_listed_nor_ended(officer, admin, no_second_factor, sign_in):
    theirs, mine = sign_in(admin), sign_in(officer)
    assert mine.get("/account/sessions/").context["session_count"] == 1
    mine.post("/account/sessions/", {"session": row_of(theirs, admin)})
    assert theirs.get(HOME).status_code == 200


def test_a_changed_password_ends_the_other_sessions(officer, sign_in):
    here, elsewhere = sign_in(officer), sign_in(officer)
    new = "Battery-Staple-7"
    here.post("/account/password/change/", {"oldpassword": "Correct-Horse-9", "password1": new, "password2": new})
    assert here.get(HOME).status_code == 200
    assert is_out(elsewhere.get(HOME))


def test_the_security_officer_ends_every_session(officer, nanzheng, sign_in):
    client = sign_in(officer)
    helper = make_member(nanzheng, "security_officer")
    with scope(nanzheng, member=helper):
        sign_out_everywhere(officer, actor=helper)
    assert is_out(client.get(HOME))


def test_an_ended_membership_opens_nothing_at_the_next_request(officer, nanzheng, sign_in):
    client = sign_in(officer)
    assert client.get(HOME).status_code == 200
    with scope(nanzheng):
        Membership.objects.of(nanzheng).filter(member=officer).update(ends_on=date(2021, 1, 1))
    assert client.get(HOME).status_code == 404


def test_two_tabs_work_in_two_places(officer, abaga, sign_in):
    give_hat(officer, abaga, "leader")
    client = sign_in(officer)
    for path, place in [(HOME, "南郑区"), ("/152522/", "阿巴嘎旗"), (HOME, "南郑区")]:
        response = client.get(path)
        assert response.status_code == 200
        assert response.context["request"].tenant.name == place
        assert response.context["request"].member.hat.tenant.name == place


@pytest.fixture
def two_hats(officer, nanzheng) -> tuple[Membership, Membership]:
    """An officer who also audits, which needs no second factor here."""
    with scope(nanzheng):
        TenantSettings.objects.of(nanzheng).create(second_factor_roles=[])
        first = Membership.objects.of(nanzheng).get(member=officer)
    return first, give_hat(officer, nanzheng, "auditor")


def test_a_member_changes_hats(officer, two_hats, sign_in):
    client = sign_in(officer)
    assert client.get(HOME).context["request"].member.hat == two_hats[0]
    client.post(f"/hat/{two_hats[1].pk}/")
    assert client.get(HOME).context["request"].member.hat == two_hats[1]


def test_the_hat_of_another_member_cannot_be_worn(officer, admin, nanzheng, sign_in):
    with scope(nanzheng):
        foreign = Membership.objects.of(nanzheng).get(member=admin)
    client = sign_in(officer)
    assert client.post(f"/hat/{foreign.pk}/").status_code == 404
    session = client.session
    session[SESSION_HATS] = {str(nanzheng.pk): foreign.pk}
    session.save()
    assert client.get(HOME).context["request"].member.hat.member_id == officer.pk


def test_a_hat_of_another_place_is_not_worn_here(officer, abaga, nanzheng, sign_in):
    there = give_hat(officer, abaga, "district_admin")
    client = sign_in(officer)
    session = client.session
    session[SESSION_HATS] = {str(nanzheng.pk): there.pk}
    session.save()
    assert client.get(HOME).context["request"].member.hat.role == "officer"


def test_an_ended_hat_is_no_longer_worn(officer, two_hats, nanzheng, sign_in):
    client = sign_in(officer)
    client.post(f"/hat/{two_hats[1].pk}/")
    with scope(nanzheng):
        Membership.objects.of(nanzheng).filter(pk=two_hats[1].pk).update(ends_on=date(2021, 1, 1))
    assert client.get(HOME).context["request"].member.hat == two_hats[0]


def test_a_forged_or_unknown_session_is_nobody(officer):
    client = Client()
    client.cookies["sessionid"] = "0123456789abcdefghijklmnopqrstuv"
    assert is_out(client.get(HOME))


def test_a_member_who_is_gone_is_nobody(officer, sign_in):
    client = sign_in(officer)
    session = client.session
    session["_auth_user_id"] = "999999999"
    session.save()
    assert is_out(client.get(HOME))


def test_a_session_is_written_once_in_a_while_and_not_at_every_request(officer, sign_in, frozen_time):
    client = sign_in(officer)
    client.get(HOME)
    frozen_time.tick(timedelta(seconds=5))
    assert "sessionid" not in client.get(HOME).cookies
    frozen_time.tick(timedelta(minutes=1))
    assert "sessionid" in client.get(HOME).cookies


def test_the_department_of_the_hat_is_the_one_worn(nanzheng, sign_in):
    first, second = (make_department(nanzheng, name) for name in ("区住建局", "区应急局"))
    member = make_member(nanzheng, "officer", first)
    hat = give_hat(member, nanzheng, "officer", second)
    client = sign_in(member)
    client.post(f"/hat/{hat.pk}/")
    assert client.get(HOME).context["request"].member.hat.department_id == second.pk


def test_names_of_members_stay_with_their_session(officer, admin, sign_in):
    """Connections are reused between requests: what one request saw must not colour the next."""
    first, second = sign_in(officer), sign_in(officer)
    first.get(HOME)
    assert second.get(HOME).context["me"] == officer.name
    assert Member.objects.count() == 0
