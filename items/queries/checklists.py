"""Checklists in force, what asks the same, what contradicts, what may be checked in one visit (R041, R046)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from items.attributes import AT_THE_DOOR, Regime, Technique
from items.duplicates import Asked, Group, find_groups
from items.models import ChecklistEntry, EntryConflict, ItemVersion, Scenario, SharedFact, SupervisionDomain
from items.queries.versions import with_faces
from items.states import IN_FORCE, OPEN
from tenancy.models import Region


def with_entries(rows: QuerySet) -> QuerySet:
    """Join what a checklist shows."""
    return rows.select_related("department", "item", "tenant").prefetch_related("entries__fact")


def entries_in_force(tenant: Region, items: Sequence[int]) -> QuerySet[ChecklistEntry]:
    """Entries of the checklists in force for items given by their keys, department by department."""
    rows = ChecklistEntry.objects.of(tenant).filter(checklist__state=IN_FORCE, checklist__item__in=items)
    rows = rows.select_related("checklist__department", "checklist__item", "fact")
    return rows.order_by("checklist__department__name", "checklist__item__number", "position", "pk")


def facts_with_use(tenant: Region) -> QuerySet[SharedFact]:
    """Shared facts, each with `departments`: how many departments' checklists in force ask for it."""
    asking = Count("entries__checklist__department", filter=Q(entries__checklist__state=IN_FORCE), distinct=True)
    return SharedFact.objects.of(tenant).annotate(departments=asking)


def departments_of(version: ItemVersion) -> list[int]:
    """Who has a part in the item: the lead and the cooperating ones, each on its own basis (DOMAIN 5.2 no. 4)."""
    return [version.department_id, *(line.department_id for line in version.lines.all())]


def open_conflicts(tenant: Region, entries: Sequence[int] | None = None) -> QuerySet[EntryConflict]:
    """Standards that contradict each other and are not yet revised; about these entries, where some are given."""
    rows = EntryConflict.objects.of(tenant).filter(state=OPEN)
    if entries is not None:
        rows = rows.filter(Q(first__in=entries) | Q(second__in=entries))
    return rows.select_related("first__checklist__department", "second__checklist__department", "department").order_by(
        "due_on", "pk"
    )


# --- items and their timing -----------------------------------------------------------------------------------------


def items_of_scenario(scenario: Scenario) -> list[ItemVersion]:
    """The versions in force of a scenario's items."""
    rows = ItemVersion.objects.of(scenario.tenant_id).filter(item__scenarios=scenario, state=IN_FORCE)
    return list(with_faces(rows).order_by("item__number"))


def items_of_domain(tenant: Region, domain: SupervisionDomain) -> list[ItemVersion]:
    """The versions in force of the domain: by the catalogue, or by what is written where none was chosen."""
    rows = ItemVersion.objects.of(tenant).filter(Q(domain=domain) | Q(domain=None), state=IN_FORCE)
    return [
        version
        for version in with_faces(rows).order_by("item__number")
        if version.domain_id or names_domain(version.domain_text, domain.name)
    ]


def names_domain(text: str, name: str) -> bool:
    """Whether free wording means a domain of the catalogue: 餐饮食品安全 and 食品 do, 城镇燃气 and 燃气 do."""
    return len(text) > 1 and (name in text or text in name)


@dataclass(frozen=True)
class Timing:
    """An item and whether it may be checked together with the others; `against` says in words why not."""

    version: ItemVersion
    against: str

    @property
    def is_joint(self) -> bool:
        return not self.against


def timing_of(version: ItemVersion) -> Timing:
    """Exempt items, triggered ones and those without a visit stay out of a joint visit (R038, 5.2 no. 18)."""
    if version.exemption_reason:
        words = {"reason": version.get_exemption_reason_display(), "basis": version.exemption_basis}
        return Timing(version, _("不纳入联合抽查：%(reason)s（%(basis)s）") % words)
    if version.regime == Regime.TRIGGERED:
        return Timing(version, _("只在发现线索时检查，没有固定时间可以合并"))
    if version.techniques and not {*AT_THE_DOOR, Technique.DOCUMENTS, Technique.SAMPLING} & set(version.techniques):
        return Timing(version, _("不上门检查，不需要合并"))
    return Timing(version, "")


# --- the merge table ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Same:
    """Entries that ask the same, with why it is thought so."""

    entries: list[ChecklistEntry]
    group: Group

    @property
    def why(self) -> str:
        if self.entries[0].fact and self.group.likeness == 1.0:
            return _("都核查共用事实“%s”") % self.entries[0].fact
        return _("文字相似%d%%") % round(self.group.likeness * 100)


@dataclass(frozen=True)
class MergeTable:
    """All that the merge workbench shows of a scenario or a domain."""

    timings: list[Timing]
    same: list[Same]
    single: list[ChecklistEntry]
    conflicts: list[EntryConflict]

    @property
    def entries(self) -> list[ChecklistEntry]:
        return [entry for one in self.same for entry in one.entries] + self.single

    @property
    def saved(self) -> int:
        """How many questions fewer when everything offered is merged."""
        return sum(len(one.entries) - 1 for one in self.same)


def merge_table(tenant: Region, versions: Sequence[ItemVersion]) -> MergeTable:
    """Entries in force of the items that may be checked together, those that ask the same put side by side."""
    timings = [timing_of(version) for version in versions]
    items = [timing.version.item_id for timing in timings if timing.is_joint]
    entries = list(entries_in_force(tenant, items))
    known = {entry.pk: entry for entry in entries}
    groups = find_groups([Asked(entry.pk, entry.text, entry.rule, entry.fact_id) for entry in entries])
    same = [Same([known[key] for key in group.keys], group) for group in groups]
    taken = {key for group in groups for key in group.keys}
    single = [entry for entry in entries if entry.pk not in taken]
    return MergeTable(timings, same, single, list(open_conflicts(tenant, list(known))))
