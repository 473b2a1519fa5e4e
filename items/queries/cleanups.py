"""Who answers by default for an industry (R012), and what a clean-up of on-site inspections has come to (R044)."""

from dataclasses import dataclass

from django.db.models import QuerySet

from items.attributes import AT_THE_DOOR, CleanupVerdict
from items.models import Cleanup, CleanupLine, DefaultDuty, ItemVersion, SupervisionItem
from items.queries.versions import with_faces
from items.states import IN_FORCE
from registry.models import Industry
from registry.queries.tallies import Tally
from tenancy.models import Department, Region

SECTION, DIVISION = 1, 2
"""门类 and 大类: the levels of an industry that a default may name."""


# --- default duties ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SectionDuty:
    """A section of industries: the defaults that name it or a division of it, and its living subjects in no list."""

    industry: Industry
    duties: list[DefaultDuty]
    ownerless: int

    @property
    def is_open(self) -> bool:
        """Whether subjects of the section have nobody, not even by default."""
        return bool(self.ownerless) and not any(duty.industry_id == self.industry.pk for duty in self.duties)


def default_duties(tenant: Region) -> QuerySet[DefaultDuty]:
    """The defaults of a place by industry."""
    return DefaultDuty.objects.of(tenant).select_related("industry", "department")


def section_duties(tenant: Region, tally: Tally) -> list[SectionDuty]:
    """Every section with its defaults and how many subjects no department has in its list."""
    by_section: dict[str, list[DefaultDuty]] = {}
    for duty in default_duties(tenant):
        by_section.setdefault(duty.industry.section, []).append(duty)
    counts = {line["section"]: line["ownerless"] for line in tally.by("section")}
    return [
        SectionDuty(industry, by_section.get(industry.section, []), counts.get(industry.section, 0))
        for industry in Industry.objects.filter(level=SECTION)
    ]


def default_department(tenant: Region, industry: Industry) -> Department | None:
    """Who answers for a subject of the industry that no item covers: its division's default, else its section's."""
    duties = {duty.industry_id: duty.department for duty in default_duties(tenant)}
    return duties.get(industry.code[:2]) or duties.get(industry.section)


# --- clean-ups --------------------------------------------------------------------------------------------------------


def on_site_items(tenant: Region) -> list[ItemVersion]:
    """Versions in force by which somebody goes to the door, by number."""
    rows = ItemVersion.objects.of(tenant).filter(state=IN_FORCE, techniques__overlap=list(AT_THE_DOOR))
    return list(with_faces(rows).order_by("item__number"))


def in_force_of(item: SupervisionItem) -> ItemVersion | None:
    """The item's version in force."""
    return with_faces(ItemVersion.objects.of(item.tenant_id)).filter(item=item, state=IN_FORCE).first()


@dataclass(frozen=True)
class Outcome:
    """A line of a clean-up, its item's version to look at, and whether what was decided is carried out."""

    line: CleanupLine
    version: ItemVersion
    is_on_site: bool

    @property
    def is_done(self) -> bool:
        """Kept is done at once; everything else when nobody goes to the door for it any more."""
        return self.line.verdict == CleanupVerdict.KEEP or (bool(self.line.verdict) and not self.is_on_site)


def outcomes_of(cleanup: Cleanup) -> list[Outcome]:
    """Every line with how it stands now; two queries."""
    lines = list(cleanup.lines.select_related("department", "item", "merged_into", "draft", "decided_by"))
    versions = with_faces(ItemVersion.objects.of(cleanup.tenant_id)).filter(item__in=[line.item_id for line in lines])
    newest = {version.item_id: version for version in versions.order_by("number") if version.in_force_on}
    return [Outcome(line, newest[line.item_id], _is_on_site(newest[line.item_id])) for line in lines]


def _is_on_site(version: ItemVersion) -> bool:
    return version.state == IN_FORCE and not set(AT_THE_DOOR).isdisjoint(version.techniques)
