"""A company rates a visit: through the public role, by the code of its pass."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import connections


class Kept(StrEnum):
    """What became of a rating."""

    KEPT = "kept"
    UNKNOWN = "unknown"
    EARLY = "early"
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
    """Keep the rating of the visit with exactly that number and pass, in any place; through the public role.

    Once a visit, after the officers came, and until 30 days after the pass ended.
    """
    marked = (marks.score, marks.certificates_shown, marks.within_list, marks.asked_for_more)
    with connections["public"].cursor() as cursor:
        cursor.execute("SELECT inspections_rate_visit(%s, %s, %s, %s, %s, %s, %s)", (year, serial, code, *marked))
        return Kept(cursor.fetchone()[0])
