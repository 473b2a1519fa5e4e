"""Accounts and hats, through the services: who may do what to whom."""

from datetime import date, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.utils import timezone

from common.refusals import Refused
from directory.queries.people import may_administer, people_of, roles_to_give
from directory.services import hats, members
from tenancy.models import AuditEntry, Member, Membership
from tenancy.scope import scope
from tests.factories.directory import acting
from tests.factories.tenancy import give_hat, make_department, make_member

TODAY = date(2026, 11, 22)


@pytest.fixture
def chief(nanzheng, bureau):
    return make_member(nanzheng, "department_admin", bureau, name="部门管理员")


@pytest.fixture
def guard(nanzheng):
    return make_member(nanzheng, "security_officer", name="安全员")


def hat(tenant, role="officer", department=None, member=None, **values):
    return Membership(
        tenant=tenant,
        role=role,
        department=department,
        member=member,
        starts_on=values.pop("starts_on", TODAY),
        **values,
    )


def test_a_new_member_gets_a_password_to_change(nanzheng, admin, bureau):
    with acting(admin):
        person = Member(username="new", name="新同志", mobile="19900001234", email="new@example.cn")
        password = members.add_member(person, actor=admin, hat=hat(nanzheng, "officer", bureau))
        stored = Member.objects.get(username="new")
        assert check_password(password, stored.password)
        assert stored.must_change_password
        assert stored.home == nanzheng
        assert stored.memberships.get().department == bureau


def test_the_ledger_masks_mobile_and_address(nanzheng, admin, bureau):
    with acting(admin):
        person = Member(username="new", name="新同志", mobile="19900001234", email="new@example.cn")
        members.add_member(person, actor=admin, hat=hat(nanzheng, "officer", bureau))
        changes = AuditEntry.objects.of(nanzheng).get(verb="directory.add_member").changes
        assert changes["手机号码"] == ["", "199****1234"]
        assert changes["电子邮箱"] == ["", "n***@example.cn"]


def test_temporary_passwords_meet_the_rules_and_differ(nanzheng):
    made = {members.temporary_password() for _number in range(50)}
    assert len(made) == 50
    assert all(len(one) == 14 and not set("Il1O0o") & set(one) for one in made)


def test_a_taken_sign_in_name_is_refused_beside_its_field(nanzheng, admin, officer, bureau):
    with acting(admin), pytest.raises(ValidationError) as refusal:
        person = Member(username=officer.username, name="重名")
        members.add_member(person, actor=admin, hat=hat(nanzheng, "officer", bureau))
    assert "username" in refusal.value.error_dict


@pytest.mark.parametrize("change", [str, str.upper])
def test_a_name_taken_behind_the_walls_is_refused_too(nanzheng, admin, outsider, bureau, change):
    with acting(admin), pytest.raises(Refused, match="已被使用") as refusal:
        person = Member(username=change(outsider.username), name="重名")
        members.add_member(person, actor=admin, hat=hat(nanzheng, "officer", bureau))
    assert refusal.value.field == "username"


def test_nobody_gives_himself_a_role(nanzheng, admin):
    with acting(admin), pytest.raises(hats.OwnRole, match="不能给自己") as refusal:
        hats.put_on(hat(nanzheng, "auditor", member=admin), actor=admin)
    assert refusal.value.field == "role"


def test_a_department_administrator_hands_out_departmental_roles_of_the_own_department(
    nanzheng, chief, bureau, officer
):
    other = make_department(nanzheng, "区司法局")
    with acting(chief):
        assert set(roles_to_give(chief)) == {"officer", "department_admin", "legal_reviewer"}
        hats.put_on(hat(nanzheng, "legal_reviewer", bureau, officer), actor=chief)
        with pytest.raises(hats.RoleNotYours, match="您的身份不能授予“统筹管理员”"):
            hats.put_on(hat(nanzheng, "district_admin", bureau, officer), actor=chief)
        with pytest.raises(hats.RoleNotYours, match="您只能在本部门添加任职") as refusal:
            hats.put_on(hat(nanzheng, "legal_reviewer", other, officer), actor=chief)
        assert refusal.value.field == "department"


@pytest.mark.parametrize("role", ["auditor", "security_officer", "operator"])
def test_who_holds_a_separated_role_hands_none_out(nanzheng, admin, officer, role):
    with acting(admin):
        assert role in roles_to_give(admin)
    worn = admin.hat
    give_hat(admin, nanzheng, "operator")
    admin.hat = worn
    with acting(admin), pytest.raises(hats.RoleNotYours):
        hats.put_on(hat(nanzheng, role, member=officer), actor=admin)


def test_two_separated_roles_are_refused_with_a_sentence(nanzheng, abaga, admin, guard):
    with acting(admin), pytest.raises(Refused, match="必须由不同的人担任"):
        hats.put_on(hat(nanzheng, "auditor", member=guard), actor=admin)


def test_separation_holds_across_places_that_cannot_see_each_other(nanzheng, abaga, outsider, guard):
    with acting(outsider), pytest.raises(Refused, match="必须由不同的人担任") as refusal:
        hats.put_on(hat(abaga, "auditor", member=guard), actor=outsider)
    assert refusal.value.field == "role"


def test_the_same_role_is_not_given_twice(nanzheng, admin, officer, bureau):
    with acting(admin), pytest.raises(Refused, match="已有相同的任职"):
        hats.put_on(hat(nanzheng, "officer", bureau, officer), actor=admin)


def test_a_departmental_role_needs_its_department(nanzheng, admin, officer):
    with acting(admin), pytest.raises(Refused, match="必须选择所在部门"):
        hats.put_on(hat(nanzheng, "legal_reviewer", None, officer), actor=admin)


def test_a_hat_ends_with_its_last_day(nanzheng, admin, officer):
    worn = officer.hat
    with acting(admin):
        hats.take_off(worn, actor=admin, on=TODAY, note="调离")
        assert not Membership.objects.of(nanzheng).get(pk=worn.pk).is_current(TODAY + timedelta(days=1))
        entry = AuditEntry.objects.of(nanzheng).get(verb="directory.take_off_hat")
        assert entry.changes == {"结束日期": ["", "2026-11-22"]}


def test_a_department_administrator_ends_only_what_may_be_handed_out_and_in_the_own_department(nanzheng, admin, chief):
    other = make_member(nanzheng, "officer", make_department(nanzheng, "区司法局"))
    with acting(chief):
        with pytest.raises(hats.RoleNotYours, match="您不能办理这个角色的任职"):
            hats.take_off(admin.hat, actor=chief, on=TODAY)
        with pytest.raises(hats.RoleNotYours, match="您只能办理本部门的任职"):
            hats.take_off(other.hat, actor=chief, on=TODAY)


def test_a_department_administrator_invites_nobody_from_elsewhere(nanzheng, chief, bureau):
    with acting(chief), pytest.raises(hats.RoleNotYours, match="添加外地人员须由统筹管理员办理"):
        hats.invite(hat(nanzheng, "officer", bureau), actor=chief, login="somebody")


def test_the_last_administrator_stays(nanzheng, admin):
    second = make_member(nanzheng, "district_admin")
    with acting(second):
        hats.take_off(admin.hat, actor=second, on=timezone.localdate() - timedelta(days=1))
        with pytest.raises(hats.LastAdministrator, match="本地区唯一的统筹管理员"):
            hats.take_off(second.hat, actor=second, on=TODAY)
        with pytest.raises(Refused, match="不能停用自己"):
            members.deactivate_member(second, actor=second, note="")


def test_an_inactive_account_cannot_sign_in_and_comes_back(nanzheng, admin, officer, sign_in, client):
    with acting(admin):
        members.deactivate_member(officer, actor=admin, note="借调")
    assert sign_in(officer).get("/610703/").url.startswith("/account/login/")
    with acting(admin):
        members.reactivate_member(officer, actor=admin)
    assert sign_in(officer).get("/610703/").status_code == 200


def test_a_department_administrator_deals_only_with_people_of_the_own_department(
    nanzheng, hanzhong, chief, officer, admin
):
    with acting(chief):
        assert may_administer(chief, officer)
        assert not may_administer(chief, admin)
        with pytest.raises(members.NotYourAccount):
            members.reset_password(admin, actor=chief)
    give_hat(officer, hanzhong, "leader")
    with acting(chief):
        assert not may_administer(chief, officer), "a new password would open the hat in 汉中市"


def test_an_account_is_dealt_with_by_the_place_that_made_it(nanzheng, hanzhong, officer):
    above = make_member(hanzhong, "district_admin")
    give_hat(officer, hanzhong, "leader")
    with acting(above):
        assert list(people_of(hanzhong).filter(pk=officer.pk)) == [officer]
        with pytest.raises(members.NotYourAccount, match="南郑区"):
            members.reset_password(officer, actor=above)


def test_a_new_password_must_be_changed_and_ends_sessions(nanzheng, admin, officer, sign_in):
    browser = sign_in(officer)
    with acting(admin):
        password = members.reset_password(officer, actor=admin)
    assert browser.get("/610703/").status_code == 302
    with scope(member=officer):
        stored = Member.objects.get(pk=officer.pk)
    assert check_password(password, stored.password)
    assert stored.must_change_password


def test_only_the_security_officer_resets_a_second_factor(nanzheng, admin, guard, officer):
    with scope(nanzheng, member=officer):
        Authenticator.objects.create(user=officer, type="totp", data={})
    with acting(admin), pytest.raises(members.NotYourAccount):
        members.reset_second_factor(officer, actor=admin, note="手机丢失")
    with acting(guard):
        members.reset_second_factor(officer, actor=guard, note="手机丢失")
        assert not Authenticator.objects.filter(user=officer).exists()
        with pytest.raises(members.NotYourAccount):
            members.reset_second_factor(guard, actor=guard, note="")


def test_a_locked_account_is_unlocked(nanzheng, no_second_factor, guard, officer, client, sign_in):
    for _attempt in range(6):
        client.post("/account/login/", {"login": officer.username, "password": "wrong"})
    with pytest.raises(AssertionError):
        sign_in(officer)
    unlock = f"/610703/members/{officer.pk}/unlock/"
    page = sign_in(guard).get(f"/610703/members/{officer.pk}/").content.decode()
    assert "登录已锁定" in page
    assert unlock in page
    listed = sign_in(guard).get("/610703/members/?state=locked").context["rows"]
    assert [row.pk for row in listed] == [officer.pk]
    assert sign_in(guard).post(unlock, {"note": "本人到场核实"}).status_code == 302
    page = sign_in(guard).get(f"/610703/members/{officer.pk}/").content.decode()
    assert "登录已锁定" not in page
    assert unlock not in page
    with scope(nanzheng):
        assert AuditEntry.objects.of(nanzheng).get(verb="account.unlocked").note == "本人到场核实"
    sign_in(officer)


def test_a_change_of_account_is_recorded(nanzheng, admin, officer):
    with acting(admin):
        officer.name = "改名"
        members.change_member(officer, actor=admin)
        entry = AuditEntry.objects.of(nanzheng).get(verb="directory.change_member")
        assert entry.changes["姓名"][1] == "改名"
