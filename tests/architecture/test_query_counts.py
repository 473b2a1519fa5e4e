"""How many questions each page asks the database, on the demonstration data: an N+1 does not slip in unseen.

`QUERY_COUNTS=write` rewrites `query_counts.json` after a page was changed on purpose; the diff is reviewed like code.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.demo.loading import load_demo
from tenancy.guards import permission_of
from tenancy.models import Department, Region, TenantSettings
from tenancy.roles import ROLES
from tenancy.scope import scope
from tests.architecture.test_urls import ALL, PLACES, SAMPLES, address
from tests.conftest import NANZHENG
from tests.factories.tenancy import PASSWORD, make_member

BASELINE = Path(__file__).with_name("query_counts.json")
CEILING = 30
"""A page that is not in the file yet may ask so many."""


@pytest.fixture
def demonstration(db) -> Region:
    load_demo(PASSWORD, timezone.localdate())
    with scope(NANZHENG):
        TenantSettings.objects.of(NANZHENG).update_or_create(
            tenant_id=NANZHENG, defaults={"second_factor_roles": [], "tenant_id": NANZHENG}
        )
        return Region.objects.get(pk=NANZHENG)


def role_for(permission: str) -> str:
    """A role of the whole place that may open the page; else any role that may."""
    able = [code for code, role in ROLES.items() if role.allows(permission)]
    whole = [code for code in able if permission in ROLES[code].permissions and not ROLES[code].is_departmental]
    return (whole or able)[0]


def sample(route: str, place: Region) -> str | None:
    """The address of the page with a row that exists; None where the demonstration has none."""
    view = getattr(ALL[route].callback, "view_class", None)
    model = getattr(view, "model", None)
    if "<int:pk>" not in route:
        return None if "<" in route.replace("<tenant:tenant>", "").replace("<int:year>", "") else address(route)
    if model is None:
        return None
    with scope(place):
        row = model._base_manager.filter(tenant=place).order_by("pk").first() if _is_owned(model) else None
    return address(route).replace(f"/{SAMPLES['int']}/", f"/{row.pk}/", 1) if row else None


def _is_owned(model: Any) -> bool:
    return any(field.name == "tenant" for field in model._meta.local_fields)


def counted(place: Region) -> dict[str, int]:
    """The number of queries of each page that answers, by its route."""
    clients: dict[str, Client] = {}
    counts = {}
    for route in PLACES:
        path = sample(route, place)
        if path is None:
            continue
        role = role_for(permission_of(ALL[route].callback))
        if role not in clients:
            clients[role] = sign_in_as(role, place)
        with CaptureQueriesContext(connection) as queries:
            response = clients[role].get(path)
        if response.status_code == 200:
            counts[route] = len(queries)
    return counts


def sign_in_as(role: str, place: Region) -> Client:
    with scope(place):
        department = Department.objects.of(place).order_by("pk").first() if ROLES[role].is_departmental else None
    member = make_member(place, role, department)
    client = Client()
    client.post("/account/login/", {"login": member.username, "password": PASSWORD})
    return client


def test_no_page_asks_more_than_before(demonstration):
    counts = counted(demonstration)
    if os.environ.get("QUERY_COUNTS") == "write":
        BASELINE.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n")
    baseline = json.loads(BASELINE.read_text())
    more = {route: count for route, count in counts.items() if count > baseline.get(route, CEILING)}
    assert more == {}
    assert len(counts) > 40
