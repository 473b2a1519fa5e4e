"""What the articles of a law say, and what a recorded change made of them (R030)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from items.articles import Piece, compare
from items.attributes import ChangeKind
from items.models import Law, LawArticle, LawChange
from items.queries.dependents import changes_of
from tenancy.models import Region


@dataclass(frozen=True)
class Wording:
    """How an article reads on a day: `text` empty where nobody kept it; `article` the row of the place itself."""

    text: str = ""
    is_repealed: bool = False
    article: LawArticle | None = None


def wordings_of(tenant: Region, law: Law, on: date) -> dict[str, Wording]:
    """How each known article of a law reads on a day, by number; the text of the place stands before one from above."""
    own: dict[str, LawArticle] = {}
    first: dict[str, str] = {}
    for row in LawArticle.objects.above(tenant).filter(law=law).order_by("tenant"):
        first[row.number] = row.text or first.get(row.number, "")
        if row.tenant_id == tenant.pk:
            own[row.number] = row
    found = {number: Wording(text, article=own.get(number)) for number, text in first.items()}
    for change in _in_order(tenant, law):
        if change.effective_on <= on:
            before = found.get(change.article, Wording())
            found[change.article] = _after(before, change)
    return found


def compared(tenant: Region, law: Law) -> dict[int, list[Piece]]:
    """For each recorded change that gave an article a new wording, by its number: the old and the new text as one."""
    texts: dict[str, str] = {}
    for row in LawArticle.objects.above(tenant).filter(law=law).order_by("tenant"):
        texts[row.number] = row.text or texts.get(row.number, "")
    pieces = {}
    for change in _in_order(tenant, law):
        if change.text:
            pieces[change.pk] = compare(texts.get(change.article, ""), change.text)
        texts[change.article] = _after(Wording(texts.get(change.article, "")), change).text
    return pieces


def _in_order(tenant: Region, law: Law) -> Iterable[LawChange]:
    """Changes of single articles, as they came into effect."""
    return changes_of(tenant, law).exclude(article="").order_by("effective_on", "pk")


def _after(before: Wording, change: LawChange) -> Wording:
    if change.kind == ChangeKind.REPEALED:
        return Wording(before.text, is_repealed=True, article=before.article)
    return Wording(change.text or before.text, is_repealed=False, article=before.article)
