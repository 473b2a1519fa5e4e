"""The pool of an entry: what the list of objects shows for its query, without those that are gone (5.2 no. 11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.forms import Field
from django.http import QueryDict
from django.utils.translation import gettext as _

from common.exports import Asked
from credit.queries import grades_of
from inspections.attributes import UNRATED, StratumBasis, stratum_word
from inspections.models import PlanEntry
from inspections.quotas import Figures, Share, ordered, shares_of, total_of
from registry.filters.objects import ObjectFilter, QueriesField
from registry.models import SupervisedObject
from registry.queries.objects import objects_of
from registry.states import ACTIVE
from risk.queries import levels_of
from tenancy.models import Member, Region

GRADES: dict[StratumBasis, Callable[[Region, QuerySet, date], QuerySet]] = {
    StratumBasis.CREDIT_GRADE: grades_of,
    StratumBasis.RISK_LEVEL: levels_of,
}
"""The ledgers that know (object, grade or level) of the objects of a pool on a day (R097)."""


def pool_of(tenant: Region, query: str, *, member: Member | None = None) -> QuerySet[SupervisedObject]:
    """Objects of the place that the list page shows for this query string and that are in business."""
    asked = QueryDict(query)
    rows = objects_of(tenant).filter(state=ACTIVE)
    return ObjectFilter(asked, queryset=rows, request=Asked(tenant, member, asked)).qs  # type: ignore[arg-type]


def pool_words(tenant: Region, query: str) -> list[tuple[str, str]]:
    """(label, value) of each filter of the query, in words; a query within the query is told by its own filters."""
    asked = QueryDict(query)
    form = ObjectFilter(asked, queryset=objects_of(tenant), request=Asked(tenant, None, asked)).form  # type: ignore[arg-type]
    form.is_valid()
    return [
        (str(form.fields[name].label), _word_of(tenant, form.fields[name], one))
        for name, value in form.cleaned_data.items()
        if value not in (None, "", [])
        for one in (value if isinstance(form.fields[name], QueriesField) else [value])
    ]


def _word_of(tenant: Region, field: Field, value: Any) -> str:
    """What was chosen, in words; the number of a group that nobody chooses says nothing."""
    if isinstance(field, QueriesField):
        return _("；").join(f"{label}：{word}" for label, word in pool_words(tenant, value))
    if field.widget.is_hidden:
        return _("见名单")
    return str(dict(getattr(field, "choices", ())).get(value, value))


@dataclass(frozen=True)
class Measure:
    """What an entry would do today: `size` of the pool, its `strata`, how many are `drawn`, in how many `visits`."""

    size: int
    strata: tuple[tuple[str, Share], ...]
    drawn: int
    visits: int


def measure(
    tenant: Region, query: str, figures: Figures, frequency: int | None, *, strata: "Strata | None", today: date
) -> Measure:
    """Count the pool and its strata, with the quota of each."""
    pool = pool_of(tenant, query)
    size = pool.count()
    if strata is None:
        drawn = total_of(size, figures)
        return Measure(size, (), drawn, drawn * (frequency or 1))
    sizes = sizes_by(pool, size, strata.basis, tenant=tenant, today=today)
    shares = shares_of(sizes, strata.ratios, figures)
    visits = sum(share.quota * strata.times(share.value, frequency) for share in shares)
    named = tuple((stratum_word(strata.basis, share.value), share) for share in shares)
    return Measure(size, named, sum(share.quota for share in shares), visits)


@dataclass(frozen=True)
class Strata:
    """A table of strata: by what, and ratio and frequency of each value."""

    basis: str
    ratios: Mapping[str, Decimal]
    frequencies: Mapping[str, int | None]

    def times(self, value: str, frequency: int | None) -> int:
        """How often in the year objects of a grade or level are drawn, `frequency` being that of the whole entry."""
        return self.frequencies.get(value) or frequency or 1


def rounds_of(entry: PlanEntry) -> int | None:
    """In how many rounds the entry is drawn in its year; None where neither it nor its strata say."""
    strata = strata_of(entry)
    named = [entry.frequency, *(strata.frequencies.values() if strata else ())]
    return max((number for number in named if number), default=None)


def strata_of(entry: PlanEntry) -> Strata | None:
    """The entry's table; None where it has none, or where every object is visited whatever its grade."""
    rows = [] if entry.covers_all else list(entry.strata.all())
    if not rows:
        return None
    return Strata(rows[0].basis, {row.value: row.ratio for row in rows}, {row.value: row.frequency for row in rows})


def measure_entry(entry: PlanEntry, today: date) -> Measure:
    """What the entry would do today."""
    strata = strata_of(entry)
    return measure(entry.tenant, entry.pool_query, entry.figures, entry.frequency, strata=strata, today=today)


def sizes_by(pool: QuerySet, size: int, basis: str, *, tenant: Region, today: date) -> dict[str, int]:
    """How many objects of the pool have each grade or level today; what has none is its own stratum."""
    if not size:
        return {}
    known, parameters = GRADES[StratumBasis(basis)](tenant, pool, today).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT value, count(*) FROM ({known}) AS graded (number, value) GROUP BY 1", parameters)  # noqa: S608 the ORM's own
        counted: dict[str, int] = dict(cursor.fetchall())
    unrated = size - sum(counted.values())
    return ordered({**counted, UNRATED: unrated} if unrated else counted)
