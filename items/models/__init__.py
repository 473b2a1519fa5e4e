"""Supervision items: what is supervised, by whom, on what basis; their versions and the steps of each."""

from items.models.campaigns import Campaign, Submission
from items.models.checklists import Checklist, ChecklistEntry, EntryConflict, SharedFact
from items.models.claims import ItemClaim
from items.models.cleanups import Cleanup, CleanupLine, DefaultDuty
from items.models.items import CooperatingLine, ItemVersion, LegalBasis, SupervisionItem
from items.models.laws import AdjustmentTask, LawChange
from items.models.library import Law, LawArticle, SupervisionDomain
from items.models.matters import BoundaryEntry, Handover, HandoverEntry, MatterStatement, UnclearMatter
from items.models.responsibilities import ItemGrant, Responsibility
from items.models.scenarios import JointChecklist, JointEntry, JointPart, Scenario, ScenarioItem
from items.models.steps import ChainStep, CoSignature, ItemBatch, ItemChain, StepKind, VersionStep
from items.models.upper import UpperRequest

__all__ = [
    "AdjustmentTask",
    "BoundaryEntry",
    "Campaign",
    "ChainStep",
    "Checklist",
    "ChecklistEntry",
    "Cleanup",
    "CleanupLine",
    "CoSignature",
    "CooperatingLine",
    "DefaultDuty",
    "EntryConflict",
    "Handover",
    "HandoverEntry",
    "ItemBatch",
    "ItemChain",
    "ItemClaim",
    "ItemGrant",
    "ItemVersion",
    "JointChecklist",
    "JointEntry",
    "JointPart",
    "Law",
    "LawArticle",
    "LawChange",
    "LegalBasis",
    "MatterStatement",
    "Responsibility",
    "Scenario",
    "ScenarioItem",
    "SharedFact",
    "StepKind",
    "Submission",
    "SupervisionDomain",
    "SupervisionItem",
    "UnclearMatter",
    "UpperRequest",
    "VersionStep",
]
