"""Supervision items: what is supervised, by whom, on what basis; their versions and the steps of each."""

from items.models.claims import ItemClaim
from items.models.items import CooperatingLine, ItemVersion, LegalBasis, SupervisionItem
from items.models.library import Law, LawArticle, SupervisionDomain
from items.models.steps import CoSignature, ItemBatch, ItemChain

__all__ = [
    "CoSignature",
    "CooperatingLine",
    "ItemBatch",
    "ItemChain",
    "ItemClaim",
    "ItemVersion",
    "Law",
    "LawArticle",
    "LegalBasis",
    "SupervisionDomain",
    "SupervisionItem",
]
