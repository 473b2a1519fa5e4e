"""Reference tables: the operator of the nation keeps them, nobody else sees the page, every change is on record."""

import pytest

from tenancy.models import AuditEntry, Membership, Region, RegionChange, TenantSettings
from tenancy.scope import scope
from tests.factories.tenancy import make_member, open_place

TABLES = "/reference/tenancy/"


@pytest.fixture
def nation(db) -> Region:
    country = open_place(0)
    with scope(country):
        TenantSettings.objects.of(country).create(second_factor_roles=[])
    return country


@pytest.fixture
def client(nation, sign_in):
    return sign_in(make_member(nation, "operator", name="运维员"))


def test_only_reference_tables_are_there(client):
    page = client.get("/reference/").content.decode()
    assert "行政区划" in page
    assert "区划变更" in page
    for table in ("tenancy/member/", "tenancy/department/", "auth/group/", "mfa/authenticator/", "axes/"):
        assert client.get(f"/reference/{table}").status_code == 404


@pytest.mark.parametrize("path", ["login/", "logout/", "password_change/", "r/1/1/"])
def test_the_admin_has_no_door_of_its_own(client, path):
    assert client.get(f"/reference/{path}").status_code == 404


def test_a_place_is_found_and_opened(client, nation):
    assert "阿巴嘎旗" in client.get(f"{TABLES}region/?q=阿巴嘎").content.decode()
    page = f"{TABLES}region/152522000000/change/"
    answers = {"name": "阿巴嘎旗", "kind": "banner", "is_tenant": "on", "predecessor": "", "retired_on": ""}
    response = client.post(page, answers)
    assert response.status_code == 302, response.context["errors"]
    assert Region.objects.get(pk=152522000000).is_tenant
    with scope(nation):
        entry = AuditEntry.objects.of(nation).get(verb="reference.change")
    assert (entry.row_label, entry.note) == ("阿巴嘎旗", "已开通")


def test_places_are_neither_added_nor_deleted_here(client):
    assert client.get(f"{TABLES}region/add/").status_code == 403
    assert client.post(f"{TABLES}region/152522000000/delete/", {"post": "yes"}).status_code == 403


def test_a_published_change_is_entered(client, nation):
    answers = {"year": "2026", "change": "更名", "old_code": "", "old_name": "甲区", "new_code": "", "new_name": "乙区"}
    client.post(f"{TABLES}regionchange/add/", answers)
    assert RegionChange.objects.filter(new_name="乙区").exists()
    with scope(nation):
        assert AuditEntry.objects.of(nation).filter(verb="reference.add").exists()


def test_another_hat_of_the_nation_does_not_open_them(nation, sign_in):
    assert sign_in(make_member(nation, "auditor")).get("/reference/").status_code == 403


def test_a_hat_that_ended_closes_them(client, nation):
    with scope(nation):
        Membership.objects.of(nation).update(ends_on="2021-01-01")
    assert client.get("/reference/").status_code == 404
