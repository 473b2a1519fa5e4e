"""What rests on a law: a table of kinds, so that checklists and booklets join the graph as items do (R030, R031).

An app registers a kind with a function that finds what of a place rests on a law or on one article of it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from items.bases import Basis, article_order, parse_bases
from items.models import AdjustmentTask, Checklist, ChecklistEntry, ItemVersion, Law, LawChange, LegalBasis
from items.queries.library import law_key, law_names
from items.states import DRAFT, ENDED_STATES, IN_FORCE, TASK_OPEN
from tenancy.models import Department, Region

CURRENT = (DRAFT, IN_FORCE)
"""Checklists that are used, or are being written."""


@dataclass(frozen=True)
class LawRef:
    """A law by its name, and one of its articles; without one, the whole law."""

    law: str
    article: str = ""

    def is_met_by(self, basis: Basis) -> bool:
        """Whether something resting on `basis` is touched: same law, and this article or no article named."""
        if law_key(basis.law) != law_key(self.law):
            return False
        return not self.article or self.article in basis.articles or not basis.articles


@dataclass(frozen=True)
class Resting:
    """One thing that rests on a law: whose it is, how it stands, where to look at it, on which articles it rests."""

    subject_id: int
    label: str
    department: Department
    state: str
    url: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dependent:
    """A kind of things that rest on laws; `kind` is the label of its model."""

    kind: str
    label: str | Promise
    resting: Callable[[Region, LawRef], Iterable[Resting]]


DEPENDENTS: dict[str, Dependent] = {}


def register_dependent(dependent: Dependent) -> Dependent:
    """Add a kind to the graph."""
    if DEPENDENTS.setdefault(dependent.kind, dependent) != dependent:
        raise ValueError(f"two kinds of dependents are called {dependent.kind}")
    return dependent


def resting_on(tenant: Region, ref: LawRef) -> list[tuple[Dependent, Resting]]:
    """Everything of the place that rests on a law or an article."""
    return [(dependent, one) for dependent in DEPENDENTS.values() for one in dependent.resting(tenant, ref)]


def items_resting(tenant: Region, ref: LawRef) -> list[Resting]:
    """Versions in force or in preparation with a basis, of the item or of a line, in that law."""
    rows = (
        LegalBasis.objects.of(tenant).filter(law_name__in=law_names(ref.law)).exclude(version__state__in=ENDED_STATES)
    )
    found: dict[ItemVersion, list[str]] = defaultdict(list)
    for row in rows.select_related("version__department", "version__tenant").order_by("version_id", "pk"):
        if ref.is_met_by(row.as_basis):
            found[row.version].extend(row.as_basis.articles)
    return [
        Resting(
            version.pk,
            str(version),
            version.department,
            str(version.get_state_display()),
            version.get_absolute_url(),
            tuple(dict.fromkeys(articles)),
        )
        for version, articles in found.items()
    ]


register_dependent(Dependent(ItemVersion._meta.label_lower, _("监管事项"), items_resting))


def checklists_resting(tenant: Region, ref: LawRef) -> list[Resting]:
    """Checklists in force or in preparation with an entry that rests on that law."""
    rows = ChecklistEntry.objects.of(tenant).filter(basis__contains=law_key(ref.law), checklist__state__in=CURRENT)
    found: dict[Checklist, list[str]] = defaultdict(list)
    for row in rows.select_related("checklist__department", "checklist__tenant").order_by("checklist_id", "position"):
        met = [basis for basis in parse_bases(row.basis) if ref.is_met_by(basis)]
        for basis in met:
            found[row.checklist].extend(basis.articles)
    return [
        Resting(
            checklist.pk,
            str(checklist),
            checklist.department,
            str(checklist.get_state_display()),
            checklist.get_absolute_url(),
            tuple(dict.fromkeys(articles)),
        )
        for checklist, articles in found.items()
    ]


register_dependent(Dependent(Checklist._meta.label_lower, _("检查表"), checklists_resting))


# --- laws -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ArticleUse:
    """An article of a law with what rests on it here; `number` empty for what names no article."""

    number: str
    resting: list[Resting]
    changes: list[LawChange]

    @property
    def title(self) -> str:
        return self.number or _t("未写明条款")


def article_uses(tenant: Region, law: Law) -> list[ArticleUse]:
    """The articles of a law, known or used, in their order, each with what rests on it and what changed."""
    numbers = set(law.articles.values_list("number", flat=True))
    by_article: dict[str, list[Resting]] = defaultdict(list)
    for _dependent, one in resting_on(tenant, LawRef(law.name)):
        for number in one.articles or ("",):
            by_article[number].append(one)
    changes: dict[str, list[LawChange]] = defaultdict(list)
    for change in changes_of(tenant, law):
        changes[change.article].append(change)
    known = sorted(numbers | set(by_article) | set(changes), key=article_order)
    return [ArticleUse(number, by_article[number], changes[number]) for number in known if number or by_article[""]]


def changes_of(tenant: Region, law: Law) -> QuerySet[LawChange]:
    """What was recorded about a law here and above."""
    return LawChange.objects.above(tenant).filter(law=law).select_related("law", "tenant", "recorded_by")


def laws_with_uses(tenant: Region) -> dict[str, int]:
    """How many versions and checklists of the place rest on each law, by `law_key`."""
    rows = LegalBasis.objects.of(tenant).exclude(version__state__in=ENDED_STATES)
    versions = {(law_key(name), version) for name, version in rows.values_list("law_name", "version_id").order_by()}
    entries = ChecklistEntry.objects.of(tenant).filter(checklist__state__in=CURRENT)
    checklists = {
        (law_key(basis.law), checklist)
        for text, checklist in entries.values_list("basis", "checklist_id").order_by()
        for basis in parse_bases(text)
    }
    return Counter(key for key, _subject in [*versions, *checklists])


def unknown_laws(tenant: Region) -> list[str]:
    """Names of laws that items rest on and no library holds, so that no change of them would be noticed."""
    known = {law_key(name) for name in Law.objects.above(tenant).values_list("name", flat=True)}
    rows = LegalBasis.objects.of(tenant).exclude(version__state__in=ENDED_STATES)
    names = rows.order_by("law_name").values_list("law_name", flat=True).distinct()
    return [name for name in names if law_key(name) not in known]


def open_adjustments(subject: ItemVersion | Checklist) -> QuerySet[AdjustmentTask]:
    """Adjustment tasks of an item or a checklist that are not done: the mark on its page."""
    rows = AdjustmentTask.objects.of(subject.tenant_id).filter(subject_kind=subject._meta.label_lower)
    return rows.filter(subject_id=subject.pk, state=TASK_OPEN).select_related("change__law", "department")


def task_url(task: AdjustmentTask) -> str:
    """The page of what a task is about."""
    pages = {ItemVersion._meta.label_lower: "items:version", Checklist._meta.label_lower: "items:checklist"}
    if task.subject_kind in pages:
        return reverse(pages[task.subject_kind], args=[task.tenant_id, task.subject_id])
    kind = DEPENDENTS[task.subject_kind]
    ref = LawRef(task.change.law.name, task.change.article)
    return next((one.url for one in kind.resting(task.tenant, ref) if one.subject_id == task.subject_id), "")
