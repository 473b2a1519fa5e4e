"""Overlaps among the entries of a year, over pools of any size; how much visiting is joint (R088, R089, R104)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.db import connection
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from inspections.merging import Overlap, Planned, groups
from inspections.models import MergeProposal, PlanEntry, PlanLineItem, Visit
from inspections.queries.entries import with_parts
from inspections.queries.pools import measure_entry, pool_of, strata_of
from inspections.queries.visits import is_joint
from inspections.quotas import total_of
from inspections.states import IN_PREPARATION, LOOKED_AT, MERGE_REFUSED, REPLACED, STANDING
from registry.models import SupervisedObject
from tenancy.models import Department, Region

_CHUNK = 4096
"""Bits that the database puts into one row; a whole number of bytes."""


def entries_of(tenant: Region, year: int) -> QuerySet[PlanEntry]:
    """The entries of the year's plans that count: those in preparation, and those that stand without a successor."""
    rows = PlanEntry.objects.of(tenant).filter(plan__year=year)
    changed = PlanEntry.objects.of(tenant).filter(
        plan__previous=OuterRef("plan"), plan__state__in=[*IN_PREPARATION, *STANDING]
    )
    return rows.filter(plan__state__in=[*IN_PREPARATION, *STANDING]).exclude(Exists(changed))


def entries_to_merge(tenant: Region, year: int) -> QuerySet[PlanEntry]:
    """Of those the ones whose plan is still being prepared and that law does not keep apart (5.2 no. 18).

    An entry stays apart by its own word, and when it rests on an item that may stay out of joint sampling (R038).
    """
    exempt = (
        PlanLineItem.objects.of(tenant).filter(line__entry=OuterRef("pk")).exclude(item_version__exemption_reason="")
    )
    rows = entries_of(tenant, year).filter(plan__state__in=IN_PREPARATION, apart_reason="").exclude(pool_query="")
    return rows.exclude(Exists(exempt)).order_by("pk")


class Bits:
    """Pools of one place as whole numbers, one bit an object; equal queries are asked once."""

    def __init__(self, tenant: Region) -> None:
        self.tenant = tenant
        ends = SupervisedObject.objects.of(tenant).aggregate(first=Min("pk"), last=Max("pk"))
        self.first = (ends["first"] or 0) // _CHUNK
        self.chunks = (ends["last"] or 0) // _CHUNK - self.first + 1
        self.known: dict[str, int] = {}

    def of(self, query: str) -> int:
        """The pool of a query string."""
        if query not in self.known:
            self.known[query] = self._read(pool_of(self.tenant, query))
        return self.known[query]

    def _read(self, pool: QuerySet) -> int:
        sql, values = pool.order_by().values("pk").query.sql_with_params()
        buffer = bytearray(self.chunks * _CHUNK // 8)
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                SELECT id / {_CHUNK}, bit_or(set_bit(B'0'::bit({_CHUNK}), (id %% {_CHUNK})::int, 1))
                FROM ({sql}) AS pool (id) GROUP BY 1
                """,  # noqa: S608 the pool's own statement
                values,
            )
            for chunk, bits in cursor:
                start = (chunk - self.first) * _CHUNK // 8
                buffer[start : start + _CHUNK // 8] = int(bits, 2).to_bytes(_CHUNK // 8, "big")
        return int.from_bytes(buffer, "big")


def visits_of(entry: PlanEntry, size: int, today: date) -> int:
    """How many visits an entry makes in the year of a pool of `size` objects; needs `with_parts`."""
    if strata_of(entry) is not None:
        return measure_entry(entry, today).visits
    return total_of(size, entry.figures) * (entry.frequency or 1)


def planned(tenant: Region, entries: Iterable[PlanEntry], today: date) -> list[Planned]:
    """Entries as the engine sees them: one statement for each different pool."""
    bits = Bits(tenant)
    found = []
    for entry in entries:
        pool = bits.of(entry.pool_query)
        visits = visits_of(entry, pool.bit_count(), today)
        found.append(Planned(entry.pk, entry.starts_on, entry.ends_on, entry.technique, pool, visits))
    return found


def refused_pairs(tenant: Region, year: int) -> set[frozenset[int]]:
    """Entries of which somebody said, with a reason, that they stay apart."""
    proposals = MergeProposal.objects.of(tenant).filter(year=year, state=MERGE_REFUSED).prefetch_related("members")
    sets = [[member.entry_id for member in proposal.members.all() if member.entry_id] for proposal in proposals]
    return {frozenset(pair) for numbers in sets for pair in combinations(numbers, 2)}


def find_groups(tenant: Region, year: int, today: date) -> list[Overlap]:
    """What should be one joint visit in the plans of the year that are being prepared, the largest saving first."""
    entries = with_parts(entries_to_merge(tenant, year))
    return groups(planned(tenant, entries, today), refused_pairs(tenant, year))


@dataclass(frozen=True)
class JointEntries:
    """Of `all` entries of a year `joint` have several departments."""

    all: int
    joint: int


def joint_entries(tenant: Region, year: int) -> JointEntries:
    """How many entries of the year are joint, counted without their visits (R089)."""
    parties = entries_of(tenant, year).annotate(parties=Count("lines", distinct=True)).order_by()
    counted = [number for number in parties.values_list("parties", flat=True)]
    return JointEntries(len(counted), sum(number > 1 for number in counted))


def entries_behind(tenant: Region, year: int, department: int, *, is_joint: bool) -> QuerySet[PlanEntry]:
    """The entries behind a department's figure of joint or single inspection, those that last longest first."""
    rows = entries_of(tenant, year).filter(department=department).annotate(parties=Count("lines", distinct=True))
    rows = rows.filter(parties__gt=1) if is_joint else rows.filter(parties__lte=1)
    return rows.select_related("plan", "department").order_by("number", "pk")


@dataclass(frozen=True)
class Counted:
    """Of `all` visits `joint` are made by several departments."""

    all: int = 0
    joint: int = 0

    def __add__(self, other: "Counted") -> "Counted":
        return Counted(self.all + other.all, self.joint + other.joint)

    @property
    def percent(self) -> int:
        """Joint visits of a hundred, rounded down: all is said of all only."""
        return 100 * self.joint // self.all if self.all else 0


@dataclass(frozen=True)
class Made:
    """Visits of a year by how far they are: drawn, whoever went since; carried out, drawn or not."""

    drawn: Counted = Counted()
    done: Counted = Counted()


def joint_made(tenant: Region, year: int) -> dict[Department, Made]:
    """By leading department the visits of a year that were drawn and that were carried out (R089).

    What is settled from afar or ends at the door is carried out; what was replaced by another object is neither.
    """
    rows = Visit.objects.of(tenant).filter(year=year).exclude(state=REPLACED).annotate(is_joint=is_joint()).order_by()
    drawn, done, joint = Q(drawn__isnull=False), Q(state__in=LOOKED_AT), Q(is_joint=True)
    counted = rows.values("department").annotate(
        all_drawn=Count("pk", filter=drawn),
        joint_drawn=Count("pk", filter=drawn & joint),
        all_done=Count("pk", filter=done),
        joint_done=Count("pk", filter=done & joint),
    )
    found = {one["department"]: one for one in counted if one["all_drawn"] or one["all_done"]}
    departments = Department.objects.of(tenant).filter(pk__in=found)
    return {one: _made(found[one.pk]) for one in departments}


def joint_total(tenant: Region, year: int) -> Made:
    """The same of the place as a whole."""
    return _sum(joint_made(tenant, year).values())


def _made(row: dict[str, int]) -> Made:
    return Made(Counted(row["all_drawn"], row["joint_drawn"]), Counted(row["all_done"], row["joint_done"]))


def _sum(rows: Iterable[Made]) -> Made:
    counted = list(rows)
    return Made(sum((one.drawn for one in counted), Counted()), sum((one.done for one in counted), Counted()))


@dataclass(frozen=True)
class JointShare:
    """One department's visits of a year as planned and as made, each with the joint ones among them.

    `single` counts its planned entries that no other department joins.
    """

    department_id: int
    name: str
    planned: Counted
    single: int
    made: Made


def joint_shares(tenant: Region, year: int, today: date) -> list[JointShare]:
    """How far joint inspection is the norm, by leading department, the least joint first (R089).

    Planned visits are counted over today's pools: a statement for each entry.
    """
    entries = with_parts(entries_of(tenant, year)).annotate(parties=Count("lines", distinct=True)).order_by("pk")
    planned: dict[Department, Counted] = {}
    single: dict[Department, int] = {}
    for entry in entries:
        one, visits, is_single = entry.department, measure_entry(entry, today).visits, entry.parties <= 1
        planned[one] = planned.get(one, Counted()) + Counted(visits, 0 if is_single else visits)
        single[one] = single.get(one, 0) + is_single
    made = joint_made(tenant, year)
    shares = [
        JointShare(one.pk, one.name, planned.get(one, Counted()), single.get(one, 0), made.get(one, Made()))
        for one in {**planned, **made}
    ]
    return sorted(shares, key=lambda share: (share.planned.percent, -share.planned.all, share.name))


def whole(shares: Iterable[JointShare]) -> JointShare:
    """The place as a whole."""
    rows = list(shares)
    planned = sum((one.planned for one in rows), Counted())
    return JointShare(0, "", planned, sum(one.single for one in rows), _sum(one.made for one in rows))
