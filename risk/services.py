"""What is written into the ledger of risk: levels and signals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from registry.models import SupervisedObject
from registry.models.gradings import GradingSource
from registry.queries.gradings import history_of, valid_on
from registry.services.gradings import record_grading
from risk.levels import Level, level_for
from risk.models import WEIGHTS, RiskLevel, RiskSignal, SignalKind
from risk.queries import verified_signals
from tenancy.audit import record
from tenancy.models import Department, Member, Region

WINDOW = timedelta(days=730)
REVIEW = timedelta(days=365)
"""How far back findings count, and when a level that rests on them is looked at again."""


class SignalRefused(Refused):
    """A signal that says nothing usable."""


@dataclass(frozen=True)
class Seen:
    """What was seen: its kind, how grave (1–5), on which day, in a sentence, in which domain."""

    kind: SignalKind
    weight: int
    on: date
    text: str
    domain: str = ""


@dataclass(frozen=True)
class Source:
    """Where a signal comes from: the kind of row above, its number, its page."""

    kind: str
    number: str
    url: str = ""


def record_level(level: RiskLevel, *, actor: Member | None) -> RiskLevel:
    """Give an object a risk level; earlier ones stay (R159, R160). Errors: those of `record_grading`."""
    return record_grading(level, verb="risk.record_level", actor=actor)


@transaction.atomic
def record_signal(
    row: SupervisedObject, what: Seen, source: Source, *, department: Department | None, actor: Member | None = None
) -> RiskSignal:
    """Write down a sign of danger, once: told again by the same source it gives the row that is there (R167).

    The level follows from what inspectors found, see `assess_level`. Errors: `SignalRefused` for a weight outside 1–5.
    """
    if what.weight not in WEIGHTS:
        raise SignalRefused(_("风险信号的程度须是1到5：1是提示，5是危及安全。"))
    signal, is_new = RiskSignal.objects.of(row.tenant_id).get_or_create(
        reverses=None,
        kind=what.kind,
        source_kind=source.kind,
        source_number=source.number,
        defaults={
            "tenant_id": row.tenant_id,
            "object": row,
            "domain": what.domain,
            "weight": what.weight,
            "seen_on": what.on,
            "text": what.text[:500],
            "department": department,
            "source_url": source.url,
            "recorded_by": actor,
        },
    )
    if is_new:
        record(actor, "risk.record_signal", signal, note=f"{signal.get_kind_display()} {source.number}")
        if what.kind == SignalKind.FINDING:
            assess_level(row, today=timezone.localdate())
    return signal


@transaction.atomic
def reverse_signals(tenant: Region, source: Source, *, reason: str, on: date, actor: Member | None) -> int:
    """Take back all that a source told, each by a row of its own; the level that rested on it is assessed anew.

    Returns how many were taken back; taking back again changes nothing. `reason` is what officials read.
    """
    rows = RiskSignal.objects.of(tenant).filter(source_kind=source.kind, source_number=source.number)
    standing = list(rows.filter(reverses=None, reversal=None).order_by("pk"))
    for signal in standing:
        reversal = RiskSignal.objects.of(tenant).create(
            object=signal.object,
            kind=signal.kind,
            domain=signal.domain,
            weight=signal.weight,
            seen_on=on,
            text=reason[:500],
            department=signal.department,
            source_kind=source.kind,
            source_number=source.number,
            source_url=source.url,
            recorded_by=actor,
            reverses=signal,
        )
        record(actor, "risk.reverse_signal", reversal, note=reason)
        assess_level(signal.object, today=on)
    return len(standing)


@transaction.atomic
def assess_level(row: SupervisedObject, *, today: date) -> RiskLevel | None:
    """Raise the comprehensive level to what two years of findings ask for, and take such a raise back (R160).

    Only a level that was assessed so is lowered again; a level given by a person holds against all earlier signals.
    Returns the new level with the signals it rests on, None where nothing changes.
    """
    kept = row.merged_into or row
    levels = list(valid_on(history_of(RiskLevel, kept).filter(scope=""), today).order_by("-valid_from", "-pk"))
    given = next((one for one in levels if one.source != GradingSource.MODEL), None)
    signals = verified_signals(kept, today - WINDOW)
    if given is not None and given.source == GradingSource.MANUAL:
        signals = signals.filter(recorded_at__gt=given.recorded_at)
    counted = list(signals)
    asked = level_for(one.weight for one in counted)
    before = given.value if given else ""
    wanted = min(filter(None, (asked, before)), default="")
    now = levels[0].value if levels else ""
    if wanted == now or not (wanted or now):
        return None
    level = RiskLevel(
        tenant=kept.tenant,
        object=kept,
        value=wanted or Level.THIRD,
        source=GradingSource.MODEL,
        basis=_("检查发现问题评定"),
        reason=_reason(counted),
        valid_from=today,
        review_on=today + REVIEW,
    )
    return None if level.value == now else record_level(level, actor=None)


def _reason(signals: Sequence[RiskSignal]) -> str:
    """The signals a level rests on, in words."""
    if not signals:
        return _("所依据的检查发现问题已撤销，恢复原等级。")
    lines = _("；").join(f"{one.seen_on} {one.weight_words} {one.text}" for one in signals)
    return (_("近两年检查发现问题%d个：") % len(signals) + lines)[:500]
