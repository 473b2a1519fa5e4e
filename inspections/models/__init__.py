"""Plans of the year, campaigns, and what is inspected under them."""

from inspections.models.campaigns import Campaign, CampaignParty
from inspections.models.consolidated import ConsolidatedPart, ConsolidatedPlan
from inspections.models.entries import PlanEntry, PlanEntryLine, PlanLineItem, PlanStratum
from inspections.models.plans import AnnualPlan
from inspections.models.seasons import PlanLimits, PlanSeason, StratumDefault

__all__ = [
    "AnnualPlan",
    "Campaign",
    "CampaignParty",
    "ConsolidatedPart",
    "ConsolidatedPlan",
    "PlanEntry",
    "PlanEntryLine",
    "PlanLimits",
    "PlanLineItem",
    "PlanSeason",
    "PlanStratum",
    "StratumDefault",
]
