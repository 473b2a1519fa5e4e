"""Zone committees (开发区、园区管委会) added to the tree of places, and places switched on (R001)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from directory.queries.people import worn
from directory.queries.regions import is_code_known, overlapping, places_below
from tenancy.audit import record
from tenancy.models import Member, Membership, Region, TenantSettings
from tenancy.regions import last_code, short_code


class CodeRefused(Refused):
    """The code cannot be given to the zone."""


class PlaceRefused(Refused):
    """The place cannot be switched on."""


@transaction.atomic
def add_zone(tenant: Region, *, actor: Member | None, name: str, code: int) -> Region:
    """Add a zone committee below `tenant`; `code` has twelve digits. Errors: `CodeRefused`, `ValidationError`."""
    _check_code(tenant, code)
    zone = Region(code=code, last=last_code(code), name=name, level=_level(code), kind="zone_committee", parent=tenant)
    zone.full_clean()
    zone.save(force_insert=True)
    changes = {_("区划代码"): ["", short_code(code)], _("名称"): ["", name]}
    record(actor, "directory.add_zone", tenant, changes=changes)
    return zone


@transaction.atomic
def open_place(region: Region, *, actor: Member, administrator: Member) -> Region:
    """Switch on a place that is the actor's to switch on; a job inside it seats the first administrator.

    `administrator` has an account here; from there on the place runs itself. Errors: `PlaceRefused`.
    """
    tenant = worn(actor).tenant
    if not places_below(tenant).filter(pk=region.pk).exists():
        raise PlaceRefused(_("只能开通本地区的下一级地区。"))
    if not Region.objects.filter(pk=region.pk, is_tenant=False).update(is_tenant=True):
        raise PlaceRefused(_("这个地区已经开通。"))
    record(actor, "directory.open_place", tenant, changes={_("开通"): ["", region.name]}, note=administrator.name)
    enqueue("directory.seat_administrator", tenant, actor=actor, place=region.pk, member=administrator.pk)
    return region


@transaction.atomic
def seat_administrator(region: Region, member: Member, *, by: Region, on: date) -> None:
    """Make `member` the first administrator of a place just opened by the place above; runs in the new place's scope.

    Doing it again changes nothing.
    """
    TenantSettings.objects.of(region).get_or_create(tenant=region)
    role = "district_admin"
    if Membership.objects.of(region).filter(member=member, role=role).exists():
        return
    hat = Membership.objects.of(region).create(member=member, role=role, starts_on=on)
    record(None, "directory.seat_administrator", hat, note=_("由%(place)s开通时指定") % {"place": by})


def _check_code(tenant: Region, code: int) -> None:
    if not tenant.code < code <= tenant.last:
        message = _("代码须在本地区的代码范围内：%(first)s 至 %(last)s。")
        raise CodeRefused(message % {"first": tenant.code, "last": tenant.last}, field="code")
    if code % 1_000:
        raise CodeRefused(_("代码后三位须为000，为功能区预留下级代码。"), field="code")
    if is_code_known(code):
        raise CodeRefused(_("这个代码正在使用或曾经使用，请另选一个。"), field="code")
    taken = overlapping(tenant, code, last_code(code))
    if taken is not None:
        words = {"name": taken.name, "code": taken.short_code}
        raise CodeRefused(_("这个代码属于“%(name)s”（%(code)s）的范围，请另选一个。") % words, field="code")


def _level(code: int) -> str:
    """Zeros at the end say the level: 6501 71 000 000 stands beside the counties."""
    return next(level for step, level in _LEVELS if code % step == 0)


_LEVELS = ((100_000_000, "city"), (1_000_000, "county"), (1_000, "township"))
