"""What a leader asks of inspections: what is late, how far the plan is, how many visits are joint (R089, R106)."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.worklist import FIGURES, Desk, Figure, Figures
from inspections.models import Visit
from inspections.queries.coverage import count_uncovered
from inspections.queries.findings import UNSETTLED, open_orders, readable_findings
from inspections.queries.visits import is_joint, late, visits_for
from inspections.states import LOOKED_AT, NO_VISIT, REPLACED


def _figures(desk: Desk) -> Iterator[Figure]:
    """Each opens the list it counts, or the board of plans; a statement each."""
    yield from _visits(desk)
    yield from _findings(desk)
    yield _plan(desk)
    yield _uncovered(desk)


def _visits(desk: Desk) -> Iterator[Figure]:
    """Visits the leader may know of: those of which nobody was told yet stay with who takes part (DOMAIN 5.3)."""
    began = desk.today.replace(month=1, day=1)
    seen = visits_for(desk.member, desk.tenant)
    held = Q(starts_on__gte=began) & ~Q(state__in=NO_VISIT)
    count = seen.aggregate(
        late=Count("pk", filter=late(desk.today)),
        all=Count("pk", filter=held),
        joint=Count("pk", filter=held & Q(is_joint())),
    )
    yield Figure(_("到期未办结的检查"), f"{count['late']:,}", _list("visits", desk, is_late="true"))
    url = _list("visits", desk, is_joint="true", starts_after=began.isoformat())
    share = _share(count["joint"], count["all"])
    yield Figure(_("联合检查占比（已安排）"), share, url, _note(count["joint"], count["all"]))


def _findings(desk: Desk) -> Iterator[Figure]:
    readable = readable_findings(desk.member, desk.tenant)
    unsettled = readable.filter(state__in=UNSETTLED).count()
    yield Figure(_("未办结的问题"), f"{unsettled:,}", _list("findings", desk, is_open="true"))
    yesterday = desk.today - timedelta(days=1)
    overdue = open_orders(desk.tenant).filter(pk__in=readable.values("order"), due_on__lte=yesterday).count()
    yield Figure(_("逾期未改正"), f"{overdue:,}", _list("orders", desk, due_before=yesterday.isoformat()))


def _plan(desk: Desk) -> Figure:
    """Of the visits drawn or begun for the plan of the year, those with a result."""
    rows = Visit.objects.of(desk.tenant).filter(task__entry__plan__year=desk.today.year).exclude(state=REPLACED)
    count = rows.aggregate(all=Count("pk"), done=Count("pk", filter=Q(state__in=LOOKED_AT)))
    share = _share(count["done"], count["all"])
    return Figure(_("年度计划完成"), share, _list("tasks", desk), _note(count["done"], count["all"]))


def _uncovered(desk: Desk) -> Figure:
    """Objects in business to which no plan of the year sends anybody (R107)."""
    count = count_uncovered(desk.tenant, desk.today.year, desk.member)
    note = _("%(part)s / %(whole)s 户") % {"part": f"{count.missing:,}", "whole": f"{count.whole:,}"}
    if count.counted_at:
        at = date_format(timezone.localtime(count.counted_at), "Y-m-d H:i")
        note = _("%(note)s，总数截至%(at)s") % {"note": note, "at": at}
    return Figure(_("计划未覆盖的对象"), f"{count.missing:,}", _list("uncovered", desk), note)


def _share(part: int, whole: int) -> str:
    """Hundredths, rounded down: all is said of all only."""
    return f"{part * 100 // whole}%" if whole else "—"


def _note(part: int, whole: int) -> str:
    return _("%(part)s / %(whole)s 户次") % {"part": f"{part:,}", "whole": f"{whole:,}"}


def _list(name: str, desk: Desk, **asked: str) -> str:
    address = reverse(f"inspections:{name}", args=[desk.tenant])
    return f"{address}?{urlencode(asked)}" if asked else address


FIGURES.register(Figures("inspections.figures", "visits.view", _figures))
