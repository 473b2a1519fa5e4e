"""Grants on single departments and what a place decides for itself."""

import pytest
from django.core.exceptions import ValidationError

from directory.services import grants
from directory.services.settings import change_settings
from tenancy.models import AuditEntry, DepartmentGrant, TenantSettings
from tests.factories.directory import acting
from tests.factories.tenancy import make_department, make_member


def test_a_grant_lets_a_member_do_what_the_role_does_not(nanzheng, admin, officer, bureau):
    with acting(admin):
        grants.grant(bureau, actor=admin, member=officer, permission="roster.manage")
    with acting(officer):
        assert officer.may("roster.manage", bureau)
        assert not officer.may("roster.manage", make_department(nanzheng, "区司法局"))


def test_granting_twice_changes_nothing(nanzheng, admin, officer, bureau):
    with acting(admin):
        first = grants.grant(bureau, actor=admin, member=officer, permission="roster.manage")
        assert grants.grant(bureau, actor=admin, member=officer, permission="roster.manage") == first
        assert AuditEntry.objects.of(nanzheng).filter(verb="directory.grant").count() == 1


def test_a_revoked_grant_stays_in_history(nanzheng, admin, officer, bureau):
    with acting(admin):
        row = grants.grant(bureau, actor=admin, member=officer, permission="roster.manage")
        number = row.pk
        grants.revoke(row, actor=admin, note="调岗")
        assert not officer.may("roster.manage", bureau)
        labels = DepartmentGrant.pgh_event_model.objects.filter(pgh_obj_id=number).values_list("pgh_label", flat=True)
        assert sorted(labels) == ["delete", "insert"]


def test_nobody_grants_to_himself_nor_to_a_stranger(nanzheng, abaga, admin, bureau):
    stranger = make_member(nanzheng, "officer", bureau)
    with acting(admin):
        stranger.memberships.update(ends_on="2021-01-01")
        with pytest.raises(grants.GrantRefused, match="不能给自己"):
            grants.grant(bureau, actor=admin, member=admin, permission="roster.manage")
        with pytest.raises(grants.GrantRefused, match="没有有效任职"):
            grants.grant(bureau, actor=admin, member=stranger, permission="roster.manage")


def test_nothing_is_granted_on_a_department_that_is_no_more(nanzheng, admin, officer):
    gone = make_department(nanzheng, "区粮食局", ended_on="2026-01-01")
    with acting(admin), pytest.raises(grants.GrantRefused, match="部门已撤并，不能再授权"):
        grants.grant(gone, actor=admin, member=officer, permission="roster.manage")


def test_settings_are_saved_once_per_place_and_recorded(nanzheng, admin):
    with acting(admin):
        change_settings(TenantSettings(tenant=nanzheng, idle_minutes=60), actor=admin)
        change_settings(TenantSettings(tenant=nanzheng, idle_minutes=15, second_factor_roles=[]), actor=admin)
        row = TenantSettings.objects.of(nanzheng).get()
        assert row.idle_minutes == 15
        entry = AuditEntry.objects.of(nanzheng).filter(verb="directory.change_settings").first()
        assert entry.changes["无操作自动退出（分钟）"] == ["60", "15"]


def test_an_absurd_idle_time_is_refused(nanzheng, admin):
    with acting(admin), pytest.raises(ValidationError):
        change_settings(TenantSettings(tenant=nanzheng, idle_minutes=1), actor=admin)
