"""Whom to sign in as in the demonstration."""

import unicodedata
from collections.abc import Iterable, Iterator

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from directory.demo.inner_mongolia import ABAGA_CODE
from directory.demo.jiangxi import GANZHOU, JIANGXI_CODE
from directory.demo.places import PLACES
from directory.demo.shaanxi import NANZHENG_CODE
from directory.demo.shapes import Person, Place
from directory.demo.xinjiang import URUMQI_CODE
from tenancy.models import Region
from tenancy.regions import COUNTRY
from tenancy.roles import ROLES

PASSWORD = "Xietong-2026"  # noqa: S105 printed beside the accounts; only a demonstration accepts it
_SHOWN = (NANZHENG_CODE, ABAGA_CODE, URUMQI_CODE, JIANGXI_CODE, COUNTRY)
_COLUMNS = (12, 28, 22)


def demo_password() -> str:
    """The password of every demonstration account. Errors: `CommandError` outside of a demonstration."""
    if not settings.DEMO:
        raise CommandError("DEMO is not set: accounts with a known password belong to a demonstration only")
    return PASSWORD


def account_table(*, show_all: bool) -> str:
    """Place, role, login name of each account, and the one password."""
    password = demo_password()
    names = dict(Region.objects.filter(pk__in=[place.code for place in PLACES]).values_list("code", "name"))
    shown = PLACES if show_all else [place for code in _SHOWN for place in PLACES if place.code == code]
    people = [(place, person) for place in shown for person in place.people]
    if not show_all:
        people.append((GANZHOU, GANZHOU.people[0]))
    lines = [_line((_("地区"), _("角色"), _("登录名"))), *_account_lines(people, names)]
    return "\n".join([*lines, "", _("密码均为 %(password)s") % {"password": password}])


def _account_lines(people: Iterable[tuple[Place, Person]], names: dict[int, str]) -> Iterator[str]:
    for place, person in people:
        roles = [_role(role, code, names) for role, _department, code in person.hats]
        line = _line((names[place.code], _("、").join(roles), person.login))
        is_asked = any(role in place.second_factor_roles for role, _department, _code in person.hats)
        yield f"{line}　{_('（须设置两步验证）')}" if is_asked else line


def _role(role: str, code: int | None, names: dict[int, str]) -> str:
    label = str(ROLES[role].label)
    return label if code is None else f"{names[code]}{label}"


def _line(words: tuple[str, ...]) -> str:
    return "".join(_padded(word, width) for word, width in zip(words, _COLUMNS, strict=True)).rstrip()


def _padded(word: str, width: int) -> str:
    """Chinese characters are two columns wide on a terminal."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in word)
    return word + " " * max(1, width - len(word) - wide)
