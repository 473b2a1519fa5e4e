"""Verify the audit chain: `manage.py verify_audit [--place 610703] [--head 12:HASH]`; fails when it is broken."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from tenancy.audit import head, unsealed, verify
from tenancy.models import AuditBlock, Region
from tenancy.regions import parse_code
from tenancy.scope import scope


class Command(BaseCommand):
    help = "Recompute the hash chain of the audit ledger and name the first broken link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--place", help="the code of one place, as in its addresses; all places without it")
        parser.add_argument("--head", help="NUMBER:HASH of a block from the log: it must still be there (with --place)")

    def handle(self, *args: Any, place: str | None = None, head: str | None = None, **options: Any) -> None:
        if head and not place:
            raise CommandError(_("--head 须与 --place 一起使用。"))
        places = list(_places(place))
        broken = sum(not self._verify(region, head) for region in places)
        counts = {"places": len(places), "broken": broken}
        self.stdout.write(_("核验 %(places)s 个地区，%(broken)s 个有问题。") % counts)
        if broken:
            raise CommandError(_("审计链核验未通过。"), returncode=1)

    def _verify(self, region: Region, known_head: str | None) -> bool:
        with scope(region):
            problem = verify(region) or (known_head and _cut_off(region, known_head))
            if problem:
                self.stderr.write(f"{region.short_code} {region}  {problem}")
                return False
            newest, waiting = head(region), unsealed(region).count()
        words = {"number": newest.number if newest else 0, "hash": newest.hash if newest else "—", "waiting": waiting}
        told = _("完好：%(number)s 个区块，末块 %(hash)s，待封存 %(waiting)s 条") % words
        self.stdout.write(f"{region.short_code} {region}  {told}")
        return True


def _places(place: str | None) -> list[Region]:
    if place is None:
        return list(Region.objects.filter(is_tenant=True))
    region = Region.objects.filter(pk=parse_code(place)).first() if place.isdecimal() else None
    if region is None:
        raise CommandError(_("没有代码为 %(code)s 的地区。") % {"code": place})
    return [region]


def _cut_off(region: Region, known_head: str) -> str | None:
    """Whether the chain no longer reaches a block it is known to have had."""
    number, _colon, known_hash = known_head.partition(":")
    if number.isdecimal() and AuditBlock.objects.of(region).filter(number=number, hash=known_hash).exists():
        return None
    return _("链上没有日志中记载的区块 %(head)s，末端可能被截去。") % {"head": known_head}
