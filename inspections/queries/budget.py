"""How often an object is visited in a year, against the caps of the place: done and planned, within and outside.

One visit is one row however many departments come along (DOMAIN 5.2 no. 17). What was cancelled or replaced,
found nobody, or is looked at from afar does not count. Everything is one statement over the place, so that a
pool of millions is checked as one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from inspections.models import BudgetExemption, CapRule, Visit
from inspections.models.budget import CapScope
from inspections.states import CLOSED, FROM_AFAR, NO_VISIT, ON_SITE, PASS_ISSUED, REFUSED_ENTRY, SECTIONS_CLOSING
from registry.models import SupervisedObject
from tenancy.models import Region

_LET_IN = (PASS_ISSUED, ON_SITE, SECTIONS_CLOSING, CLOSED, REFUSED_ENTRY)
"""Those that count against one more pass: a visit that is only planned has its own turn at its own pass."""
_DONE = (ON_SITE, SECTIONS_CLOSING, CLOSED, REFUSED_ENTRY)

_COUNTED = """
    SELECT coalesce(file.merged_into_id, file.id) AS object_id, file.kind, visit.id AS visit_id,
        visit.state = ANY (%(done)s) AS is_done, visit.state = ANY (%(let_in)s) AS is_let_in,
        coalesce(exemption.ground, '') AS ground, %(level)s AS level,
        ARRAY(SELECT section.department_id FROM inspections_visitsection AS section
            WHERE section.tenant_id = visit.tenant_id AND section.visit_id = visit.id
            UNION SELECT visit.department_id) AS departments
    FROM inspections_visit AS visit
    JOIN registry_supervisedobject AS file ON file.tenant_id = visit.tenant_id AND file.id = visit.object_id
    LEFT JOIN inspections_budgetexemption AS exemption
        ON exemption.tenant_id = visit.tenant_id AND exemption.visit_id = visit.id
    WHERE visit.tenant_id = %(tenant)s AND visit.state <> ALL (%(nothing)s)
        AND visit.starts_on BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)
    UNION ALL
    SELECT coalesce(file.merged_into_id, file.id), file.kind, NULL, true, true, upper.ground, upper.level, '{}'
    FROM inspections_uppervisit AS upper
    JOIN registry_supervisedobject AS file ON file.tenant_id = upper.tenant_id AND file.id = upper.object_id
    WHERE upper.tenant_id = %(tenant)s
        AND upper.done_on BETWEEN make_date(%(year)s, 1, 1) AND make_date(%(year)s, 12, 31)
"""


@dataclass(frozen=True, slots=True)
class Load:
    """The visits to one object in a year."""

    object_id: int
    done_within: int = 0
    done_outside: int = 0
    planned_within: int = 0
    planned_outside: int = 0

    @property
    def within(self) -> int:
        """What counts against the caps."""
        return self.done_within + self.planned_within

    @property
    def outside(self) -> int:
        """What is outside of them, and happens all the same."""
        return self.done_outside + self.planned_outside


@dataclass(frozen=True, slots=True)
class Asking:
    """A visit, or several (`times`) to each object, that somebody wants: in which year, by which departments, why."""

    year: int
    departments: Sequence[int]
    times: int = 1
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Breach:
    """How a cap stands for an object and, where it counts each department, for a department.

    `object_id` None: exceeded by what is asked alone, whatever the object.
    """

    rule: CapRule
    object_id: int | None
    department_id: int | None
    used: int

    @property
    def left(self) -> int:
        """How many visits are left under the cap, never less than none."""
        return max(0, self.rule.most - self.used)


def rules_of(tenant: Region, year: int) -> QuerySet[CapRule]:
    """The caps in force in a year, the tightest first."""
    rules = CapRule.objects.of(tenant).filter(Q(last_year=None) | Q(last_year__gte=year), first_year__lte=year)
    return rules.select_related("department").order_by("most", "pk")


def loads_of(tenant: Region, numbers: Iterable[int], year: int) -> dict[int, Load]:
    """The visits of the year to each of the objects; who has none is left out."""
    sql = f"""
        SELECT object_id,
            count(*) FILTER (WHERE is_done AND ground = ''), count(*) FILTER (WHERE is_done AND ground <> ''),
            count(*) FILTER (WHERE NOT is_done AND ground = ''), count(*) FILTER (WHERE NOT is_done AND ground <> '')
        FROM ({_COUNTED}) AS counted WHERE object_id = ANY (%(objects)s) GROUP BY object_id
    """  # noqa: S608 constants
    return {row[0]: Load(*row) for row in _ask(sql, tenant, year, objects=list(numbers))}


def usage_of(
    rule: CapRule,
    tenant: Region,
    year: int,
    *,
    at_least: int = 1,
    number: int | None = None,
    before: Visit | None = None,
) -> list[tuple[int, int | None, int]]:
    """(object, department, visits) that count under a rule and are at least so many; of one object or of the place.

    The department is None where the rule counts all together. `before` leaves that visit out, and all that nobody was
    let in for yet.
    """
    parts = {
        CapScope.TOGETHER: ("NULL::bigint", "", ""),
        CapScope.EACH: ("department", ", unnest(departments) AS department", ""),
        CapScope.ONE: ("%(department)s::bigint", "", "AND %(department)s = ANY (departments)"),
    }
    who, joined, only = parts[CapScope(rule.scope)]
    sql = f"""
        SELECT object_id, {who} AS who, count(*) FROM ({_COUNTED}) AS counted{joined}
        WHERE ground <> ALL (%(grounds)s::text[]) AND (%(rule_level)s = '' OR level = %(rule_level)s) {only}
            AND (cardinality(%(kinds)s::text[]) = 0 OR kind = ANY (%(kinds)s::text[]))
            AND (%(number)s::bigint IS NULL OR object_id = %(number)s)
            AND (%(before)s::bigint IS NULL OR is_let_in AND visit_id IS DISTINCT FROM %(before)s)
        GROUP BY object_id, who HAVING count(*) >= %(at_least)s ORDER BY count(*) DESC, object_id
    """  # noqa: S608 constants
    return _ask(
        sql,
        tenant,
        year,
        grounds=rule.grounds,
        rule_level=rule.level,
        department=rule.department_id,
        kinds=rule.kinds,
        at_least=at_least,
        number=number,
        before=before.pk if before else None,
    )


def check(tenant: Region, objects: QuerySet[SupervisedObject], asking: Asking) -> list[Breach]:
    """The caps that visits to each of `objects` would exceed, for plan, draw and pass; empty: nothing is in the way.

    A visit on a ground that a rule leaves outside is not held against that rule. `objects` may be a pool of millions.
    """
    rules = [rule for rule in rules_of(tenant, asking.year) if _concerns(rule, tenant, asking)]
    alone = [Breach(rule, None, rule.department_id, 0) for rule in rules if asking.times > rule.most]
    found = [
        Breach(rule, number, department, used)
        for rule in rules
        if asking.times <= rule.most
        for number, department, used in usage_of(rule, tenant, asking.year, at_least=rule.most - asking.times + 1)
        if department is None or department in asking.departments
    ]
    inside = _inside(objects, {breach.object_id for breach in found})
    return alone + [breach for breach in found if breach.object_id in inside]


def capped(tenant: Region, objects: QuerySet[SupervisedObject], asking: Asking) -> set[int]:
    """Numbers of those of `objects` that must stay out of a pool: one more visit would be too many (5.2 no. 11)."""
    return {breach.object_id for breach in check(tenant, objects, asking) if breach.object_id is not None}


def against_pass(visit: Visit) -> list[Breach]:
    """The caps that letting somebody in for this visit would exceed; empty: a pass may be issued.

    What counts are the other visits of the year that were made or hold a pass; a ground that stands with its evidence
    takes the visit out of the caps that allow it (R090; DOMAIN 5.2 no. 17).
    """
    exemption = BudgetExemption.objects.of(visit.tenant_id).filter(visit=visit).first()
    departments = {visit.department_id, *visit.sections.values_list("department", flat=True)}
    year = visit.starts_on.year
    asking = Asking(year, list(departments), ground=exemption.ground if exemption else "")
    number = visit.object.merged_into_id or visit.object_id
    return [
        Breach(rule, number, department, used)
        for rule in rules_of(visit.tenant, year)
        if _concerns(rule, visit.tenant, asking)
        for _number, department, used in usage_of(
            rule, visit.tenant, year, at_least=rule.most, number=number, before=visit
        )
        if department is None or department in departments
    ]


def reached_words(visit: Visit) -> str:
    """What stands against letting somebody in for this visit: cap, count within and outside; "" where nothing does."""
    found = against_pass(visit)
    if not found:
        return ""
    load = loads_of(visit.tenant, [visit.object_id], visit.starts_on.year).get(visit.object_id)
    words = {
        "object": visit.object,
        "year": visit.starts_on.year,
        "caps": _("；").join(_("“%(rule)s”，已有%(used)d次") % {"rule": one.rule, "used": one.used} for one in found),
        "outside": load.done_outside if load else 0,
    }
    return _("“%(object)s”%(year)d年度入企检查已达上限（%(caps)s；另有不计入上限的%(outside)d次）") % words


def is_counted(visit: Visit) -> bool:
    """Whether a visit counts at all: somebody goes, or went, to the door (DOMAIN 5.2 no. 17)."""
    return visit.state not in (*NO_VISIT, *FROM_AFAR)


def may_put_outside(visit: Visit, *, for_place: bool) -> bool:
    """Whether a ground may be given now: before anybody comes, or when somebody came though a cap was reached.

    Later only who keeps the caps of the place (`for_place`) may: a count is not talked away afterwards (R090).
    """
    return is_counted(visit) and (for_place or not visit.has_begun or bool(visit.beyond_caps))


def lacks_ground(visit: Visit) -> bool:
    """Whether somebody came though a cap was reached, and no ground with evidence stands for it yet."""
    return bool(visit.beyond_caps) and not BudgetExemption.objects.of(visit.tenant_id).filter(visit=visit).exists()


def cap_words(tenant: Region, objects: QuerySet[SupervisedObject], asking: Asking) -> list[str]:
    """What the caps say to a plan, in sentences: what it asks too much of, how many objects have no visit left."""
    found = check(tenant, objects, asking)
    words = {"times": asking.times}
    lines = [
        _("每户每年检查%(times)s次，超过“%(rule)s”。请降低频次，或与其他检查合并。") % {**words, "rule": breach.rule}
        for breach in found
        if breach.object_id is None
    ]
    counted = Counter(breach.rule for breach in found if breach.object_id is not None)
    for rule, count in counted.items():
        sentence = _("有%(count)s户已无剩余次数（%(rule)s），抽取时会排除。")
        lines.append(sentence % {"count": count, "rule": rule})
    return lines


def standing_of(row: SupervisedObject, year: int) -> list[Breach]:
    """Every cap that holds for an object with what is used and left of it, for the pass and the file (R104).

    A cap by each department is told for those that came.
    """
    lines = []
    for rule in rules_of(row.tenant, year):
        if not rule.kinds or row.kind in rule.kinds:
            used = usage_of(rule, row.tenant, year, number=row.pk) or [(row.pk, rule.department_id, 0)]
            lines += [Breach(rule, row.pk, who, count) for _number, who, count in used]
    return lines


def over_or_at(tenant: Region, year: int) -> list[Breach]:
    """All objects that have reached or passed a cap, the worst first."""
    found = [
        Breach(rule, number, department, used)
        for rule in rules_of(tenant, year)
        for number, department, used in usage_of(rule, tenant, year, at_least=rule.most)
    ]
    return sorted(found, key=lambda breach: (breach.rule.most - breach.used, breach.object_id or 0))


def _concerns(rule: CapRule, tenant: Region, asking: Asking) -> bool:
    """Whether what is asked counts under the rule at all."""
    if asking.ground and asking.ground in rule.grounds:
        return False
    if rule.level and rule.level != tenant.level:
        return False
    return rule.scope != CapScope.ONE or rule.department_id in asking.departments


def _inside(objects: QuerySet[SupervisedObject], numbers: set[Any]) -> set[int]:
    return set(objects.order_by().filter(pk__in=numbers).values_list("pk", flat=True)) if numbers else set()


def _ask(sql: str, tenant: Region, year: int, **values: Any) -> list[Any]:
    common: dict[str, Any] = {
        "tenant": tenant.pk,
        "level": tenant.level,
        "year": year,
        "done": list(_DONE),
        "let_in": list(_LET_IN),
        "nothing": [*NO_VISIT, *FROM_AFAR],
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, common | values)
        return cursor.fetchall()
