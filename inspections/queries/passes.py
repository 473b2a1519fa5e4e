"""Passes as anyone may check them: the public keys, what was taken back, and one pass by its number and short code."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from inspections.models import BudgetExemption, Visit, VisitPass
from inspections.passes import read_token
from inspections.queries.budget import standing_of
from inspections.signing import EcdsaSigner, Jwk, Signer, key_set
from tenancy.models import Department


def present_signer() -> Signer:
    """What signs passes now; raises `BadKey` where PASS_SIGNING_KEY is missing or too short."""
    return EcdsaSigner(settings.PASS_SIGNING_KEY)


def public_keys() -> list[Jwk]:
    """The public keys of this site as JWKs: the present one, then those that signed before (PASS_RETIRED_KEYS)."""
    return key_set(present_signer(), settings.PASS_RETIRED_KEYS)


@dataclass(frozen=True)
class OpenPass:
    """A pass that was found: what it says (letters as in `inspections.passes`), and whether it holds."""

    content: dict[str, Any]
    outcome: str

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """From when and until when."""
        first, last = (datetime.fromtimestamp(self.content[name], tz=timezone.get_current_timezone()) for name in "fu")
        return first, last


def pass_in_force(visit: Visit) -> VisitPass | None:
    """The pass of a visit that was not taken back."""
    return VisitPass.objects.of(visit.tenant_id).filter(visit=visit, revoked_at=None).first()


def visits_left(visit: Visit) -> list[tuple[str, int]]:
    """Every cap that holds for the subject this year, in words, and how many visits are left under it (R090)."""
    names = dict(Department.objects.of(visit.tenant_id).values_list("pk", "name"))
    found = standing_of(visit.object, visit.year)
    return [(one.rule.words_for(names.get(one.department_id, "")), one.left) for one in found]


def ground_outside(visit: Visit) -> str:
    """On which ground the visit counts against no cap, in words; empty where it counts (R090)."""
    exemption = BudgetExemption.objects.of(visit.tenant_id).filter(visit=visit).first()
    return exemption.get_ground_display() if exemption else ""


def revoked_codes() -> list[str]:
    """Short codes of passes that were taken back and would still hold by their date; through the public role."""
    return [code for (code,) in _ask("SELECT inspections_revoked_passes()", [])]


def open_pass(year: int, serial: int, code: str, now: datetime) -> OpenPass | None:
    """The pass with exactly that visit number and short code, in any place; through the public role."""
    found = _ask("SELECT token, is_revoked FROM inspections_open_pass(%s, %s, %s)", [year, serial, code])
    if not found:
        return None
    token, is_revoked = found[0]
    content = read_token(token, public_keys())
    if is_revoked:
        return OpenPass(content, "revoked")
    seconds = now.timestamp()
    outcome = "early" if seconds < content["f"] else "expired" if seconds > content["u"] else "good"
    return OpenPass(content, outcome)


def _ask(query: str, values: list[Any]) -> list[tuple]:
    with connections["public"].cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()
