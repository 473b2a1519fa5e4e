"""What a place may build its items from: its own domains and laws and those of the places above."""

from collections.abc import Iterable

from django.db.models import QuerySet

from items.bases import Basis
from items.models import Law, LawArticle, SupervisionDomain
from tenancy.models import Region

_STATE = "中华人民共和国"


def domains_for(tenant: Region) -> QuerySet[SupervisionDomain]:
    """Domains to choose from, in the order of the catalogue."""
    return SupervisionDomain.objects.above(tenant).order_by("position", "pk")


def law_key(name: str) -> str:
    """《中华人民共和国劳动法》 and 《劳动法》 are one law."""
    return name.replace(" ", "").removeprefix(_STATE)


def law_names(name: str) -> list[str]:
    """The ways one law's name is written in a basis."""
    key = law_key(name)
    return list(dict.fromkeys([key, f"{_STATE}{key}", name]))


class LawFinder:
    """Finds the known law and article of a written basis; one query each for a whole list."""

    def __init__(self, tenant: Region, bases: Iterable[Basis]) -> None:
        wanted = {law_key(basis.law) for basis in bases}
        names = [spelling for name in wanted for spelling in law_names(name)]
        laws = Law.objects.above(tenant).filter(name__in=names).order_by("tenant")
        self.laws = {law_key(law.name): law for law in laws}
        articles = (
            LawArticle.objects.above(tenant).filter(law__in=[law.pk for law in self.laws.values()]).order_by("tenant")
        )
        self.articles = {(article.law_id, article.number): article for article in articles}

    def law(self, basis: Basis) -> Law | None:
        return self.laws.get(law_key(basis.law))

    def article(self, basis: Basis) -> LawArticle | None:
        law = self.law(basis)
        return self.articles.get((law.pk, basis.first_article)) if law else None
