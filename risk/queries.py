"""What the ledger of risk answers: the level that counts, and the signals."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from registry.models import SupervisedObject
from registry.queries.gradings import as_events, history_of, value_of, values_of
from registry.queries.subject_file import Chapter, Event, register
from risk.models import RiskLevel, RiskSignal, SignalKind
from tenancy.models import Member, Region


def level_of(row: SupervisedObject, on: date, scope: str = "") -> str:
    """ "1" (the most dangerous) to "3" of one object on a day, empty where it has none (R159)."""
    return value_of(RiskLevel, row, on, scope)


def levels_of(tenant: Region, objects: QuerySet, on: date, scope: str = "") -> QuerySet:
    """(object number, "1"–"3") of those of `objects` that have a level on the day: one statement, for pools (R091)."""
    return values_of(RiskLevel, tenant, objects, on, scope)


def signals_of(row: SupervisedObject) -> QuerySet[RiskSignal]:
    """The signals of an object and the files merged into it, the newest first."""
    files = Q(object=row) | Q(object__merged_into=row)
    return (
        RiskSignal.objects.of(row.tenant_id)
        .filter(files)
        .select_related("department", "reversal")
        .order_by("-seen_on", "-pk")
    )


def verified_signals(row: SupervisedObject, since: date) -> QuerySet[RiskSignal]:
    """The signals since a day that a level may rest on: found by inspectors, not taken back (5.2 nos. 41, 45)."""
    return signals_of(row).filter(kind=SignalKind.FINDING, seen_on__gte=since, reverses=None, reversal=None)


def level_events(member: Member, row: SupervisedObject) -> list[Event]:
    """The levels in the subject file."""
    return as_events(history_of(RiskLevel, row), _t("风险等级"))


def signal_events(member: Member, row: SupervisedObject) -> Iterator[Event]:
    """The signals in the subject file."""
    for signal in signals_of(row):
        words = _t("风险信号：%s") % signal.kind_words
        yield Event(signal.recorded_at, str(signal.department or ""), words, signal.text)


register(Chapter("risk.levels", _("风险等级"), "risk.view", level_events))
register(Chapter("risk.signals", _("风险信号"), "risk.signals", signal_events))
