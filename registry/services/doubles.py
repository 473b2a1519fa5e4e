"""Files of one place that are perhaps one object, found by night and put before a person (R048)."""

from datetime import datetime
from itertools import islice

from django.utils.translation import gettext as _

from registry.doubles import pairs
from registry.models import MatchCase
from registry.queries.matches import streamed
from registry.queries.objects import objects_of
from tenancy.models import Region

_AT_ONCE = 1_000


def find_doubles(tenant: Region, *, now: datetime) -> int:
    """Open a case for every pair of the place's files that is probably one object and was not asked before.

    Returns how many cases are new. Memory does not grow with the library.
    """
    before = _cases(tenant)
    found = pairs(lambda after: streamed(objects_of(tenant), after))
    cases = (
        MatchCase(
            tenant=tenant,
            object_id=int(earlier.id),
            other_id=int(later.id),
            reason=_("名录库里有两份相近的档案：%(reason)s") % {"reason": verdict.reason},
            opened_at=now,
        )
        for earlier, later, verdict in found
    )
    while some := list(islice(cases, _AT_ONCE)):
        MatchCase.objects.of(tenant).bulk_create(some, ignore_conflicts=True)
    return _cases(tenant) - before


def _cases(tenant: Region) -> int:
    return MatchCase.objects.of(tenant).filter(other__isnull=False).count()
