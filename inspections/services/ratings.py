"""A company rates a visit: through the public role, by the code of the letter that it alone was sent."""

import secrets
from dataclasses import dataclass
from enum import StrEnum

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exports import request_document
from common.models import Document
from common.refusals import Refused
from inspections.models import RatingCode, RatingMailing
from inspections.queries.ratings import unasked_visits
from inspections.services.passes import CODE_LETTERS
from tenancy.audit import record
from tenancy.models import Member, Region

CODE_LENGTH = 10
MOST_LETTERS = 500
"""As many as one paper holds; the rest follow with the next."""


class RatingRefused(Refused):
    """No letters may be made now; the sentence says why."""


class Kept(StrEnum):
    """What became of a rating."""

    KEPT = "kept"
    UNKNOWN = "unknown"
    LATE = "late"
    AGAIN = "again"


@dataclass(frozen=True)
class Marks:
    """What the company says: 1 (worst) to 5, and three questions answered."""

    score: int
    certificates_shown: bool
    within_list: bool
    asked_for_more: bool


def rate_visit(year: int, serial: int, code: str, marks: Marks) -> Kept:
    """Keep the rating of the visit with exactly that number and rating code, in any place; through the public role.

    Once a visit, and until 60 days after its letter was made.
    """
    marked = (marks.score, marks.certificates_shown, marks.within_list, marks.asked_for_more)
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT inspections_rate_visit(%s, %s, %s, %s, %s, %s, %s)", (year, serial, code, *marked))
        return Kept(cursor.fetchone()[0])


@transaction.atomic
def mail_codes(tenant: Region, *, actor: Member) -> Document:
    """Make the letters for every company that officers have left and that was not asked yet, as one paper to print.

    Each holds a code nobody guesses. Raises `RatingRefused` where nobody is to be asked.
    """
    visits = list(unasked_visits(tenant, timezone.now())[:MOST_LETTERS])
    if not visits:
        raise RatingRefused(_("没有待发评议函的检查：检查人员离开现场30日内、还没有发过函的，才在其中。"))
    mailing = RatingMailing.objects.of(tenant).create(made_by=actor, made_at=timezone.now())
    rows = [RatingCode(tenant=tenant, mailing=mailing, visit=visit, code=_new_code()) for visit in visits]
    RatingCode.objects.of(tenant).bulk_create(rows)
    record(actor, "inspections.mail_ratings", mailing, changes={_("封数"): ["", str(len(rows))]})
    return request_document("inspections.rating_letters", mailing, actor=actor)


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))
