"""The catalogue of domains as a place sees it: what it supervises in each, with whom (R034–R036)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from items.models import ItemVersion, Scenario, SupervisionDomain
from items.queries.checklists import names_domain
from items.queries.library import domains_for
from items.states import IN_FORCE
from registry.queries.officers import fit_officers, with_standing
from tenancy.models import Region


@dataclass(frozen=True)
class DomainLine:
    """A domain with the items in force, the scenarios and the officers who may be drawn for it."""

    domain: SupervisionDomain
    items: int
    scenarios: int
    officers: int

    @property
    def reasons(self) -> str:
        labels = dict(SupervisionDomain._meta.get_field("reasons").base_field.flatchoices)  # type: ignore[union-attr]
        return "、".join(str(labels.get(reason, reason)) for reason in self.domain.reasons)


def domain_lines(tenant: Region, today: date) -> list[DomainLine]:
    """One line a domain of the catalogue, in its order."""
    domains = list(domains_for(tenant))
    versions = ItemVersion.objects.of(tenant).filter(state=IN_FORCE).select_related("domain")
    items = Counter(name for version in versions for name in _names(version, domains))
    scenarios = Counter(Scenario.objects.of(tenant).filter(is_ended=False).values_list("domain", flat=True))
    officers = Counter(
        word
        for officer in with_standing(fit_officers(tenant, on=today))
        for word in {word for one in officer.certificates.all() if one.credential.holds(today) for word in one.domains}
    )
    return [DomainLine(domain, items[domain.name], scenarios[domain.pk], officers[domain.name]) for domain in domains]


def free_domains(tenant: Region) -> dict[str, int]:
    """What is written as the domain of items in force and means none of the catalogue: wording → how many items."""
    domains = list(domains_for(tenant))
    rows = ItemVersion.objects.of(tenant).filter(state=IN_FORCE, domain=None).order_by("item__number")
    return Counter(version.domain_text for version in rows if not _names(version, domains))


def _names(version: ItemVersion, domains: list[SupervisionDomain]) -> list[str]:
    """The domains of the catalogue that an item belongs to; free wording may mean several."""
    if version.domain:
        return [version.domain.name]
    return [domain.name for domain in domains if names_domain(version.domain_text, domain.name)]
