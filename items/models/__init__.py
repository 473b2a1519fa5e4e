"""Supervision items: what is supervised, by whom, on what basis; their versions and the steps of each."""

from items.models.campaigns import Campaign, Submission
from items.models.checklists import Checklist, ChecklistEntry, EntryConflict, SharedFact
from items.models.claims import ItemClaim
from items.models.items import CooperatingLine, ItemVersion, LegalBasis, SupervisionItem
from items.models.library import Law, LawArticle, SupervisionDomain
from items.models.scenarios import JointChecklist, JointEntry, JointPart, Scenario, ScenarioItem
from items.models.steps import CoSignature, ItemBatch, ItemChain

__all__ = [
    "Campaign",
    "Checklist",
    "ChecklistEntry",
    "CoSignature",
    "CooperatingLine",
    "EntryConflict",
    "ItemBatch",
    "ItemChain",
    "ItemClaim",
    "ItemVersion",
    "JointChecklist",
    "JointEntry",
    "JointPart",
    "Law",
    "LawArticle",
    "LegalBasis",
    "Scenario",
    "ScenarioItem",
    "SharedFact",
    "Submission",
    "SupervisionDomain",
    "SupervisionItem",
]
