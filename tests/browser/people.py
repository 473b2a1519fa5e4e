"""People for browser tests, made inside the running site by the factories the other tests use."""

from dataclasses import dataclass

from tests.browser.site import Site

NANZHENG, HANZHONG, HANTAI = 610703000000, 610700000000, 610702000000
MAKE_MEMBER = """
from tests.factories.tenancy import *
place = open_place({place})
department = {department!r} and make_department(place, {department!r})
member = make_member(place, {role!r}, department or None, username={username!r}, name={name!r},
                     must_change_password={must_change_password!r})
for place, role in {more_hats!r}:
    give_hat(member, open_place(place), role)
print(member.pk, PASSWORD)
"""


@dataclass(frozen=True)
class Person:
    """An account and how to sign in to it."""

    pk: int
    username: str
    password: str


def make_person(
    site: Site,
    username: str,
    role: str,
    *,
    place: int = NANZHENG,
    department: str = "",
    must_change_password: bool = False,
    more_hats: tuple[tuple[int, str], ...] = (),
) -> Person:
    """A member with one hat in `place`, and further ones in other places as (code, role)."""
    code = MAKE_MEMBER.format(
        place=place,
        role=role,
        department=department,
        username=username,
        name=f"测试{username}",
        must_change_password=must_change_password,
        more_hats=more_hats,
    )
    pk, password = site.python(code).splitlines()[-1].split()
    return Person(int(pk), username, password)
