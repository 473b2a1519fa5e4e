"""What is written into the ledger of risk: levels and signals."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from registry.models import SupervisedObject
from registry.services.gradings import record_grading
from risk.models import WEIGHTS, RiskLevel, RiskSignal, SignalKind
from tenancy.audit import record
from tenancy.models import Department, Member


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

    Errors: `SignalRefused` for a weight outside 1–5.
    """
    if what.weight not in WEIGHTS:
        raise SignalRefused(_("风险信号的程度须是1到5：1是提示，5是危及安全。"))
    signal, is_new = RiskSignal.objects.of(row.tenant_id).get_or_create(
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
    return signal
