"""Every address: its view names a known permission, a visitor finds the door, a stranger finds nothing."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tenancy.guards import ACCOUNT, OPEN, SIGNED_IN, permission_of
from tenancy.roles import PERMISSIONS
from tests.factories.tenancy import make_member

PLACE = "<tenant:tenant>/"
SAMPLES = {"tenant": "610703", "int": "1", "str": "x", "slug": "x", "uuid": "0" * 32, "path": "x", "year": "2026"}

OPEN_PAGES = {
    "theme/": "light or dark",
    "open/": "the public site, through the role that reads only what is public",
    "sitemap": "its map for search engines",
    "robots.txt": "what search engines may read",
    "pass/": "a pass checks itself in the visitor's browser",
}
"""Beginnings of the addresses of pages that are for anyone."""

DOORS = {
    "account/login/": "the door itself",
    "account/logout/": "answers visitors too",
    "account/inactive/": "for those who were switched off",
    "account/second-factor/authenticate/": "between password and code",
}
"""Pages of the account that answer visitors; the library closes the others."""


def patterns(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(route, pattern) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def address(route: str) -> str:
    """A sample address: converters by their kind."""
    path = route.replace("^", "").replace("$", "").replace("\\Z", "")
    for kind, sample in SAMPLES.items():
        path = re.sub(rf"<{kind}:\w+>", sample, path) if kind != "tenant" else path
    path = re.sub(r"<\w+>", SAMPLES["str"], path)
    return f"/{path.replace(PLACE, SAMPLES['tenant'] + '/')}"


def is_ours(route: str) -> bool:
    return not route.startswith("reference/")


ALL = {route: pattern for route, pattern in patterns() if is_ours(route)}
PLACES = sorted(route for route in ALL if route.startswith(PLACE))
SIGNED_IN_PAGES = sorted(
    route for route, pattern in ALL.items() if permission_of(pattern.callback) == SIGNED_IN and route not in PLACES
)


def test_there_are_addresses():
    assert len(PLACES) > 10


def test_no_two_pages_share_an_address_or_a_name():
    ours = [(route, pattern) for route, pattern in patterns() if is_ours(route)]
    routes = Counter(route for route, _pattern in ours)
    assert [route for route, number in routes.items() if number > 1] == []
    names = Counter((pattern.lookup_str.split(".")[0], pattern.name) for _route, pattern in ours if pattern.name)
    assert [name for name, number in names.items() if number > 1] == []


def test_every_view_names_a_known_permission():
    known = {*PERMISSIONS, OPEN, ACCOUNT, SIGNED_IN}
    assert [route for route, pattern in patterns() if permission_of(pattern.callback) not in known] == []


def test_no_page_of_a_place_is_open_to_everybody():
    assert [route for route in PLACES if permission_of(ALL[route].callback) not in PERMISSIONS] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_shown_the_door(nanzheng, method):
    """At every address, which is remembered for afterwards."""
    visitor = Client()
    answers = {route: getattr(visitor, method)(address(route)) for route in PLACES + SIGNED_IN_PAGES}
    door = "/account/login/?next=/"
    assert {route: answer.status_code for route, answer in answers.items() if answer.status_code != 302} == {}
    assert [route for route, answer in answers.items() if not answer.headers["Location"].startswith(door)] == []


def test_pages_for_anyone_are_listed():
    strays = [
        route
        for route, pattern in ALL.items()
        if permission_of(pattern.callback) == OPEN and not route.startswith(tuple(OPEN_PAGES))
    ]
    assert strays == []


def test_the_pages_of_the_account_are_closed_to_visitors(nanzheng):
    account = [route for route, pattern in ALL.items() if permission_of(pattern.callback) == ACCOUNT]
    door = "/account/login/?next="
    answering = {
        route for route in account if not Client().get(address(route)).headers.get("Location", "").startswith(door)
    }
    assert answering == set(DOORS)


def test_a_stranger_finds_nothing_in_a_place(nanzheng, abaga, sign_in):
    """Every role of another place, every address, reading and writing."""
    stranger = make_member(abaga, "district_admin")
    client = sign_in(stranger)
    found = {
        (method, route): status
        for route in PLACES
        for method in ("get", "post")
        if (status := getattr(client, method)(address(route)).status_code) != 404
    }
    assert found == {}


def test_the_reference_tables_are_for_the_operator_of_the_nation(nanzheng, officer, admin, sign_in):
    for member in (officer, admin, make_member(nanzheng, "operator")):
        assert sign_in(member).get("/reference/").status_code == 404
    assert Client().get("/reference/").headers["Location"] == "/account/login/?next=/reference/"
