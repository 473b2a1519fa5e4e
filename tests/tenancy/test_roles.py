"""Roles are functions: what a hat may do, to which rows, for how long, and which hats exclude each other."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from tenancy.models import Department, DepartmentGrant, Membership
from tenancy.roles import PERMISSIONS, ROLES, SEPARATED_ROLES, UnknownPermission, codename
from tenancy.scope import scope
from tests.factories.tenancy import give_hat, make_department, make_member

TODAY = date(2026, 11, 22)


def test_roles_speak_only_of_known_permissions():
    for role in ROLES.values():
        assert role.permissions | role.own_department <= set(PERMISSIONS)
        assert not role.permissions & role.own_department


def test_every_permission_is_held_by_some_role():
    held = frozenset().union(*(role.permissions | role.own_department for role in ROLES.values()))
    assert held == set(PERMISSIONS)


def test_only_a_role_held_in_a_department_has_rights_there():
    """Librarians may be: the department that answers for the officers drafts their public list."""
    floating = {code for code, role in ROLES.items() if role.own_department and not role.is_departmental}
    assert floating == {"officer_librarian"}


def test_the_separated_roles_share_nothing_but_what_everybody_may():
    """Operator, security officer and auditor watch each other (classified protection, level three)."""
    everybody = frozenset.intersection(*(role.permissions for role in ROLES.values()))
    watched = [ROLES[code].permissions - everybody for code in SEPARATED_ROLES]
    assert len(frozenset().union(*watched)) == sum(len(permissions) for permissions in watched)


def test_the_auditor_changes_nothing():
    assert {name for name in ROLES["auditor"].permissions if not name.endswith(".view")} == set()


def test_whoever_makes_accounts_neither_unlocks_nor_audits_them():
    assert not ROLES["district_admin"].permissions & {"members.secure", "audit.view"}


def test_a_typo_is_an_error_and_not_a_refusal(officer):
    with pytest.raises(UnknownPermission):
        officer.may("directory.veiw")


def test_without_a_hat_a_member_may_nothing(officer):
    officer.hat = None
    assert not any(officer.may(permission) for permission in PERMISSIONS)


def test_a_member_who_is_switched_off_may_nothing(admin):
    admin.is_active = False
    assert not any(admin.may(permission) for permission in PERMISSIONS)


def test_a_department_admin_manages_the_own_department_only(nanzheng, bureau):
    other = make_department(nanzheng, "区住建局")
    member = make_member(nanzheng, "department_admin", bureau)
    with scope(nanzheng, member=member):
        assert member.may("departments.manage", bureau)
        assert not member.may("departments.manage", other)
        assert not member.may("departments.manage", nanzheng)


def test_a_district_admin_manages_every_department_of_the_place(nanzheng, bureau, admin):
    with scope(nanzheng, member=admin):
        assert admin.may("departments.manage", bureau)


@pytest.fixture
def roster_grant(nanzheng, bureau, officer):
    """The officer answers for the roster of the bureau, by grant."""
    with scope(nanzheng):
        permission = Permission.objects.get(codename=codename("roster.manage"))
        return DepartmentGrant.objects.of(nanzheng).create(user=officer, content_object=bureau, permission=permission)


def test_a_grant_opens_one_row_to_who_has_no_role_for_it(nanzheng, bureau, officer, roster_grant):
    other = make_department(nanzheng, "区住建局")
    with scope(nanzheng, member=officer):
        assert officer.may("roster.manage", bureau)
        assert not officer.may("roster.manage", other)
        assert not officer.may("departments.manage", bureau)


def test_a_grant_belongs_to_its_member(nanzheng, bureau, roster_grant):
    colleague = make_member(nanzheng, "officer", bureau)
    with scope(nanzheng, member=colleague):
        assert not colleague.may("roster.manage", bureau)


def test_the_first_and_the_last_day_count(nanzheng, officer):
    hat = Membership(tenant=nanzheng, starts_on=TODAY, ends_on=TODAY)
    assert hat.is_current(TODAY)
    assert not hat.is_current(TODAY - timedelta(days=1))
    assert not hat.is_current(TODAY + timedelta(days=1))
    hat.ends_on = None
    assert hat.is_current(TODAY + timedelta(days=9999))


@pytest.mark.parametrize("second", ["operator", "security_officer"])
def test_nobody_audits_and_operates_at_the_same_time(nanzheng, hanzhong, second):
    auditor = make_member(nanzheng, "auditor")
    for place in (nanzheng, hanzhong):
        with pytest.raises(IntegrityError, match="membership_separation"), transaction.atomic():
            give_hat(auditor, place, second)


def test_an_auditor_of_the_past_may_operate_today(nanzheng):
    member = make_member(nanzheng, "leader")
    give_hat(member, nanzheng, "auditor", ends_on=date(2024, 12, 31))
    assert give_hat(member, nanzheng, "operator", starts_on=date(2025, 1, 1)).pk


def test_a_departmental_role_needs_a_department(nanzheng):
    with pytest.raises(IntegrityError, match="membership_department"), transaction.atomic():
        make_member(nanzheng, "officer", None, must_change_password=False, username="homeless")


def test_nobody_is_superuser(nanzheng, officer):
    with scope(nanzheng), pytest.raises(IntegrityError, match="nobody_is_superuser"), transaction.atomic():
        type(officer).objects.filter(pk=officer.pk).update(is_superuser=True)


def test_the_same_hat_is_given_once(nanzheng, officer, bureau):
    with pytest.raises(IntegrityError, match="membership_once"), transaction.atomic():
        give_hat(officer, nanzheng, "officer", bureau)


def test_permissions_of_grants_exist_in_the_table(db):
    for name, _label in Department._meta.permissions:
        assert Permission.objects.filter(codename=name).exists()
