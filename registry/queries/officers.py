"""Who is in the officer library, who may be drawn, and what each department lacks (R061–R063, R067)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import DecimalField, Exists, Func, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from registry.domains import DOMAINS
from registry.fitness import Reason, reasons_against
from registry.models import Certificate, Officer, Secondment, Training
from registry.states import ACCEPTED
from tenancy.models import Department, Member, Region

WARN_DAYS = (90, 30, 7)
"""How many days before its end a certificate is warned of (R063)."""

YEARLY_HOURS = Decimal(60)
"""Every officer is trained at least 60 hours a year (国办发〔2023〕27号 三（九）)."""

LEAST_OFFICERS = 2
"""A department's section needs two certified officers (DOMAIN 5.2 no. 15)."""


def with_standing(rows: QuerySet) -> QuerySet:
    """Join what `Officer.standing` and `Officer.certificate` read."""
    return rows.select_related("department", "origin").prefetch_related("certificates", "secondments__to_place")


def with_hours(rows: QuerySet, year: int) -> QuerySet:
    """Each officer with `hours`, trained in that year."""
    trained = Sum("trainings__hours", filter=Q(trainings__held_on__year=year))
    return rows.annotate(hours=Coalesce(trained, Value(0), output_field=DecimalField()))


def serving_officers(tenant: Region | Value, today: date | Func) -> QuerySet[Officer]:
    """Officers in the library on `today`; the last day counts."""
    rows = Officer.objects.of(tenant).filter(starts_on__lte=today)
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))


def fit_officers(tenant: Region, *, on: date, domain: str | None = None) -> QuerySet[Officer]:
    """Officers who may be drawn as inspectors on the day `on`, for `domain` where one is named.

    They serve here, are neither suspended nor away, and hold a certificate for the day and the domain (R061, R062;
    DOMAIN 5.2 no. 15). `registry.fitness` gives the reasons for the others; a test holds both together.
    """
    held = Certificate.objects.of(tenant).filter(officer=OuterRef("pk"), starts_on__lte=on, ends_on__gte=on)
    held = held.filter(Q(revoked_on__isnull=True) | Q(revoked_on__gt=on))
    if domain is not None:
        held = held.filter(domains__contains=[domain])
    away = Secondment.objects.of(tenant).filter(
        officer=OuterRef("pk"), state=ACCEPTED, starts_on__lte=on, ends_on__gte=on
    )
    suspended = Q(suspended_on__isnull=False, suspended_on__lte=on) & (
        Q(suspended_until__isnull=True) | Q(suspended_until__gte=on)
    )
    return serving_officers(tenant, on).exclude(suspended).filter(Exists(held), ~Exists(away))


@dataclass(frozen=True)
class Unfit:
    """An officer who may not be drawn, and why."""

    officer: Officer
    reasons: list[Reason]


def unfit_officers(tenant: Region, *, on: date, domain: str | None = None) -> list[Unfit]:
    """Officers of the library who may not be drawn on the day `on`, each with the reasons in words."""
    fit = fit_officers(tenant, on=on, domain=domain).values("pk")
    rows = with_standing(serving_officers(tenant, on).exclude(pk__in=fit))
    return [
        Unfit(officer, reasons_against(officer.standing, on=on, domain=domain))
        for officer in rows.order_by("department__name", "name", "pk")
    ]


# --- certificates that end ------------------------------------------------------------------------------------------


def ending_certificates(tenant: Region | Value, today: date | Func, days: int = WARN_DAYS[0]) -> QuerySet[Certificate]:
    """Certificates of serving officers that end within `days` or have ended, and that no later one replaces."""
    later = Certificate.objects.of(tenant).filter(
        officer=OuterRef("officer"), ends_on__gt=OuterRef("ends_on"), revoked_on__isnull=True
    )
    rows = Certificate.objects.of(tenant).filter(revoked_on__isnull=True, ends_on__lte=today + timedelta(days=days))
    rows = rows.filter(~Exists(later), officer__in=serving_officers(tenant, today).values("pk"))
    return rows.select_related("officer__department", "officer__member").order_by("ends_on", "pk")


def threshold_of(days_left: int) -> int | None:
    """The warning that is due with so many days left: 90, 30 or 7; None while there is time."""
    return min((days for days in WARN_DAYS if days_left <= days), default=None)


# --- words in use ---------------------------------------------------------------------------------------------------


def known_domains(tenant: Region) -> list[str]:
    """The domains of the policies, then those the place's certificates name besides."""
    used = Certificate.objects.of(tenant).order_by().values_list("domains", flat=True).distinct()
    return list(dict.fromkeys([*DOMAINS, *sorted({word for words in used for word in words})]))


def known_specialties(tenant: Region) -> list[str]:
    """The specialties that officers of the place have."""
    used = Officer.objects.of(tenant).order_by().values_list("specialties", flat=True).distinct()
    return sorted({word for words in used for word in words})


# --- coverage -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Cover:
    """How many officers of a department may be drawn for a word today; fewer than two cannot staff a section."""

    word: str
    count: int

    @property
    def tone(self) -> str:
        if self.count >= LEAST_OFFICERS:
            return "green"
        return "yellow" if self.count else "grey"


@dataclass(frozen=True)
class CoverRow:
    """A department, its fit officers, and one `Cover` for every column."""

    department: Department
    officers: int
    covers: list[Cover]

    @property
    def short_of(self) -> list[str]:
        """Words in which the department has one officer and needs another: its training needs."""
        return [cover.word for cover in self.covers if 0 < cover.count < LEAST_OFFICERS]


@dataclass(frozen=True)
class Coverage:
    """The matrix of R067: departments down, words across."""

    words: list[str]
    rows: list[CoverRow]


def domain_coverage(tenant: Region, today: date) -> Coverage:
    """Fit officers by department and domain of their certificates; columns are the domains somebody covers."""
    officers = with_standing(fit_officers(tenant, on=today))
    return _coverage((one, _domains_today(one, today)) for one in officers.order_by("department__name", "pk"))


def specialty_coverage(tenant: Region, today: date) -> Coverage:
    """Fit officers by department and specialty."""
    officers = fit_officers(tenant, on=today).select_related("department")
    return _coverage((one, set(one.specialties)) for one in officers.order_by("department__name", "pk"))


def _domains_today(officer: Officer, today: date) -> set[str]:
    held = [one.credential for one in officer.certificates.all()]
    return {word for credential in held if credential.holds(today) for word in credential.domains}


def _coverage(officers: Iterable[tuple[Officer, set[str]]]) -> Coverage:
    counts: dict[Department, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    people: dict[Department, int] = defaultdict(int)
    for officer, words in officers:
        people[officer.department] += 1
        for word in words:
            counts[officer.department][word] += 1
    places = {word: place for place, word in enumerate(DOMAINS)}
    found = {word for row in counts.values() for word in row}
    columns = sorted(found, key=lambda word: (places.get(word, len(places)), word))
    rows = [
        CoverRow(department, number, [Cover(word, counts[department][word]) for word in columns])
        for department, number in people.items()
    ]
    return Coverage(columns, rows)


# --- one officer ----------------------------------------------------------------------------------------------------


def trained_hours(officer: Officer, year: int) -> Decimal:
    """Hours of training in that year."""
    rows = Training.objects.of(officer.tenant_id).filter(officer=officer, held_on__year=year)
    return rows.aggregate(total=Sum("hours"))["total"] or Decimal(0)


def may_keep(member: Member, officer: Officer) -> bool:
    """Whether the member keeps the officer's row, and so sees what only the own unit sees."""
    return member.may("officers.manage", officer)


def may_declare(member: Member, officer: Officer) -> bool:
    """Whether the member sees and declares the officer's interests: himself, or whoever keeps the row (DOMAIN 5.3)."""
    return officer.member_id == member.pk or may_keep(member, officer)
