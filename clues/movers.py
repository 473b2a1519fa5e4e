"""Clues somebody still has to act on move with a department's duties (R013); answered ones stay its history."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.states import OPEN_STATES
from directory.transfer import Moved, register
from tenancy.models import Department, Region

SIDES = ("from_department", "to_department", "department")


def _concerned(tenant: Region, department: Department) -> QuerySet[Clue]:
    part = Q(from_department=department) | Q(to_department=department)
    return Clue.objects.of(tenant).filter(part, state__in=OPEN_STATES).order_by("pk")


def count_clues(tenant: Region, department: Department) -> int:
    return _concerned(tenant, department).count()


def move_clues(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Moved]:
    """The target stands where the source stood; a clue between the two stays, for nobody sends one to itself."""
    rows = _concerned(tenant, source).exclude(from_department=target).exclude(to_department=target)
    for clue in list(rows.select_related("object")):
        for side in SIDES:
            if getattr(clue, f"{side}_id") == source.pk:
                setattr(clue, side, target)
        clue.save(update_fields=SIDES)
        yield Moved(clue.pk, str(clue))


register("clues", _("问题线索"), count_clues, move_clues)
