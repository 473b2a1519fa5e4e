"""The workbench of a signed-in officer against a bare Django page of the same server."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from statistics import median

from supervision.local.demo import programs
from tests.bench.load import rate, sign_in
from tests.bench.table import Ratio
from tests.browser.people import make_person
from tests.browser.site import Site, address_of, open_door, started

WARM_UP_SECONDS, SECONDS, ROUNDS = 2, 4, 4
BARE = "bare page"
BARE_SESSION = """
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.cache import SessionStore
from tenancy.models import Member
member = Member.objects.using("owner").get(pk={pk})
session = SessionStore()
session[SESSION_KEY] = str(member.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = member.get_session_auth_hash()
session.save()
print(f"{{settings.SESSION_COOKIE_NAME}}={{session.session_key}}")
"""


def measure(site: Site) -> list[Ratio]:
    """Rounds of all pages in turn; medians, so that a disturbed round does not decide."""
    person = make_person(site, "bench", "officer", department="压力测试科")
    bare = site.python(BARE_SESSION.format(pk=person.pk)).splitlines()[-1]
    with bare_server(site) as address:
        pages = {
            BARE: (address, "/", bare),
            "workbench, nothing waits": workbench(site, person.username, person.password),
            "workbench with work": workbench(site, "nanzheng.officer", site.password),
        }
        rates = {name: [] for name in pages}
        for number in range(1 + ROUNDS):
            for name, page in pages.items():
                rates[name].append(rate(*page, SECONDS if number else WARM_UP_SECONDS))
    typical = {name: median(measured[1:]) for name, measured in rates.items()}  # the first warms up
    theirs = typical.pop(BARE)
    return [
        Ratio(f"{name} / bare page, answers a second", f"{ours:.0f}", f"{theirs:.0f}", ours / theirs, "≥ 0.60")
        for name, ours in typical.items()
    ]


def workbench(site: Site, login: str, password: str) -> tuple[str, str, str]:
    return site.settings["BIND"], "/610703/", sign_in(site.url, login, password)


@contextmanager
def bare_server(site: Site) -> Iterator[str]:
    """gunicorn with the bare page, with the options the platform is served by; yields its address."""
    with open_door() as door:
        address = address_of(door)
        settings = site.settings | {"BIND": address, "DJANGO_SETTINGS_MODULE": "tests.bench.bare_settings"}
        web = replace(programs(site.folder, door.fileno())[0], name="bare")
        with started([web], settings, site.folder):
            yield address
