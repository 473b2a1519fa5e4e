"""Plans of the year, campaigns, and what is drawn and inspected under them: visits, sections, evidence, findings."""

from inspections.models.budget import BudgetExemption, CapRule, UpperVisit
from inspections.models.campaigns import Campaign, CampaignParty
from inspections.models.consolidated import ConsolidatedPart, ConsolidatedPlan
from inspections.models.draws import (
    Draw,
    DrawnObject,
    DrawSecret,
    DrawStratum,
    InspectionTask,
    MissingSecretRule,
    PoolPart,
    Replacement,
)
from inspections.models.entries import PlanEntry, PlanEntryLine, PlanLineItem, PlanStratum
from inspections.models.evidence import Evidence
from inspections.models.field import HeldRecord
from inspections.models.findings import CorrectionOrder, Finding
from inspections.models.inspectors import DrawGroup, DrawnOfficer, DrawOfficer, Recusal
from inspections.models.merges import MergeMember, MergeProposal
from inspections.models.off_site import OffSiteCheck, OffSiteDecision
from inspections.models.pairings import DrawPairing
from inspections.models.passes import VisitPass
from inspections.models.plans import AnnualPlan
from inspections.models.points import PlanPoint, VisitPoint
from inspections.models.ratings import RatingCode, RatingMailing, VisitRating
from inspections.models.redraws import RedrawRequest
from inspections.models.revisits import OrderLeftOut, Revisit
from inspections.models.seasons import PlanLimits, PlanSeason, StratumDefault
from inspections.models.sections import (
    Correction,
    ResultRecognition,
    SectionEntry,
    SectionExpert,
    SectionItem,
    SectionOfficer,
    Signature,
    Statement,
    VisitSection,
)
from inspections.models.simulations import Simulation
from inspections.models.visits import Incident, Visit

__all__ = [
    "AnnualPlan",
    "BudgetExemption",
    "Campaign",
    "CampaignParty",
    "CapRule",
    "ConsolidatedPart",
    "ConsolidatedPlan",
    "Correction",
    "CorrectionOrder",
    "Draw",
    "DrawGroup",
    "DrawOfficer",
    "DrawPairing",
    "DrawSecret",
    "DrawStratum",
    "DrawnObject",
    "DrawnOfficer",
    "Evidence",
    "Finding",
    "HeldRecord",
    "Incident",
    "InspectionTask",
    "MergeMember",
    "MergeProposal",
    "MissingSecretRule",
    "OffSiteCheck",
    "OffSiteDecision",
    "OrderLeftOut",
    "PlanEntry",
    "PlanEntryLine",
    "PlanLimits",
    "PlanLineItem",
    "PlanPoint",
    "PlanSeason",
    "PlanStratum",
    "PoolPart",
    "RatingCode",
    "RatingMailing",
    "Recusal",
    "RedrawRequest",
    "Replacement",
    "ResultRecognition",
    "Revisit",
    "SectionEntry",
    "SectionExpert",
    "SectionItem",
    "SectionOfficer",
    "Signature",
    "Simulation",
    "Statement",
    "StratumDefault",
    "UpperVisit",
    "Visit",
    "VisitPass",
    "VisitPoint",
    "VisitRating",
    "VisitSection",
]
