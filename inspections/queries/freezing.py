"""What a pool is frozen from: the objects of an entry by stratum, who is left out and why, the officers who are fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exports import Asked
from inspections import draw as rules
from inspections.attributes import UNRATED, VALUES, StratumBasis, stratum_word
from inspections.models import Draw, DrawnObject, DrawnOfficer, DrawOfficer, InspectionTask, PlanEntry, PlanEntryLine
from inspections.queries.budget import Asking, capped
from inspections.queries.pools import GRADES, pool_of, rounds_of, sizes_by, strata_of
from inspections.quotas import ordered, shares_of, total_of
from inspections.states import VOIDED
from registry.filters.objects import ObjectFilter
from registry.fitness import reasons_against
from registry.models import InspectionGroup, Interest, ObjectIdentifier, Officer, SupervisedObject
from registry.names import normalise
from registry.queries.officers import fit_officers, serving_officers, with_standing
from registry.queries.recusal import is_about, standing_interests
from registry.states import ACTIVE, GONE, SUSPENDED
from tenancy.models import Member, Region

_NEVER_A_CODE = r"^\d{12}-\d+$|[[:cntrl:]]"
"""What looks like place and number of another, and what would not stand on one line."""

SPAN = 1 << 18
"""Objects of the library that one statement looks at: what it groups fits in memory, and its progress can be told."""

# --- objects --------------------------------------------------------------------------------------------------------


def asked_for(entry: PlanEntry) -> QuerySet[SupervisedObject]:
    """Every file that the entry's filter finds, whatever its state, merged ones too."""
    asked = Asked(entry.tenant, Member(), QueryDict(entry.pool_query))
    return ObjectFilter(asked.GET, queryset=SupervisedObject.objects.of(entry.tenant_id), request=asked).qs


def enough_visited(task: InspectionTask) -> QuerySet[DrawnObject]:
    """Objects drawn for this entry as often as it plans for a year; replaced ones and void attempts do not count."""
    rows = DrawnObject.objects.of(task.tenant_id).filter(draw__task__entry=task.entry_id, replacement=None)
    rows = rows.exclude(draw__state=VOIDED).exclude(draw__task=task)
    counted = rows.order_by().values("object").annotate(n=Count("pk"))
    return counted.filter(n__gte=rounds_of(task.entry) or 1).values("object")


def eligible(task: InspectionTask) -> QuerySet[SupervisedObject]:
    """Who may be drawn: alive, not a merged file, not drawn often enough, below every cap (DOMAIN 5.2 no. 11)."""
    rows = pool_of(task.tenant, task.entry.pool_query).exclude(pk__in=enough_visited(task))
    return rows.exclude(pk__in=at_cap(task, rows))


def at_cap(task: InspectionTask, rows: QuerySet[SupervisedObject]) -> set[int]:
    """Numbers of those of `rows` whom one joint visit more would bring over a cap of the year."""
    departments = list(task.entry.lines.values_list("department", flat=True))
    return capped(task.tenant, rows, Asking(task.starts_on.year, departments))


def excluded_from(task: InspectionTask) -> list[dict[str, Any]]:
    """Why how many of the files found are not in the pool: [{reason, count}], empty reasons left out."""
    found = asked_for(task.entry)
    alive = found.filter(merged_into=None)
    living = alive.filter(state=ACTIVE)
    rest = living.exclude(pk__in=enough_visited(task))
    reasons = [
        (_("已并入其他档案"), found.exclude(merged_into=None)),
        (_("已注销、吊销、撤销或迁出"), alive.filter(state__in=GONE)),
        (_("停业（停用）"), alive.filter(state=SUSPENDED)),
        (_("本计划年度内已抽查足次"), living.filter(pk__in=enough_visited(task))),
        (_("年度检查次数已达上限"), rest.filter(pk__in=at_cap(task, rest))),
    ]
    counted = [{"reason": reason, "count": rows.order_by().count()} for reason, rows in reasons]
    return [line for line in counted if line["count"]]


def sizes_of(task: InspectionTask, objects: QuerySet[SupervisedObject]) -> dict[str, int]:
    """How many of `eligible` objects are of each grade or level that the task's table names, as it stands now.

    Empty ones are left out; without a table all are under "".
    """
    size, strata = objects.count(), strata_of(task.entry)
    if strata is None:
        return {"": size} if size else {}
    return sizes_by(objects, size, strata.basis, tenant=task.tenant, today=timezone.localdate())


def layers_of(task: InspectionTask, objects: QuerySet[SupervisedObject]) -> tuple[list[str], list[str]]:
    """The keys of `sizes_of`, and those with nobody in them at present."""
    strata = strata_of(task.entry)
    if strata is None:
        return [""], []
    filled = list(sizes_of(task, objects))
    return filled, [value for value in (*VALUES[StratumBasis(strata.basis)], UNRATED) if value not in filled]


def layer_word(entry: PlanEntry, value: str) -> str:
    """What a layer stands for, for the house only; empty without a table of strata."""
    strata = strata_of(entry)
    return stratum_word(strata.basis, value) if strata else ""


def layered(task: InspectionTask, objects: QuerySet[SupervisedObject]) -> tuple[str, list[Any]]:
    """One statement and its parameters: (number, code, layer) of each of some eligible objects, each once."""
    inner, parameters = with_codes(objects).order_by().values_list("pk", "code").query.sql_with_params()
    strata = strata_of(task.entry)
    if strata is None:
        return f"SELECT coded.*, '' FROM ({inner}) AS coded", [*parameters]  # noqa: S608 the ORM's own, here and below
    known = GRADES[StratumBasis(strata.basis)](task.tenant, objects, timezone.localdate())
    grades, more = known.query.sql_with_params()
    return (
        f"""
        SELECT coded.number, coded.code, coalesce(graded.value, %s) FROM ({inner}) AS coded (number, code)
        LEFT JOIN ({grades}) AS graded (number, value) USING (number)
        """,  # noqa: S608
        [UNRATED, *parameters, *more],
    )


def spans_of(tenant: Region) -> Iterator[tuple[int, int]]:
    """The numbers of the place's objects cut into (first, last) with a quarter of a million objects each, or fewer."""
    numbers = SupervisedObject.objects.of(tenant).order_by("pk").values_list("pk", flat=True)
    first, last = numbers.first(), numbers.last()
    while first is not None:
        further = numbers.filter(pk__gt=first)[SPAN - 1 : SPAN].first()
        yield first, last if further is None else further - 1
        first = further


def quotas_of(task: InspectionTask, sizes: Mapping[str, int]) -> dict[str, int]:
    """How many of each layer this round draws, by the sizes of all: none where the rounds of the year are over."""
    entry, strata = task.entry, strata_of(task.entry)
    if strata is None:
        return {value: total_of(size, entry.figures) for value, size in sizes.items()}
    shares = shares_of(ordered(sizes), strata.ratios, entry.figures)
    if rounds_of(entry) is None:
        return {share.value: share.quota for share in shares}
    return {
        share.value: share.quota if task.round <= strata.times(share.value, entry.frequency) else 0 for share in shares
    }


def with_codes(rows: QuerySet) -> QuerySet:
    """Each object with its public `code`: the credit code, else a code nobody else has, else place and number.

    No code is given twice, since a company finds its place by it.
    """
    twins = ObjectIdentifier.objects.of(OuterRef("tenant_id")).filter(value=OuterRef("value"))
    twins = twins.exclude(object=OuterRef("object"))
    credit_codes = SupervisedObject.objects.of(OuterRef("tenant_id")).filter(uscc=OuterRef("value"))
    own = ObjectIdentifier.objects.of(OuterRef("tenant_id")).filter(object=OuterRef("pk"))
    own = own.filter(~Exists(twins), ~Exists(credit_codes)).exclude(value__regex=_NEVER_A_CODE)
    plain = Concat(Cast("tenant_id", CharField()), Value("-"), Cast("pk", CharField()))
    other = Coalesce(Subquery(own.order_by("kind", "value").values("value")[:1]), plain, output_field=CharField())
    return rows.annotate(code=Case(When(~Q(uscc=""), then=F("uscc")), default=other, output_field=CharField()))


def public_code(row: SupervisedObject) -> str:
    """The code of `with_codes` of one object: by it anybody finds what is published of it (R119)."""
    rows = SupervisedObject.objects.of(row.tenant_id).filter(pk=row.pk)
    return str(with_codes(rows).values_list("code", flat=True).get())


# --- officers -------------------------------------------------------------------------------------------------------


def officers_for(task: InspectionTask, line: PlanEntryLine) -> list[tuple[Officer, str, int]]:
    """(officer, certificate number, visits on hand) of the line's department who are fit on its first and last day.

    Certificate of the domain asked for, a specialty asked for, neither suspended nor lent away (R061, R062, R068).
    """
    domain = line.domain or None
    first = fit_officers(task.tenant, on=max(task.starts_on, timezone.localdate()), domain=domain)
    last = fit_officers(task.tenant, on=task.ends_on, domain=domain)
    rows = first.filter(pk__in=last.values("pk"), department=line.department_id)
    if line.specialties:
        rows = rows.filter(specialties__overlap=line.specialties)
    loads = _visits_on_hand(task)
    return [
        (officer, officer.certificate.number, loads.get(officer.pk, 0))
        for officer in with_standing(rows).order_by("pk")
        if officer.certificate
    ]


@dataclass(frozen=True)
class FitGroup:
    """A group that may be drawn, the visits on hand to which any of it goes, and its people as `officers_for`.

    `left_out` are those of its people who may not be drawn: [{name, reason}].
    """

    group: InspectionGroup
    load: int
    officers: list[tuple[Officer, str, int]]
    left_out: list[dict[str, str]]


def groups_for(task: InspectionTask, line: PlanEntryLine) -> list[FitGroup]:
    """Groups in use of the line's department that have as many fit officers as the line asks for, two at least (R095).

    Secondments count as for single officers: who is lent away is not among them, who is lent to us is.
    """
    ready, fit = _ready_groups(task, line)
    busy = _standing_pairs_on_hand(task).exclude(officer__officer__group=None).order_by()
    loads = dict(busy.values_list("officer__officer__group").annotate(Count("drawn", distinct=True)))
    left_out = _left_out(task, line, ready, [one.pk for found in fit.values() for one, *_more in found])
    return [FitGroup(group, loads.get(group.pk, 0), fit[group.pk], left_out[group.pk]) for group in ready]


def _ready_groups(
    task: InspectionTask, line: PlanEntryLine
) -> tuple[list[InspectionGroup], dict[int | None, list[tuple[Officer, str, int]]]]:
    """The groups that may be drawn, and by group whoever is fit."""
    fit: dict[int | None, list[tuple[Officer, str, int]]] = {}
    for found in officers_for(task, line):
        fit.setdefault(found[0].group_id, []).append(found)
    rows = InspectionGroup.objects.of(task.tenant_id).filter(department=line.department_id, is_retired=False)
    return [group for group in rows.order_by("pk") if len(fit.get(group.pk, ())) >= line.min_officers], fit


def _left_out(
    task: InspectionTask, line: PlanEntryLine, groups: list[InspectionGroup], fit: list[int]
) -> dict[int, list[dict[str, str]]]:
    """By group who of it serves and may not be drawn for the line, each with the reason in words (R061, R062)."""
    first = max(task.starts_on, timezone.localdate())
    rows = serving_officers(task.tenant, first).filter(group__in=groups).exclude(pk__in=fit)
    found: dict[int, list[dict[str, str]]] = {group.pk: [] for group in groups}
    for officer in with_standing(rows).order_by("name", "pk"):
        reason = _why_not(officer, line, (first, task.ends_on))
        found[officer.group_id].append({"name": officer.name, "reason": reason})
    return found


def _why_not(officer: Officer, line: PlanEntryLine, days: tuple[date, date]) -> str:
    """The reasons of the first day on which there are any; else a specialty or the department is missing."""
    for day in days:
        reasons = reasons_against(officer.standing, on=day, domain=line.domain or None)
        if reasons:
            return "".join(reason.sentence for reason in reasons)
    if officer.department_id != line.department_id:
        return _("不在%s。") % line.department
    return _("没有计划要求的专业特长（%s）。") % _("、").join(line.specialties)


def count_of_fit(task: InspectionTask, line: PlanEntryLine) -> int:
    """How many the line's department could draw from today: groups where it sends groups, else officers."""
    return len(_ready_groups(task, line)[0] if line.is_by_group else officers_for(task, line))


def _standing_pairs_on_hand(task: InspectionTask) -> QuerySet[DrawnOfficer]:
    """Who goes where by other tasks that are not over."""
    rows = DrawnOfficer.objects.of(task.tenant_id).filter(recusal=None, drawn__replacement=None)
    return rows.filter(drawn__draw__task__ends_on__gte=timezone.localdate()).exclude(drawn__draw__state=VOIDED)


def _visits_on_hand(task: InspectionTask) -> dict[int, int]:
    """Visits by officer that other tasks have drawn and that are not over."""
    rows = _standing_pairs_on_hand(task)
    return dict(rows.order_by().values_list("officer__officer").annotate(Count("pk")))


def recused_pairs(draw: Draw, objects: Iterable[DrawnObject]) -> dict[tuple[bytes, bytes], str]:
    """(visit leaf, officer leaf) of those who must keep away by a declared interest (DOMAIN 5.2 no. 14), and why.

    What the interest is only the officer and the own unit see (DOMAIN 5.3).
    """
    officers = {one.officer_id: bytes(one.leaf) for one in DrawOfficer.objects.of(draw.tenant_id).filter(draw=draw)}
    index: dict[str, list[Interest]] = {}
    for interest in standing_interests(draw.task.tenant, timezone.localdate()).filter(officer__in=officers):
        for key in {normalise(interest.organisation), interest.uscc} - {""}:
            index.setdefault(key, []).append(interest)
    return {
        (bytes(one.leaf), officers[interest.officer_id]): _("已申报与该对象有利害关系")
        for one in objects
        for key in {normalise(one.object.name), one.object.uscc}
        for interest in index.get(key, ())
        if is_about(interest, normalise(one.object.name), one.object.uscc)
    }


# --- what was used --------------------------------------------------------------------------------------------------


def sources_of(task: InspectionTask) -> dict[str, Any]:
    """The versions of item list, libraries and rules that the draw rests on (R066)."""
    items = task.entry.lines.filter(items__isnull=False).values_list(
        "items__item_version__item__number", "items__item_version__number"
    )
    return {
        "plan_version": task.entry.plan.version if task.entry.plan else 1,
        "pool_query": task.entry.pool_query,
        "items": [{"number": number, "version": version} for number, version in items.order_by().distinct()],
        "libraries_as_of": timezone.now().isoformat(timespec="seconds"),
        "algorithm": rules.ALGORITHM,
    }
